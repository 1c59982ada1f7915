/* SPDX-License-Identifier: BSD-3-Clause */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

	.section .text.plat_switch, "ax"

/*
 * void plat_switch(struct plat_thread *from, struct plat_thread *to);
 *
 * What is left on the stack, struct stack in thread.c, lowest address first:
 * r15, r14, r13, r12, rbx, rbp, where it goes on; in from->kept MXCSR and the
 * x87 control word. That is what a call has to keep (SysV ABI x86-64 3.2.1);
 * all other FP and SIMD registers are the caller's to keep.
 */
func plat_switch
	push %rbp
	push %rbx
	push %r12
	push %r13
	push %r14
	push %r15
	stmxcsr THREAD_KEPT(%rdi)
	fnstcw THREAD_KEPT + 4(%rdi)
	mov %rsp, %rax
	mov THREAD_SP(%rsi), %rsp
	xchg %rax, THREAD_SP(%rdi)	/* the next may be on that stack */
	movq $0, THREAD_SP(%rsi)
	ldmxcsr THREAD_KEPT(%rsi)
	fldcw THREAD_KEPT + 4(%rsi)
	pop %r15
	pop %r14
	pop %r13
	pop %r12
	pop %rbx
	pop %rbp
	ret
endfunc plat_switch

	.section .note.GNU-stack, "", @progbits
