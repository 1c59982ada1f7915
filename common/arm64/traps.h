/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_ARM64_TRAPS_H
#define COMMON_ARM64_TRAPS_H

#include <stddef.h>
#include <stdint.h>

/* What vectors.S leaves on the stack, lowest address first. */
struct plat_arm64_frame {
	uint64_t x[31];
	uint64_t sp;
	uint64_t pc, pstate;
	uint64_t esr, far;
};

_Static_assert(sizeof(struct plat_arm64_frame) % 16 == 0,
	       "AAPCS64 6.4.5.1: SP is 16-byte aligned");
_Static_assert(offsetof(struct plat_arm64_frame, sp) ==
		       offsetof(struct plat_arm64_frame, x) + 31 * 8 &&
		   offsetof(struct plat_arm64_frame, far) ==
		       offsetof(struct plat_arm64_frame, esr) + 8,
	       "vectors.S stores pairs");

/** Called by vectors.S on the interrupt or the critical stack. */
void plat_arm64_exception(struct plat_arm64_frame *frame);

/** Called by vectors.S on the interrupt stack, interrupts off. */
void plat_arm64_interrupt(void);

#endif /* COMMON_ARM64_TRAPS_H */
