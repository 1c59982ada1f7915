/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The xen-pv frontend: a paravirtual domain of Xen's, domU or dom0.
 */
#include <plat/frontend.h>

#include "common/xen/xen.h"
#include "xen-pv/x86_64/xen-pv.h"

/* Nobody else is entered where the note for this protocol says. */
static enum plat_match detect(void)
{
	if (!plat_xen_pv_start_info)
		return PLAT_MATCH_NONE;
	plat_xen_pv = &plat_xen_pv_kind;
	return PLAT_MATCH_EXACT;
}

static struct plat_clock *const clocks[] = {&plat_xen_clock, NULL};
static const struct plat_power *const power[] = {&plat_xen_power, NULL};

PLAT_FRONTEND(xen_pv) = {
	.name = "xen-pv",
	.protocols = 1u << PLAT_PROTOCOL_XEN_PV,
	.detect = detect,
	.emergency_console = &plat_xen_pv_emergency_console,
	.bootinfo = plat_xen_pv_bootinfo,
	.early_devices = plat_xen_pv_early_devices,
	.geometry = plat_xen_pv_geometry,
	.has_interrupts = true,
	.needs_stacks = true,
	.lcpus = plat_xen_pv_lcpus,
	.pt_ops = &plat_xen_pv_pt_ops,
	.switch_root = plat_xen_pv_switch_root,
	.clocks = clocks,
	.wall_ns = plat_xen_wall_ns,
	.power = power,
	.foreign_hole = plat_xen_pv_hole,
};

const struct start_info *plat_xen_pv_start_info;
