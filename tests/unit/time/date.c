/* SPDX-License-Identifier: BSD-3-Clause */
/* A leap year that is missed puts the wall clock a day off. */
#include "tests/unit/unit.h"

#include <time.h>

#include <plat/errno.h>

#include "common/time/date.h"

static void every_day_until_2400(void **state)
{
	(void)state;
	for (time_t t = 0; t < (time_t)13569465600; t += 86400 + 1) {
		struct tm tm;
		uint64_t seconds;
		struct plat_date date;

		gmtime_r(&t, &tm);
		date = (struct plat_date){
		    (uint32_t)tm.tm_year + 1900, (uint32_t)tm.tm_mon + 1,
		    (uint32_t)tm.tm_mday,        (uint32_t)tm.tm_hour,
		    (uint32_t)tm.tm_min,         (uint32_t)tm.tm_sec};
		assert_int_equal(plat_date_to_seconds(&date, &seconds), 0);
		assert_int_equal(seconds, t);
	}
}

static void what_is_no_date_is_refused(void **state)
{
	static const struct plat_date bad[] = {
	    {1969, 12, 31, 23, 59, 59}, {10000, 1, 1, 0, 0, 0},
	    {2026, 0, 1, 0, 0, 0},      {2026, 13, 1, 0, 0, 0},
	    {2026, 1, 0, 0, 0, 0},      {2026, 1, 32, 0, 0, 0},
	    {2026, 2, 29, 0, 0, 0},     {2100, 2, 29, 0, 0, 0},
	    {2026, 4, 31, 0, 0, 0},     {2026, 1, 1, 24, 0, 0},
	    {2026, 1, 1, 0, 60, 0},     {2026, 1, 1, 0, 0, 61},
	};
	uint64_t seconds;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(plat_date_to_seconds(&bad[i], &seconds),
				 -PLAT_EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_until_2400),
		cmocka_unit_test(what_is_no_date_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
