/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the devices of a virtual machine that are there before everything
 * else: its serial port. (pvpanic is a PCI device here, which needs PCI.)
 */
#include <plat/early_map.h>

#include "common/arm64/layout.h"
#include "common/arm64/machine.h"
#include "common/arm64/uart.h"
#include "common/console/pl011.h"

static const struct plat_hooks console_hooks = {
	.name = "console", .init = plat_arm64_console_init};

const struct plat_hooks *const plat_arm64_early_devices[] = {&console_hooks,
							   NULL};

static struct plat_pl011 last_resort = {
	.console = {.name = "pl011", .write = plat_pl011_write}};

/* A dying guest without a console: the PL011 of QEMU's "virt". */
static void emergency_write(const struct plat_console *self, const char *text,
			    size_t length)
{
	(void)self;
	if (!last_resort.registers)
		last_resort.registers = plat_early_map(
		    plat_pa(PLAT_ARM64_EMERGENCY_UART), PLAT_PAGE_SIZE,
		    PLAT_MT_DEVICE);
	if (last_resort.registers)
		plat_pl011_write(&last_resort.console, text, length);
}

struct plat_console plat_arm64_emergency_console = {.name = "emergency",
						  .write = emergency_write};
