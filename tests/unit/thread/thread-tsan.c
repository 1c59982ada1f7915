/* SPDX-License-Identifier: BSD-3-Clause */
/* A wake-up that is lost, a thread that two lcpus run, or a stack that is given
 * back too early, hang or corrupt a guest, seldom. Storms on eight lcpus, under
 * ThreadSanitizer. */
#include "tests/unit/unit.h"

#include <pthread.h>
#include <unistd.h>

#include <plat/errno.h>
#include <plat/time.h>

#include "tests/unit/thread/world.h"

#define NR_THREADS 32u
#define NR_ROUNDS  400u

/* A hang is a failure. */
#define SECONDS 100u

static struct plat_thread *threads[NR_THREADS];
static const struct plat_thread_attr attr = {.stack = WORLD_STACK};

static void run(int (*body)(void *arg))
{
	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(plat_thread_create(&threads[i], &attr, body,
						    (void *)i),
				 0);
	for (int i = 0; i < (int)NR_THREADS; i++)
		assert_int_equal(plat_thread_join(threads[i]), i);
}

static uint32_t draw(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

/* Sometimes do something else first. */
static void wander(uint32_t *seed)
{
	switch (draw(seed) % 16) {
	case 0:
		plat_thread_sleep_ns(draw(seed));
		break;
	case 1:
	case 2:
		plat_thread_yield();
		break;
	default:
		break;
	}
}

static int leaf(void *arg)
{
	return (int)(uintptr_t)arg;
}

static int plant(void *arg)
{
	uint32_t seed = (uint32_t)(uintptr_t)arg;
	struct plat_thread *children[4];

	for (unsigned int i = 0; i < NR_ROUNDS / 16; i++) {
		for (uintptr_t k = 0; k < 4; k++) {
			wander(&seed);
			if (plat_thread_create(&children[k], &attr, leaf,
					       (void *)k))
				return -1;
		}
		for (int k = 0; k < 4; k++) {
			wander(&seed);
			if (plat_thread_join(children[k]) != k)
				return -1;
		}
	}
	return (int)(uintptr_t)arg;
}

static void each_thread_ends_once(void **state)
{
	(void)state;
	run(plant);
	assert_int_equal(world_nr_stacks(), 1); /* who idles on lcpu 0 */
}

static struct plat_mutex mutex;
static uint64_t first, second;
static uint32_t nr_ended;

static int count(void *arg)
{
	uint32_t seed = (uint32_t)(uintptr_t)arg;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		plat_mutex_lock(&mutex);
		first++;
		wander(&seed);
		second++;
		plat_mutex_unlock(&mutex);
		wander(&seed);
	}
	return (int)(uintptr_t)arg;
}

static void a_mutex_lets_one_in(void **state)
{
	(void)state;
	run(count);
	assert_int_equal(first, NR_THREADS * NR_ROUNDS);
	assert_int_equal(second, first);
}

static struct plat_condition has_room, has_content;
static unsigned int content;
static uint64_t nr_signals_taken;

/* Makers and takers, of whom some do not wait for ever. */
static int exchange(void *arg)
{
	uint32_t seed = (uint32_t)(uintptr_t)arg;
	bool makes = (uintptr_t)arg % 2;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		plat_mutex_lock(&mutex);
		while (makes ? content == 3 : content == 0) {
			uint64_t until = draw(&seed) % 4
						 ? PLAT_FOR_EVER
						 : plat_time_ns() +
							   draw(&seed);

			(void)!plat_condition_wait(makes ? &has_room
							 : &has_content,
						   &mutex, until);
		}
		content += makes ? 1 : -1u;
		nr_signals_taken++;
		plat_condition_signal(makes ? &has_content : &has_room);
		plat_mutex_unlock(&mutex);
		wander(&seed);
	}
	return (int)(uintptr_t)arg;
}

static void no_signal_is_lost(void **state)
{
	(void)state;
	run(exchange);
	assert_int_equal(content, 0);
	assert_int_equal(nr_signals_taken, NR_THREADS * NR_ROUNDS);
}

/* Each has a partner, and waits for it in each round. */
static struct {
	struct plat_spinlock lock;
	struct plat_wait_queue queue;
	uint32_t turn;
} tables[NR_THREADS / 2];

static int play(void *arg)
{
	uintptr_t self = (uintptr_t)arg;
	__typeof__(tables[0]) *t = &tables[self / 2];

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&t->lock);

		while (t->turn % 2 != self % 2)
			(void)!plat_wait(&t->queue, &t->lock, PLAT_FOR_EVER);
		t->turn++;
		plat_spin_unlock_irqrestore(&t->lock, state);
		(void)plat_wake(&t->queue, 1);
	}
	return (int)self;
}

static void partners_take_turns(void **state)
{
	(void)state;
	run(play);
	for (unsigned int i = 0; i < NR_THREADS / 2; i++)
		assert_int_equal(tables[i].turn, 2 * NR_ROUNDS);
}

/* What a device gives, from outside of all lcpus, as an interrupt does. */
static struct plat_spinlock device_lock;
static struct plat_wait_queue device_queue;
static uint64_t nr_given, nr_got, nr_timed_out;

static void *device(void *arg)
{
	(void)arg;
	world_leave();
	for (unsigned int i = 0; i < NR_THREADS * NR_ROUNDS; i++) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&device_lock);

		nr_given++;
		plat_spin_unlock_irqrestore(&device_lock, state);
		(void)plat_wake(&device_queue, 1);
		if (i % 64 == 0)
			usleep(100);
	}
	return NULL;
}

static int drive(void *arg)
{
	uint32_t seed = (uint32_t)(uintptr_t)arg;
	unsigned int nr = 0;

	while (nr < NR_ROUNDS) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&device_lock);
		uint64_t until = draw(&seed) % 2
					 ? PLAT_FOR_EVER
					 : plat_time_ns() + draw(&seed);
		int err = 0;

		while (nr_given == nr_got && !err)
			err = plat_wait(&device_queue, &device_lock, until);
		if (nr_given != nr_got) {
			nr_got++;
			nr++;
		}
		nr_timed_out += err == -PLAT_ETIMEDOUT;
		plat_spin_unlock_irqrestore(&device_lock, state);
	}
	return (int)(uintptr_t)arg;
}

static void no_interrupt_is_lost(void **state)
{
	pthread_t other;

	(void)state;
	assert_int_equal(pthread_create(&other, NULL, device, NULL), 0);
	run(drive);
	assert_int_equal(pthread_join(other, NULL), 0);
	assert_int_equal(nr_got, NR_THREADS * NR_ROUNDS);
	print_message("# %lu waits timed out\n", (unsigned long)nr_timed_out);
}

/* Each stays where it is. */
static int stay(void *arg)
{
	uint32_t seed = (uint32_t)(uintptr_t)arg;

	for (unsigned int i = 0; i < NR_ROUNDS / 4; i++) {
		wander(&seed);
		plat_thread_yield();
	}
	return (int)(uintptr_t)arg;
}

static void pinned_threads_end_as_well(void **state)
{
	struct plat_thread_attr pinned = attr;

	(void)state;
	pinned.is_pinned = true;
	for (uintptr_t i = 0; i < NR_THREADS; i++) {
		pinned.lcpu = (uint32_t)i % WORLD_LCPUS;
		assert_int_equal(plat_thread_create(&threads[i], &pinned, stay,
						    (void *)i),
				 0);
	}
	for (int i = 0; i < (int)NR_THREADS; i++)
		assert_int_equal(plat_thread_join(threads[i]), i);
}

/* A little of everything. */
static int live(void *arg)
{
	uint32_t seed = (uint32_t)(uintptr_t)arg;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		plat_mutex_lock(&mutex);
		first++;
		wander(&seed);
		if (draw(&seed) % 4 == 0)
			(void)!plat_condition_wait(&has_room, &mutex,
						   plat_time_ns() +
							   draw(&seed));
		second++;
		plat_condition_broadcast(&has_room);
		plat_mutex_unlock(&mutex);
		wander(&seed);
	}
	plat_atomic_add_relaxed(&nr_ended, 1);
	return (int)(uintptr_t)arg;
}

static void make_all(int (*body)(void *arg))
{
	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(plat_thread_create(&threads[i], &attr, body,
						    (void *)i),
				 0);
}

/* As many as @nr leave, and come back when main has done something else. */
static void stop_and_start(uint32_t nr, uint32_t *seed)
{
	for (uint32_t i = 1; i <= nr; i++)
		assert_int_equal(world_stop(i), 0);
	wander(seed);
	for (uint32_t i = 1; i <= nr; i++)
		world_start(i);
	wander(seed);
}

static void lcpus_come_and_go(void **state)
{
	unsigned int nr_rounds = 0;
	uint32_t seed = 1;

	(void)state;
	first = second = nr_ended = 0;
	make_all(live);
	for (; plat_atomic_load_relaxed(&nr_ended) < NR_THREADS; nr_rounds++)
		stop_and_start(1 + draw(&seed) % (WORLD_LCPUS - 1), &seed);
	for (int i = 0; i < (int)NR_THREADS; i++)
		assert_int_equal(plat_thread_join(threads[i]), i);
	assert_int_equal(first, NR_THREADS * NR_ROUNDS);
	assert_int_equal(second, first);
	print_message("# lcpus came and went %u times\n", nr_rounds);
}

static uint32_t must_leave_it;

static int hold(void *arg)
{
	while (!plat_atomic_load_relaxed(&must_leave_it))
		plat_thread_yield();
	return (int)(uintptr_t)arg;
}

static void an_lcpu_is_kept_by_who_is_pinned_to_it(void **state)
{
	const struct plat_thread_attr pinned = {
		.stack = WORLD_STACK, .is_pinned = true, .lcpu = 3};
	struct plat_thread *thread;

	(void)state;
	assert_int_equal(plat_thread_create(&thread, &pinned, hold, (void *)5),
			 0);
	assert_int_equal(world_stop(3), -PLAT_EBUSY);
	plat_atomic_store_relaxed(&must_leave_it, 1);
	assert_int_equal(plat_thread_join(thread), 5);
	assert_int_equal(world_stop(3), 0);
	assert_int_equal(plat_thread_create(&thread, &pinned, hold, NULL),
			 -PLAT_EINVAL);
	world_start(3);
	assert_int_equal(plat_thread_create(&thread, &pinned, hold, (void *)6),
			 0);
	assert_int_equal(plat_thread_join(thread), 6);
}

static int begin(void **state)
{
	(void)state;
	alarm(SECONDS);
	world_begin();
	return 0;
}

static int end(void **state)
{
	(void)state;
	world_end();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_thread_ends_once),
		cmocka_unit_test(a_mutex_lets_one_in),
		cmocka_unit_test(no_signal_is_lost),
		cmocka_unit_test(partners_take_turns),
		cmocka_unit_test(no_interrupt_is_lost),
		cmocka_unit_test(pinned_threads_end_as_well),
		cmocka_unit_test(lcpus_come_and_go),
		cmocka_unit_test(an_lcpu_is_kept_by_who_is_pinned_to_it),
	};

	return cmocka_run_group_tests_name("thread", tests, begin, end);
}
