/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the guest's frames to the machine's by the list that the domain builder
 * has made, and back by Xen's own, which is in every guest's address space.
 * xen/include/public/memory.h, XENMEM_machphys_mapping.
 */
#include <plat/errno.h>
#include <plat/log.h>

#include "xen-pv/x86_64/xen-pv.h"

static const uint64_t *p2m, *m2p;
static uint64_t nr_pages, nr_m2p;

static uint64_t foreign[PLAT_XEN_PV_FOREIGN];
static plat_xen_pfn_t first_foreign;

int plat_xen_pv_p2m_init(const struct plat_xen_pv_info *info, plat_pa_t hole)
{
	struct xen_machphys_mapping map;
	long result = plat_xen_hypercall(__HYPERVISOR_memory_op,
					 XENMEM_machphys_mapping,
					 (uintptr_t)&map, 0, 0, 0);

	if (result) {
		map.v_start = MACH2PHYS_VIRT_START;
		map.max_mfn = MACH2PHYS_NR_ENTRIES - 1;
	}
	m2p = (const uint64_t *)map.v_start;
	nr_m2p = map.max_mfn + 1;
	p2m = plat_va_ptr(info->p2m);
	nr_pages = info->nr_pages;
	first_foreign = plat_xen_pv_pfn(hole);
	return m2p ? 0 : -PLAT_EPROTO;
}

plat_xen_mfn_t plat_xen_pv_to_mfn(plat_pa_t pa)
{
	plat_xen_pfn_t pfn = plat_xen_pv_pfn(pa);
	uint64_t index = pfn.v - first_foreign.v;

	if (plat_likely(pfn.v < nr_pages))
		return plat_xen_mfn(p2m[pfn.v]);
	if (index < PLAT_XEN_PV_FOREIGN && foreign[index])
		return plat_xen_mfn(foreign[index]);
	return plat_xen_mfn(PLAT_XEN_PV_NONE);
}

const uint64_t *plat_xen_pv_mfns(plat_pa_t pa)
{
	return p2m + plat_xen_pv_pfn(pa).v;
}

static bool find_foreign(plat_xen_mfn_t mfn, plat_pa_t *pa)
{
	for (uint64_t i = 0; i < PLAT_XEN_PV_FOREIGN; i++) {
		if (foreign[i] == mfn.v) {
			*pa = plat_xen_pv_pa(
			    (plat_xen_pfn_t){first_foreign.v + i});
			return true;
		}
	}
	return false;
}

/* Xen's list has something for frames of others, too: it is true only if ours
 * says the same. */
bool plat_xen_pv_find(plat_xen_mfn_t mfn, plat_pa_t *pa)
{
	plat_xen_pfn_t pfn = {UINT64_MAX};

	if (mfn.v < nr_m2p)
		pfn.v = m2p[mfn.v];
	if (plat_unlikely(pfn.v >= nr_pages || p2m[pfn.v] != mfn.v))
		return mfn.v && find_foreign(mfn, pa);
	*pa = plat_xen_pv_pa(pfn);
	return true;
}

int plat_xen_pv_put_mfn(plat_pa_t frame, plat_xen_mfn_t mfn)
{
	uint64_t index = plat_xen_pv_pfn(frame).v - first_foreign.v;

	if (index >= PLAT_XEN_PV_FOREIGN)
		return -PLAT_EINVAL;
	foreign[index] = mfn.v;
	return 0;
}
