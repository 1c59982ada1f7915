/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A call that may be undefined. (That of others is defined, when they come to
 * it.) Arm DDI 0487 C6.2 (HVC, SMC); DEN 0028, 2.6.
 */
#include "asm-offsets.h"
#include "common/arm64/asm.h"

/* In .plat_fixups: see common/fault/fixup.h. */
.macro fixup instruction, landing
	.pushsection .plat_fixups, "a"
	.balign 4
	.long \instruction - .
	.long \landing - .
	.long plat_fault_entry - .
	.popsection
.endm

/*
 * bool plat_cca_try_hvc(struct plat_smccc_regs *regs);
 * bool plat_cca_try_smc(struct plat_smccc_regs *regs);
 */
.macro try call
func plat_cca_try_\call
	stp x29, x30, [sp, #-32]!
	mov x29, sp
	str x19, [sp, #16]
	mov x19, x0
	ldp x2, x3, [x19, #SMCCC_X + 16]
	ldp x0, x1, [x19, #SMCCC_X]
1:	\call #0
2:	nop				/* some say that this was undefined */
	stp x0, x1, [x19, #SMCCC_X]
	stp x2, x3, [x19, #SMCCC_X + 16]
	mov w0, #1
	b 4f
3:	mov w0, #0
4:	ldr x19, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
	fixup 1b, 3b
	fixup 2b, 3b
endfunc plat_cca_try_\call
.endm

	.section .text.plat_cca_try, "ax"
	try hvc
	try smc

	.section .note.GNU-stack, "", @progbits
