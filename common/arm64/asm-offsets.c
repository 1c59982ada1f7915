/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers that assembly needs from C. Compiled to assembly, never linked; the
 * build makes asm-offsets.h out of the strings that begin with "->".
 */
#include <stddef.h>

#include <plat/bootinfo.h>
#include <plat/smccc.h>

#include "common/arm64/lcpu.h"
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
	CONSTANT(IRQ_X, offsetof(struct plat_arm64_interrupt, x));
	CONSTANT(IRQ_STATE, offsetof(struct plat_arm64_interrupt, pstate));
	CONSTANT(IRQ_FP, offsetof(struct plat_arm64_interrupt, fpsr));
	CONSTANT(IRQ_Q, offsetof(struct plat_arm64_interrupt, q));
	CONSTANT(IRQ_BYTES, sizeof(struct plat_arm64_interrupt));
	CONSTANT(START_HW_ID, offsetof(struct plat_lcpu_start, hw_id));
	CONSTANT(START_STACK, offsetof(struct plat_lcpu_start, stack));
	CONSTANT(START_IS_TAKEN, offsetof(struct plat_lcpu_start, is_taken));
	CONSTANT(STATE_TCR, offsetof(struct plat_arm64_lcpu_state, tcr));
	CONSTANT(STATE_TTBR1, offsetof(struct plat_arm64_lcpu_state, ttbr1));
	CONSTANT(STATE_CNTKCTL,
		 offsetof(struct plat_arm64_lcpu_state, cntkctl));
	CONSTANT(STATE_VBAR, offsetof(struct plat_arm64_lcpu_state, vbar));
	CONSTANT(STATE_VECTORS,
		 offsetof(struct plat_arm64_lcpu_state, vectors));
	CONSTANT(STATE_KEYS, offsetof(struct plat_arm64_lcpu_state, keys));
	CONSTANT(STATE_BY_SMC, offsetof(struct plat_arm64_lcpu_state, by_smc));
	CONSTANT(SMCCC_X, offsetof(struct plat_smccc_regs, x));
}
