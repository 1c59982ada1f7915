/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/power/form.h"

#include "common/x86_64/traps.h"

const char plat_form_isa[8] = "x86_64";
const size_t plat_form_frame_bytes = sizeof(struct plat_x86_frame);

void plat_form_regs(const void *frame, struct plat_form_regs *regs)
{
	const struct plat_x86_frame *f = frame;

	regs->pc = f->rip;
	regs->sp = f->rsp;
	regs->fp = f->rbp;
}

const void *plat_form_frame_of(const struct plat_frame *at)
{
	static struct plat_x86_frame frame;

	frame.rip = at->address - 1; /* in the call */
	frame.rsp = (uintptr_t)(at + 1);
	frame.rbp = at->caller;
	return &frame;
}
