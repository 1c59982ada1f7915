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
/* Push @register, which is where the struct has it. */
.macro keep register, offset
	push %\register
	.set depth, depth - 8
	.if depth - (\offset)
	.error "struct plat_x86_frame has \register elsewhere"
	.endif
.endm

/* What a handler on its stack has of that at the least, when it is itself
 * interrupted: less, and the stack has overflowed. */
#define STACK_LEFT 0x400

/*
 * void plat_exception(struct plat_x86_frame *frame);
 *
 * Does not return: plat_x86_resume() goes on, if anybody can. (plinth.lds.S)
 * The stack then: frame->r15 ... rax, vector, error, rip, cs, rflags, rsp,
 * ss, which is the struct, lowest address first; 16-byte aligned.
 *
 * The CPU begins at the top of the stack (IST), also where the stack is in use
 * already, by the handler that has caused this exception. So the frame never
 * stays at the top: it is moved below what the interrupted code has of this
 * stack, or below itself.
 */
exception:
	cld
	.set depth, FRAME_VECTOR
	keep rax, FRAME_RAX
	keep rcx, FRAME_RCX
	keep rdx, FRAME_RDX
	keep rbx, FRAME_RBX
	keep rbp, FRAME_RBP
	keep rsi, FRAME_RSI
	keep rdi, FRAME_RDI
	keep r8, FRAME_R8
	keep r9, FRAME_R9
	keep r10, FRAME_R10
	keep r11, FRAME_R11
	keep r12, FRAME_R12
	keep r13, FRAME_R13
	keep r14, FRAME_R14
	keep r15, FRAME_R15
	mov %rsp, %rsi
	mov FRAME_RSP(%rsp), %rax
	lea FRAME_BYTES(%rsp), %rcx
	sub %rax, %rcx			/* how far below the top it was */
	cmp $STACK_EXTRA - STACK_LEFT, %rcx
	cmova %rsp, %rax		/* not on this stack, or at its end */
	and $-16, %rax
	lea -(FRAME_BYTES + LAND_BYTES)(%rax), %rdi
	mov %rdi, %rsp
	mov $FRAME_BYTES / 8, %ecx
	rep movsq
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
