/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files of the xen-pvh frontend on x86_64 share.
 */
#ifndef XEN_PVH_X86_64_XEN_PVH_H
#define XEN_PVH_X86_64_XEN_PVH_H

#include <plat/frontend.h>

/* bootinfo.c */
int plat_xen_pvh_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg);
struct plat_pa_range plat_xen_pvh_hole(void);

/* devices.c */
extern struct plat_console plat_xen_pvh_emergency_console;
extern const struct plat_hooks *const plat_xen_pvh_early_devices[];

#endif /* XEN_PVH_X86_64_XEN_PVH_H */
