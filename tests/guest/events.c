/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A machine that is asked to go off, by its power button or by who administers
 * it, goes on until its plug is pulled; or goes off while what asked to be told
 * has its data in memory; or a press is lost. Whoever boots this asks each time
 * that a line begins with "press".
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/events.h>
#include <plat/lcpu.h>
#include <plat/power.h>
#include <plat/stage.h>
#include <plat/string.h>
#include <plat/thread.h>
#include <plat/time.h>

#include "common/events/events.h"

#define SECOND UINT64_C(1000000000)
#define LONG   (30 * SECOND)

static uint32_t nr_calls;
static bool is_nested, was_on_lcpu_0 = true;
static enum plat_event last;
static uint64_t handler_naps_ns;

/* A key of QEMU's stays down for 0.1 s. */
static void press_again(void)
{
	plat_time_delay_ns(SECOND / 4);
	plat_printf("press\n");
}

static void handler(enum plat_event event, void *arg)
{
	static bool is_running;

	is_nested |= is_running || arg != &nr_calls;
	is_running = true;
	was_on_lcpu_0 &= plat_lcpu_self() == 0;
	last = event;
	nr_calls++;
	if (handler_naps_ns) {
		uint64_t ns = handler_naps_ns;

		handler_naps_ns = 0;
		press_again(); /* while this sleeps */
		plat_time_sleep_ns(ns);
	}
	is_running = false;
}

static int handle(void)
{
	return plat_event_handle(PLAT_EVENT_POWER_OFF, handler, &nr_calls);
}

/* Sleep until the handler has been called @nr times. */
static bool sleep_for_calls(uint32_t nr)
{
	uint64_t end = plat_time_ns() + LONG;

	while (nr_calls < nr && plat_time_ns() < end)
		plat_time_sleep_ns(SECOND / 20);
	return nr_calls == nr;
}

static bool wait_until_due(void)
{
	uint64_t end = plat_time_ns() + LONG;

	while (!plat_events_due() && plat_time_ns() < end)
		plat_cpu_relax();
	return plat_events_due();
}

static void with_handler(void)
{
	tap_ok(!handle(), "a handler is taken");
	tap_ok(handle() == -PLAT_EBUSY, "a second one is not");
	tap_ok(plat_event_handle(PLAT_NR_EVENTS, handler, NULL) ==
		   -PLAT_EINVAL,
	       "nor one for a kind that there is not");
	plat_printf("press\n");
	tap_ok(sleep_for_calls(1), "it is called in a sleep");
	tap_ok(last == PLAT_EVENT_POWER_OFF && was_on_lcpu_0 && !is_nested,
	       "with the kind, on lcpu 0");
	press_again();
	tap_ok(sleep_for_calls(2), "and a second time");
}

/* A guest that never sleeps. */
static void by_asking(void)
{
	tap_ok(!handle(), "a handler is taken");
	plat_printf("press\n");
	tap_ok(wait_until_due() && nr_calls == 0,
	       "nothing is served until it is asked for");
	plat_events_serve();
	tap_ok(nr_calls == 1, "then it is, once");
	plat_events_serve();
	tap_ok(nr_calls == 1, "and not again");
}

static void twice(void)
{
	tap_ok(!handle(), "a handler is taken");
	plat_printf("press\npress\n");
	tap_ok(wait_until_due(), "a press comes");
	plat_time_delay_ns(SECOND);
	plat_events_serve();
	tap_ok(nr_calls == 1, "two that nobody has served yet are one");
	handler_naps_ns = 2 * SECOND;
	plat_printf("press\n");
	tap_ok(wait_until_due(), "another comes");
	plat_events_serve();
	tap_ok(sleep_for_calls(3), "one that comes while a handler sleeps is "
				   "served after it");
	tap_ok(!is_nested, "no handler is called in another");
}

/* Pressed in the last stage: main's handler gets it. */
static int press_early(void)
{
	plat_printf("press\n");
	plat_time_delay_ns(SECOND);
	plat_time_sleep_ns(SECOND / 10);
	return 0;
}

static void before_main(void)
{
	tap_ok(!handle(), "main is there, and its handler is taken");
	tap_ok(sleep_for_calls(1), "what came before it is served");
}

static struct plat_wait_queue queue;
static struct plat_spinlock lock;
static bool is_over; /* lock */

static void end_all(enum plat_event event, void *arg)
{
	plat_irq_state_t state;

	handler(event, arg);
	plat_thread_sleep_ns(SECOND / 10);
	state = plat_spin_lock_irqsave(&lock);
	is_over = true;
	plat_spin_unlock_irqrestore(&lock, state);
	(void)plat_wake(&queue, PLAT_WAKE_ALL);
}

static int wait_for_end(void *arg)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = 0;

	(void)arg;
	while (!is_over && !err)
		err = plat_wait(&queue, &lock, plat_time_ns() + LONG);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

static int compute(void *arg)
{
	volatile uint32_t x = 0;

	(void)arg;
	while (!plat_atomic_load_relaxed(&is_over))
		x++;
	return 0;
}

/* Main waits, others compute and wait; the button is served by a thread that
 * may sleep. */
static void with_threads(void)
{
	struct plat_thread *waits, *computes = NULL;
	uint32_t nr = (uint32_t)plat_lcpu_start(PLAT_LCPUS_OTHERS);

	tap_ok(!plat_event_handle(PLAT_EVENT_POWER_OFF, end_all, &nr_calls),
	       "a handler is taken");
	tap_ok(!plat_thread_create(&waits, NULL, wait_for_end, NULL),
	       "a thread waits");
	if (nr)
		tap_ok(!plat_thread_create(
			   &computes,
			   &(struct plat_thread_attr){.is_pinned = true,
						      .lcpu = 1},
			   compute, NULL),
		       "another computes on lcpu 1");
	plat_printf("press\n");
	tap_ok(!wait_for_end(NULL), "main waits until a handler wakes it");
	tap_ok(!plat_thread_join(waits), "and so does the thread");
	tap_ok(!computes || !plat_thread_join(computes),
	       "the other one goes on meanwhile");
	tap_ok(nr_calls == 1 && was_on_lcpu_0, "on lcpu 0, once");
}

/* No handler: none of these returns. */
static void sleep_on(void)
{
	plat_printf("press\n");
	plat_time_sleep_ns(LONG);
}

static void wait_on(void)
{
	plat_printf("press\n");
	(void)!wait_for_end(NULL);
}

static int sleeper(void *arg)
{
	(void)arg;
	plat_printf("press\n");
	plat_thread_sleep_ns(LONG);
	return 0;
}

static void join_on(void)
{
	struct plat_thread *thread;

	tap_ok(!plat_thread_create(&thread, NULL, sleeper, NULL), "a thread");
	(void)plat_thread_join(thread);
}

/* What is asked for on another lcpu wakes lcpu 0. */
static void raise_elsewhere(void *arg)
{
	(void)arg;
	plat_time_delay_ns(SECOND / 5);
	plat_event_raise(PLAT_EVENT_REBOOT);
}

static void from_lcpu(void)
{
	struct plat_lcpu_call call = {0};
	uint64_t begin;

	tap_ok(plat_lcpu_start(PLAT_LCPUS_OTHERS) >= 1, "there is lcpu 1");
	tap_ok(!plat_event_handle(PLAT_EVENT_REBOOT, handler, &nr_calls),
	       "a handler is taken");
	begin = plat_time_ns();
	tap_ok(!plat_lcpu_post(1, &call, raise_elsewhere, NULL),
	       "lcpu 1 is to ask");
	plat_time_sleep_ns(2 * SECOND);
	tap_ok(nr_calls == 1 && last == PLAT_EVENT_REBOOT, "lcpu 0 serves it");
	tap_ok(plat_time_ns() - begin >= 2 * SECOND, "and sleeps on");
}

static const struct {
	const char *name;
	void (*run)(void);
} tests[] = {
	{"handler", with_handler}, {"ask", by_asking},  {"twice", twice},
	{"before", before_main},   {"threads", with_threads},
	{"sleep", sleep_on},       {"wait", wait_on},   {"join", join_on},
	{"lcpu", from_lcpu},
};

static int is_early(void)
{
	const char *line = plat_bootinfo()->cmdline;
	size_t length = strlen(line);

	if (length < 6 || strcmp(line + length - 6, "before") != 0)
		return 0;
	return press_early();
}

PLAT_STAGE(app, devices, early_press, .init = is_early);

int main(int argc, char *argv[])
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(tests); i++) {
		if (argc > 0 && strcmp(argv[argc - 1], tests[i].name) == 0)
			tests[i].run();
	}
	return tap_done();
}
