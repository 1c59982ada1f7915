/* SPDX-License-Identifier: BSD-3-Clause */
/* A PC's clock that counts in another way than the one at hand puts the guest
 * half a day or a century off. */
#include "tests/unit/unit.h"

#include <time.h>

#include <plat/arch/io.h>
#include <plat/errno.h>

#include "common/time/event.h"
#include "common/time/wall.h"
#include "tests/host/support.h"

#define PORT_INDEX 0x70
#define PORT_DATA  0x71

enum { SECOND = 0, MINUTE = 2, HOUR = 4, DAY = 7, MONTH = 8, YEAR = 9,
       A = 10, B = 11, CENTURY = 0x32 };

#define UPDATING 0x80u
#define BINARY   0x04u
#define HOURS_24 0x02u
#define PM       0x80u

static uint8_t cmos[128];
static uint8_t cmos_index;
static unsigned int nr_reads;

/* So many looks at register A see an update; after so many looks at the
 * seconds, the last of an hour, the next one begins. */
static unsigned int nr_updating, nr_looks_to_turn;

void plat_out8(uint16_t port, uint8_t value)
{
	assert_int_equal(port, PORT_INDEX);
	cmos_index = value & 0x7f;
}

uint8_t plat_in8(uint16_t port)
{
	assert_int_equal(port, PORT_DATA);
	nr_reads++;
	if (cmos_index == A && nr_updating) {
		nr_updating--;
		return cmos[A] | UPDATING;
	}
	if (cmos_index == HOUR && nr_looks_to_turn && !--nr_looks_to_turn) {
		cmos[SECOND] = cmos[MINUTE] = 0;
		cmos[HOUR]++;
	}
	return cmos[cmos_index];
}

static uint8_t coded(int value)
{
	return (uint8_t)(cmos[B] & BINARY ? value
					  : value / 10 * 16 + value % 10);
}

static uint8_t coded_hour(int hour)
{
	if (cmos[B] & HOURS_24)
		return coded(hour);
	return (uint8_t)(coded(hour % 12 ? hour % 12 : 12) |
			 (hour >= 12 ? PM : 0));
}

/* 2028-02-29 HOUR:59:58, in the format that register B tells. */
static void set_clock(uint8_t format, int hour)
{
	memset(cmos, 0, sizeof(cmos));
	cmos[B] = format;
	cmos[SECOND] = coded(58);
	cmos[MINUTE] = coded(59);
	cmos[HOUR] = coded_hour(hour);
	cmos[DAY] = coded(29);
	cmos[MONTH] = coded(2);
	cmos[YEAR] = coded(28);
	cmos[CENTURY] = coded(20);
}

static uint64_t seconds_of(int year, int hour)
{
	struct tm tm = {.tm_year = year - 1900, .tm_mon = 1, .tm_mday = 29,
			.tm_hour = hour, .tm_min = 59, .tm_sec = 58};

	return (uint64_t)timegm(&tm);
}

static int begin(void **state)
{
	(void)state;
	host_log_reset();
	nr_reads = nr_updating = nr_looks_to_turn = 0;
	set_clock(HOURS_24, 12);
	return 0;
}

static void assert_shows(uint64_t seconds)
{
	uint64_t ns = 0;

	assert_int_equal(plat_arch_wall_ns(&ns), 0);
	assert_int_equal(ns, seconds * PLAT_NS_PER_S);
}

static void assert_shows_nothing(void)
{
	uint64_t ns;

	assert_int_equal(plat_arch_wall_ns(&ns), -PLAT_ENOTSUP);
}

static void each_format_of_each_hour_is_read(void **state)
{
	static const uint8_t formats[] = {0, BINARY, HOURS_24,
					  BINARY | HOURS_24};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(formats); i++) {
		for (int hour = 0; hour < 24; hour++) {
			set_clock(formats[i], hour);
			assert_shows(seconds_of(2028, hour));
		}
	}
}

static void the_century_register_counts(void **state)
{
	(void)state;
	cmos[YEAR] = 0x96;
	cmos[CENTURY] = 0x19;
	assert_shows(seconds_of(1996, 12));
	cmos[YEAR] = 0x04;
	cmos[CENTURY] = 0x21;
	assert_shows(seconds_of(2104, 12));
}

/* What is in that byte then: nothing, or something else. */
static void a_clock_older_than_the_century_register_is_of_ours(void **state)
{
	static const uint8_t others[] = {0, 0x01, 0x14, 0x18, 0x22, 0x80, 0xff};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(others); i++) {
		set_clock(HOURS_24, 12);
		cmos[CENTURY] = others[i];
		assert_shows(seconds_of(2028, 12));
		set_clock(HOURS_24 | BINARY, 12);
		/* The same digits would be a century there. */
		cmos[CENTURY] = others[i] == 0x14 ? 0 : others[i];
		assert_shows(seconds_of(2028, 12));
	}
}

static void an_update_is_waited_for(void **state)
{
	(void)state;
	nr_updating = 1000;
	assert_shows(seconds_of(2028, 12));
	assert_int_equal(nr_updating, 0);
	nr_updating = UINT32_MAX;
	assert_shows_nothing();
}

/* The hour turns between two registers, of the first reading, the second. */
static void a_time_torn_by_its_next_second_is_not_used(void **state)
{
	(void)state;
	for (unsigned int look = 1; look <= 2; look++) {
		set_clock(HOURS_24, 12);
		nr_looks_to_turn = look;
		assert_shows(seconds_of(2028, 12) + 2);
	}
}

static void no_clock_is_told_at_once(void **state)
{
	(void)state;
	memset(cmos, 0xff, sizeof(cmos));
	assert_shows_nothing();
	assert_int_equal(nr_reads, 1);
}

static void what_is_no_date_is_told(void **state)
{
	(void)state;
	cmos[DAY] = 0x30;
	assert_shows_nothing();
	assert_true(host_log_has("no date: 2028-2-30"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(each_format_of_each_hour_is_read,
				       begin),
		cmocka_unit_test_setup(the_century_register_counts, begin),
		cmocka_unit_test_setup(
		    a_clock_older_than_the_century_register_is_of_ours, begin),
		cmocka_unit_test_setup(an_update_is_waited_for, begin),
		cmocka_unit_test_setup(
		    a_time_torn_by_its_next_second_is_not_used, begin),
		cmocka_unit_test_setup(no_clock_is_told_at_once, begin),
		cmocka_unit_test_setup(what_is_no_date_is_told, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
