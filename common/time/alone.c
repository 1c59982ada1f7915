/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sleeping without threads: the lcpu halts, with whichever timer the ISA has
 * set. Who sleeps serves what is asked for from outside meanwhile. As soon as
 * there are threads, they sleep.
 */
#include <plat/time.h>

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/lcpu.h>

#include "common/events/events.h"
#include "common/time/event.h"

/* Returns: when something may have happened. */
static void halt(uint64_t ns)
{
	plat_irq_disable();
	if (plat_events_due() || plat_event_arm(ns)) {
		plat_irq_enable();
		plat_cpu_relax();
		return;
	}
	plat_lcpu_halt();
}

void plat_time_sleep_until_ns(uint64_t ns)
{
	bool (*sleep)(uint64_t until_ns);
	uint64_t longest, now;

	while ((now = plat_time_ns()) < ns &&
	       (longest = plat_time_longest_ns())) {
		sleep = plat_atomic_load_relaxed(&plat_time_sleep_hook);
		if (sleep && sleep(ns))
			continue;
		halt(plat_min_u64(ns - now, longest));
		plat_events_serve();
	}
}

void plat_time_sleep_ns(uint64_t ns)
{
	plat_time_sleep_until_ns(plat_time_ns() + ns);
}
