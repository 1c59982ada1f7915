/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: HVC and SMC with x0 to x17 in and out. Arm DEN 0028, 2.6.
 */
#include "asm-offsets.h"
#include "common/arm64/asm.h"

/* x19 is the caller's, and kept by whoever is called. */
regs .req x19

	.section .text.plat_smccc, "ax"

/*
 * void plat_smccc_hvc(struct plat_smccc_regs *regs);
 * void plat_smccc_smc(struct plat_smccc_regs *regs);
 *
 * Changes what a function may change. The stack, from sp:
 *
 *	   0	x29, x30
 *	  16	x19
 */
.macro conduit name, instruction
func plat_smccc_\name
	stp x29, x30, [sp, #-32]!
	mov x29, sp
	str regs, [sp, #16]
	mov regs, x0
	.irp n, 2, 4, 6, 8, 10, 12, 14, 16
	smccc_pair ldp, \n
	.endr
	smccc_pair ldp, 0
	\instruction #0
	.irp n, 0, 2, 4, 6, 8, 10, 12, 14, 16
	smccc_pair stp, \n
	.endr
	ldr regs, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
endfunc plat_smccc_\name
.endm

	.altmacro
.macro smccc_pair op, n
	smccc_pair_of \op, \n, %(\n + 1)
.endm
.macro smccc_pair_of op, n, m
	\op x\n, x\m, [regs, #SMCCC_X + 8 * \n]
.endm

	conduit hvc, hvc
	conduit smc, smc

	.section .note.GNU-stack, "", @progbits
