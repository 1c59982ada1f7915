/* SPDX-License-Identifier: BSD-3-Clause */
/* A lock that lets two in, or loses one who waits, corrupts what it protects
 * or hangs the guest, seldom. Under ThreadSanitizer: an order that is missing
 * is a race even where this CPU would not show it. */
#include "tests/unit/unit.h"

#include <pthread.h>

#include <plat/lock.h>

#define NR_THREADS 8
#define NR_ROUNDS  4000u

static void run(void *(*body)(void *))
{
	pthread_t threads[NR_THREADS];

	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(
		    pthread_create(&threads[i], NULL, body, (void *)i), 0);
	for (int i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
}

static struct plat_spinlock spin = PLAT_SPINLOCK(PLAT_RANK_NONE);
static struct plat_rwlock rw = PLAT_RWLOCK(PLAT_RANK_NONE);
static uint64_t first, second;

static void *count(void *arg)
{
	(void)arg;
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		plat_irq_state_t state;

		plat_spin_lock(&spin);
		first++;
		plat_spin_unlock(&spin);
		state = plat_spin_lock_irqsave(&spin);
		first++;
		plat_spin_unlock_irqrestore(&spin, state);
	}
	return NULL;
}

static void a_spinlock_lets_one_in(void **state)
{
	(void)state;
	first = 0;
	run(count);
	assert_int_equal(first, 2u * NR_ROUNDS * NR_THREADS);
}

static void *try(void *arg)
{
	uint64_t nr = 0;

	(void)arg;
	while (nr < NR_ROUNDS) {
		if (!plat_spin_try_lock(&spin)) {
			plat_cpu_relax();
			continue;
		}
		first++;
		nr++;
		plat_spin_unlock(&spin);
	}
	return NULL;
}

static void so_does_trying(void **state)
{
	(void)state;
	first = 0;
	run(try);
	assert_int_equal(first, NR_ROUNDS * NR_THREADS);
	plat_spin_lock(&spin);
	assert_false(plat_spin_try_lock(&spin));
	plat_spin_unlock(&spin);
	assert_true(plat_spin_try_lock(&spin));
	plat_spin_unlock(&spin);
}

/* The tickets are 16 bits. */
static void tickets_wrap_around(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < 0x20000; i++) {
		plat_spin_lock(&spin);
		plat_spin_unlock(&spin);
		assert_true(plat_spin_try_lock(&spin));
		plat_spin_unlock(&spin);
	}
}

static uint64_t torn;

/* Two threads write, the others read. */
static void *read_or_write(void *arg)
{
	uint64_t mine = 0;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		if ((uintptr_t)arg < 2) {
			plat_write_lock(&rw);
			first++;
			second++;
			plat_write_unlock(&rw);
		} else {
			plat_read_lock(&rw);
			mine += first != second;
			plat_read_unlock(&rw);
		}
	}
	plat_atomic_add_relaxed(&torn, mine);
	return NULL;
}

static void readers_see_whole_writes(void **state)
{
	(void)state;
	first = second = 0;
	run(read_or_write);
	assert_int_equal(first, 2 * NR_ROUNDS);
	assert_int_equal(torn, 0);
}

static uint32_t nr_inside;

static void *meet(void *arg)
{
	(void)arg;
	plat_read_lock(&rw);
	plat_atomic_add_acq_rel(&nr_inside, 1);
	while (plat_atomic_load_acquire(&nr_inside) < NR_THREADS)
		plat_cpu_relax();
	plat_read_unlock(&rw);
	return NULL;
}

static void readers_are_in_together(void **state)
{
	(void)state;
	run(meet);
	assert_int_equal(nr_inside, NR_THREADS);
}

/* The reader's counter has 24 bits. */
static void counters_wrap_around(void **state)
{
	(void)state;
	rw.readers_in = rw.readers_out = 0xffffff00;
	rw.writers_in = rw.writers_out = 0xffffffff;
	first = second = 0;
	run(read_or_write);
	assert_int_equal(first, 2 * NR_ROUNDS);
	assert_int_equal(torn, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_spinlock_lets_one_in),
		cmocka_unit_test(so_does_trying),
		cmocka_unit_test(tickets_wrap_around),
		cmocka_unit_test(readers_see_whole_writes),
		cmocka_unit_test(readers_are_in_together),
		cmocka_unit_test(counters_wrap_around),
	};

	return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
