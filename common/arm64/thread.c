/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the stack of a thread that has not run yet.
 */
#include "common/thread/thread.h"

/* What plat_switch() takes from the stack, and leaves there. */
struct stack {
	uint64_t x29, x30;
	uint64_t x19_to_x28[10];
	uint64_t d8_to_d15[8];
	uint64_t fpcr, fpsr; /* 0: to nearest, no traps, nothing happened */
};

_Static_assert(sizeof(struct stack) == 176, "switch.S");
_Static_assert(offsetof(struct stack, fpcr) == 160, "switch.S");
_Static_assert(offsetof(struct plat_thread, sp) == 0, "switch.S");

/* @address as PACIASP leaves it in x30 where the stack is @sp; itself where a
 * CPU signs none. (PACIA1716: Arm DDI 0487 C6.2.) */
static uint64_t sign(uint64_t address, uint64_t sp)
{
	register uint64_t x17 __asm__("x17") = address;
	register uint64_t x16 __asm__("x16") = sp;

	__asm__("hint #8" : "+r"(x17) : "r"(x16));
	return x17;
}

void plat_switch_new(struct plat_thread *thread)
{
	struct stack *stack = (struct stack *)thread - 1;

	*stack = (struct stack){
		.x30 = sign((uintptr_t)plat_thread_first, (uintptr_t)thread),
	};
	thread->sp = (uintptr_t)stack;
}
