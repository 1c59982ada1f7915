/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: work that has something in each register that a call keeps.
 */
#ifndef TESTS_GUEST_DUMP_ISA_H
#define TESTS_GUEST_DUMP_ISA_H

#include <plat/types.h>

/** Say at @is_working that it works, for ever. */
PLAT_NORETURN static inline void work_in_registers(uint32_t *is_working)
{
	__asm__ volatile(".irp n, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28\n\t"
			 "mov x\\n, #0xbad0000\n\t"
			 "add x\\n, x\\n, #\\n\n\t"
			 ".endr\n"
			 "1:\n\t"
			 "str %w1, [%0]\n\t"
			 "yield\n\t"
			 "b 1b"
			 :
			 : "r"(is_working), "r"(1)
			 : "memory", "x19", "x20", "x21", "x22", "x23", "x24",
			   "x25", "x26", "x27", "x28");
	__builtin_unreachable();
}

#endif /* TESTS_GUEST_DUMP_ISA_H */
