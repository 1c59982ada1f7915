/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The image as the linker laid it out. Each symbol is an address in the image
 * window; all but the last two are page-aligned.
 */
#ifndef COMMON_BOOTINFO_IMAGE_H
#define COMMON_BOOTINFO_IMAGE_H

#include <plat/types.h>

extern char plat_image_start[];
extern char plat_image_text_end[];
extern char plat_image_rodata_end[];
extern char plat_image_end[];

/* A stack that the linker laid out: [low, top), a guard page below. In the
 * order of their addresses. */
struct plat_stack {
	const char *low;
	const char *top;
};

extern const struct plat_stack plat_stacks[];
extern const unsigned int plat_nr_stacks;

/**
 * The stack of this lcpu that @address is in, or whose guard page it is in.
 *
 * Returns: whether there is one; if not, @stack has no values.
 */
bool plat_stack_of(uint64_t address, struct plat_stack *stack);

/* What the linker takes for that where there are no threads, and where there
 * are: these have stacks, too. */
bool plat_stack_of_image(uint64_t address, struct plat_stack *stack);
bool plat_thread_stack_of(uint64_t address, struct plat_stack *stack);

#endif /* COMMON_BOOTINFO_IMAGE_H */
