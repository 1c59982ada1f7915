/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Other lcpus when one crashes: they are stopped first, and reported.
 */
#include <plat/log.h>

#include "common/lcpu/lcpu.h"
#include "common/power/backtrace.h"
#include "common/power/crash.h"
#include "common/power/form.h"

/* Some seconds where one does not answer, of a machine whose clock may be what
 * has broken. */
#define MAX_POLLS 20000000u

/* So often it is told once more: the first time it may just have taken another
 * interrupt for what it was told. */
#define POLLS_AND_AGAIN 0x100000u

/* Atomic: 0, or the number of the lcpu that has crashed first, plus 1. */
static uint32_t reporter;

/* Of an lcpu that has stopped. The second is atomic. */
static PLAT_LCPU_DATA const void *stopped_frame;
static PLAT_LCPU_DATA uint32_t is_stopped;

static uint32_t has_stopped(const struct plat_lcpu *lcpu)
{
	return plat_atomic_load_acquire(
	    plat_lcpu_ptr_at(lcpu->start.base, is_stopped));
}

static bool has_data(const struct plat_lcpu *lcpu)
{
	return lcpu->id.number == 0 || lcpu->start.base;
}

PLAT_NORETURN static void stop(const void *frame)
{
	if (!plat_lcpu_get(is_stopped)) {
		plat_lcpu_set(stopped_frame, frame);
		plat_atomic_store_release(plat_lcpu_ptr(is_stopped), 1u);
	}
	for (;;) {
		plat_irq_disable();
		plat_cpu_halt();
	}
}

static bool can_be_stopped(const struct plat_lcpu *lcpu)
{
	return lcpu->id.number != plat_lcpu_self() && has_data(lcpu) &&
	       plat_lcpu_runs(lcpu);
}

static bool are_told(void)
{
	return plat_lcpu_table.ops && plat_lcpu_table.ops->crash;
}

/* Or until @nr_polls, of all, is at its end. */
static void wait_until_stopped(const struct plat_lcpu *lcpu, uint32_t *nr_polls)
{
	while (can_be_stopped(lcpu) && !has_stopped(lcpu) &&
	       *nr_polls < MAX_POLLS) {
		if (++*nr_polls % POLLS_AND_AGAIN == 0)
			plat_lcpu_table.ops->crash(&lcpu->id);
		plat_cpu_relax();
	}
}

static void stop_others(void)
{
	uint32_t nr_polls = 0;

	if (!are_told())
		return;
	for (uint32_t i = 0; i < plat_lcpu_table.nr; i++)
		if (can_be_stopped(&plat_lcpu_table.lcpus[i]))
			plat_lcpu_table.ops->crash(
				&plat_lcpu_table.lcpus[i].id);
	for (uint32_t i = 0; i < plat_lcpu_table.nr; i++)
		wait_until_stopped(&plat_lcpu_table.lcpus[i], &nr_polls);
}

static void begin(const void *frame)
{
	uint32_t me = plat_lcpu_self() + 1;
	uint32_t first = plat_atomic_cas_acq_rel(&reporter, 0u, me);

	if (first && first != me)
		stop(frame);
	if (!first)
		stop_others();
}

static const char running[] = "running";

static const char *name_of(const struct plat_lcpu *lcpu)
{
	static const char *const names[] = {
		[PLAT_LCPU_OFFLINE] = "offline",
		[PLAT_LCPU_STARTING] = "starting",
		[PLAT_LCPU_IDLE] = running,
		[PLAT_LCPU_BUSY] = running,
		[PLAT_LCPU_HALTED] = "halted",
		[PLAT_LCPU_FAILED] = "failed",
		[PLAT_LCPU_LEAVING] = running,
	};
	uint32_t state = plat_atomic_load_relaxed(&lcpu->state);

	return state < PLAT_ARRAY_SIZE(names) ? names[state] : "failed";
}

static void describe(const struct plat_lcpu *lcpu, struct plat_crash_lcpu *to)
{
	*to = (struct plat_crash_lcpu){
		.number = lcpu->id.number,
		.state = name_of(lcpu),
	};
	if (!has_data(lcpu) || !has_stopped(lcpu))
		return;
	to->state = "stopped";
	to->frame = *plat_lcpu_ptr_at(lcpu->start.base, stopped_frame);
}

/* The first one has the first place, who is before it in the table those that
 * follow. */
static bool tell(uint32_t index, struct plat_crash_lcpu *lcpu)
{
	uint32_t first = plat_atomic_load_relaxed(&reporter) - 1;
	uint32_t number = index == 0 ? first
			  : index <= first ? index - 1
					   : index;

	if (number >= plat_lcpu_table.nr)
		return false;
	describe(&plat_lcpu_table.lcpus[number], lcpu);
	if (index == 0)
		lcpu->state = "crashed";
	return true;
}

static void print(const struct plat_crash_lcpu *lcpu)
{
	struct plat_form_regs regs;

	plat_printf("plat: lcpu %u %s", lcpu->number,
		    lcpu->state == running && are_told()
			    ? "did not answer (interrupts off?)"
			    : lcpu->state);
	if (lcpu->frame) {
		plat_form_regs(lcpu->frame, &regs);
		plat_printf(" at ");
		plat_print_symbol(regs.pc);
	}
	plat_printf("\n");
}

static void take(enum plat_crash_step step, const void *frame)
{
	struct plat_crash_lcpu lcpu;

	if (step == PLAT_CRASH_BEGIN) {
		begin(frame);
		return;
	}
	for (uint32_t i = 0; tell(i, &lcpu); i++)
		print(&lcpu);
}

PLAT_CRASH_PART(lcpus, lcpus) = {.take = take, .lcpu = tell};
