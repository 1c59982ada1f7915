/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console that is there with nothing set up: Xen's own, where Xen lets this
 * domain write to it (dom0), else its log: what is written to port 0xe9 comes
 * there, line by line. Xen reads nothing from that port.
 */
#include <plat/arch/io.h>
#include <plat/console.h>
#include <plat/stage.h>

#include "common/xen/xen.h"
#include "xen-pvh/x86_64/xen-pvh.h"

/* XEN_HVM_DEBUGCONS_IOPORT. */
#define DEBUG_CONSOLE 0xe9

static bool xen_write(const char *text, size_t length)
{
	return plat_xen_present() &&
	       plat_xen_hypercall(__HYPERVISOR_console_io, CONSOLEIO_write,
				  length, (uintptr_t)text, 0, 0) >= 0;
}

static void debug_write(const struct plat_console *self, const char *text,
			size_t length)
{
	(void)self;
	if (xen_write(text, length))
		return;
	while (length--)
		plat_out8(DEBUG_CONSOLE, (uint8_t)*text++);
}

struct plat_console plat_xen_pvh_emergency_console = {
	.name = "xen", .write = debug_write};

static int console_init(void)
{
	plat_console_register(&plat_xen_pvh_emergency_console);
	return 0;
}

static const struct plat_hooks console_hooks = {.name = "xen",
						.init = console_init};

const struct plat_hooks *const plat_xen_pvh_early_devices[] = {&console_hooks,
							       NULL};
