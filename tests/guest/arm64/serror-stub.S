/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a guest's HVC leads to, at EL2, where VBAR_EL2 is 0 as after reset: the
 * guest has a virtual SError. Arm DDI 0487 D19.2.48 (HCR_EL2: VSE, AMO). It
 * is linked to 0x400. Changes x0.
 */
	.text
	mrs x0, hcr_el2
	orr x0, x0, #(1 << 8)
	orr x0, x0, #(1 << 5)
	msr hcr_el2, x0
	eret

	.section .note.GNU-stack, "", @progbits
