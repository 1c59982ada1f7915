/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The xen-pvh frontend on arm64, where Xen has one kind of domain: made by xl,
 * or by Xen itself (dom0less).
 */
#include <plat/frontend.h>

#include "common/xen/xen.h"
#include "xen-pvh/arm64/xen-pvh.h"

static enum plat_match detect(void)
{
	return plat_xen_find() ? PLAT_MATCH_TOLD : PLAT_MATCH_NONE;
}

static const struct plat_power *const power[] = {&plat_xen_power, NULL};

PLAT_FRONTEND(xen_pvh) = {
	.name = "xen-pvh",
	.protocols = 1u << PLAT_PROTOCOL_ARM64_IMAGE,
	.detect = detect,
	.emergency_console = &plat_xen_pvh_emergency_console,
	.bootinfo = plat_xen_pvh_bootinfo,
	.early_devices = plat_xen_pvh_early_devices,
	.power = power,
	.foreign_hole = plat_xen_pvh_hole,
};
