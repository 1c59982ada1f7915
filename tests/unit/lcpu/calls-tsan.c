/* SPDX-License-Identifier: BSD-3-Clause */
/* A call that is lost, or runs twice, or before what it was to see, hangs or
 * corrupts a guest, seldom. Threads are the lcpus, under ThreadSanitizer. */
#include "tests/unit/unit.h"

#include <pthread.h>

#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/log.h>

#include "tests/unit/lcpu/world.h"

#define NR        8u
#define NR_ROUNDS 400u

void plat_log_record(const char *message, uint64_t a, uint64_t b, uint64_t c,
		     uint64_t d, uint64_t e)
{
	(void)a;
	(void)b;
	(void)c;
	(void)d;
	(void)e;
	printf("# %s\n", message);
}

static uint32_t nr_done; /* atomic */
static void (*body)(uint32_t self);

/* Each lcpu does the body once, interrupts on, as a thread of the guest. */
static bool work(void)
{
	static __thread bool is_done;

	if (is_done || !plat_atomic_load_acquire(&body))
		return false;
	is_done = true;
	plat_irq_enable();
	body(plat_lcpu_self());
	plat_irq_disable();
	(void)plat_atomic_add_release(&nr_done, 1u);
	return true;
}

static void everywhere(void (*do_this)(uint32_t self))
{
	nr_done = 0;
	body = NULL;
	plat_lcpu_work = work;
	world_begin(NR);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	plat_atomic_store_release(&body, do_this);
	for (uint32_t i = 1; i < NR; i++)
		plat_lcpu_wake(i);
	do_this(0);
	while (plat_atomic_load_acquire(&nr_done) < NR - 1)
		plat_cpu_relax();
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS), 0);
	plat_lcpu_work = NULL;
	world_end();
}

static uint32_t ran[NR][NR]; /* from, on: the lcpu's own */

static void note(void *arg)
{
	ran[(uintptr_t)arg][plat_lcpu_self()]++;
}

static void call_all(uint32_t self)
{
	for (uint32_t i = 0; i < NR_ROUNDS; i++) {
		uint32_t one = (self + 1 + i) % NR;

		assert_int_equal(plat_lcpu_run(PLAT_LCPUS_OTHERS, note,
					       (void *)(uintptr_t)self),
				 NR - 1);
		assert_int_equal(plat_lcpu_run(PLAT_LCPUS_ONE(one), note,
					       (void *)(uintptr_t)self),
				 1);
	}
}

static void no_call_is_lost(void **state)
{
	(void)state;
	memset(ran, 0, sizeof(ran));
	everywhere(call_all);
	for (uint32_t from = 0; from < NR; from++) {
		for (uint32_t on = 0; on < NR; on++)
			assert_int_equal(ran[from][on],
					 (from == on ? 0 : NR_ROUNDS) +
					     NR_ROUNDS / NR);
	}
}

#define NR_NODES 16u

static struct posted {
	struct plat_lcpu_call call;
	uint32_t from, round;
} nodes[NR][NR_NODES];
static uint32_t last[NR][NR]; /* on, from: the lcpu's own */
static uint32_t nr_disordered; /* atomic */

static void take_posted(void *arg)
{
	struct posted *p = arg;
	uint32_t *l = &last[plat_lcpu_self()][p->from];

	if (p->round <= *l)
		(void)plat_atomic_add_relaxed(&nr_disordered, 1u);
	*l = p->round;
	plat_atomic_store_release(&p->round, 0u);
}

static void post_all(uint32_t self)
{
	for (uint32_t i = 0; i < NR_ROUNDS * NR; i++) {
		struct posted *p = &nodes[self][i % NR_NODES];

		while (plat_atomic_load_acquire(&p->round))
			plat_cpu_relax();
		p->from = self;
		plat_atomic_store_relaxed(&p->round, i + 1);
		assert_int_equal(plat_lcpu_post(i % NR, &p->call, take_posted,
						p),
				 0);
	}
	for (uint32_t i = 0; i < NR_NODES; i++) {
		while (plat_atomic_load_acquire(&nodes[self][i].round))
			plat_cpu_relax();
	}
}

static void posts_keep_their_order(void **state)
{
	(void)state;
	everywhere(post_all);
	assert_int_equal(nr_disordered, 0);
	for (uint32_t on = 0; on < NR; on++) {
		for (uint32_t from = 0; from < NR; from++)
			assert_int_equal(last[on][from],
					 (NR_ROUNDS - 1) * NR + on + 1);
	}
}

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_NONE);
static uint64_t under_lock;
static uint32_t seen[NR]; /* each lcpu's own "TLB" */

static bool all(const void *arg, uintptr_t base)
{
	(void)arg;
	(void)base;
	return true;
}

static void forget(void *arg)
{
	seen[plat_lcpu_self()] = *(const uint32_t *)arg;
}

/* With interrupts off and a lock held that the others wait for. */
static void flush_under_lock(uint32_t self)
{
	for (uint32_t i = 0; i < NR_ROUNDS; i++) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
		uint32_t value = ++under_lock & UINT32_MAX;

		plat_lcpu_flush(all, forget, &value);
		for (uint32_t on = 0; on < NR; on++) {
			if (on != self)
				assert_int_equal(seen[on], value);
		}
		plat_spin_unlock_irqrestore(&lock, state);
		(void)plat_lcpu_run(PLAT_LCPUS_ONE(i % NR), note, NULL);
	}
}

static void invalidations_reach_who_waits(void **state)
{
	(void)state;
	everywhere(flush_under_lock);
	assert_int_equal(under_lock, NR * NR_ROUNDS);
}

/* Without any lock: everybody waits for everybody. */
static void flush_all(uint32_t self)
{
	uint32_t value = self;

	for (uint32_t i = 0; i < NR_ROUNDS; i++) {
		plat_irq_state_t state = plat_irq_save();

		plat_lcpu_flush(all, forget, &value);
		plat_irq_restore(state);
	}
}

static void invalidations_cross(void **state)
{
	(void)state;
	everywhere(flush_all);
}

/* Lcpu 1 comes and goes while the others call it: each call runs, or is said
 * not to. */
static uint32_t nr_said, nr_ran, go_on; /* atomic */

static void count(void *arg)
{
	(void)arg;
	(void)plat_atomic_add_relaxed(&nr_ran, 1u);
}

static void call_the_fickle(uint32_t self)
{
	static struct plat_lcpu_call calls[NR];

	while (self != 1 && plat_atomic_load_acquire(&go_on)) {
		int nr = plat_lcpu_run(PLAT_LCPUS_ONE(1), count, NULL);

		assert_true(nr == 0 || nr == 1);
		(void)plat_atomic_add_relaxed(&nr_said, (uint32_t)nr);
		if (!plat_lcpu_post(1, &calls[self], count, NULL))
			(void)plat_atomic_add_relaxed(&nr_said, 1u);
	}
}

static void come_and_go(uint32_t self)
{
	if (self) {
		call_the_fickle(self);
		return;
	}
	for (uint32_t i = 0; i < 40; i++) {
		assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_ONE(1)), 0);
		assert_int_equal(plat_lcpu_start(PLAT_LCPUS_ONE(1)), 1);
	}
	plat_atomic_store_release(&go_on, 0u);
}

static void calls_to_one_that_leaves(void **state)
{
	(void)state;
	nr_said = nr_ran = 0;
	go_on = 1;
	everywhere(come_and_go);
	assert_int_equal(nr_said, nr_ran);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_call_is_lost),
		cmocka_unit_test(posts_keep_their_order),
		cmocka_unit_test(invalidations_reach_who_waits),
		cmocka_unit_test(invalidations_cross),
		cmocka_unit_test(calls_to_one_that_leaves),
	};

	return cmocka_run_group_tests_name("calls", tests, NULL, NULL);
}
