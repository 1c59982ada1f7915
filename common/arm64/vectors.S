/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: where exceptions and interrupts arrive. Arm DDI 0487 D1.3.
 *
 * Everything but handlers runs at EL1t, on SP_EL0; handlers at EL1h, on
 * SP_EL1: an exception changes the stack by itself, so that one whose reason
 * is the stack can be told. An exception in a handler goes to the critical
 * stack. An SError waits while a handler runs (PSTATE.A): the interrupt stack
 * is empty when it comes. Each lcpu has these stacks of its own: the top of
 * the critical one is in TPIDRRO_EL0, which nobody else uses; but the boot
 * lcpu's, the one whose data is at 0, is the image's.
 */
#include "asm-offsets.h"
#include "common/arm64/asm.h"
#include "common/arm64/stacks.h"

/* One of the sixteen, each in a section of its own: plinth.lds.S puts them in
 * their places, and other functions between them. */
.macro vector number, target
	.section .plat_vector_\number, "ax"
	b \target
.endm

	.section .plat_vector_0, "ax"
	.globl plat_vectors
plat_vectors:
	/* Current EL, SP_EL0: what is not a handler. */
	vector 0, exception_outside	/* synchronous */
	vector 1, interrupt		/* IRQ */
	vector 2, interrupt		/* FIQ */
	vector 3, exception_outside	/* SError */
	/* Current EL, SP_EL1: handlers; they are not interrupted. Lower EL,
	 * 64-bit and 32-bit: nothing of ours runs there. */
	.irp number, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	vector \number, exception_inside
	.endr

	.section .text.plat_exception, "ax"

/* What a handler on the critical stack has of that at the least, when it has
 * an exception itself: less, and the stack has overflowed. */
#define STACK_LEFT 0x400

/* Fills the frame at sp but for x0, x1, x30 and sp; changes x2 to x5. */
.macro fill_frame
	stp x2, x3, [sp, #FRAME_X + 16]
	stp x4, x5, [sp, #FRAME_X + 32]
	stp x6, x7, [sp, #FRAME_X + 48]
	stp x8, x9, [sp, #FRAME_X + 64]
	stp x10, x11, [sp, #FRAME_X + 80]
	stp x12, x13, [sp, #FRAME_X + 96]
	stp x14, x15, [sp, #FRAME_X + 112]
	stp x16, x17, [sp, #FRAME_X + 128]
	stp x18, x19, [sp, #FRAME_X + 144]
	stp x20, x21, [sp, #FRAME_X + 160]
	stp x22, x23, [sp, #FRAME_X + 176]
	stp x24, x25, [sp, #FRAME_X + 192]
	stp x26, x27, [sp, #FRAME_X + 208]
	stp x28, x29, [sp, #FRAME_X + 224]
	mrs x2, elr_el1
	mrs x3, spsr_el1
	mrs x4, esr_el1
	mrs x5, far_el1
	stp x2, x3, [sp, #FRAME_PC]
	stp x4, x5, [sp, #FRAME_ESR]
.endm

/*
 * void plat_exception(struct plat_arm64_frame *frame);
 *
 * Does not return: plat_arm64_resume() goes on, if anybody can.
 * (plinth.lds.S)
 *
 * From outside of handlers: on the interrupt stack, which is empty then. The
 * stack is the struct, lowest address first.
 */
exception_outside:
	sub sp, sp, #FRAME_BYTES
	stp x0, x1, [sp, #FRAME_X]
	mrs x0, sp_el0
1:	stp x30, x0, [sp, #FRAME_X + 240]	/* and FRAME_SP */
	fill_frame
	mov x0, sp
	mov x29, #0
	bl plat_exception
	brk #0

/* Without a third register. */
.macro swap_with_sp register
	add sp, sp, \register
	sub \register, sp, \register
	sub sp, sp, \register
.endm

/* In a handler: on the critical stack, below what the handler has of it, if it
 * is there itself. SP_EL0, which "interrupt" has kept, holds the interrupted SP
 * meanwhile, and SP x0; then the 16 bytes at the top, which are for that only,
 * hold x0 and x1. */
exception_inside:
	swap_with_sp x0
	msr sp_el0, x0
	mrs x0, tpidr_el1
	cbz x0, 2f
	mrs x0, tpidrro_el0
	b 3f
2:	address x0, plat_stack_critical
3:	swap_with_sp x0
	stp x0, x1, [sp, #-16]!
	mrs x0, sp_el0
	sub x1, sp, x0
	add x1, x1, #STACK_LEFT
	cmp x1, #STACK_EXTRA
	mov x1, sp
	csel x1, x0, x1, ls
	and x1, x1, #~15		/* sp may be the reason */
	sub x1, x1, #FRAME_BYTES
	ldr x0, [sp]
	str x0, [x1, #FRAME_X]
	ldr x0, [sp, #8]
	str x0, [x1, #FRAME_X + 8]
	mov sp, x1
	mrs x0, sp_el0
	b 1b

/*
 * void plat_arm64_serve(void);, or where that is NULL
 * void plat_arm64_interrupt(void);
 *
 * Keeps what C may change, FP and SIMD registers included: a guest's handler
 * is compiled as the guest is: on the stack then is a struct
 * plat_arm64_interrupt, which begins with a frame for the backtrace.
 */
.macro interrupt_registers op
	\op x0, x1, [sp, #IRQ_X]
	\op x2, x3, [sp, #IRQ_X + 16]
	\op x4, x5, [sp, #IRQ_X + 32]
	\op x6, x7, [sp, #IRQ_X + 48]
	\op x8, x9, [sp, #IRQ_X + 64]
	\op x10, x11, [sp, #IRQ_X + 80]
	\op x12, x13, [sp, #IRQ_X + 96]
	\op x14, x15, [sp, #IRQ_X + 112]
	\op x16, x17, [sp, #IRQ_X + 128]
	\op x18, x30, [sp, #IRQ_X + 144]
.endm

interrupt:
	sub sp, sp, #IRQ_BYTES
	interrupt_registers stp
	mrs x0, elr_el1
	mrs x1, spsr_el1
	mrs x2, sp_el0
	mrs x3, fpsr
	mrs x4, fpcr
	stp x29, x0, [sp]
	stp x1, x2, [sp, #IRQ_STATE]
	stp x3, x4, [sp, #IRQ_FP]
	mov x29, sp
	simd_registers stp, sp, IRQ_Q
	adrp x0, plat_arm64_serve
	ldr x0, [x0, :lo12:plat_arm64_serve]
	cbz x0, 1f
	blr x0
	simd_registers ldp, sp, IRQ_Q
	ldp x29, x0, [sp]
	ldp x1, x2, [sp, #IRQ_STATE]
	ldp x3, x4, [sp, #IRQ_FP]
	msr elr_el1, x0
	msr spsr_el1, x1
	msr sp_el0, x2
	msr fpsr, x3
	msr fpcr, x4
	interrupt_registers ldp
	add sp, sp, #IRQ_BYTES
	eret
1:	bl plat_arm64_interrupt

	.section .note.GNU-stack, "", @progbits
