/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A frontend outside the tree: all that one has to be, for QEMU's "virt"
 * machine, with its PL011 and PSCI where they always are. Built by "make
 * installcheck" against the installed headers and archive.
 */
#include <plat/arch/io.h>
#include <plat/early_map.h>
#include <plat/fdt.h>
#include <plat/frontend.h>
#include <plat/smccc.h>

#define PL011      0x09000000
#define PL011_DR   0x00
#define PL011_FR   0x18
#define PL011_TXFF 0x20

#define PSCI_SYSTEM_OFF 0x84000008

static volatile uint8_t *pl011;

static enum plat_match detect(void)
{
	return PLAT_MATCH_EXACT;
}

/* The first message maps the registers, whoever has it. */
static void write(const struct plat_console *self, const char *text,
		  size_t length)
{
	(void)self;
	if (!pl011)
		pl011 = plat_early_map(plat_pa(PL011), PLAT_PAGE_SIZE,
				       PLAT_MT_DEVICE);
	for (; pl011 && length; length--, text++) {
		while (plat_mmio_read32(pl011 + PL011_FR) & PL011_TXFF)
			;
		plat_mmio_write32(pl011 + PL011_DR, (uint8_t)*text);
	}
}

static struct plat_console console = {.name = "null", .write = write};

/* CPUs and the interrupt controller are of no interest here. */
static int bootinfo(struct plat_bootinfo *bi, plat_pa_t tree)
{
	static const struct plat_topology_sink nobody;
	static struct plat_fdt devices;

	return plat_fdt_parse(bi, tree, &nobody, NULL, &devices);
}

static int console_init(void)
{
	plat_console_register(&console);
	return 0;
}

static const struct plat_hooks console_hooks = {.name = "null-console",
						.init = console_init};
static const struct plat_hooks *const early_devices[] = {&console_hooks,
							 NULL};

static void off(uint8_t status)
{
	struct plat_smccc_regs regs = {.x = {PSCI_SYSTEM_OFF}};

	(void)status;
	plat_smccc_hvc(&regs);
}

static const struct plat_power psci_off = {.name = "psci-off", .off = off};
static const struct plat_power *const power[] = {&psci_off, NULL};

PLAT_FRONTEND(null) = {
	.name = "null",
	.protocols = 1u << PLAT_PROTOCOL_ARM64_IMAGE,
	.detect = detect,
	.emergency_console = &console,
	.bootinfo = bootinfo,
	.early_devices = early_devices,
	.power = power,
};
