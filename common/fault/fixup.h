/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of instructions that may fault, and of where to go on then: made
 * by the linker, of what each file that has such instructions puts into it.
 * It is neither sorted nor indexed: an image has a handful of entries, and who
 * asks has just paid for an exception.
 */
#ifndef COMMON_FAULT_FIXUP_H
#define COMMON_FAULT_FIXUP_H

#include <plat/types.h>

/* Each counted from its own place. */
struct plat_fixup {
	int32_t instruction;
	int32_t landing;
	int32_t entry; /* plat_fault_entry: what looks at the table comes into
			* the image by this */
};

/*
 * For an asm statement: a fault at label @instruction goes on at @landing, with
 * -PLAT_EFAULT in the register that a function's result is in (rax, x0).
 */
#define PLAT_FIXUP(instruction, landing)                                   \
	".pushsection .plat_fixups, \"a\"\n\t"                             \
	".balign 4\n\t"                                                    \
	".long " instruction " - .\n\t"                                    \
	".long " landing " - .\n\t"                                        \
	".long plat_fault_entry - .\n\t"                                   \
	".popsection\n\t"

/**
 * Where to go on after a fault of the instruction at @pc.
 *
 * Context: any.
 * Returns: 0: it is none that may fault.
 */
uint64_t plat_fixup_find(uint64_t pc);

#endif /* COMMON_FAULT_FIXUP_H */
