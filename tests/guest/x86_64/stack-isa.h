/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: code on a stack of a test's own. */
#ifndef TESTS_GUEST_STACK_ISA_H
#define TESTS_GUEST_STACK_ISA_H

#include <plat/types.h>

/** Call @f with its stack below @top. Has no frame for a backtrace. */
static inline void call_on_stack(void (*f)(void), void *top)
{
	__asm__ volatile("mov %%rsp, %%rbx\n\t"
			 "mov %1, %%rsp\n\t"
			 "call *%0\n\t"
			 "mov %%rbx, %%rsp"
			 :
			 : "r"(f), "r"(top)
			 : "memory", "cc", "rax", "rbx", "rcx", "rdx", "rsi",
			   "rdi", "r8", "r9", "r10", "r11", "xmm0", "xmm1");
}

/**
 * Write @value to @p while registers of floating point hold something.
 *
 * Returns: whether they still do.
 */
static inline bool write_keeps_fp(volatile uint64_t *p, uint64_t value)
{
	uint64_t low = ~value, high = ~value;

	__asm__ volatile("movq %0, %%xmm0\n\t"
			 "movq %1, %%xmm15\n\t"
			 "mov %3, (%2)\n\t"
			 "movq %%xmm0, %0\n\t"
			 "movq %%xmm15, %1"
			 : "+r"(low), "+r"(high)
			 : "r"(p), "r"(value)
			 : "memory", "xmm0", "xmm15");
	return low == ~value && high == ~value;
}

/** Call @f where interrupts' handlers run. Interrupts are off. */
static inline void call_as_handler(void (*f)(void))
{
	f(); /* what is theirs here is nothing but a stack */
}

#endif /* TESTS_GUEST_STACK_ISA_H */
