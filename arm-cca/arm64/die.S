/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a realm says when it dies in the entry code, MMU off: the UART is where
 * the host sees it. A part of plat_arm64_die (common/arm64/entry.S), which
 * this falls through to.
 *
 * In:  x20 = address of the UART.
 * Out: the same, as an access needs it. Keeps x19.
 */
#include "arm-cca/arm64/rsi_abi.h"
#include "common/arm64/asm.h"
#include "common/arm64/sysreg.h"

#define PSCI_VERSION 0x84000000	/* Arm DEN 0022, 5.1 */

uart     .req x20
on_fault .req x13

	.section .plat_die_ways, "ax"
	.globl plat_cca_die		/* links this in */
plat_cca_die:
	mrs x0, id_aa64pfr0_el1
	ubfx x0, x0, #ID_AA64PFR0_EL3, #4
	cbz x0, 1f
	mrs x0, CurrentEL
	cmp x0, #CURRENT_EL_2
	b.hs 1f
	/* As detect.c: an HVC is undefined in a realm, an SMC elsewhere may
	 * not come back. */
	adr on_fault, 2f
	constant x0, PSCI_VERSION
	hvc #0
	b 1f
2:	adr on_fault, 1f
	constant x0, RSI_VERSION
	mov x1, #RSI_VERSION_1_0
	smc #0
	cbnz x0, 1f
	constant x0, RSI_REALM_CONFIG
	address x1, plat_cca_granule
	smc #0
	cbnz x0, 1f
	address x1, plat_cca_granule
	ldr x1, [x1]			/* ipa_width */
	sub x1, x1, #1
	mov x0, #1
	lsl x0, x0, x1
	orr uart, uart, x0
1:
	.section .note.GNU-stack, "", @progbits
