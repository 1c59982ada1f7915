/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/asm.h"

	.section .text.plat_switch, "ax"

/*
 * void plat_switch(struct plat_thread *from, struct plat_thread *to);
 *
 * What is left on the stack is struct stack in thread.c, with x30 signed by
 * where the stack is when that is gone: what a call has to keep (AAPCS64 6.1),
 * FPSR besides; all other FP and SIMD registers are the caller's to keep.
 */
.macro kept op
	\op x19, x20, [sp, #16]
	\op x21, x22, [sp, #32]
	\op x23, x24, [sp, #48]
	\op x25, x26, [sp, #64]
	\op x27, x28, [sp, #80]
	\op d8, d9, [sp, #96]
	\op d10, d11, [sp, #112]
	\op d12, d13, [sp, #128]
	\op d14, d15, [sp, #144]
.endm

func plat_switch
	paciasp
	stp x29, x30, [sp, #-176]!
	mrs x3, fpcr
	mrs x4, fpsr
	kept stp
	stp x3, x4, [sp, #160]
	mov x5, sp
	ldr x6, [x1]
	mov sp, x6
	stlr x5, [x0]		/* who comes next may be on that stack */
	str xzr, [x1]
	ldp x3, x4, [sp, #160]
	kept ldp
	msr fpcr, x3
	msr fpsr, x4
	ldp x29, x30, [sp], #176
	autiasp
	ret
endfunc plat_switch

	.section .note.GNU-stack, "", @progbits
