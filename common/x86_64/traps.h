/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_X86_64_TRAPS_H
#define COMMON_X86_64_TRAPS_H

#include <stddef.h>

#include <plat/types.h>

/* What vectors.S leaves on the stack, lowest address first. */
struct plat_x86_frame {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector;
	uint64_t error;
	uint64_t rip, cs, rflags, rsp, ss;
};

_Static_assert(sizeof(struct plat_x86_frame) == 22 * 8 &&
		   sizeof(struct plat_x86_frame) % 16 == 0,
	       "the CPU aligns a stack to 16 bytes, then pushes: SDM 3A 6.14.2");
_Static_assert(offsetof(struct plat_x86_frame, error) ==
		       offsetof(struct plat_x86_frame, vector) + 8 &&
		   offsetof(struct plat_x86_frame, rip) ==
		       offsetof(struct plat_x86_frame, error) + 8 &&
		   offsetof(struct plat_x86_frame, ss) ==
		       offsetof(struct plat_x86_frame, rip) + 4 * 8,
	       "the CPU pushes these: SDM 3A figure 6-9");

#define X86_VECTOR_PAGE_FAULT 14

/* Bits of a page fault's error code. SDM 3A 4.7. */
#define X86_PF_PRESENT  (1u << 0)
#define X86_PF_WRITE    (1u << 1)
#define X86_PF_USER     (1u << 2)
#define X86_PF_RESERVED (1u << 3)
#define X86_PF_FETCH    (1u << 4)

#define X86_RFLAGS_IF (1u << 9)

/** Called by vectors.S on the fault or the critical stack, unless there is
 * plat_fault_entry(). */
PLAT_NORETURN void plat_x86_exception(const struct plat_x86_frame *frame);

/** "write" and so on, of a page fault. */
const char *plat_x86_access(uint64_t error);

/** The rest of a crash, from the registers on. */
PLAT_NORETURN void plat_x86_dump(const struct plat_x86_frame *frame);

/** Let the interrupted code go on, with what is in the frame. */
PLAT_NORETURN void plat_x86_resume(const struct plat_x86_frame *frame);

/** The same after a fix-up: NMIs that are held back stay so. */
PLAT_NORETURN void plat_x86_land(struct plat_x86_frame *frame);

/** Called by vectors.S on the interrupt stack, interrupts off. */
void plat_x86_interrupt(unsigned int vector);

#endif /* COMMON_X86_64_TRAPS_H */
