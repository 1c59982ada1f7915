/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the stacks of the boot lcpu, laid out by the linker: 16-byte aligned
 * by construction, a page below each that is never mapped.
 */
#include "common/arm64/asm.h"
#include "common/arm64/stacks.h"

	.section .stacks, "aw", %nobits
	.balign 4096
.macro stack name, size
	.skip STACK_GUARD
	.skip \size
	object plat_stack_\name
	endobject plat_stack_\name
.endm
	stack main, STACK_MAIN
	stack irq, STACK_EXTRA
	stack critical, STACK_EXTRA

	.section .rodata.plat_stacks, "a"
	.balign 8
.macro stack_entry name, size
	.quad plat_stack_\name - \size
	.quad plat_stack_\name
.endm
	/* struct plat_stack, in the order of their addresses. */
object plat_stacks
	stack_entry main, STACK_MAIN
	stack_entry irq, STACK_EXTRA
	stack_entry critical, STACK_EXTRA
endobject plat_stacks
object plat_nr_stacks
	.long (plat_nr_stacks - plat_stacks) / 16
endobject plat_nr_stacks

	.section .note.GNU-stack, "", @progbits
