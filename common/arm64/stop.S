/* SPDX-License-Identifier: BSD-3-Clause */
#include "asm-offsets.h"
#include "common/arm64/asm.h"

	.section .text.plat_arm64_stop, "ax"
/*
 * void plat_arm64_stop(void);
 *
 * Called by "interrupt" in vectors.S, which has left x19 to x28 as they were:
 * no function of C has changed them yet.
 */
func plat_arm64_stop
	sub sp, sp, #80
	stp x19, x20, [sp]
	stp x21, x22, [sp, #16]
	stp x23, x24, [sp, #32]
	stp x25, x26, [sp, #48]
	stp x27, x28, [sp, #64]
	mov x0, sp
	bl plat_arm64_stopped
	brk #0
endfunc plat_arm64_stop

	.section .note.GNU-stack, "", @progbits
