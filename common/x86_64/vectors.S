/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: where exceptions and interrupts arrive. The IDT (tables.S, irq.c) is
 * made from the places of these stubs: 6 bytes for each of the 32 exceptions,
 * then 4 for each interrupt. A jump that fits into one reaches 128 bytes: what
 * it reaches is a long jump, which has the place of a 17th exception's stub,
 * and of two interrupts' in the middle of each 32. Intel SDM 3A 6.12-6.15.
 */
#include "asm-offsets.h"
#include "common/x86_64/asm.h"

	.section .text.head, "ax"
.macro exceptions nr, to
	.rept \nr
	/* 8, 10-14, 17, 21, 29 and 30 come with an error code. */
	.if (0x60227d00 >> vector) & 1
	xchg %ax, %ax
	.else
	push $0
	.endif
	push $vector
	jmp \to
	.set vector, vector + 1
	.endr
.endm

.macro interrupts nr, to
	.rept \nr
	push $(vector - 128)		/* a byte, sign-extended */
	jmp \to
	.set vector, vector + 1
	.endr
.endm

func plat_vectors
	.set vector, 0
	exceptions 16, 1f
1:	jmp exception
	nop
	exceptions 16, 1b
	.rept NR_VECTOR_GROUPS
	interrupts 16, 2f
2:	jmp interrupt
	.skip 3
	interrupts 16, 2b
	.endr
endfunc plat_vectors

	.section .text.plat_exception, "ax"
/*
 * void plat_exception(struct plat_x86_frame *frame);
 *
 * Does not return: plat_x86_resume() goes on, if anybody can. (plinth.lds.S)
 * The stack then: frame->r15 ... rax, vector, error, rip, cs, rflags, rsp,
 * ss, which is the struct, lowest address first; 16-byte aligned.
 */
exception:
	cld
	push %rax
	push %rcx
	push %rdx
	push %rbx
	push %rbp
	push %rsi
	push %rdi
	push %r8
	push %r9
	push %r10
	push %r11
	push %r12
	push %r13
	push %r14
	push %r15
	mov %rsp, %rdi
	xor %ebp, %ebp
	call plat_exception

/*
 * void plat_x86_interrupt(unsigned int vector);
 *
 * Keeps what C may change, FP and SSE registers included: a guest's handler
 * is compiled as the guest is.
 */
interrupt:
	cld
	push %rax
	push %rcx
	push %rdx
	push %rsi
	push %rdi
	push %r8
	push %r9
	push %r10
	push %r11
	mov 72(%rsp), %rdi
	push 80(%rsp)			/* a frame for the backtrace: */
	push %rbp			/* return address, %rbp */
	mov %rsp, %rbp
	sub $512 + 8, %rsp
	fxsave64 (%rsp)
	sub $-128, %edi
	call plat_x86_interrupt
	fxrstor64 (%rsp)
	add $512 + 8, %rsp
	pop %rbp
	add $8, %rsp
	pop %r11
	pop %r10
	pop %r9
	pop %r8
	pop %rdi
	pop %rsi
	pop %rdx
	pop %rcx
	pop %rax
	add $8, %rsp
	iretq

	.section .note.GNU-stack, "", @progbits
