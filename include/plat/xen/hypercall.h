/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: hypercalls. What their numbers, structures and results are is told by
 * Xen's own public headers (<xen/xen.h> and the others, of libxen-dev), which
 * a guest includes beside this.
 */
#ifndef PLAT_XEN_HYPERCALL_H
#define PLAT_XEN_HYPERCALL_H

#include <plat/types.h>

/**
 * Private: as plat_xen_hypercall(), with the arguments where the ABI has them,
 * so that next to nothing is left to do.
 */
long plat_xen_trap(uintptr_t a1, uintptr_t a2, uintptr_t a3, uintptr_t a4,
		   uintptr_t a5, uintptr_t entry);

/* Bytes between two entries of x86's hypercall page. */
#define PLAT_XEN_ENTRY_BYTES 32u

/**
 * Hypercall @number (__HYPERVISOR_*, a constant) with up to five arguments;
 * those that it does not have are 0.
 *
 * Requires: plat_xen_present().
 * Context:  any, as far as the hypercall itself allows.
 * Returns:  what Xen returned: 0 or more, or one of its negative error
 *           numbers (plat_xen_error() makes a status of it).
 * Source:   xen/include/public/arch-x86/xen-x86_64.h, arch-arm.h.
 */
static inline long plat_xen_hypercall(unsigned int number, uintptr_t a1,
				      uintptr_t a2, uintptr_t a3,
				      uintptr_t a4, uintptr_t a5)
{
	return plat_xen_trap(a1, a2, a3, a4, a5,
			     number * PLAT_XEN_ENTRY_BYTES);
}

/**
 * One of our statuses for Xen's @result; 0 or more stays.
 *
 * Context: any.
 * Source:  xen/include/public/errno.h.
 */
int plat_xen_error(long result);

/**
 * Whether this guest runs on Xen, in any of its kinds.
 *
 * Context: any, from the vectors stage on.
 */
bool plat_xen_present(void);

/** Xen's version, major << 16 | minor. Requires: plat_xen_present(). */
uint32_t plat_xen_version(void);

/**
 * Whether Xen has feature @number (XENFEAT_*).
 *
 * Context: any, from the protocol stage on.
 */
bool plat_xen_has_feature(unsigned int number);

#endif /* PLAT_XEN_HYPERCALL_H */
