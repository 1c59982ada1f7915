/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: what privileged.h's files know of each other.
 */
#ifndef XEN_PV_X86_64_TRAPS_H
#define XEN_PV_X86_64_TRAPS_H

#include "xen-pv/x86_64/privileged.h"

/* Where Xen goes on (traps_entry.S). */
extern const char plat_xen_pv_vectors[], plat_xen_pv_interrupt[],
    plat_xen_pv_failsafe[], plat_xen_pv_nmi[];

#define PLAT_XEN_PV_NR_VECTORS 32u

/* Tops of an lcpu's stacks, as IST has them natively. */
struct plat_xen_pv_stacks {
	uintptr_t irq;
	uintptr_t fault;
	uintptr_t critical;
};

extern PLAT_LCPU_DATA struct plat_xen_pv_stacks plat_xen_pv_stacks;

/** Those of an lcpu whose stacks are @shift from the boot lcpu's. */
struct plat_xen_pv_stacks plat_xen_pv_stacks_of(uintptr_t shift);

/** What Xen is told for each of the vectors; the one behind is zeroed. */
void plat_xen_pv_traps(struct trap_info traps[PLAT_XEN_PV_NR_VECTORS + 1]);

/** Have NMIs come, on the lcpu that asks. */
PLAT_MUST_CHECK int plat_xen_pv_set_nmi(void);

/** Have the image's privileged instructions replaced. Returns: whether all
 * were what they should be. */
PLAT_MUST_CHECK bool plat_xen_pv_replace(void);

/**
 * Called by privileged.S: the MSRs that a guest can know without asking: the
 * PAT, which is Xen's for all, and GS's base, which is the lcpu's.
 *
 * Returns: 0; -PLAT_EFAULT: none of these, or not this value.
 */
int plat_xen_pv_msr_read(uint32_t msr, uint64_t *value);
int plat_xen_pv_msr_write(uint32_t msr, uint64_t value);

/** Called by privileged.S: wait, interrupts off, for ever. */
PLAT_NORETURN void plat_xen_pv_stop(void);

/** Called by traps_entry.S: an upcall. Context: the interrupt stack. */
void plat_xen_pv_raised(void);

#endif /* XEN_PV_X86_64_TRAPS_H */
