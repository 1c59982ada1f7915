/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what assembly sources share.
 */
#ifndef COMMON_X86_64_ASM_H
#define COMMON_X86_64_ASM_H

#include <plat/arch/privileged.h>
#include <plat/layout.h>

/* The physical address of a symbol: where it is while paging is off. */
#define PA(symbol) ((symbol) - PLAT_IMAGE_BASE)

/* Open and close a function: its section is the current one. */
.macro func name
	.type \name, @function
	.globl \name
\name:
.endm

.macro endfunc name
	.size \name, . - \name
.endm

/* An object that C can see. */
.macro object name
	.type \name, @object
	.globl \name
\name:
.endm

.macro endobject name
	.size \name, . - \name
.endm

/* One of the places of <plat/arch/privileged.h>: @pad is its prefixes. */
.macro privileged kind, pad, instruction:vararg
.Lprivileged\@:
	.fill \pad, 1, 0x2e
	\instruction
.Lprivileged_end\@:
	.pushsection .plat_privileged, "ao", @progbits, .Lprivileged\@
	.long .Lprivileged\@ - .
	.byte \kind, .Lprivileged_end\@ - .Lprivileged\@
	.popsection
.endm

/* Selectors of plat_gdt. */
#define SEL_CODE64 0x08
#define SEL_DATA   0x10
#define SEL_TSS    0x18
#define SEL_CODE32 0x28

/* Bytes of each stack but the main one. */
#define STACK_EXTRA 0x2000

/* What plat_x86_land() uses below the stack pointer of who was interrupted. */
#define LAND_BYTES 16

#endif /* COMMON_X86_64_ASM_H */
