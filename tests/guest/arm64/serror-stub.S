/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The least of a hypervisor: its guest, which QEMU's own code at the beginning
 * of RAM enters, begins at EL1, and an HVC of it leads to a virtual SError.
 * VBAR_EL2 is 0 as after reset. Arm DDI 0487 D19.2.48 (HCR_EL2: VSE, AMO).
 */
#include "common/arm64/asm.h"
#include "common/arm64/sysreg.h"

#define RAM 0x40000000

	.arch armv8.5-a
	.text
	.globl _start
_start:
	constant x0, SCTLR_MMU_OFF
	msr sctlr_el1, x0
	mrs x0, midr_el1
	msr vpidr_el2, x0
	mrs x0, mpidr_el1
	msr vmpidr_el2, x0
	constant x0, (1 << 31) | (1 << 41) | (1 << 40) /* RW, API, APK */
	msr hcr_el2, x0
	mov x0, #3			/* EL1PCTEN, EL1PCEN */
	msr cnthctl_el2, x0
	msr cntvoff_el2, xzr
	mov x0, #0x33ff			/* all RES1, but TFP is 0 */
	msr cptr_el2, x0
	mov x0, #0x3c5			/* EL1h, DAIF masked */
	msr spsr_el2, x0
	constant x0, RAM
	msr elr_el2, x0
	eret

	/* A synchronous exception of EL1. Changes x0. */
	.org 0x400
	mrs x0, hcr_el2
	orr x0, x0, #(1 << 8)
	orr x0, x0, #(1 << 5)
	msr hcr_el2, x0
	eret

	.section .note.GNU-stack, "", @progbits
