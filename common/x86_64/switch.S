/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/asm.h"

	.section .text.plat_switch, "ax"

/*
 * struct plat_thread *plat_switch(uintptr_t *from, uintptr_t to,
 *				   struct plat_thread *previous);
 *
 * What is left on the stack, struct stack in thread.c, lowest address first:
 * MXCSR and the x87 control word, r15, r14, r13, r12, rbx, rbp, where it goes
 * on. That is what a call has to keep (SysV ABI x86-64 3.2.1); all other FP and
 * SIMD registers are the caller's to keep. A new thread's function finds
 * previous as its argument.
 */
func plat_switch
	push %rbp
	push %rbx
	push %r12
	push %r13
	push %r14
	push %r15
	sub $8, %rsp
	stmxcsr (%rsp)
	fnstcw 4(%rsp)
	mov %rsp, (%rdi)
	mov %rsi, %rsp
	ldmxcsr (%rsp)
	fldcw 4(%rsp)
	add $8, %rsp
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbx
	pop %rbp
	mov %rdx, %rax
	mov %rdx, %rdi
	ret
endfunc plat_switch

	.section .note.GNU-stack, "", @progbits
