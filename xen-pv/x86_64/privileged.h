/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: interrupts and exceptions of a guest that runs in ring 3, and what
 * takes the place of privileged instructions. (traps_entry.S, privileged.S,
 * patch.c, traps.c.)
 */
#ifndef XEN_PV_X86_64_PRIVILEGED_H
#define XEN_PV_X86_64_PRIVILEGED_H

#include <plat/lcpu_data.h>
#include <plat/types.h>

#include "common/xen/public.h"

/*
 * Each lcpu's record with Xen: that of lcpu 0 from plat_xen_pv_begin() on.
 * evtchn_upcall_mask in it is the interrupt flag. It is the one that
 * plat_xen_vcpu_info() tells of.
 */
extern PLAT_LCPU_DATA struct vcpu_info plat_xen_pv_vcpu;

/**
 * The first C of a PV guest, on plat_stack_main, bss zeroed, FS and GS
 * selectors as Xen has them: places of privileged instructions are replaced;
 * lcpu 0's vcpu_info is registered; exceptions and NMIs come to
 * plat_exception(), in the same frames as natively; upcalls to whom
 * plat_xen_pv_set_upcall() says. Interrupts are off afterwards.
 *
 * Context: the entry code. Of other functions of the core only those that need
 *          nothing (string functions) may be called before it.
 * Returns: if all went well; else Xen is told why, and the domain ends.
 */
void plat_xen_pv_begin(const struct start_info *start_info);

/**
 * Have @upcall called, on the interrupt stack, interrupts off, when Xen has
 * raised something on any lcpu. NULL: nothing is (at first).
 *
 * Context: any.
 */
void plat_xen_pv_set_upcall(void (*upcall)(void));

/* What instructions that are about page tables become (privileged.S). tables.c
 * has the first two, traps.c the others. */

/** Translate through @root (a pseudo-physical address; bits of PCIDs are
 * cleared), a pinned table, from now on, on this lcpu. */
void plat_xen_pv_load_root(uint64_t root);

/** The root that this lcpu has loaded; the kernel's, before. */
uint64_t plat_xen_pv_root(void);

/** Forget a page, or all, of what this lcpu's TLB holds. */
void plat_xen_pv_flush_page(uint64_t va);
void plat_xen_pv_flush_all(void);

#endif /* XEN_PV_X86_64_PRIVILEGED_H */
