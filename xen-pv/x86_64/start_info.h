/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The start info of a paravirtual domain, checked. xen/include/public/xen.h,
 * struct start_info; docs/misc/pv-boot of the layout before it.
 */
#ifndef XEN_PV_X86_64_START_INFO_H
#define XEN_PV_X86_64_START_INFO_H

#include <plat/bootinfo.h>

#include "common/xen/frame.h"
#include "xen-pv/x86_64/vcpu.h"

static inline plat_xen_pfn_t plat_xen_pv_pfn(plat_pa_t pa)
{
	return (plat_xen_pfn_t){(pa.v - PLAT_XEN_PV_BASE) >> PLAT_PAGE_SHIFT};
}

static inline plat_pa_t plat_xen_pv_pa(plat_xen_pfn_t pfn)
{
	return plat_pa(PLAT_XEN_PV_BASE + (pfn.v << PLAT_PAGE_SHIFT));
}

/* A page that is shared with a daemon: 0: there is none. */
struct plat_xen_pv_link {
	plat_xen_mfn_t mfn;
	uint32_t port;
};

struct plat_xen_pv_info {
	uint64_t nr_pages;
	uint64_t shared_info;        /* a machine address */
	struct plat_xen_pv_link console;
	struct plat_xen_pv_link store;
	plat_va_t p2m;               /* nr_pages words; Xen has mapped it here */
	struct plat_pa_range p2m_frames; /* and what maps it, where it is outside
					  * of the image window */
	struct plat_pa_range tables; /* Xen's page tables, the root first */
	bool is_dom0;
};

/**
 * Take in the start info at @start_info: into @info what the frontend needs,
 * into @bi memory, module and command line. Consoles and the like have MFNs:
 * they are in @info only.
 *
 * Context: the protocol stage.
 * Returns: 0; -PLAT_EPROTO: it is none, or refers to what cannot be; the log
 *          says what; as plat_bootinfo_add_region().
 */
PLAT_MUST_CHECK
int plat_xen_pv_parse(struct plat_bootinfo *bi, plat_pa_t start_info,
		      struct plat_xen_pv_info *info);

#endif /* XEN_PV_X86_64_START_INFO_H */
