/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: numbers of frames. PFN: as the guest counts its memory. GFN: what
 * hypercalls want. MFN: the machine's. A PVH domain has GFNs that are PFNs, and
 * sees no MFN; a paravirtual one has GFNs that are MFNs.
 */
#ifndef COMMON_XEN_FRAME_H
#define COMMON_XEN_FRAME_H

#include <plat/types.h>

typedef struct {
	uint64_t v;
} plat_xen_pfn_t;

typedef struct {
	uint64_t v;
} plat_xen_gfn_t;

typedef struct {
	uint64_t v;
} plat_xen_mfn_t;

static inline plat_xen_pfn_t plat_xen_pfn(plat_pa_t pa)
{
	return (plat_xen_pfn_t){pa.v >> PLAT_PAGE_SHIFT};
}

static inline plat_xen_mfn_t plat_xen_mfn(uint64_t v)
{
	return (plat_xen_mfn_t){v};
}

#endif /* COMMON_XEN_FRAME_H */
