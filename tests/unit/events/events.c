/* SPDX-License-Identifier: BSD-3-Clause */
/* A request is lost, or served twice, or inside another, or where there is
 * nobody yet who could want it. */
#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/power.h>
#include <plat/stage.h>

#include "common/boot/boot.h"
#include "common/events/events.h"
#include "tests/host/support.h"

const struct plat_stage_entry plat_stage_events;

static bool is_up;
static jmp_buf ended;
static int end;

bool plat_stages_are_up(void)
{
	return is_up;
}

void plat_exit(int status)
{
	end = 100 + status;
	longjmp(ended, 1);
}

void plat_reboot(void)
{
	end = 1;
	longjmp(ended, 1);
}

static unsigned int calls[PLAT_NR_EVENTS], depth, most;
static enum plat_event raise_in = PLAT_NR_EVENTS;

static void handler(enum plat_event event, void *arg)
{
	assert_ptr_equal(arg, calls);
	depth++;
	most = depth > most ? depth : most;
	calls[event]++;
	if (raise_in != PLAT_NR_EVENTS) {
		enum plat_event next = raise_in;

		raise_in = PLAT_NR_EVENTS;
		plat_event_raise(next);
		assert_false(plat_events_due());
		plat_events_serve();
	}
	depth--;
}

static int setup(void **state)
{
	(void)state;
	is_up = true;
	memset(calls, 0, sizeof(calls));
	depth = most = 0;
	for (int i = 0; i < PLAT_NR_EVENTS; i++) {
		if (plat_event_handle(i, NULL, NULL) ||
		    plat_event_handle(i, handler, calls))
			return 1;
	}
	host_log_reset();
	return 0;
}

static void it_is_served_once(void **state)
{
	(void)state;
	plat_events_serve();
	assert_int_equal(calls[PLAT_EVENT_POWER_OFF], 0);
	plat_event_raise(PLAT_EVENT_POWER_OFF);
	plat_event_raise(PLAT_EVENT_POWER_OFF);
	assert_true(plat_events_due());
	plat_events_serve();
	plat_events_serve();
	assert_int_equal(calls[PLAT_EVENT_POWER_OFF], 1);
	assert_int_equal(calls[PLAT_EVENT_REBOOT], 0);
	assert_true(host_log_has("POWER_OFF"));
}

static void each_kind_is_one(void **state)
{
	(void)state;
	plat_event_raise(PLAT_EVENT_REBOOT);
	plat_event_raise(PLAT_EVENT_POWER_OFF);
	plat_events_serve();
	assert_int_equal(calls[PLAT_EVENT_POWER_OFF], 1);
	assert_int_equal(calls[PLAT_EVENT_REBOOT], 1);
}

static void nothing_is_served_before_main(void **state)
{
	(void)state;
	is_up = false;
	plat_event_raise(PLAT_EVENT_REBOOT);
	assert_false(plat_events_due());
	plat_events_serve();
	assert_int_equal(calls[PLAT_EVENT_REBOOT], 0);
	is_up = true;
	plat_events_serve();
	assert_int_equal(calls[PLAT_EVENT_REBOOT], 1);
}

static void what_comes_in_a_handler_waits_for_its_end(void **state)
{
	(void)state;
	raise_in = PLAT_EVENT_POWER_OFF;
	plat_event_raise(PLAT_EVENT_POWER_OFF);
	plat_events_serve();
	assert_int_equal(calls[PLAT_EVENT_POWER_OFF], 2);
	assert_int_equal(most, 1);
}

static void one_handler_for_each(void **state)
{
	(void)state;
	assert_int_equal(plat_event_handle(PLAT_EVENT_REBOOT, handler, NULL),
			 -PLAT_EBUSY);
	assert_int_equal(plat_event_handle(PLAT_NR_EVENTS, handler, NULL),
			 -PLAT_EINVAL);
	plat_event_raise(PLAT_NR_EVENTS);
	plat_event_raise((enum plat_event)-1);
	assert_false(plat_events_due());
	assert_string_equal(plat_event_name(PLAT_EVENT_REBOOT), "REBOOT");
	assert_string_equal(plat_event_name(PLAT_NR_EVENTS), "?");
}

static void nobody_asked_means_what_it_says(void **state)
{
	(void)state;
	assert_int_equal(plat_event_handle(PLAT_EVENT_POWER_OFF, NULL, NULL),
			 0);
	plat_event_raise(PLAT_EVENT_POWER_OFF);
	if (!setjmp(ended))
		plat_events_serve();
	assert_int_equal(end, 100);
}

static uint32_t woken = 7;

static void wake(uint32_t number)
{
	woken = number;
}

/* It is lcpu 0 that raises here, which needs no waking. */
static void nobody_is_woken_by_himself(void **state)
{
	(void)state;
	plat_events_wake = wake;
	plat_event_raise(PLAT_EVENT_REBOOT);
	assert_int_equal(woken, 7);
	plat_events_wake = NULL;
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_served_once),
		TEST(each_kind_is_one),
		TEST(nothing_is_served_before_main),
		TEST(what_comes_in_a_handler_waits_for_its_end),
		TEST(one_handler_for_each),
		TEST(nobody_is_woken_by_himself),
		/* Does not come back: a handler runs for ever. */
		TEST(nobody_asked_means_what_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
