/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a dump tells of threads.
 */
#include <plat/log.h>

#include "common/bootinfo/image.h"
#include "common/power/backtrace.h"
#include "common/thread/thread.h"

/* NULL: the lcpu runs none that was made. */
static const struct plat_thread *current(void)
{
	const struct plat_run_queue *own = plat_run_own();

	return own && own->current->stack_size ? own->current : NULL;
}

bool plat_thread_stack_of(uint64_t address, struct plat_stack *stack)
{
	const struct plat_thread *thread = current();
	uint64_t low = thread ? thread->stack.v : 0;

	if (!thread || address < low - PLAT_PAGE_SIZE ||
	    address >= (uintptr_t)thread)
		return plat_stack_of_image(address, stack);
	stack->low = plat_va_ptr(plat_va(low));
	stack->top = (const char *)thread;
	return true;
}

void plat_thread_backtrace(uint64_t frame)
{
	const struct plat_run_queue *own = plat_run_own();

	plat_backtrace_alone(frame);
	if (own)
		plat_printf("plat: thread \"%s\" of lcpu %u\n",
			    own->current->name, own->number);
}
