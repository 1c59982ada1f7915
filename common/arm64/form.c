/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/power/form.h"

#include <plat/arch/cpu.h>

#include "common/arm64/traps.h"

const char plat_form_isa[8] = "arm64";
const size_t plat_form_frame_bytes = sizeof(struct plat_arm64_frame);

void plat_form_regs(const void *frame, struct plat_form_regs *regs)
{
	const struct plat_arm64_frame *f = frame;

	regs->pc = f->pc;
	regs->sp = f->sp;
	regs->fp = f->x[29];
}

const void *plat_form_frame_of(const struct plat_frame *at)
{
	static struct plat_arm64_frame frame;

	frame.pc = plat_code_address(at->address) - 4; /* the call */
	/* A debugger knows by the code whether it is that, or goes by x29. */
	frame.sp = at->caller;
	frame.x[29] = at->caller;
	return &frame;
}
