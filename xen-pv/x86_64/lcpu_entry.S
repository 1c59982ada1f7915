/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: where other lcpus begin, and begin again.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

	.section .text.plat_xen_pv_lcpu_entry, "ax"
/*
 * void plat_xen_pv_lcpu_entry(const struct plat_lcpu_start *start);
 * void plat_xen_pv_lcpu_begin(const struct plat_lcpu_start *start);
 *
 * With the base of its data; the stack is the main one, from its top on.
 */
func plat_xen_pv_lcpu_entry
	mov $1, %eax
	xchg %eax, START_IS_TAKEN(%rdi)
	test %eax, %eax
	jnz 1f
	mov START_STACK(%rdi), %rsp
	xor %ebp, %ebp			/* the outermost frame */
	call plat_xen_pv_lcpu_begin
	ud2
1:	lock incl plat_lcpu_nr_strangers
	call plat_xen_pv_stop
endfunc plat_xen_pv_lcpu_entry

	.section .note.GNU-stack, "", @progbits
