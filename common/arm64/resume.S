/* SPDX-License-Identifier: BSD-3-Clause */
#include "asm-offsets.h"
#include "common/arm64/asm.h"

	.section .text.plat_arm64_resume, "ax"
/*
 * void plat_arm64_resume(const struct plat_arm64_frame *frame,
 *			  uint64_t sp_el1);
 *
 * Back to where an exception came from; frame is what vectors.S has filled.
 * SP_EL0 has changed where the handler had an exception itself (a probe). Of a
 * frame from a handler it has no value that counts: "interrupt" has kept it.
 */
func plat_arm64_resume
	ldp x2, x3, [x0, #FRAME_SP]		/* and FRAME_PC */
	ldr x4, [x0, #FRAME_PC + 8]
	msr sp_el0, x2
	msr elr_el1, x3
	msr spsr_el1, x4
	mov sp, x1
	ldp x2, x3, [x0, #FRAME_X + 16]
	ldp x4, x5, [x0, #FRAME_X + 32]
	ldp x6, x7, [x0, #FRAME_X + 48]
	ldp x8, x9, [x0, #FRAME_X + 64]
	ldp x10, x11, [x0, #FRAME_X + 80]
	ldp x12, x13, [x0, #FRAME_X + 96]
	ldp x14, x15, [x0, #FRAME_X + 112]
	ldp x16, x17, [x0, #FRAME_X + 128]
	ldp x18, x19, [x0, #FRAME_X + 144]
	ldp x20, x21, [x0, #FRAME_X + 160]
	ldp x22, x23, [x0, #FRAME_X + 176]
	ldp x24, x25, [x0, #FRAME_X + 192]
	ldp x26, x27, [x0, #FRAME_X + 208]
	ldp x28, x29, [x0, #FRAME_X + 224]
	ldr x30, [x0, #FRAME_X + 240]
	ldp x0, x1, [x0, #FRAME_X]
	eret
endfunc plat_arm64_resume

	.section .text.plat_arm64_resume_thread, "ax"
/*
 * void plat_arm64_resume_thread(const struct plat_arm64_frame *frame);
 *
 * Exceptions of threads find their stack empty, and leave it so.
 */
func plat_arm64_resume_thread
	msr spsel, #1
	ldr x1, [x0, #FRAME_SP]
	msr sp_el0, x1
	mov x1, sp
	b plat_arm64_resume
endfunc plat_arm64_resume_thread

/* void plat_arm64_fp_save(struct plat_arm64_fp *fp); changes x1, x2. */
func plat_arm64_fp_save
	simd_registers stp, x0, 0
	mrs x1, fpsr
	mrs x2, fpcr
	add x0, x0, #512
	stp x1, x2, [x0]
	ret
endfunc plat_arm64_fp_save

/* void plat_arm64_fp_load(const struct plat_arm64_fp *fp); changes x1, x2. */
func plat_arm64_fp_load
	simd_registers ldp, x0, 0
	add x0, x0, #512
	ldp x1, x2, [x0]
	msr fpsr, x1
	msr fpcr, x2
	ret
endfunc plat_arm64_fp_load

	.section .note.GNU-stack, "", @progbits
