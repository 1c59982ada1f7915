/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PVH boot protocol: a start info structure in physical memory, whose
 * address is in ebx at the entry. Several hypervisors speak it.
 */
#ifndef PLAT_PVH_H
#define PLAT_PVH_H

#include <plat/bootinfo.h>

/**
 * Take what the start info at @start_info tells into @bi: command line,
 * modules, the RSDP's address and, from version 1 on, the memory map. What is
 * malformed is logged and left out.
 *
 * Requires: @bi is zeroed but for its list of MRDs, which is begun.
 * Context:  the boot lcpu, before anything is allocated: start info, command
 *           line and tables may lie in memory that the map calls free.
 * Returns:  0; -PLAT_ENOENT: all is taken, but there is no memory map, or none
 *           of it can be reached (the frontend has to know another source);
 *           -PLAT_EPROTO: there is no start info at @start_info, @bi is as it
 *           was; -PLAT_ENOMEM: the list of MRDs is full of what must not be
 *           lost.
 * Source:   docs/misc/pvh.pandoc and xen/include/public/arch-x86/hvm/
 *           start_info.h of Xen 4.17.
 */
PLAT_MUST_CHECK
int plat_pvh_parse(struct plat_bootinfo *bi, plat_pa_t start_info);

#endif /* PLAT_PVH_H */
