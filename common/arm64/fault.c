/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: page faults, in images that have somebody to serve them: exceptions
 * come here, and go on to where they go in other images. Arm DDI 0487 D19.2.40
 * (ESR_EL1, issues of data and of instruction aborts).
 */
#include <plat/fault.h>

#include <plat/errno.h>
#include <plat/log.h>

#include "common/arm64/traps.h"
#include "common/fault/fixup.h"
#include "common/fault/serve.h"
#include "common/power/crash.h"

#define EC_SHIFT      26
#define EC_MASK       0x3fu
#define EC_UNDEFINED  0x00u
#define EC_FETCH_USER 0x20u
#define EC_FETCH      0x21u
#define EC_DATA_USER  0x24u
#define EC_DATA       0x25u

#define ISS_WRITE       (1u << 6)
#define ISS_MAINTENANCE (1u << 8) /* of a cache: counts as a write */
#define ISS_FAR_UNKNOWN (1u << 10)

/* The status, but for the level. */
#define STATUS_MASK        0x3cu
#define STATUS_TRANSLATION 0x04u
#define STATUS_ACCESS_FLAG 0x08u
#define STATUS_PERMISSION  0x0cu

#define PSTATE_I      (1u << 7)
#define PSTATE_SP_EL1 (1u << 0)

static unsigned int class_of(const struct plat_arm64_frame *frame)
{
	return (unsigned int)(frame->esr >> EC_SHIFT) & EC_MASK;
}

static bool is_fetch(unsigned int class)
{
	return class == EC_FETCH || class == EC_FETCH_USER;
}

static bool is_for_servers(const struct plat_arm64_frame *frame)
{
	unsigned int class = class_of(frame);
	uint64_t status = frame->esr & STATUS_MASK;

	return (is_fetch(class) || class == EC_DATA || class == EC_DATA_USER) &&
	       !(frame->esr & ISS_FAR_UNKNOWN) &&
	       (status == STATUS_TRANSLATION || status == STATUS_ACCESS_FLAG ||
		status == STATUS_PERMISSION);
}

static plat_attr_t access_of(const struct plat_arm64_frame *frame)
{
	if (is_fetch(class_of(frame)))
		return PLAT_ATTR_X;
	return frame->esr & ISS_WRITE && !(frame->esr & ISS_MAINTENANCE)
		       ? PLAT_ATTR_W
		       : PLAT_ATTR_R;
}

static void describe(struct plat_arm64_frame *frame,
		     struct plat_fault *fault)
{
	unsigned int class = class_of(frame);

	*fault = (struct plat_fault){
		.va = plat_va(frame->far),
		.access = access_of(frame),
		.is_user = class == EC_FETCH_USER || class == EC_DATA_USER,
		.is_present = (frame->esr & STATUS_MASK) != STATUS_TRANSLATION,
		.irqs_on = !(frame->pstate & PSTATE_I),
		.frame = frame,
	};
}

static bool serve(const struct plat_fault *fault, char *why)
{
	struct plat_arm64_fp fp;
	bool is_served;

	plat_arm64_fp_save(&fp);
	is_served = plat_fault_serve(fault, why);
	plat_arm64_fp_load(&fp);
	return is_served;
}

PLAT_COLD void plat_fault_die(const struct plat_fault *fault, const char *why)
{
	const struct plat_arm64_frame *frame = fault->frame;

	plat_crash_begin(frame);
	plat_printf("plat: crash: %s at 0x%016lx: %s (ESR %#lx)\n",
		    fault->access == PLAT_ATTR_X   ? "execution"
		    : fault->access == PLAT_ATTR_W ? "write"
						   : "read",
		    fault->va.v, why, frame->esr);
	plat_arm64_dump(frame);
}

PLAT_NORETURN static void go_on(const struct plat_arm64_frame *frame)
{
	/* Of a handler, the stack is not that of its exceptions. */
	plat_arm64_resume(frame, frame->pstate & PSTATE_SP_EL1
					 ? frame->sp
					 : (uintptr_t)(frame + 1));
}

/* A probe has found out; returns where it was none. */
static void try_fixup(struct plat_arm64_frame *frame)
{
	unsigned int class = class_of(frame);
	uint64_t landing = 0;

	if (class == EC_DATA || class == EC_UNDEFINED)
		landing = plat_fixup_find(frame->pc);
	if (!landing)
		return;
	frame->pc = landing;
	frame->x[0] = (uint64_t)(int64_t)-PLAT_EFAULT;
	go_on(frame);
}

void plat_fault_entry(void *p)
{
	struct plat_arm64_frame *frame = p;
	char why[PLAT_FAULT_WHY_BYTES];
	struct plat_fault fault;

	if (!is_for_servers(frame) || plat_crash_is_on()) {
		try_fixup(frame);
		plat_arm64_exception(frame);
	}
	describe(frame, &fault);
	if (serve(&fault, why))
		go_on(frame);
	try_fixup(frame);
	plat_fault_die(&fault, why);
}
