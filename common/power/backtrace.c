/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/power/backtrace.h"

#include <plat/arch/cpu.h>
#include <plat/lcpu_data.h>
#include <plat/log.h>
#include <plat/symbols.h>

#include "common/bootinfo/image.h"

#define MAX_FRAMES  32
#define NAME_MAX    64
#define STACK_WORDS 8 /* of the stack, in a dump */

extern const char plat_lcpu_data_begin[], plat_stacks_end[];

/* From the image's stacks to those of this lcpu, which lie before its data as
 * those do before the image's end. */
static uint64_t shift(void)
{
	uintptr_t base = plat_lcpu_base();

	return base ? base + (uintptr_t)plat_lcpu_data_begin -
			      (uintptr_t)plat_stacks_end
		    : 0;
}

bool plat_stack_of_image(uint64_t address, struct plat_stack *stack)
{
	for (unsigned int i = 0; i < plat_nr_stacks; i++) {
		stack->low = plat_stacks[i].low + shift();
		stack->top = plat_stacks[i].top + shift();
		if (address >= (uintptr_t)stack->low - PLAT_PAGE_SIZE &&
		    address < (uintptr_t)stack->top)
			return true;
	}
	return false;
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

PLAT_COLD void plat_print_caller(uint64_t address)
{
	plat_printf("plat:   ");
	plat_print_symbol(address);
	plat_printf("\n");
}

PLAT_COLD void plat_print_stack(uint64_t sp)
{
	struct plat_stack stack;

	if (!plat_stack_of(sp, &stack) || sp < (uintptr_t)stack.low)
		return;
	plat_printf("plat: stack");
	sp = plat_align_down(sp, 8);
	for (int i = 0; i < STACK_WORDS && sp < (uintptr_t)stack.top; i++) {
		plat_printf(" %lx", *(const uint64_t *)(uintptr_t)sp);
		sp += 8;
	}
	plat_printf("\n");
}

PLAT_COLD const struct plat_frame *plat_frame_at(uint64_t address)
{
	struct plat_stack stack;

	if (!plat_stack_of(address, &stack) || !plat_is_aligned(address, 8) ||
	    address < (uintptr_t)stack.low ||
	    address > (uintptr_t)stack.top - sizeof(struct plat_frame))
		return NULL;
	return plat_va_ptr(plat_va(address));
}

PLAT_COLD void plat_backtrace_alone(uint64_t frame)
{
	for (int i = 0; i < MAX_FRAMES; i++) {
		const struct plat_frame *f = plat_frame_at(frame);
		uint64_t address = f ? plat_code_address(f->address) : 0;

		if (!address)
			return;
		/* In the call: behind it may be another function. */
		plat_print_caller(address - 1);
		if (f->caller <= frame)
			return;
		frame = f->caller;
	}
}
