/* SPDX-License-Identifier: BSD-3-Clause */
/* arm64: code on a stack of a test's own. */
#ifndef TESTS_GUEST_STACK_ISA_H
#define TESTS_GUEST_STACK_ISA_H

#include <plat/types.h>

/** Call @f with its stack below @top. Has no frame for a backtrace. */
static inline void call_on_stack(void (*f)(void), void *top)
{
	__asm__ volatile("mov x19, sp\n\t"
			 "mov sp, %1\n\t"
			 "blr %0\n\t"
			 "mov sp, x19"
			 :
			 : "r"(f), "r"(top)
			 : "memory", "cc", "x0", "x1", "x2", "x3", "x4", "x5",
			   "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
			   "x14", "x15", "x16", "x17", "x18", "x19", "x30",
			   "v0", "v1");
}

/**
 * Write @value to @p while registers of floating point hold something.
 *
 * Returns: whether they still do.
 */
static inline bool write_keeps_fp(volatile uint64_t *p, uint64_t value)
{
	uint64_t low = ~value, high = ~value;

	__asm__ volatile("fmov d0, %0\n\t"
			 "fmov d31, %1\n\t"
			 "str %3, [%2]\n\t"
			 "fmov %0, d0\n\t"
			 "fmov %1, d31"
			 : "+r"(low), "+r"(high)
			 : "r"(p), "r"(value)
			 : "memory", "v0", "v31");
	return low == ~value && high == ~value;
}

/** Call @f where interrupts' handlers run: on SP_EL1, which an exception finds
 * in use. Interrupts are off. */
static inline void call_as_handler(void (*f)(void))
{
	__asm__ volatile("msr spsel, #1\n\t"
			 "mrs x19, sp_el0\n\t"
			 "blr %0\n\t"
			 "msr sp_el0, x19\n\t"
			 "msr spsel, #0"
			 :
			 : "r"(f)
			 : "memory", "cc", "x0", "x1", "x2", "x3", "x4", "x5",
			   "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13",
			   "x14", "x15", "x16", "x17", "x18", "x19", "x30",
			   "v0", "v1");
}

#endif /* TESTS_GUEST_STACK_ISA_H */
