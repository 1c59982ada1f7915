/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The devices of a virtual machine that are there before everything else: its
 * serial port.
 */
#include <plat/cmdline.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/log.h>

#include "common/arm64/layout.h"
#include "common/bootinfo/bootinfo.h"
#include "common/console/pl011.h"
#include "kvm/arm64/kvm.h"

static struct plat_pl011 pl011 = {
	.console = {.name = "pl011", .write = plat_pl011_write}};

static int pl011_init(void)
{
	const struct plat_fdt *fdt = &plat_kvm_fdt;
	const struct plat_fdt_uart *uart;
	int err;

	if (fdt->nr_uarts == 0)
		return 0;
	uart = &fdt->uarts[fdt->stdout_uart < 0 ? 0 : fdt->stdout_uart];
	pl011.registers = plat_early_map(uart->regs.start, PLAT_PAGE_SIZE,
					 PLAT_MT_DEVICE);
	if (!pl011.registers)
		return -PLAT_ENOMEM;
	err = plat_bootinfo_add_region(&plat_boot_info, uart->regs,
				       PLAT_MRD_DEVICE, "pl011");
	plat_console_register(&pl011.console);
	return err;
}

static const struct plat_hooks pl011_hooks = {.name = "pl011",
					      .init = pl011_init};

const struct plat_hooks *const plat_kvm_early_devices[] = {&pl011_hooks, NULL};

static void emergency_write(const struct plat_console *self, const char *text,
			    size_t length)
{
	(void)self;
	if (!pl011.registers)
		pl011.registers = plat_early_map(
		    plat_pa(PLAT_ARM64_EMERGENCY_UART), PLAT_PAGE_SIZE,
		    PLAT_MT_DEVICE);
	if (pl011.registers)
		plat_pl011_write(&pl011.console, text, length);
}

struct plat_console plat_kvm_emergency_console = {.name = "emergency",
						  .write = emergency_write};
