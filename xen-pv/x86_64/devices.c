/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console that is there with nothing set up: the ring that is shared with
 * dom0, where Xen's first page tables have it, and ours, too; in dom0 Xen's own.
 */
#include <plat/console.h>
#include <plat/layout.h>
#include <plat/stage.h>

#include "common/xen/console.h"
#include "common/xen/xen.h"
#include "xen-pv/x86_64/xen-pv.h"

/* Found before Xen's first page tables are left: start info is not in ours. */
static bool has_ring;

static void find_ring(void)
{
	const struct start_info *si = plat_xen_pv_start_info;
	const uint64_t *m2p = (const uint64_t *)MACH2PHYS_VIRT_START;
	static bool is_known;
	plat_pa_t pa;

	if (is_known || !si)
		return;
	is_known = true;
	if (si->flags & SIF_INITDOMAIN || !si->console.domU.mfn)
		return;
	pa = plat_xen_pv_pa((plat_xen_pfn_t){m2p[si->console.domU.mfn]});
	has_ring = true;
	plat_xen_console_at(plat_va_ptr(plat_va(PLAT_IMAGE_BASE + pa.v)),
			    (plat_xen_port_t){si->console.domU.evtchn});
}

static void emergency_write(const struct plat_console *self, const char *text,
			    size_t length)
{
	(void)self;
	find_ring();
	if (has_ring)
		plat_xen_console.write(&plat_xen_console, text, length);
	else
		(void)plat_xen_hypercall(__HYPERVISOR_console_io,
					 CONSOLEIO_write, length,
					 (uintptr_t)text, 0, 0);
}

struct plat_console plat_xen_pv_emergency_console = {
	.name = "xen", .write = emergency_write};

static int console_init(void)
{
	find_ring();
	plat_console_register(&plat_xen_pv_emergency_console);
	return 0;
}

static const struct plat_hooks console_hooks = {.name = "xen",
						.init = console_init};

const struct plat_hooks *const plat_xen_pv_early_devices[] = {&console_hooks,
							      NULL};
