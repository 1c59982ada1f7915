/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a vCPU has spent its time with is not what it did: time that it halted
 * counts as running, or none does, or an lcpu has another's, or loses its own
 * when it is started again.
 */
#include <plat/atomic.h>
#include <plat/lcpu.h>
#include <plat/time.h>
#include <plat/xen/runstate.h>

#include "tests/guest/tap.h"

#define MS 1000000ull

static uint32_t nr_wrong; /* atomic */

static uint64_t sum(const struct plat_xen_runstate *t)
{
	return t->running_ns + t->runnable_ns + t->blocked_ns + t->offline_ns;
}

/* Others may have the CPU at any time: only its own are known. */
static bool is_right_when_it_works(void)
{
	struct plat_xen_runstate before, after;
	uint64_t start, took;

	if (plat_xen_runstate(&before))
		return false;
	start = plat_time_ns();
	plat_time_delay_ns(20 * MS);
	took = plat_time_ns() - start;
	return !plat_xen_runstate(&after) &&
	       after.blocked_ns == before.blocked_ns &&
	       after.running_ns > before.running_ns &&
	       sum(&after) - sum(&before) >= took;
}

/* Where others have the CPU for long it may not come to halt. */
static bool is_right_when_it_halts(void)
{
	struct plat_xen_runstate before, after;

	if (plat_xen_runstate(&before))
		return false;
	for (unsigned int i = 0; i < 100; i++) {
		plat_time_sleep_ns(20 * MS);
		if (plat_xen_runstate(&after))
			return false;
		if (after.blocked_ns > before.blocked_ns)
			return true;
	}
	return false;
}

static void work(void *arg)
{
	(void)arg;
	if (!is_right_when_it_works())
		(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
}

static bool all_are_right(void)
{
	return plat_lcpu_run(PLAT_LCPUS_OTHERS, work, NULL) >= 0 &&
	       !plat_atomic_load_acquire(&nr_wrong);
}

int main(void)
{
	int nr_others = (int)plat_lcpu_count() - 1;

	tap_ok(is_right_when_it_works(), "who works runs");
	tap_ok(is_right_when_it_halts(), "who sleeps is blocked");
	tap_ok(plat_lcpu_start(PLAT_LCPUS_OTHERS) == nr_others,
	       "the others come");
	tap_ok(all_are_right(), "each has its own");
	tap_ok(!plat_lcpu_stop(PLAT_LCPUS_OTHERS) &&
		       plat_lcpu_start(PLAT_LCPUS_OTHERS) == nr_others &&
		       all_are_right(),
	       "started again, too");
	return tap_done();
}
