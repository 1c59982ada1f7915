/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/lcpu_data.h>
#include <plat/string.h>

#include "common/arm64/traps.h"
#include "common/bootinfo/image.h"

static PLAT_LCPU_DATA struct plat_arm64_frame frame;

const struct plat_arm64_frame *
plat_arm64_interrupted(const uint64_t x19_to_x28[10])
{
	struct plat_arm64_frame *f = plat_lcpu_ptr(frame);
	const struct plat_arm64_interrupt *kept;
	struct plat_stack stack;

	/* It is this one that the caller is on. */
	if (!plat_stack_of((uintptr_t)__builtin_frame_address(0), &stack))
		return NULL;
	kept = (const struct plat_arm64_interrupt *)(uintptr_t)stack.top - 1;
	memcpy(f->x, kept->x, sizeof(kept->x));
	memcpy(&f->x[19], x19_to_x28, 10 * sizeof(f->x[0]));
	f->x[29] = kept->x29;
	f->x[30] = kept->x30;
	f->sp = kept->sp;
	f->pc = kept->pc;
	f->pstate = kept->pstate;
	return f;
}
