/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads of an lcpu that stops are lost with it: those that were ready wait
 * for ever, those that sleep do not wake up, a mutex is held by nobody who
 * runs. So are interrupts that came to it.
 */
#include "tests/guest/line.h"
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/lcpu.h>
#include <plat/thread.h>
#include <plat/time.h>

#include "line-isa.h"

#define NR_THREADS 12u
#define NR_ROUNDS  20u
#define MS         1000000ull
#define SECOND     (1000 * MS)

/* Longer than who stops an lcpu waits for it. */
#define LONG_NS ((PLAT_LCPU_START_MS + 2000) * MS)

static uint32_t nr; /* of lcpus */
static struct plat_thread *threads[NR_THREADS];
static uint32_t progress[NR_THREADS]; /* atomic */
static uint32_t is_over;              /* atomic */

static bool goes_on(uintptr_t self)
{
	(void)plat_atomic_add_relaxed(&progress[self], 1u);
	return !plat_atomic_load_relaxed(&is_over);
}

static struct plat_mutex mutex;
static uint64_t first, second;

static int hold_mutex(void *arg)
{
	while (goes_on((uintptr_t)arg)) {
		plat_mutex_lock(&mutex);
		first++;
		plat_thread_yield();
		second++;
		plat_mutex_unlock(&mutex);
	}
	return (int)(uintptr_t)arg;
}

static uint32_t nr_early; /* atomic */

static int sleep_on(void *arg)
{
	uint64_t ns = ((uintptr_t)arg * 137 % 5 + 1) * MS / 4;

	while (goes_on((uintptr_t)arg)) {
		uint64_t begin = plat_time_ns();

		plat_thread_sleep_ns(ns);
		if (plat_time_ns() - begin < ns)
			(void)plat_atomic_add_relaxed(&nr_early, 1u);
	}
	return (int)(uintptr_t)arg;
}

static struct plat_condition turned;
static unsigned int turn;

/* Two of them, by turns; one waits until it is told, the other for a while. */
static int take_turns(void *arg)
{
	uintptr_t self = (uintptr_t)arg;

	while (goes_on(self)) {
		plat_mutex_lock(&mutex);
		while (turn % 2 != self % 2 &&
		       !plat_atomic_load_relaxed(&is_over))
			(void)!plat_condition_wait(
				&turned, &mutex,
				self % 2 ? PLAT_FOR_EVER
					 : plat_time_ns() + MS);
		turn++;
		plat_condition_broadcast(&turned);
		plat_mutex_unlock(&mutex);
	}
	plat_condition_broadcast(&turned);
	return (int)self;
}

static int compute(void *arg)
{
	while (goes_on((uintptr_t)arg)) {
		uint64_t end = plat_time_ns() + MS / 2;

		while (plat_time_ns() < end)
			plat_cpu_relax();
		plat_thread_yield();
	}
	return (int)(uintptr_t)arg;
}

static bool make_all(void)
{
	static int (*const bodies[])(void *arg) = {
		hold_mutex, sleep_on, take_turns, take_turns, compute,
		sleep_on,
	};
	bool all = true;

	for (uintptr_t i = 0; i < NR_THREADS; i++)
		all = !plat_thread_create(
			      &threads[i], NULL,
			      bodies[i % PLAT_ARRAY_SIZE(bodies)], (void *)i) &&
		      all;
	return all;
}

/* Whether each thread does something within a bound, main asleep. */
static bool all_go_on(void)
{
	uint64_t end = plat_time_ns() + 10 * SECOND;
	uint32_t before[NR_THREADS];

	for (unsigned int i = 0; i < NR_THREADS; i++)
		before[i] = plat_atomic_load_relaxed(&progress[i]);
	for (unsigned int i = 0; i < NR_THREADS; i++) {
		while (plat_atomic_load_relaxed(&progress[i]) == before[i]) {
			if (plat_time_ns() > end) {
				tap_note("thread %u is stuck", i);
				return false;
			}
			plat_thread_sleep_ns(MS / 4);
		}
	}
	return true;
}

static uint32_t draw(void)
{
	static uint32_t seed = 1;

	seed = seed * 1664525u + 1013904223u;
	return seed >> 16;
}

/* Some of the others, at least one; in the first round all. */
static struct plat_lcpus some(unsigned int round)
{
	static uint32_t numbers[64];
	uint32_t nr_some = 0;

	for (uint32_t i = 1; i < nr; i++) {
		if (round == 0 || draw() % 2)
			numbers[nr_some++] = i;
	}
	if (!nr_some)
		numbers[nr_some++] = 1 + draw() % (nr - 1);
	return (struct plat_lcpus){numbers, nr_some};
}

static int join_all(void)
{
	int nr_wrong = 0;

	for (int i = 0; i < (int)NR_THREADS; i++)
		nr_wrong += plat_thread_join(threads[i]) != i;
	return nr_wrong;
}

static void threads_go_elsewhere(void)
{
	bool right = make_all() && all_go_on();
	unsigned int nr_stopped = 0, nr_done = 0;

	while (right && nr_done < NR_ROUNDS) {
		struct plat_lcpus those = some(nr_done++);
		int err = plat_lcpu_stop(those);

		if (err)
			tap_note("stop: %s", plat_errno_name(err));
		nr_stopped += those.nr;
		right = !err && all_go_on() &&
			plat_lcpu_start(those) == (int)those.nr &&
			all_go_on();
	}
	tap_ok(right, "lcpus stop %u times, and their threads go on",
	       nr_stopped);
	/* Nobody is between its look and its wait. */
	plat_mutex_lock(&mutex);
	plat_atomic_store_relaxed(&is_over, 1u);
	plat_mutex_unlock(&mutex);
	tap_ok(!join_all() && first == second && first,
	       "to their ends, and no mutex was anybody else's");
	tap_ok(!nr_early, "nobody wakes early");
}

static int stay(void *arg)
{
	while (!plat_atomic_load_relaxed((uint32_t *)arg))
		plat_thread_sleep_ns(MS);
	return (int)plat_lcpu_self();
}

static void pinned_ones_keep_their_lcpu(void)
{
	const struct plat_thread_attr pinned = {.is_pinned = true, .lcpu = 1};
	static uint32_t may_end; /* atomic */
	struct plat_thread *thread;

	if (plat_thread_create(&thread, &pinned, stay, &may_end))
		return;
	tap_ok(plat_lcpu_stop(PLAT_LCPUS_ONE(1)) == -PLAT_EBUSY &&
		       plat_lcpu_stop(PLAT_LCPUS_OTHERS) == -PLAT_EBUSY &&
		       plat_lcpu_start(PLAT_LCPUS_OTHERS) == (int)nr - 1,
	       "none stops while a thread is pinned to one of them");
	plat_atomic_store_relaxed(&may_end, 1u);
	tap_ok(plat_thread_join(thread) == 1, "which is still there");
	tap_ok(!plat_lcpu_stop(PLAT_LCPUS_ONE(1)), "after its end it stops");
	tap_ok(plat_thread_create(&thread, &pinned, stay, &may_end) ==
		       -PLAT_EINVAL,
	       "and no other is pinned to it");
	tap_ok(plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1 &&
		       !plat_thread_create(&thread, &pinned, stay, &may_end) &&
		       plat_thread_join(thread) == 1,
	       "until it is there again");
}

static uint32_t is_there; /* atomic; 0, or where, plus 1 */

static int compute_long(void *arg)
{
	uint64_t end = plat_time_ns() + LONG_NS;

	(void)arg;
	plat_atomic_store_relaxed(&is_there, plat_lcpu_self() + 1);
	while (plat_time_ns() < end)
		plat_cpu_relax();
	return (int)plat_lcpu_self();
}

static void nothing(void *arg)
{
	(void)arg;
}

static void who_is_busy_stays(void)
{
	struct plat_thread_attr pinned = {.is_pinned = true};
	struct plat_thread *thread;
	uint32_t may_end = 1, at;

	if (plat_thread_create(&thread, NULL, compute_long, NULL))
		return;
	while (!(at = plat_atomic_load_relaxed(&is_there)))
		plat_cpu_relax();
	at--;
	tap_ok(plat_lcpu_stop(PLAT_LCPUS_ONE(at)) == -PLAT_ETIMEDOUT,
	       "an lcpu whose thread does not yield does not stop");
	tap_ok(plat_lcpu_state(at) == PLAT_LCPU_BUSY &&
		       plat_lcpu_run(PLAT_LCPUS_ONE(at), nothing, NULL) == 1,
	       "and is as good as before");
	pinned.lcpu = at;
	tap_ok(plat_thread_join(thread) == (int)at &&
		       !plat_thread_create(&thread, &pinned, stay, &may_end) &&
		       plat_thread_join(thread) == (int)at,
	       "threads are pinned to it");
	tap_ok(!plat_lcpu_stop(PLAT_LCPUS_ONE(at)) &&
		       plat_lcpu_start(PLAT_LCPUS_ONE(at)) == 1,
	       "later it does");
}

static uint32_t nr_rung, rung_on; /* atomic */

static void ring(void *arg)
{
	(void)arg;
	plat_atomic_store_relaxed(&rung_on, plat_lcpu_self());
	(void)plat_atomic_add_release(&nr_rung, 1u);
}

static const struct line line_of_isa = {
	.request = line_request, .raise = line_raise};

static const struct line *line(void)
{
	const struct line *of_xen = line_of_xen();

	return of_xen ? of_xen : &line_of_isa;
}

static int ask_for_line(void *arg)
{
	(void)arg;
	return line()->request(ring);
}

/* Returns: which lcpu has it served; none: the number of lcpus. */
static uint32_t where_line_arrives(void)
{
	uint64_t end = plat_time_ns() + 5 * SECOND;
	uint32_t before = plat_atomic_load_acquire(&nr_rung);

	line()->raise();
	while (plat_atomic_load_acquire(&nr_rung) == before) {
		if (plat_time_ns() > end)
			return nr;
		plat_cpu_relax();
	}
	return plat_atomic_load_relaxed(&rung_on);
}

static void lines_go_elsewhere(void)
{
	const struct plat_thread_attr pinned = {.is_pinned = true, .lcpu = 1};
	struct plat_thread *thread;

	tap_ok(!plat_thread_create(&thread, &pinned, ask_for_line, NULL) &&
		       !plat_thread_join(thread) && where_line_arrives() == 1,
	       "a device's interrupt comes to lcpu 1");
	tap_ok(!plat_lcpu_stop(PLAT_LCPUS_ONE(1)) && where_line_arrives() == 0,
	       "when that has stopped, to lcpu 0");
	tap_ok(plat_lcpu_start(PLAT_LCPUS_ONE(1)) == 1 &&
		       where_line_arrives() == 0,
	       "and stays there");
}

int main(void)
{
	nr = plat_lcpu_count();
	if (nr < 2 || nr > 64 ||
	    plat_lcpu_start(PLAT_LCPUS_OTHERS) != (int)nr - 1)
		return 1;
	threads_go_elsewhere();
	pinned_ones_keep_their_lcpu();
	who_is_busy_stays();
	lines_go_elsewhere();
	return tap_done();
}
