/* SPDX-License-Identifier: BSD-3-Clause */
/* A CPU that does not come, or comes otherwise than it should, must neither
 * hang the boot nor get into the way of others. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "tests/host/support.h"
#include "tests/unit/lcpu/world.h"

#define NR 4u

static int begin(void **state)
{
	(void)state;
	host_log_reset();
	world_begin(NR);
	return 0;
}

static int end(void **state)
{
	(void)state;
	world_end();
	return 0;
}

static void all_come_at_once(void **state)
{
	(void)state;
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(world_nr_begun, 1);
	assert_int_equal(world_begun_with, NR - 1);
	assert_int_equal(world_nr_ended, 1);
	assert_true(world_all_came);
	for (uint32_t i = 1; i < NR; i++)
		assert_true(plat_lcpu_runs(&plat_lcpu_table.lcpus[i]));
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(world_nr_begun, 1);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void the_first_few_alone(void **state)
{
	(void)state;
	assert_int_equal(plat_lcpu_start((struct plat_lcpus){NULL, 3}), 2);
	assert_int_equal(plat_lcpu_state(3), PLAT_LCPU_OFFLINE);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_ONE(3)), 1);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_ONE(0)), 1);
}

static void bad_sets_start_nobody(void **state)
{
	static const uint32_t bad[] = {1, NR};

	(void)state;
	assert_int_equal(plat_lcpu_start((struct plat_lcpus){bad, 2}),
			 -PLAT_EINVAL);
	world_place_returns(-PLAT_ENOMEM);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), -PLAT_ENOMEM);
	world_place_returns(0);
	assert_int_equal(world_nr_begun, 0);
	for (uint32_t i = 1; i < NR; i++)
		assert_int_equal(plat_lcpu_state(i), PLAT_LCPU_OFFLINE);
}

/* Lcpu 2 behaves as @way says: it is not used, the others are. */
static void one_fails(enum world_way way, const char *message)
{
	int nr;

	world_set(2, way);
	nr = plat_lcpu_start(PLAT_LCPUS_OTHERS);
	assert_int_equal(nr, NR - 2);
	assert_int_equal(plat_lcpu_state(2), PLAT_LCPU_FAILED);
	world_settle();
	assert_true(host_log_has(message));
	assert_int_equal(world_nr_ended, 1);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 2);
	assert_int_equal(plat_lcpu_state(2), PLAT_LCPU_FAILED);
}

static void one_never_comes(void **state)
{
	(void)state;
	one_fails(WORLD_NEVER, "lcpu 2 (id 0x14) does not answer");
	assert_false(world_all_came);
}

/* How long, of @nr lcpus, the last one is waited for. */
static uint64_t patience_ns(uint32_t nr)
{
	uint64_t begin;

	world_end();
	world_begin(nr);
	world_set(nr - 1, WORLD_NEVER);
	begin = world_clock_ns();
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), nr - 2);
	return world_clock_ns() - begin;
}

static void many_are_waited_for_longer(void **state)
{
	static const uint32_t numbers[] = {2, NR, WORLD_MAX};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(numbers); i++) {
		uint32_t nr = numbers[i];
		uint64_t ms = PLAT_LCPU_START_MS + nr * PLAT_LCPU_START_EACH_MS;

		/* The clock makes steps of 1 ms. */
		assert_in_range(patience_ns(nr), ms * 1000000,
				(ms + 1) * 1000000);
	}
}

static void a_late_one_is_not_let_in(void **state)
{
	(void)state;
	one_fails(WORLD_LATE, "lcpu 2 (id 0x14) does not answer");
	assert_false(world_all_came);
	world_end();
	world_begin(1);
}

static void one_of_an_unknown_id(void **state)
{
	(void)state;
	one_fails(WORLD_WRONG_ID, "does not answer");
	assert_true(host_log_has("1 CPUs came that nobody asked for"));
}

/* One of the two that say they are lcpu 1 is, the other is sent away. */
static void one_of_anothers_id(void **state)
{
	(void)state;
	one_fails(WORLD_OTHERS_ID, "lcpu 2 (id 0x14) does not answer");
	assert_true(host_log_has("1 CPUs came that nobody asked for"));
	assert_true(plat_lcpu_runs(&plat_lcpu_table.lcpus[1]));
}

static void one_that_is_refused(void **state)
{
	(void)state;
	one_fails(WORLD_REFUSED, "lcpu 2 (id 0x14) cannot be started");
	assert_true(world_all_came);
}

static void one_that_cannot_be_set_up(void **state)
{
	(void)state;
	one_fails(WORLD_DEFECT, "lcpu 2 (id 0x14) could not be set up");
	assert_true(world_all_came);
}

static void one_comes_twice(void **state)
{
	(void)state;
	world_set(2, WORLD_TWICE);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_true(world_all_came);
	/* The second may come after the report. */
	world_set(2, WORLD_COMES);
	while (!plat_lcpu_nr_strangers &&
	       !host_log_has("1 CPUs came that nobody asked for, or twice"))
		plat_cpu_relax();
	plat_lcpu_nr_strangers = 0;
}

static void stopped_ones_start_again(void **state)
{
	static const uint32_t some[] = {3, 1};

	(void)state;
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	for (int i = 0; i < 5; i++) {
		assert_int_equal(plat_lcpu_stop((struct plat_lcpus){some, 2}),
				 0);
		assert_int_equal(plat_lcpu_state(1), PLAT_LCPU_HALTED);
		assert_int_equal(plat_lcpu_state(3), PLAT_LCPU_HALTED);
		assert_true(plat_lcpu_runs(&plat_lcpu_table.lcpus[2]));
		assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	}
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS), 0);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS), 0);
}

static void who_cannot_be_stopped(void **state)
{
	(void)state;
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_ONE(0)), -PLAT_EINVAL);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_ONE(1)), -PLAT_EINVAL);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_ONE(NR)), -PLAT_EINVAL);
}

static void count(void *arg)
{
	(*(uint32_t *)arg)++;
}

static void a_call_that_is_refused_is_the_callers_again(void **state)
{
	static struct plat_lcpu_call call;
	uint32_t nr = 0;

	(void)state;
	for (int i = 0; i < 2; i++) {
		assert_int_equal(plat_lcpu_post(1, &call, count, &nr),
				 -PLAT_ENOENT);
		assert_int_equal(plat_lcpu_post(NR, &call, count, &nr),
				 -PLAT_EINVAL);
	}
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(plat_lcpu_post(1, &call, count, &nr), 0);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS), 0);
	assert_int_equal(nr, 1);
	assert_int_equal(plat_lcpu_post(1, &call, count, &nr), -PLAT_ENOENT);
}

static uint32_t go_on;

static void stay(void *arg)
{
	(void)arg;
	while (!plat_atomic_load_acquire(&go_on))
		sched_yield();
}

static void one_that_does_not_leave(void **state)
{
	static struct plat_lcpu_call call;

	(void)state;
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(plat_lcpu_post(2, &call, stay, NULL), 0);
	while (plat_atomic_load_acquire(&call.function))
		plat_cpu_relax();
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS),
			 -PLAT_ETIMEDOUT);
	assert_int_equal(plat_lcpu_state(2), PLAT_LCPU_FAILED);
	assert_int_equal(plat_lcpu_state(1), PLAT_LCPU_HALTED);
	assert_true(host_log_has("lcpu 2 (id 0x14) does not leave"));
	assert_int_equal(plat_lcpu_post(2, &call, stay, NULL), 0);
	plat_atomic_store_release(&go_on, 1u);
}

/* Something to do for lcpu 2, interrupts on. */
static uint32_t is_busy;

static bool work(void)
{
	if (plat_lcpu_self() != 2 || !plat_atomic_load_acquire(&is_busy))
		return false;
	while (plat_atomic_load_acquire(&is_busy)) {
		plat_irq_enable();
		sched_yield();
		plat_irq_disable();
	}
	return true;
}

static void one_that_is_busy_stays(void **state)
{
	(void)state;
	plat_atomic_store_release(&is_busy, 1u);
	plat_atomic_store_release(&plat_lcpu_work, work);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS),
			 -PLAT_ETIMEDOUT);
	assert_true(plat_lcpu_runs(&plat_lcpu_table.lcpus[2]));
	assert_int_equal(plat_lcpu_state(1), PLAT_LCPU_HALTED);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
	plat_atomic_store_release(&is_busy, 0u);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_ONE(2)), 0);
	plat_atomic_store_release(&plat_lcpu_work, NULL);
}

/* Lcpu 1 leaves when 6/10 of the bound are over, lcpu 2 after 12/10. */
static uint64_t told_ns;

static bool work_for_a_while(void)
{
	uint64_t until = told_ns + plat_lcpu_self() * 6 *
					   (PLAT_LCPU_START_MS * 100000ull);

	while (plat_lcpu_self() != 3 && world_clock_ns() < until) {
		plat_irq_enable();
		sched_yield();
		plat_irq_disable();
	}
	return false;
}

static void as_long_as_some_leave_others_are_waited_for(void **state)
{
	(void)state;
	told_ns = world_clock_ns();
	plat_atomic_store_release(&plat_lcpu_work, work_for_a_while);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS), 0);
	plat_atomic_store_release(&plat_lcpu_work, NULL);
}

/* Who has threads, and what it was told. */
static int status_of_2;
static uint32_t nr_closed, nr_opened, nr_told, nr_left;

static int close_it(uint32_t number)
{
	if (number == 2 && status_of_2)
		return status_of_2;
	nr_closed++;
	return 0;
}

static void open_it(uint32_t number)
{
	(void)number;
	(void)plat_atomic_add_relaxed(&nr_opened, 1u);
}

static void tell_it(void)
{
	(void)plat_atomic_add_relaxed(&nr_told, 1u);
}

static void leave_it(void)
{
	(void)plat_atomic_add_relaxed(&nr_left, 1u);
}

static void tenants_are_asked(void **state)
{
	static const struct plat_lcpu_tenant tenant = {
		.close = close_it, .open = open_it, .tell = tell_it,
		.leave = leave_it};

	(void)state;
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	plat_lcpu_tenant = &tenant;
	status_of_2 = -PLAT_EBUSY;
	assert_int_equal(plat_lcpu_stop(PLAT_LCPUS_OTHERS), -PLAT_EBUSY);
	assert_int_equal(nr_closed, 1);
	assert_int_equal(nr_opened, 1);
	for (uint32_t i = 1; i < NR; i++)
		assert_true(plat_lcpu_runs(&plat_lcpu_table.lcpus[i]));
	assert_int_equal(plat_lcpu_stop_for_good(), 0);
	assert_int_equal(nr_closed, 1 + NR - 2);
	assert_int_equal(nr_opened, 1);
	assert_int_equal(nr_told, NR - 1);
	assert_int_equal(nr_left, NR - 1);
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), NR - 1);
	assert_int_equal(nr_opened, 1 + NR - 1);
	plat_lcpu_tenant = NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_come_at_once),
		TEST(the_first_few_alone),
		TEST(bad_sets_start_nobody),
		TEST(one_never_comes),
		TEST(many_are_waited_for_longer),
		TEST(a_late_one_is_not_let_in),
		TEST(one_of_an_unknown_id),
		TEST(one_of_anothers_id),
		TEST(one_that_is_refused),
		TEST(one_that_cannot_be_set_up),
		TEST(one_comes_twice),
		TEST(stopped_ones_start_again),
		TEST(who_cannot_be_stopped),
		TEST(a_call_that_is_refused_is_the_callers_again),
		TEST(one_that_does_not_leave),
		TEST(one_that_is_busy_stays),
		TEST(as_long_as_some_leave_others_are_waited_for),
		TEST(tenants_are_asked),
	};

	return cmocka_run_group_tests_name("start", tests, NULL, NULL);
}
