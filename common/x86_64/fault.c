/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: page faults, in images that have somebody to serve them: exceptions
 * come here, and go on to where they go in other images. Intel SDM 3A 4.7.
 */
#include <plat/fault.h>

#include <plat/errno.h>
#include <plat/log.h>

#include "common/fault/fixup.h"
#include "common/fault/serve.h"
#include "common/power/crash.h"
#include "common/x86_64/cpu.h"
#include "common/x86_64/traps.h"

/* The vectors that a probe may lead to: stack and general protection faults
 * (addresses that are none, MSRs), page faults, alignment checks. */
#define FIXABLE (1ull << 12 | 1ull << 13 | 1ull << 14 | 1ull << 17)

/* What FXSAVE fills. SDM 1 10.5.1. */
struct fp_state {
	PLAT_ALIGNED(16) uint8_t bytes[512];
};

/* A reserved bit in a table is nothing that a server has an answer to. */
static bool is_for_servers(const struct plat_x86_frame *frame)
{
	return frame->vector == X86_VECTOR_PAGE_FAULT &&
	       !(frame->error & X86_PF_RESERVED);
}

static void describe(struct plat_x86_frame *frame,
		     struct plat_fault *fault)
{
	*fault = (struct plat_fault){
		.va = plat_va(plat_x86_read_cr2()),
		.access = frame->error & X86_PF_FETCH   ? PLAT_ATTR_X
			  : frame->error & X86_PF_WRITE ? PLAT_ATTR_W
							: PLAT_ATTR_R,
		.is_user = frame->error & X86_PF_USER,
		.is_present = frame->error & X86_PF_PRESENT,
		.irqs_on = frame->rflags & X86_RFLAGS_IF,
		.frame = frame,
	};
}

static bool serve(const struct plat_fault *fault, char *why)
{
	struct fp_state fp;
	bool is_served;

	__asm__ volatile("fxsave64 %0" : "=m"(fp));
	is_served = plat_fault_serve(fault, why);
	__asm__ volatile("fxrstor64 %0" : : "m"(fp));
	return is_served;
}

PLAT_COLD void plat_fault_die(const struct plat_fault *fault, const char *why)
{
	const struct plat_x86_frame *frame = fault->frame;

	plat_crash_begin(frame);
	plat_printf("plat: crash: page fault: %s at 0x%016lx: %s\n",
		    plat_x86_access(frame->error), fault->va.v, why);
	plat_x86_dump(frame);
}

/* A probe has found out; returns where it was none. */
static void try_fixup(struct plat_x86_frame *frame)
{
	uint64_t landing = frame->vector < 64 &&
				   FIXABLE >> frame->vector & 1
				   ? plat_fixup_find(frame->rip)
				   : 0;

	if (!landing)
		return;
	frame->rip = landing;
	frame->rax = (uint64_t)(int64_t)-PLAT_EFAULT;
	plat_x86_land(frame);
}

void plat_fault_entry(void *p)
{
	struct plat_x86_frame *frame = p;
	char why[PLAT_FAULT_WHY_BYTES];
	struct plat_fault fault;

	if (!is_for_servers(frame) || plat_crash_is_on()) {
		try_fixup(frame);
		plat_x86_exception(frame);
	}
	describe(frame, &fault);
	if (serve(&fault, why))
		plat_x86_resume(frame);
	try_fixup(frame);
	plat_fault_die(&fault, why);
}
