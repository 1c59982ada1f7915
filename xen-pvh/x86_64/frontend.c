/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The xen-pvh frontend: a PVH domain of Xen's, domU or dom0.
 */
#include <plat/frontend.h>

#include "common/xen/xen.h"
#include "xen-pvh/x86_64/xen-pvh.h"

static enum plat_match detect(void)
{
	return plat_xen_find() ? PLAT_MATCH_EXACT : PLAT_MATCH_NONE;
}

static struct plat_clock *const clocks[] = {&plat_xen_clock, NULL};
static const struct plat_power *const power[] = {&plat_xen_power, NULL};

PLAT_FRONTEND(xen_pvh) = {
	.name = "xen-pvh",
	.protocols = 1u << PLAT_PROTOCOL_PVH,
	.detect = detect,
	.emergency_console = &plat_xen_pvh_emergency_console,
	.bootinfo = plat_xen_pvh_bootinfo,
	.early_devices = plat_xen_pvh_early_devices,
	.clocks = clocks,
	.wall_ns = plat_xen_wall_ns,
	.power = power,
	.foreign_hole = plat_xen_pvh_hole,
};
