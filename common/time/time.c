/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The monotonic clock: counts of whichever counter is the best, turned into
 * nanoseconds.
 */
#include <plat/time.h>

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/frontend.h>
#include <plat/lock.h>
#include <plat/log.h>

#include "common/time/event.h"
#include "common/time/scale.h"

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_TIME);

/* Under lock. */
static struct plat_clock *clock;
static bool searched;
static struct plat_scale to_ns;
static uint64_t last;  /* counter at the last look */
static uint64_t total; /* counts since the first look */

/* The same clock, if it does not wrap; written once. */
static struct plat_clock *wide_clock;
static uint64_t first;  /* counter at the first look */
static uint64_t latest; /* atomic: the most since then that was seen */

static struct plat_clock *first_that_works(struct plat_clock *const *list)
{
	for (; list && *list; list++) {
		if (!(*list)->init(*list) && (*list)->hz)
			return *list;
	}
	return NULL;
}

static void search(void)
{
	searched = true;
	clock = first_that_works(plat_frontend()->clocks);
	if (!clock)
		clock = first_that_works(plat_arch_clocks);
	if (!clock) {
		plat_err("this machine has no clock that Plinth knows");
		return;
	}
	to_ns = plat_scale(clock->hz, PLAT_NS_PER_S);
	last = first = clock->read(clock);
	if (clock->mask == UINT64_MAX)
		plat_atomic_store_release(&wide_clock, clock);
	plat_info("clock: %s, %lu Hz", clock->name, clock->hz);
}

/* A counter that does not wrap needs no lock, for which many lcpus would wait:
 * the latest that any of them has seen is enough. */
static uint64_t ns_of_wide(const struct plat_clock *wide)
{
	uint64_t now = wide->read(wide) - first;
	uint64_t seen = plat_atomic_load_relaxed(&latest);

	while ((int64_t)(now - seen) > 0) {
		uint64_t was = plat_atomic_cas_relaxed(&latest, seen, now);

		if (was == seen)
			return plat_scale_apply(&to_ns, now);
		seen = was;
	}
	return plat_scale_apply(&to_ns, seen);
}

static uint64_t ns_under_lock(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	uint64_t ns = 0;

	if (!searched)
		search();
	if (clock) {
		uint64_t now = clock->read(clock);
		uint64_t delta = (now - last) & clock->mask;

		/* A counter that was read a little out of order (another
		 * lcpu's is behind) has not gone round the whole way. */
		if (delta <= clock->mask / 2 + 1) {
			total += delta;
			last = now;
		}
		ns = plat_scale_apply(&to_ns, total);
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return ns;
}

uint64_t plat_time_ns(void)
{
	const struct plat_clock *wide = plat_atomic_load_acquire(&wide_clock);

	return wide ? ns_of_wide(wide) : ns_under_lock();
}

const char *plat_time_clock_name(void)
{
	(void)plat_time_ns();
	return clock ? clock->name : "none";
}

uint64_t plat_time_longest_ns(void)
{
	return clock ? plat_scale_apply(&to_ns, clock->mask / 4) : 0;
}

void plat_time_delay_ns(uint64_t ns)
{
	uint64_t end = plat_time_ns() + ns;

	while (clock && plat_time_ns() < end)
		plat_cpu_relax();
}
