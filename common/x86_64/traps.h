/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_X86_64_TRAPS_H
#define COMMON_X86_64_TRAPS_H

#include <stdint.h>

/* What vectors.S leaves on the stack, lowest address first. */
struct plat_x86_frame {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector;
	uint64_t error;
	uint64_t rip, cs, rflags, rsp, ss;
};

_Static_assert(sizeof(struct plat_x86_frame) == 22 * 8, "vectors.S");

/** Called by vectors.S on the fault or the critical stack. */
void plat_x86_exception(struct plat_x86_frame *frame);

/** Called by vectors.S on the interrupt stack, interrupts off. */
void plat_x86_interrupt(unsigned int vector);

#endif /* COMMON_X86_64_TRAPS_H */
