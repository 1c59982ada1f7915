/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/asm.h"

	.section .text.plat_x86_resume, "ax"
/*
 * void plat_x86_resume(const struct plat_x86_frame *frame);
 *
 * Back to where an exception came from; frame is what vectors.S has left on
 * the stack.
 */
func plat_x86_resume
	mov %rdi, %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %r11
	pop %r10
	pop %r9
	pop %r8
	pop %rdi
	pop %rsi
	pop %rbp
	pop %rbx
	pop %rdx
	pop %rcx
	pop %rax
	add $16, %rsp			/* vector, error code */
	iretq
endfunc plat_x86_resume

	.section .note.GNU-stack, "", @progbits
