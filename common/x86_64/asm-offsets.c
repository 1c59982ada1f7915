/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers that assembly needs from C. Compiled to assembly, never linked; the
 * build makes asm-offsets.h out of the strings that begin with "->".
 */
#include <plat/bootinfo.h>

#include "common/x86_64/irq.h"

#define CONSTANT(name, value) \
	__asm__ volatile(".ascii \"-> " #name " %c0\"" : : "i"(value))

void plat_asm_offsets(void);

void plat_asm_offsets(void)
{
	CONSTANT(PROTOCOL_PVH, PLAT_PROTOCOL_PVH);
	CONSTANT(PROTOCOL_MULTIBOOT1, PLAT_PROTOCOL_MULTIBOOT1);
	CONSTANT(PROTOCOL_MULTIBOOT2, PLAT_PROTOCOL_MULTIBOOT2);
	CONSTANT(NR_VECTOR_GROUPS,
		 (X86_VECTOR_SPURIOUS + 1 - X86_VECTOR_FIRST) /
		     X86_VECTOR_GROUP);
}
