/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A wake-up that is lost leaves a guest hanging for ever; a thread that two
 * lcpus run at once, or that none takes while it idles, breaks it or wastes
 * it. On all lcpus, with wake-ups from threads, from interrupts and from other
 * lcpus. argv[1]: how many operations.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/lcpu.h>
#include <plat/thread.h>
#include <plat/time.h>

#define NR_THREADS 16u
#define SECOND     1000000000ull

static struct plat_thread *threads[NR_THREADS];
static uint32_t nr_lcpus = 1;
static unsigned int nr_rounds;

/* Returns: how many results were not what they should be. */
static int run(int (*function)(void *arg))
{
	int nr_wrong = 0;

	for (uintptr_t i = 0; i < NR_THREADS; i++) {
		if (plat_thread_create(&threads[i], NULL, function,
				       (void *)i)) {
			threads[i] = NULL;
			nr_wrong++;
		}
	}
	for (int i = 0; i < (int)NR_THREADS; i++)
		nr_wrong += threads[i] && plat_thread_join(threads[i]) != i;
	return nr_wrong;
}

static uint32_t self_lcpu(void)
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t number = plat_lcpu_self();

	plat_irq_restore(state);
	return number;
}

static uint64_t seen; /* atomic: a bit for each lcpu */

static bool all_are_seen(void)
{
	return plat_atomic_load_relaxed(&seen) == ((uint64_t)1 << nr_lcpus) - 1;
}

/* It does not yield, so each needs an lcpu of its own. */
static int be_seen(void *arg)
{
	uint64_t end = plat_time_ns() + 20 * SECOND;

	plat_atomic_or_relaxed(&seen, (uint64_t)1 << self_lcpu());
	while (!all_are_seen() && plat_time_ns() < end)
		plat_cpu_relax();
	return (int)(uintptr_t)arg;
}

static int where(void *arg)
{
	(void)arg;
	plat_thread_yield();
	return (int)self_lcpu();
}

static bool pinned_are_there(void)
{
	bool all = true;

	for (uint32_t i = 0; i < nr_lcpus; i++) {
		const struct plat_thread_attr attr = {.is_pinned = true,
						      .lcpu = i};

		all = !plat_thread_create(&threads[0], &attr, where, NULL) &&
		      plat_thread_join(threads[0]) == (int)i && all;
	}
	return all;
}

/* Two have a table, and take turns at it. */
static struct {
	struct plat_spinlock lock;
	struct plat_wait_queue queue;
	uint32_t turn;
} tables[NR_THREADS / 2];

static int play(void *arg)
{
	uintptr_t self = (uintptr_t)arg;
	__typeof__(tables[0]) *t = &tables[self / 2];

	for (unsigned int i = 0; i < nr_rounds; i++) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&t->lock);

		while (t->turn % 2 != self % 2)
			(void)!plat_wait(&t->queue, &t->lock, PLAT_FOR_EVER);
		t->turn++;
		plat_spin_unlock_irqrestore(&t->lock, state);
		(void)plat_wake(&t->queue, 1);
	}
	return (int)self;
}

static bool turns_are_right(void)
{
	bool all = true;

	for (unsigned int i = 0; i < NR_THREADS / 2; i++)
		all = tables[i].turn == 2 * nr_rounds && all;
	return all;
}

/* Each has others' interrupts wake it. */
static struct {
	struct plat_spinlock lock;
	struct plat_wait_queue queue;
	struct plat_lcpu_call call;
	unsigned int nr_calls;
} bells[NR_THREADS];

static void ring(void *arg)
{
	__typeof__(bells[0]) *b = arg;

	plat_spin_lock(&b->lock);
	b->nr_calls++;
	plat_spin_unlock(&b->lock);
	(void)plat_wake(&b->queue, PLAT_WAKE_ALL);
}

static int be_rung(void *arg)
{
	uintptr_t self = (uintptr_t)arg;
	__typeof__(bells[0]) *b = &bells[self];

	for (unsigned int i = 0; i < nr_rounds; i++) {
		uint32_t to = (uint32_t)(self + i) % nr_lcpus;
		plat_irq_state_t state;

		if (plat_lcpu_post(to, &b->call, ring, b))
			return -1;
		state = plat_spin_lock_irqsave(&b->lock);
		while (b->nr_calls <= i)
			(void)!plat_wait(&b->queue, &b->lock, PLAT_FOR_EVER);
		plat_spin_unlock_irqrestore(&b->lock, state);
	}
	return (int)self;
}

static struct plat_mutex mutex;
static struct plat_condition has_room, has_content;
static unsigned int content, nr_moved;

static int exchange(void *arg)
{
	bool makes = (uintptr_t)arg % 2;

	for (unsigned int i = 0; i < nr_rounds; i++) {
		plat_mutex_lock(&mutex);
		while (makes ? content == 3 : content == 0) {
			uint64_t until = i % 8 ? PLAT_FOR_EVER
					       : plat_time_ns() + 20000;

			(void)!plat_condition_wait(makes ? &has_room
							 : &has_content,
						   &mutex, until);
		}
		content += makes ? 1 : -1u;
		nr_moved++;
		plat_condition_signal(makes ? &has_content : &has_room);
		plat_mutex_unlock(&mutex);
	}
	return (int)(uintptr_t)arg;
}

static int sleep_briefly(void *arg)
{
	for (unsigned int i = 0; i < nr_rounds / 16 + 1; i++)
		plat_thread_sleep_ns(((uintptr_t)arg * 7919 + i * 104729) %
				     100000);
	return (int)(uintptr_t)arg;
}

static int leaf(void *arg)
{
	return (int)(uintptr_t)arg + 1;
}

static int plant(void *arg)
{
	struct plat_thread *child;

	for (unsigned int i = 0; i < nr_rounds / 4 + 1; i++) {
		if (plat_thread_create(&child, NULL, leaf, arg) ||
		    plat_thread_join(child) != (int)(uintptr_t)arg + 1)
			return -1;
	}
	return (int)(uintptr_t)arg;
}

static unsigned int number_of(const char *text)
{
	unsigned int number = 0;

	while (*text)
		number = number * 10 + (unsigned int)(*text++ - '0');
	return number;
}

int main(int argc, char *argv[])
{
	int nr = plat_lcpu_start(PLAT_LCPUS_OTHERS);

	nr_rounds = (argc > 1 ? number_of(argv[1]) : 20000) / NR_THREADS / 4;
	if (nr > 0)
		nr_lcpus += (uint32_t)nr;
	tap_ok(nr_lcpus == plat_lcpu_count() && nr_lcpus <= NR_THREADS,
	       "%u lcpus run", nr_lcpus);
	tap_ok(!run(be_seen) && all_are_seen(), "all of them take threads");
	tap_ok(pinned_are_there(), "one that is pinned is where it is to be");
	tap_ok(!run(play) && turns_are_right(), "partners take turns");
	tap_ok(!run(be_rung), "interrupts of all lcpus wake threads");
	tap_ok(!run(exchange) && !content && nr_moved == NR_THREADS * nr_rounds,
	       "what was made was taken");
	tap_ok(!run(sleep_briefly), "sleepers wake");
	tap_ok(!run(plant), "threads of threads end");
	tap_note("%u operations", NR_THREADS * nr_rounds * 4);
	return tap_done();
}
