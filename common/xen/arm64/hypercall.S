/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: hypercalls. xen/include/public/arch-arm.h: arguments in x0 to x4, the
 * number in x16, `hvc 0xEA1`, result in x0.
 */
#include "common/arm64/asm.h"

#define XEN_HYPERCALL_TAG 0xea1
#define ENTRY_SHIFT       5	/* PLAT_XEN_ENTRY_BYTES */

/*
 * long plat_xen_trap(uintptr_t a1, uintptr_t a2, uintptr_t a3, uintptr_t a4,
 *		      uintptr_t a5, uintptr_t entry);
 */
	.section .text.plat_xen_trap, "ax"
func plat_xen_trap
	lsr	x16, x5, #ENTRY_SHIFT
	hvc	#XEN_HYPERCALL_TAG
	ret
endfunc plat_xen_trap

	.section .note.GNU-stack, "", @progbits
