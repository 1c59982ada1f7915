/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the xen-pv frontend share.
 */
#ifndef XEN_PV_X86_64_XEN_PV_H
#define XEN_PV_X86_64_XEN_PV_H

#include <plat/frontend.h>

#include "common/xen/xen.h"
#include "xen-pv/x86_64/start_info.h"

/* Frames of the hole: where MFNs that are not of this domain's memory, or
 * that Xen keeps, have a physical address. */
#define PLAT_XEN_PV_FOREIGN 512u

/* entry.S: where Xen has put it. */
extern const struct start_info *plat_xen_pv_start_info;

/* bootinfo.c */
extern struct plat_xen_pv_info plat_xen_pv_info;
int plat_xen_pv_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg);
struct plat_pa_range plat_xen_pv_hole(void);

/* p2m.c */

/** What Xen has for an address that has no frame. */
#define PLAT_XEN_PV_NONE UINT64_MAX

/**
 * Take the list of frames, and find out about the machine's: both are asked
 * from then on.
 */
PLAT_MUST_CHECK int plat_xen_pv_p2m_init(const struct plat_xen_pv_info *info,
					 plat_pa_t hole);

/** The frame that is at @pa, memory or of the hole. Context: any. */
plat_xen_mfn_t plat_xen_pv_to_mfn(plat_pa_t pa);

/** The words of the list from @pa on, of memory only. */
const uint64_t *plat_xen_pv_mfns(plat_pa_t pa);

/** Where @mfn is. Returns: false: it is nowhere. Context: any. */
bool plat_xen_pv_find(plat_xen_mfn_t mfn, plat_pa_t *pa);

/** Have @mfn at @frame, one of the hole's. */
PLAT_MUST_CHECK int plat_xen_pv_put_mfn(plat_pa_t frame, plat_xen_mfn_t mfn);

/* tables.c */
extern const struct plat_pt_ops plat_xen_pv_pt_ops;
void plat_xen_pv_geometry(struct plat_pt_geometry *geometry);
int plat_xen_pv_switch_root(struct plat_pt *pt);

/* devices.c */
extern struct plat_console plat_xen_pv_emergency_console;
extern const struct plat_hooks *const plat_xen_pv_early_devices[];

/** The page of @link's in Xen's first tables; NULL: there is none. */
void *plat_xen_pv_page_of(const struct plat_xen_pv_link *link);

/* lcpus.c */
void plat_xen_pv_lcpus(void (*add)(const struct plat_topology_lcpu *lcpu));

/* links.c */
extern const struct plat_xen_pv plat_xen_pv_kind;

#endif /* XEN_PV_X86_64_XEN_PV_H */
