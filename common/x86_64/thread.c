/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the stack of a thread that has not run yet.
 */
#include "common/thread/thread.h"

/* As after reset: all exceptions masked, to nearest. SDM 1 8.1.5, 10.2.3. */
#define MXCSR       0x1f80u
#define X87_CONTROL 0x37fu

/* What plat_switch() takes from the stack, and leaves there. */
struct stack {
	uint64_t r15, r14, r13, r12, rbx, rbp;
	uint64_t rip;
	uint64_t caller; /* none; so the stack is aligned as in a function */
};

_Static_assert(sizeof(struct stack) == 64, "switch.S");

void plat_switch_new(struct plat_thread *thread)
{
	struct stack *stack = (struct stack *)thread - 1;

	*stack = (struct stack){.rip = (uintptr_t)plat_thread_first};
	thread->kept = (uint64_t)X87_CONTROL << 32 | MXCSR;
	thread->sp = (uintptr_t)stack;
}
