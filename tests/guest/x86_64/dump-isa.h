/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: work that has something in each register that a call keeps.
 */
#ifndef TESTS_GUEST_DUMP_ISA_H
#define TESTS_GUEST_DUMP_ISA_H

#include <plat/types.h>

/** Say at @is_working that it works, for ever. */
PLAT_NORETURN static inline void work_in_registers(uint32_t *is_working)
{
	__asm__ volatile("mov $0xbad000bb, %%ebx\n\t"
			 "mov $0xbad00012, %%r12d\n\t"
			 "mov $0xbad00013, %%r13d\n\t"
			 "mov $0xbad00014, %%r14d\n\t"
			 "mov $0xbad00015, %%r15d\n"
			 "1:\n\t"
			 "movl $1, (%0)\n\t"
			 "pause\n\t"
			 "jmp 1b"
			 :
			 : "a"(is_working)
			 : "memory", "rbx", "r12", "r13", "r14", "r15");
	__builtin_unreachable();
}

#endif /* TESTS_GUEST_DUMP_ISA_H */
