/* SPDX-License-Identifier: BSD-3-Clause */
/* An lcpu that is about to halt, or has just found something to do, and others
 * at that moment: lcpus are played by one thread of the build machine, so that
 * the moment is the same each time, or by two, of which one stops the other. A
 * mistake here leaves a thread that is ready where it is, while an lcpu halts,
 * until something else happens. */
#include "tests/unit/unit.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>

#include <plat/arch/cpu.h>
#include <plat/time.h>

#include "common/lcpu/lcpu.h"
#include "common/thread/thread.h"
#include "tests/unit/thread/world.h"

static const struct plat_thread_attr attr = {.stack = WORLD_STACK};
static struct plat_thread *one, *other;
static bool was_roused;

/* From here on this thread plays lcpu @number. */
static void play(uint32_t number, struct plat_run_queue *queue)
{
	plat_lcpu_number = number;
	plat_lcpu_set(plat_run_queue, queue);
}

/* It looks once, with nothing to do. */
static void idle(uint32_t number)
{
	play(number, plat_run_of(number));
	plat_irq_disable();
	assert_false(plat_thread_idle());
}

static int nothing(void *arg)
{
	return (int)(uintptr_t)arg;
}

static int look_who_was_roused(void *arg)
{
	(void)arg;
	was_roused = world_was_woken(1);
	return 0;
}

static void make(struct plat_thread **thread, int (*function)(void *arg))
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t number = plat_lcpu_self();
	struct plat_run_queue *own = plat_run_own();

	play(0, plat_run_of(0));
	plat_irq_enable();
	assert_int_equal(plat_thread_create(thread, &attr, function, NULL), 0);
	play(number, own);
	plat_irq_restore(state);
}

static void make_other(void)
{
	world_looks_at_clock = NULL;
	make(&other, nothing);
}

/* Lcpu 2 says that it is idle, and is roused for @other; what it finds first is
 * @one. So lcpu 1, which halts, has to be told. */
static void who_was_roused_for_another_rouses(void **state)
{
	struct plat_thread sleeper = {.until_ns = PLAT_FOR_EVER - 1};
	struct plat_run_queue *queue;

	(void)state;
	(void)plat_thread_self();
	make(&one, nothing);
	assert_int_equal(plat_thread_join(one), 0);
	idle(1);
	idle(2);
	queue = plat_run_of(2);
	assert_true(plat_run_say_idle(plat_run_of(1), false));
	assert_true(plat_run_say_idle(queue, false));
	make(&one, look_who_was_roused);
	assert_true(plat_run_say_idle(plat_run_of(1), true));
	(void)world_was_woken(1);
	queue->sleepers = queue->latest = &sleeper;
	world_looks_at_clock = make_other;
	assert_true(plat_thread_idle());
	queue->sleepers = queue->latest = NULL;
	assert_true(was_roused);
}

/* One that is ready, but on whose stack an lcpu still is: nobody halts. */
static void who_passes_one_by_looks_again(void **state)
{
	(void)state;
	play(2, plat_run_of(2));
	while (plat_thread_idle())
		continue;
	make(&one, nothing);
	plat_atomic_store_relaxed(&one->sp, 0);
	assert_true(plat_thread_idle());
	plat_atomic_store_relaxed(&one->sp, one->kept);
	assert_true(plat_thread_idle());
	assert_false(plat_thread_idle());
}

/* The stop of an lcpu that has not run threads yet is not undone by its first
 * look for some. */
static void who_is_closed_stays_closed(void **state)
{
	struct plat_run_queue *queue = &plat_run_others_queues[2];

	(void)state;
	assert_int_equal(plat_thread_tenant.close(3), 0);
	play(3, NULL);
	plat_irq_disable();
	assert_false(plat_thread_idle());
	assert_false(plat_run_pin(queue));
	plat_thread_tenant.open(3);
	assert_true(plat_run_pin(queue));
	plat_run_unpin(queue);
}

static bool has_halted;

static void note_halt(void)
{
	has_halted |= plat_lcpu_get(plat_lcpu_waits);
}

/* An interrupt of that moment has @one ready; of what comes from outside
 * nothing can be served. */
static bool fail_to_serve(void)
{
	make(&one, nothing);
	return false;
}

static bool serve_nothing(void)
{
	return false;
}

/* Interrupts are on while lcpu 0 sees to what comes from outside. */
static void what_comes_while_it_serves_is_seen(void **state)
{
	struct plat_run_queue *queue = plat_run_of(0);

	(void)state;
	host_interrupt = note_halt;
	play(0, queue);
	plat_irq_disable();
	(void)plat_run_say_idle(queue, true);
	world_serves_events = fail_to_serve;
	plat_run_rest(queue);
	assert_false(has_halted);
	(void)plat_run_say_idle(queue, false);
	plat_irq_enable();
	assert_int_equal(plat_thread_join(one), 0);
	plat_irq_disable();
	(void)plat_run_say_idle(queue, true);
	world_serves_events = serve_nothing;
	plat_run_rest(queue);
	assert_true(has_halted);
	world_serves_events = NULL;
}

#define NR_SWITCHES 5000u

static bool is_over;     /* atomic */
static bool is_stopped;  /* atomic */
static uint32_t nr_looks;

static void *idle_often(void *arg)
{
	while (!plat_atomic_load_acquire(&is_over))
		(void)plat_run_say_idle(arg, true);
	return NULL;
}

/* Where a host takes the processor from an lcpu: ThreadSanitizer has signals
 * come in front of an atomic operation. */
static void stop_here(int signal)
{
	(void)signal;
	plat_atomic_store_release(&is_stopped, true);
	while (plat_atomic_load_acquire(&is_stopped))
		sched_yield();
}

static void count_look(void)
{
	nr_looks++;
}

/* Lcpu 0 has something to do after each switch, while lcpu 1, which says that
 * it idles, stops at any place, and is roused. */
static void who_idles_hides_nobodys_work(void **state)
{
	struct plat_run_queue *own = plat_run_of(0);
	pthread_t lcpu_1;

	(void)state;
	play(0, own);
	plat_irq_disable();
	plat_run_has_timer(own, false);
	world_looks_at_clock = count_look;
	assert_ptr_not_equal(signal(SIGUSR1, stop_here), SIG_ERR);
	assert_int_equal(pthread_create(&lcpu_1, NULL, idle_often,
					plat_run_of(1)), 0);
	for (uint32_t i = 0; i < NR_SWITCHES; i++) {
		assert_int_equal(pthread_kill(lcpu_1, SIGUSR1), 0);
		while (!plat_atomic_load_acquire(&is_stopped))
			sched_yield();
		plat_run_rouse_any();
		plat_run_left();
		plat_atomic_store_release(&is_stopped, false);
	}
	plat_atomic_store_release(&is_over, true);
	assert_int_equal(pthread_join(lcpu_1, NULL), 0);
	world_looks_at_clock = NULL;
	plat_run_has_timer(own, true);
	assert_int_equal(nr_looks, NR_SWITCHES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_was_roused_for_another_rouses),
		cmocka_unit_test(who_passes_one_by_looks_again),
		cmocka_unit_test(who_is_closed_stays_closed),
		cmocka_unit_test(what_comes_while_it_serves_is_seen),
		cmocka_unit_test(who_idles_hides_nobodys_work),
	};

	return cmocka_run_group_tests_name("idle", tests, NULL, NULL);
}
