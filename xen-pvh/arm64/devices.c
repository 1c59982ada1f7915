/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console: the vpl011 if the domain has one, else the console ring. Who
 * dies before there is either writes to Xen's own console, which Xen lets dom0
 * and the domains that it makes itself do; else to the ring.
 */
#include <plat/console.h>
#include <plat/stage.h>

#include "common/arm64/uart.h"
#include "common/console/console.h"
#include "common/xen/console.h"
#include "common/xen/xen.h"
#include "xen-pvh/arm64/xen-pvh.h"

static bool xen_write(const char *text, size_t length)
{
	return plat_xen_present() &&
	       plat_xen_hypercall(__HYPERVISOR_console_io, CONSOLEIO_write,
				  length, (uintptr_t)text, 0, 0) >= 0;
}

static void write(const struct plat_console *self, const char *text,
		  size_t length)
{
	(void)self;
	if (!xen_write(text, length) && plat_xen_present() &&
	    !plat_xen_console_early())
		plat_xen_console.write(&plat_xen_console, text, length);
}

struct plat_console plat_xen_pvh_emergency_console = {.name = "emergency",
						      .write = write};

static int ring_init(void)
{
	if (!plat_console_present() && !plat_xen_console_early())
		plat_console_register(&plat_xen_console);
	return 0;
}

static const struct plat_hooks uart_hooks = {
	.name = "console", .init = plat_arm64_console_init};
static const struct plat_hooks ring_hooks = {.name = "xen", .init = ring_init};

const struct plat_hooks *const plat_xen_pvh_early_devices[] = {
	&uart_hooks, &ring_hooks, NULL};
