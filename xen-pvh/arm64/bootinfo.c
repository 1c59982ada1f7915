/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The devicetree, as everywhere; what its /hypervisor says of memory: first
 * a region for grants, then others where nothing is (docs/misc/arm/device-tree/
 * guest.txt of Xen).
 */
#include <plat/log.h>

#include "common/arm64/machine.h"
#include "xen-pvh/arm64/xen-pvh.h"

#define HOLE_BYTES PLAT_MIB(16)

static struct plat_pa_range hole;

struct plat_pa_range plat_xen_pvh_hole(void)
{
	return hole;
}

/* The first that has room for all, the one for grants last; else what there
 * is of that. */
static struct plat_pa_range choose(const struct plat_fdt *fdt)
{
	struct plat_pa_range range = fdt->hypervisor_regs[0];

	for (uint32_t i = 1; i < fdt->nr_hypervisor_regs; i++) {
		if (fdt->hypervisor_regs[i].size < HOLE_BYTES)
			continue;
		range = fdt->hypervisor_regs[i];
		break;
	}
	range.start.v = plat_align_up(range.start.v, PLAT_PAGE_SIZE);
	range.size = plat_align_down(plat_min_u64(range.size, HOLE_BYTES),
				     PLAT_PAGE_SIZE);
	return range;
}

int plat_xen_pvh_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	const struct plat_fdt *fdt = &plat_arm64_machine.fdt;
	int err = plat_arm64_bootinfo(bi, arg);

	if (err)
		return err;
	if (fdt->nr_hypervisor_regs)
		hole = choose(fdt);
	if (!hole.size) {
		plat_warn("xen: no room for foreign pages");
		return 0;
	}
	return plat_bootinfo_add_region(bi, hole, PLAT_MRD_HOLE, "xen");
}
