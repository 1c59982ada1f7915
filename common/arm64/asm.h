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

#endif /* COMMON_ARM64_ASM_H */
