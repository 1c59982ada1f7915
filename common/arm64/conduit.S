/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: HVC and SMC with x0 to x17 in and out. Arm DEN 0028, 2.6.
 */
#include "asm-offsets.h"
#include "common/arm64/asm.h"

/* x19 and x20 are the caller's, and kept by whoever is called. */
regs .req x19
way  .req w20	/* not 0: SMC */

	.section .text.plat_smccc, "ax"

	.altmacro
.macro smccc_pair op, n
	smccc_pair_of \op, \n, %(\n + 1)
.endm
.macro smccc_pair_of op, n, m
	\op x\n, x\m, [regs, #SMCCC_X + 8 * \n]
.endm

/*
 * void plat_smccc_hvc(struct plat_smccc_regs *regs);
 * void plat_smccc_smc(struct plat_smccc_regs *regs);
 *
 * Changes what a function may change. The stack, from sp:
 *
 *	   0	x29, x30
 *	  16	x19, x20
 */
func plat_smccc_hvc
	mov w1, #0
	b call
endfunc plat_smccc_hvc

func plat_smccc_smc
	mov w1, #1
call:
	stp x29, x30, [sp, #-32]!
	mov x29, sp
	stp x19, x20, [sp, #16]
	mov regs, x0
	mov way, w1
	.irp n, 2, 4, 6, 8, 10, 12, 14, 16, 0
	smccc_pair ldp, \n
	.endr
	cbnz way, 1f
	hvc #0
	b 2f
1:	smc #0
2:
	.irp n, 0, 2, 4, 6, 8, 10, 12, 14, 16
	smccc_pair stp, \n
	.endr
	ldp x19, x20, [sp, #16]
	ldp x29, x30, [sp], #32
	ret
endfunc plat_smccc_smc

	.section .text.plat_smccc_value, "ax"

/*
 * uint64_t plat_smccc_hvc_value(uint64_t function, uint64_t a, uint64_t b,
 *				 uint64_t c);
 * uint64_t plat_smccc_smc_value(uint64_t function, uint64_t a, uint64_t b,
 *				 uint64_t c);
 */
func plat_smccc_hvc_value
	hvc #0
	ret
endfunc plat_smccc_hvc_value

func plat_smccc_smc_value
	smc #0
	ret
endfunc plat_smccc_smc_value

	.section .note.GNU-stack, "", @progbits
