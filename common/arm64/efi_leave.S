/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: out of the firmware's address space.
 */
#include "common/arm64/asm.h"
#include "common/arm64/layout.h"
#include "common/arm64/sysreg.h"

	.section .text.plat_arm64_efi_leave, "ax"
/*
 * void plat_arm64_efi_leave(uint64_t handover, const char *entry);
 *
 * EL2 or EL1, interrupts masked, mapped where it is, and in memory, as is
 * @entry. Turns MMU and data caches off and goes to @entry, x0 = @handover.
 */
func plat_arm64_efi_leave
	mrs x2, CurrentEL
	cmp x2, #CURRENT_EL_2
	b.eq 1f
	mrs x3, sctlr_el1
	bic x3, x3, #SCTLR_M
	bic x3, x3, #SCTLR_C
	msr sctlr_el1, x3
	b 2f
1:	mrs x3, sctlr_el2
	bic x3, x3, #SCTLR_M
	bic x3, x3, #SCTLR_C
	msr sctlr_el2, x3
2:	isb
	ic iallu
	dsb nsh
	isb
	br x1
	.if . - plat_arm64_efi_leave > PLAT_ARM64_EFI_LEAVE_BYTES
	.error "PLAT_ARM64_EFI_LEAVE_BYTES is too small"
	.endif
endfunc plat_arm64_efi_leave

	.section .note.GNU-stack, "", @progbits
