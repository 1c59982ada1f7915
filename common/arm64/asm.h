/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what assembly sources share.
 */
#ifndef COMMON_ARM64_ASM_H
#define COMMON_ARM64_ASM_H

#include <plat/layout.h>

/* Open and close a function: its section is the current one. It may be called
 * through a pointer. */
.macro func name
	.type \name, %function
	.globl \name
\name:
	bti c
.endm

.macro endfunc name
	.size \name, . - \name
.endm

/* An object that C can see. */
.macro object name
	.type \name, %object
	.globl \name
\name:
.endm

.macro endobject name
	.size \name, . - \name
.endm

/* The address of @symbol, which is within 4 GiB: the virtual one, or with the
 * MMU off the physical one. */
.macro address register, symbol
	adrp \register, \symbol
	add \register, \register, :lo12:\symbol
.endm

/* A 64-bit constant. */
.macro constant register, value
	movz \register, #((\value) & 0xffff)
	.if ((\value) >> 16) & 0xffff
	movk \register, #(((\value) >> 16) & 0xffff), lsl #16
	.endif
	.if ((\value) >> 32) & 0xffff
	movk \register, #(((\value) >> 32) & 0xffff), lsl #32
	.endif
	.if ((\value) >> 48) & 0xffff
	movk \register, #(((\value) >> 48) & 0xffff), lsl #48
	.endif
.endm

/* All of them, from [@base, @offset] on. */
.macro simd_registers op, base, offset
	\op q0, q1, [\base, #(\offset)]
	\op q2, q3, [\base, #(\offset + 32)]
	\op q4, q5, [\base, #(\offset + 64)]
	\op q6, q7, [\base, #(\offset + 96)]
	\op q8, q9, [\base, #(\offset + 128)]
	\op q10, q11, [\base, #(\offset + 160)]
	\op q12, q13, [\base, #(\offset + 192)]
	\op q14, q15, [\base, #(\offset + 224)]
	\op q16, q17, [\base, #(\offset + 256)]
	\op q18, q19, [\base, #(\offset + 288)]
	\op q20, q21, [\base, #(\offset + 320)]
	\op q22, q23, [\base, #(\offset + 352)]
	\op q24, q25, [\base, #(\offset + 384)]
	\op q26, q27, [\base, #(\offset + 416)]
	\op q28, q29, [\base, #(\offset + 448)]
	\op q30, q31, [\base, #(\offset + 480)]
.endm

#endif /* COMMON_ARM64_ASM_H */
