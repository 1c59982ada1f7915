/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: Xen by the devicetree that it hands over (docs/misc/arm/device-tree/
 * guest.txt of Xen). No register tells of it, and its HVC is nobody else's to
 * answer: elsewhere it is undefined, or ends the guest.
 */
#include <plat/fdt.h>
#include <plat/frontend.h>

#include "common/arm64/gic.h"
#include "common/xen/arm64/vcpu.h"
#include "common/xen/xen.h"

static bool is_there;

/* Never: domains here have memory of their own. */
const struct plat_xen_pv *plat_xen_pv;

bool plat_xen_find(void)
{
	is_there = plat_fdt_is_guest_of(plat_boot_arg(), "xen,xen");
	return is_there;
}

bool plat_xen_present(void)
{
	return is_there;
}

uint32_t plat_xen_vcpu_id(void)
{
	return plat_xen_vcpu_of(plat_arm64_affinity());
}
