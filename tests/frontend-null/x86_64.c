/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A frontend outside the tree: all that one has to be, for a machine whose
 * console is I/O port 0xe9 and a serial port. Built by "make installcheck"
 * against the installed headers and archive, linked before them: of two
 * frontends that are equally sure the first one linked runs.
 */
#include <plat/arch/io.h>
#include <plat/frontend.h>
#include <plat/pvh.h>

#define COM1     0x3f8
#define COM1_LSR (COM1 + 5)
#define THRE     0x20

static enum plat_match detect(void)
{
	return PLAT_MATCH_EXACT;
}

static void write(const struct plat_console *self, const char *text,
		  size_t length)
{
	(void)self;
	for (; length; length--, text++) {
		for (int i = 0; i < 10000 && !(plat_in8(COM1_LSR) & THRE); i++)
			;
		plat_out8(COM1, (uint8_t)*text);
	}
}

static struct plat_console console = {.name = "null", .write = write};

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
	plat_out8(0xf4, status);
}

static const struct plat_power debug_exit = {.name = "0xf4", .off = off};
static const struct plat_power *const power[] = {&debug_exit, NULL};

PLAT_FRONTEND(null) = {
	.name = "null",
	.protocols = 1u << PLAT_PROTOCOL_PVH,
	.detect = detect,
	.emergency_console = &console,
	.bootinfo = plat_pvh_parse,
	.early_devices = early_devices,
	.power = power,
};
