/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: hypercalls, through the page that Xen fills with what enters it.
 * xen/include/public/arch-x86/xen-x86_64.h: arguments in %rdi, %rsi, %rdx,
 * %r10, %r8, result in %rax; entry n is 32 * n bytes into the page.
 */
#include "common/x86_64/asm.h"

	.section .text_pages, "ax", @nobits
	.balign 4096
object plat_xen_hypercall_page
	.skip 4096
endobject plat_xen_hypercall_page

	.section .text.plat_xen_trap, "ax"
/*
 * long plat_xen_trap(uintptr_t a1, uintptr_t a2, uintptr_t a3, uintptr_t a4,
 *		      uintptr_t a5, uintptr_t entry);
 *
 * Three instructions, and three of the page: a number, the way into Xen, a
 * return to the caller.
 */
func plat_xen_trap
	mov %rcx, %r10
	add $plat_xen_hypercall_page, %r9
	jmp *%r9
endfunc plat_xen_trap

	.section .note.GNU-stack, "", @progbits
