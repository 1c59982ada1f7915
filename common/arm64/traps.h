/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_ARM64_TRAPS_H
#define COMMON_ARM64_TRAPS_H

#include <stddef.h>

#include <plat/types.h>

/* What vectors.S leaves on the stack, lowest address first. */
struct plat_arm64_frame {
	uint64_t x[31];
	uint64_t sp;
	uint64_t pc, pstate;
	uint64_t esr, far;
};

/* What vectors.S leaves on the interrupt stack at an interrupt, whose top is
 * this struct's end. */
struct plat_arm64_interrupt {
	uint64_t x29, pc;
	uint64_t x[19], x30;
	uint64_t pstate, sp;
	uint64_t fpsr, fpcr;
	uint64_t q[32][2];
};

/* Registers that the core itself leaves alone. */
struct plat_arm64_fp {
	PLAT_ALIGNED(16) uint8_t q[32][16];
	uint64_t fpsr, fpcr;
};

_Static_assert(offsetof(struct plat_arm64_fp, fpsr) == 512 &&
		   offsetof(struct plat_arm64_frame, pc) ==
		       offsetof(struct plat_arm64_frame, sp) + 8,
	       "resume.S");
_Static_assert(sizeof(struct plat_arm64_interrupt) % 16 == 0 &&
		   offsetof(struct plat_arm64_interrupt, x30) ==
		       offsetof(struct plat_arm64_interrupt, x) + 19 * 8,
	       "vectors.S stores pairs");
_Static_assert(sizeof(struct plat_arm64_frame) % 16 == 0,
	       "AAPCS64 6.4.5.1: SP is 16-byte aligned");
_Static_assert(offsetof(struct plat_arm64_frame, sp) ==
		       offsetof(struct plat_arm64_frame, x) + 31 * 8 &&
		   offsetof(struct plat_arm64_frame, far) ==
		       offsetof(struct plat_arm64_frame, esr) + 8,
	       "vectors.S stores pairs");

/** Called by vectors.S on the interrupt or the critical stack, unless there is
 * plat_fault_entry(). */
PLAT_NORETURN void plat_arm64_exception(const struct plat_arm64_frame *frame);

/** The rest of a crash, from the registers on. */
PLAT_NORETURN void plat_arm64_dump(const struct plat_arm64_frame *frame);

/** Let the interrupted code go on, with what is in the frame. */
PLAT_NORETURN void plat_arm64_resume(const struct plat_arm64_frame *frame,
				     uint64_t sp_el1);

/** As that, from a thread, interrupts off: its stack is not the exceptions'. */
PLAT_NORETURN
void plat_arm64_resume_thread(const struct plat_arm64_frame *frame);

void plat_arm64_fp_save(struct plat_arm64_fp *fp);
void plat_arm64_fp_load(const struct plat_arm64_fp *fp);

/**
 * How the lcpu was when the interrupt came whose handler asks.
 *
 * Returns: a frame of this lcpu's own.
 */
const struct plat_arm64_frame *
plat_arm64_interrupted(const uint64_t x19_to_x28[10]);

/** In the place of plat_arm64_serve when another lcpu has crashed: this one
 * stops. */
void plat_arm64_stop(void);

/** What becomes of it: called by plat_arm64_stop(). */
PLAT_NORETURN void plat_arm64_stopped(const uint64_t x19_to_x28[10]);

/** Called by vectors.S on the interrupt stack, interrupts off, where nobody
 * serves interrupts. */
PLAT_NORETURN void plat_arm64_interrupt(void);

#endif /* COMMON_ARM64_TRAPS_H */
