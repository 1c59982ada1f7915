/* SPDX-License-Identifier: BSD-3-Clause */
/* A debug build that does not see a wrong lock order is worse than none. */
#include "tests/unit/unit.h"

#include <stdio.h>

#include <plat/lock.h>
#include <plat/power.h>

static jmp_buf died;
static char message[128];

void plat_panic(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	longjmp(died, 1);
}

/* Whether @action dies, with @text in what it says. */
#define dies(action, text)                                                 \
	(setjmp(died) ? strstr(message, text) != NULL : ((action), false))

static int a, b, c;

static void locks_in_order_are_fine(void **state)
{
	(void)state;
	plat_lock_take(&a, PLAT_RANK_VMEM);
	plat_lock_take(&b, PLAT_RANK_PAGING);
	plat_lock_give(&a);
	plat_lock_take(&c, PLAT_RANK_CONSOLE);
	plat_lock_give(&c);
	plat_lock_give(&b);
}

static void the_order_is_checked(void **state)
{
	(void)state;
	plat_lock_take(&a, PLAT_RANK_PAGING);
	assert_true(dies(plat_lock_take(&b, PLAT_RANK_VMEM), "lock order"));
	assert_true(dies(plat_lock_take(&b, PLAT_RANK_PAGING), "lock order"));
	plat_lock_take(&b, PLAT_RANK_NONE);
	assert_true(dies(plat_lock_take(&c, PLAT_RANK_VMEM), "lock order"));
	plat_lock_give(&a);
	plat_lock_take(&c, PLAT_RANK_VMEM);
	plat_lock_give(&c);
	plat_lock_give(&b);
}

static void the_highest_rank_is_known(void **state)
{
	(void)state;
	assert_int_equal(plat_lock_highest(), PLAT_RANK_NONE);
	plat_lock_take(&a, PLAT_RANK_VMEM);
	plat_lock_take(&b, PLAT_RANK_PAGING);
	plat_lock_take(&c, PLAT_RANK_NONE);
	assert_int_equal(plat_lock_highest(), PLAT_RANK_PAGING);
	plat_lock_give(&b);
	assert_int_equal(plat_lock_highest(), PLAT_RANK_VMEM);
	plat_lock_give(&a);
	plat_lock_give(&c);
	assert_int_equal(plat_lock_highest(), PLAT_RANK_NONE);
}

static void a_lock_is_taken_once(void **state)
{
	(void)state;
	plat_lock_take(&a, PLAT_RANK_NONE);
	assert_true(dies(plat_lock_take(&a, PLAT_RANK_NONE), "taken twice"));
	plat_lock_give(&a);
	assert_true(dies(plat_lock_give(&a), "does not hold"));
}

static void too_many_are_refused(void **state)
{
	char locks[17];

	(void)state;
	for (int i = 0; i < 16; i++)
		plat_lock_take(&locks[i], PLAT_RANK_NONE);
	assert_true(
	    dies(plat_lock_take(&locks[16], PLAT_RANK_NONE), "more than 16"));
	for (int i = 0; i < 16; i++)
		plat_lock_give(&locks[i]);
}

static void nobody_sleeps_under_one(void **state)
{
	(void)state;
	plat_lock_sleeping();
	plat_lock_take(&a, PLAT_RANK_NONE);
	assert_true(dies(plat_lock_sleeping(), "1 locks"));
	plat_lock_give(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(locks_in_order_are_fine),
		cmocka_unit_test(the_order_is_checked),
		cmocka_unit_test(the_highest_rank_is_known),
		cmocka_unit_test(a_lock_is_taken_once),
		cmocka_unit_test(too_many_are_refused),
		cmocka_unit_test(nobody_sleeps_under_one),
	};

	return cmocka_run_group_tests_name("lock debug", tests, NULL, NULL);
}
