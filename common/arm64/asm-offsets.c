/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers that assembly needs from C. Compiled to assembly, never linked; the
 * build makes asm-offsets.h out of the strings that begin with "->".
 */
#include <stddef.h>

#include <plat/bootinfo.h>
#include <plat/smccc.h>

#include "common/arm64/traps.h"

#define CONSTANT(name, value) \
	__asm__ volatile(".ascii \"-> " #name " %c0\"" : : "i"(value))

void plat_asm_offsets(void);

void plat_asm_offsets(void)
{
	CONSTANT(PROTOCOL_ARM64_IMAGE, PLAT_PROTOCOL_ARM64_IMAGE);
	CONSTANT(PROTOCOL_EFI, PLAT_PROTOCOL_EFI);
	CONSTANT(FRAME_X, offsetof(struct plat_arm64_frame, x));
	CONSTANT(FRAME_SP, offsetof(struct plat_arm64_frame, sp));
	CONSTANT(FRAME_PC, offsetof(struct plat_arm64_frame, pc));
	CONSTANT(FRAME_ESR, offsetof(struct plat_arm64_frame, esr));
	CONSTANT(FRAME_BYTES, sizeof(struct plat_arm64_frame));
	CONSTANT(SMCCC_X, offsetof(struct plat_smccc_regs, x));
}
