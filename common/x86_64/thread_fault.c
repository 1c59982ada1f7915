/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: a fault that is served in the thread that has it.
 */
#include "common/thread/fault.h"

#include <plat/arch/cpu.h>

#include "common/x86_64/cpu.h"
#include "common/x86_64/traps.h"

/* Code that is not ours may use so much below its stack pointer. SysV ABI
 * x86-64 3.2.2. */
#define RED_ZONE 128u

/* What is put on the thread's stack. */
struct deferred {
	PLAT_ALIGNED(16) uint8_t fp[512]; /* FXSAVE: SDM 1 10.5.1 */
	struct plat_x86_frame frame;
	struct plat_fault fault;
};

PLAT_NORETURN static void serve(struct deferred *d)
{
	__asm__ volatile("fxsave64 %0" : "=m"(d->fp));
	plat_thread_fault_serve(&d->fault);
	plat_irq_disable();
	__asm__ volatile("fxrstor64 %0" : : "m"(d->fp));
	plat_x86_resume(&d->frame);
}

void plat_thread_fault_defer(const struct plat_fault *fault)
{
	struct plat_x86_frame *frame = fault->frame;
	struct deferred *d = (struct deferred *)plat_align_down(
		frame->rsp - RED_ZONE - sizeof(*d), 16);
	uint64_t *caller = (uint64_t *)d - 1;

	d->frame = *frame;
	d->fault = *fault;
	d->fault.frame = &d->frame;
	*caller = frame->rip; /* as if it had called */
	frame->rip = (uintptr_t)serve;
	frame->rdi = (uintptr_t)d;
	frame->rsp = (uintptr_t)caller;
	frame->rflags = X86_RFLAGS_IF;
}
