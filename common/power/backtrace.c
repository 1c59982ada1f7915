/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/power/backtrace.h"

#include <plat/arch/cpu.h>
#include <plat/log.h>
#include <plat/symbols.h>

#include "common/bootinfo/image.h"

#define MAX_FRAMES 32
#define NAME_MAX   64

/* What -fno-omit-frame-pointer leaves on the stack, on every ISA: SysV ABI
 * x86-64 3.4.1, AAPCS64 6.4.6. */
struct frame {
	uint64_t caller; /* its frame */
	uint64_t address; /* where it goes on */
};

const struct plat_stack *plat_stack_of(uint64_t address)
{
	for (unsigned int i = 0; i < plat_nr_stacks; i++) {
		uint64_t low = (uintptr_t)plat_stacks[i].low - PLAT_PAGE_SIZE;
		uint64_t top = (uintptr_t)plat_stacks[i].top;

		if (address >= low && address < top)
			return &plat_stacks[i];
	}
	return NULL;
}

PLAT_COLD void plat_print_symbol(uint64_t address)
{
	char name[NAME_MAX];
	uint64_t offset;

	if (plat_symbol_find(plat_va(address), name, sizeof(name), &offset))
		plat_printf("0x%016lx %s+0x%lx", address,
			    name, offset);
	else
		plat_printf("0x%016lx", address);
}

static bool frame_is_sound(const struct plat_stack *stack, uint64_t frame)
{
	return stack && plat_is_aligned(frame, 8) &&
	       frame >= (uintptr_t)stack->low &&
	       frame <= (uintptr_t)stack->top - sizeof(struct frame);
}

PLAT_COLD void plat_backtrace(uint64_t frame)
{
	const struct plat_stack *stack = plat_stack_of(frame);

	for (int i = 0; i < MAX_FRAMES && frame_is_sound(stack, frame); i++) {
		const struct frame *f = plat_va_ptr(plat_va(frame));
		uint64_t address = plat_code_address(f->address);

		if (!address)
			return;
		plat_printf("plat:   ");
		/* In the call: behind it may be another function. */
		plat_print_symbol(address - 1);
		plat_printf("\n");
		if (f->caller <= frame)
			return;
		frame = f->caller;
	}
}
