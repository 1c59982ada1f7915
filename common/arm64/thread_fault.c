/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: a fault that is served in the thread that has it.
 */
#include "common/thread/fault.h"

#include <plat/arch/cpu.h>

#include "common/arm64/traps.h"

/* PSTATE as functions of ours have it: EL1t, no BTYPE, flags of no meaning. Arm
 * DDI 0487 C5.2.19. */
#define PSTATE_KEPT 0x3cfu /* D, A, I, F, the mode */

/* What is put on the thread's stack. */
struct deferred {
	PLAT_ALIGNED(16) struct plat_arm64_fp fp;
	struct plat_arm64_frame frame;
	struct plat_fault fault;
};

PLAT_NORETURN static void serve(struct deferred *d)
{
	plat_arm64_fp_save(&d->fp);
	plat_thread_fault_serve(&d->fault);
	plat_irq_disable();
	plat_arm64_fp_load(&d->fp);
	plat_arm64_resume_thread(&d->frame);
}

void plat_thread_fault_defer(const struct plat_fault *fault)
{
	struct plat_arm64_frame *frame = fault->frame;
	struct deferred *d = (struct deferred *)plat_align_down(
		frame->sp - sizeof(*d), 16);

	d->frame = *frame;
	d->fault = *fault;
	d->fault.frame = &d->frame;
	frame->pc = (uintptr_t)serve;
	frame->x[0] = (uintptr_t)d;
	frame->x[30] = d->frame.pc; /* as if it had called */
	frame->sp = (uintptr_t)d;
	frame->pstate &= PSTATE_KEPT;
}
