/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An lcpu that does not come up, shares what should be its own, loses a call
 * or takes no interrupts is of no use, and ruins the work of the others. The
 * first argument says how many calls are made, where one takes long (lcpus that
 * share a CPU wait for each other's turns); a second one, whatever it is, that
 * threads have the lcpus. They come uncalled where main waits for xenstore, and
 * take the lcpus from who had them.
 */
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/irq.h>
#include <plat/lcpu.h>
#include <plat/paging.h>
#include <plat/thread.h>
#include <plat/time.h>

#include "common/lcpu/data.h"
#include "common/lcpu/lcpu.h"
#include "tests/guest/tap.h"

#define NR_MOST   512u
/* In all, up to as many lcpus; beyond, each pair is enough, and beyond that
 * each lcpu and some others: an emulator of many lcpus is slow. */
#define NR_CALLS  10000u
#define NR_BUSY   16u
#define NR_PAIRS  64u
#define NR_SOME   3u
#define BOUND_NS  30000000000ull

static uint32_t nr; /* of lcpus */
static uint32_t nr_calls = NR_CALLS;

static uint32_t counts[NR_MOST]; /* atomic */

static bool all_counted(uint32_t value)
{
	for (uint32_t i = 1; i < nr; i++) {
		if (plat_atomic_load_acquire(&counts[i]) != value)
			return false;
	}
	return true;
}

static bool wait_for_counts(uint32_t value)
{
	uint64_t end = plat_time_ns() + BOUND_NS;

	while (!all_counted(value)) {
		if (plat_time_ns() > end)
			return false;
		plat_cpu_relax();
	}
	return true;
}

static void forget_counts(void)
{
	for (uint32_t i = 0; i < nr; i++)
		plat_atomic_store_relaxed(&counts[i], 0u);
}

static void count(void *arg)
{
	(void)arg;
	(void)plat_atomic_add_release(&counts[plat_lcpu_self()], 1u);
}

/* What is each lcpu's own. */
static PLAT_LCPU_DATA uint64_t own;
static uintptr_t places[NR_MOST];
static plat_pa_t physical[NR_MOST];
static uint64_t stacks[NR_MOST];

static void look(void *arg)
{
	uint32_t self = plat_lcpu_self();
	uint64_t here;

	(void)arg;
	stacks[self] = (uintptr_t)&here;
	places[self] = (uintptr_t)plat_lcpu_ptr(own);
	physical[self] = plat_lcpu_data_pa(plat_lcpu_ptr(own));
	plat_lcpu_add(own, 1000 + self);
	count(NULL);
}

static bool are_apart(void)
{
	for (uint32_t i = 0; i < nr; i++) {
		for (uint32_t j = 0; j < i; j++) {
			if (places[i] == places[j] ||
			    stacks[i] >> 12 == stacks[j] >> 12)
				return false;
		}
	}
	return true;
}

/* By the page tables. */
static bool are_where_they_are_said_to_be(void)
{
	struct plat_pt_mapping page;
	bool right = true;

	for (uint32_t i = 0; i < nr; i++)
		right = right &&
			!plat_query(plat_kernel_space(), plat_va(places[i]),
				    &page) &&
			physical[i].v - page.pa.v == places[i] - page.va.v;
	return right;
}

static uint32_t nr_wrong;

static void check_own(void *arg)
{
	(void)arg;
	if (plat_lcpu_get(own) != 1000 + plat_lcpu_self())
		(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
}

static void data_is_its_own(void)
{
	int ran = plat_lcpu_run(PLAT_LCPUS_OTHERS, look, NULL);

	look(NULL);
	tap_ok(ran == (int)nr - 1 && all_counted(1),
	       "each of %u lcpus runs a function", nr);
	tap_ok(are_apart(), "on a stack, and with data, of its own");
	tap_ok(are_where_they_are_said_to_be(), "whose memory is known");
	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, check_own, NULL);
	check_own(NULL);
	tap_ok(!nr_wrong, "which keeps what was written");
	forget_counts();
}

static void ids_are_found(void)
{
	uint32_t nr_found = 0, number;

	for (uint32_t i = 0; i < nr; i++)
		nr_found += !plat_lcpu_find(plat_lcpu_hw_id(i), &number) &&
			    number == i;
	tap_ok(nr_found == nr && plat_lcpu_self() == 0,
	       "hardware's ids are looked up, this is lcpu 0");
}

static void calls_arrive(void)
{
	uint32_t rounds = nr > NR_BUSY ? 2 : nr_calls / 2 / (nr - 1);
	bool right = true;

	for (uint32_t i = 0; i < rounds * (nr - 1); i++)
		right = plat_lcpu_run(PLAT_LCPUS_ONE(1 + i % (nr - 1)), count,
				      NULL) == 1 && right;
	tap_ok(right && all_counted(rounds), "%u calls to one, none lost",
	       rounds * (nr - 1));
	forget_counts();
	for (uint32_t i = 0; i < rounds; i++)
		(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, count, NULL);
	tap_ok(all_counted(rounds), "%u calls to all, none lost", rounds);
	forget_counts();
}

/* Once each, and nobody else. */
static bool were_called(int ran, uint32_t nr_expected, const bool *expected)
{
	uint32_t nr_right = 0;

	for (uint32_t i = 0; i < nr; i++)
		nr_right += counts[i] == expected[i];
	forget_counts();
	return ran == (int)nr_expected && nr_right == nr;
}

/* Named, this one among them, and in no order; and the first few. */
static void calls_to_some(void)
{
	const uint32_t some[] = {nr - 1, 0, nr / 2};
	uint32_t nr_some = nr > 2 ? 3 : 2;
	static bool named[NR_MOST], first[NR_MOST];
	int ran;

	for (uint32_t i = 0; i < nr_some; i++)
		named[some[i]] = true;
	ran = plat_lcpu_run((struct plat_lcpus){some, nr_some}, count, NULL);
	tap_ok(were_called(ran, nr_some, named),
	       "a call to %u that are named is one for each of these",
	       nr_some);
	first[1] = true;
	ran = plat_lcpu_run((struct plat_lcpus){NULL, 2}, count, NULL);
	tap_ok(were_called(ran, 1, first), "one to the first two, for the other");
}

/* Work for every lcpu, interrupts on, at the same time. */
static void (*task)(void); /* atomic; NULL: there is none now */
static uint32_t round;     /* atomic: of tasks */
static bool has_threads;

static bool work(void)
{
	static PLAT_LCPU_DATA uint32_t seen;
	void (*function)(void) = plat_atomic_load_acquire(&task);
	uint32_t now = plat_atomic_load_relaxed(&round);

	if (!function || plat_lcpu_get(seen) == now)
		return false;
	plat_lcpu_set(seen, now);
	plat_irq_enable();
	function();
	plat_irq_disable();
	count(NULL);
	return true;
}

static bool everywhere_idle(void (*function)(void))
{
	bool done;

	(void)plat_atomic_add_relaxed(&round, 1u);
	plat_atomic_store_release(&task, function);
	for (uint32_t i = 1; i < nr; i++)
		plat_lcpu_wake(i);
	function();
	done = wait_for_counts(1);
	plat_atomic_store_relaxed(&task, NULL);
	return done;
}

static int thread(void *arg)
{
	(void)arg;
	plat_atomic_load_acquire(&task)();
	count(NULL);
	return 0;
}

/* By a thread of each lcpu's own. */
static bool everywhere_thread(void (*function)(void))
{
	static struct plat_thread *threads[NR_PAIRS];
	struct plat_thread_attr attr = {.is_pinned = true};
	bool done = true;

	plat_atomic_store_release(&task, function);
	for (attr.lcpu = 1; attr.lcpu < nr; attr.lcpu++)
		done = !plat_thread_create(&threads[attr.lcpu], &attr, thread,
					   NULL) && done;
	function();
	done = done && wait_for_counts(1);
	for (uint32_t i = 1; done && i < nr; i++)
		done = plat_thread_join(threads[i]) == 0;
	return done;
}

static bool everywhere(void (*function)(void))
{
	bool done;

	forget_counts();
	done = has_threads ? everywhere_thread(function)
			   : everywhere_idle(function);
	forget_counts();
	return done;
}

static uint32_t nr_ran; /* atomic */

static void note(void *arg)
{
	(void)arg;
	(void)plat_atomic_add_relaxed(&nr_ran, 1u);
}

static void call_each(void)
{
	uint32_t self = plat_lcpu_self();

	for (uint32_t i = 1; i < nr; i++)
		(void)plat_lcpu_run(PLAT_LCPUS_ONE((self + i) % nr), note,
				    NULL);
}

/* Others of the same word of calls, and of the next one. */
static void call_some(void)
{
	static const uint32_t distances[NR_SOME] = {1, 64, 129};
	uint32_t self = plat_lcpu_self();

	for (uint32_t i = 0; i < NR_SOME; i++)
		(void)plat_lcpu_run(PLAT_LCPUS_ONE((self + distances[i]) % nr),
				    note, NULL);
}

static void every_pair_calls(void)
{
	uint32_t nr_wanted = nr * (nr > NR_PAIRS ? NR_SOME : nr - 1);
	bool done = everywhere(nr > NR_PAIRS ? call_some : call_each);

	tap_ok(done && nr_ran == nr_wanted,
	       "each calls %s at the same time: %u calls",
	       nr > NR_PAIRS ? "others" : "each", nr_ran);
}

/* They post themselves again. */
static struct plat_lcpu_call posts[NR_MOST];

static void post_again(void *arg)
{
	uint32_t self = plat_lcpu_self();

	count(NULL);
	if (counts[self] < 100 &&
	    plat_lcpu_post(self, &posts[self], post_again, arg))
		plat_atomic_store_relaxed(&counts[self], 0u);
}

static void posts_run(void)
{
	int nr_bad = 0;

	for (uint32_t i = 1; i < nr; i++)
		nr_bad += plat_lcpu_post(i, &posts[i], post_again, NULL) != 0;
	tap_ok(!nr_bad && wait_for_counts(100),
	       "calls that were posted run, and may post again");
	forget_counts();
}

#define NAP_NS 3000000u

static uint32_t nr_short; /* atomic */

static void nap(void)
{
	uint64_t begin = plat_time_ns();

	plat_time_sleep_ns(NAP_NS);
	if (plat_time_ns() - begin < NAP_NS)
		(void)plat_atomic_add_relaxed(&nr_short, 1u);
}

static void timers_wake(void)
{
	bool done = everywhere(nap) && everywhere(nap);

	tap_ok(done && !nr_short, "each is woken by a timer of its own");
}

static bool all_are(enum plat_lcpu_state state)
{
	uint64_t end = plat_time_ns() + BOUND_NS;

	for (uint32_t i = 1; i < nr; i++) {
		while (plat_lcpu_state(i) != state) {
			if (plat_time_ns() > end)
				return false;
			plat_cpu_relax();
		}
	}
	return true;
}

/* So that each has some in its cache. */
static void take_a_frame(void)
{
	plat_pa_t frame;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &frame) ||
	    plat_frame_free(frame, 0))
		(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
}

static void take_a_frame_alone(void *arg)
{
	(void)arg;
	take_a_frame();
}

/* Many that want a lock, which goes round in turns, wait for the emulator to
 * come to each: of them one at a time takes it, and few leave at a time. */
static bool all_take_a_frame(void)
{
	bool right = true;

	if (nr <= NR_PAIRS)
		return everywhere(take_a_frame);
	for (uint32_t i = 1; i < nr; i++)
		right = plat_lcpu_run(PLAT_LCPUS_ONE(i), take_a_frame_alone,
				      NULL) == 1 && right;
	return right;
}

static bool stop_others(void)
{
	static uint32_t numbers[NR_MOST];
	uint32_t most = nr > NR_PAIRS ? NR_BUSY : nr - 1;
	bool right = true;

	for (uint32_t i = 1; i < nr; i++)
		numbers[i] = i;
	for (uint32_t i = 1; right && i < nr; i += most) {
		struct plat_lcpus some = {&numbers[i], nr - i};

		if (some.nr > most)
			some.nr = most;
		right = !plat_lcpu_stop(some);
	}
	return right && all_are(PLAT_LCPU_HALTED);
}

static void they_stop_and_start_again(void)
{
	struct plat_frame_stats before, after;
	bool right = all_take_a_frame();

	plat_frame_stats(&before);
	for (int i = 0; i < (nr > NR_BUSY ? 1 : 3); i++) {
		right = right && stop_others() &&
			plat_lcpu_run(PLAT_LCPUS_OTHERS, count, NULL) == 0 &&
			plat_lcpu_post(1, &posts[1], count, NULL) ==
			    -PLAT_ENOENT &&
			plat_lcpu_start(PLAT_LCPUS_OTHERS) == (int)nr - 1;
	}
	tap_ok(right && everywhere(nap) && all_take_a_frame() &&
		   !nr_wrong,
	       "all stop, and start again");
	plat_frame_stats(&after);
	tap_ok(before.nr_free == after.nr_free,
	       "with the memory that they had: %lu and %lu frames are free",
	       before.nr_free, after.nr_free);
}

static void arguments_are_checked(void)
{
	tap_ok(plat_lcpu_start(PLAT_LCPUS_ONE(nr)) == -PLAT_EINVAL &&
		   plat_lcpu_stop(PLAT_LCPUS_ONE(0)) == -PLAT_EINVAL &&
		   plat_lcpu_run(PLAT_LCPUS_ONE(nr), count, NULL) ==
		       -PLAT_EINVAL &&
		   plat_lcpu_post(nr, &posts[0], count, NULL) ==
		       -PLAT_EINVAL &&
		   plat_lcpu_state(nr) == PLAT_LCPU_OFFLINE,
	       "there is no lcpu %u", nr);
}

/* How many frames below 1 MiB can be had. */
static uint32_t nr_low(void)
{
	static plat_pa_t frames[256];
	uint32_t nr_taken = 0, i = 0;

	while (nr_taken < PLAT_ARRAY_SIZE(frames) &&
	       !plat_frame_alloc(0, PLAT_FRAME_REAL, &frames[nr_taken]))
		nr_taken++;
	while (i < nr_taken && !plat_frame_free(frames[i], 0))
		i++;
	return i;
}

static void they_start(void)
{
	struct plat_frame_stats before, after;
	uint32_t nr_before = nr_low();

	plat_frame_stats(&before);
	tap_ok(plat_lcpu_start(PLAT_LCPUS_OTHERS) == (int)nr - 1 &&
		   all_are(PLAT_LCPU_IDLE),
	       "%u lcpus start", nr - 1);
	plat_frame_stats(&after);
	tap_ok(nr_low() == nr_before,
	       "frames below 1 MiB, where they begin, are given back");
	tap_note("each takes %lu KiB",
		 (before.nr_free - after.nr_free) * 4 / (nr - 1));
}

static uint32_t number(const char *text)
{
	uint32_t value = 0;

	while (*text)
		value = value * 10 + (uint32_t)(*text++ - '0');
	return value;
}

int main(int argc, char *argv[])
{
	if (argc > 1)
		nr_calls = number(argv[1]);
	has_threads = argc > 2;
	nr = plat_lcpu_count();
	if (!has_threads)
		plat_lcpu_work = work;
	if (nr < 2 || nr > (has_threads ? NR_PAIRS : NR_MOST)) {
		tap_ok(nr == 1 && plat_lcpu_start(PLAT_LCPUS_OTHERS) == 0,
		       "%u lcpus: there is nobody to start", nr);
		return tap_done();
	}
	they_start();
	ids_are_found();
	data_is_its_own();
	calls_arrive();
	calls_to_some();
	every_pair_calls();
	posts_run();
	timers_wake();
	arguments_are_checked();
	they_stop_and_start_again();
	return tap_done();
}
