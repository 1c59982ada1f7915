/* SPDX-License-Identifier: BSD-3-Clause */
/* The emulator that tests run on has no paravirtual clock: the arithmetic,
 * and what a hostile host can do to it, is shown here. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "common/time/pvclock.h"

static uint64_t tsc_now;

static uint64_t tsc(void)
{
	return tsc_now;
}

/* 1 GHz: a count is a nanosecond. mul = 2^31 with shift 1. */
static struct plat_pvclock_abi clock_of(uint64_t at, uint64_t ns,
					uint32_t mul, int8_t shift)
{
	return (struct plat_pvclock_abi){.version = 2,
					 .tsc_timestamp = at,
					 .system_time = ns,
					 .tsc_to_system_mul = mul,
					 .tsc_shift = shift};
}

static uint64_t read_ok(const struct plat_pvclock_abi *clock)
{
	uint64_t ns;

	assert_int_equal(plat_pvclock_ns(clock, tsc, &ns), 0);
	return ns;
}

static void counts_become_nanoseconds(void **state)
{
	struct plat_pvclock_abi c = clock_of(1000, 5000, 0x80000000u, 1);

	(void)state;
	tsc_now = 1000;
	assert_int_equal(read_ok(&c), 5000);
	tsc_now = 1500;
	assert_int_equal(read_ok(&c), 5500);
	c = clock_of(0, 0, 0x80000000u, -1); /* 4 GHz */
	tsc_now = 4000000000u;
	assert_int_equal(read_ok(&c), 1000000000);
}

static void a_counter_behind_the_record_is_not_negative(void **state)
{
	struct plat_pvclock_abi c = clock_of(1000, 5000, 0x80000000u, 1);

	(void)state;
	tsc_now = 10;
	assert_int_equal(read_ok(&c), 5000);
}

static void a_record_may_be_of_before_the_counter_was_0(void **state)
{
	struct plat_pvclock_abi c =
	    clock_of(UINT64_MAX - 999, 5000, 0x80000000u, 1);

	(void)state;
	tsc_now = 500;
	assert_int_equal(read_ok(&c), 6500);
}

static void any_shift_is_harmless(void **state)
{
	(void)state;
	tsc_now = INT64_MAX;
	for (int shift = -128; shift <= 127; shift++) {
		struct plat_pvclock_abi c =
		    clock_of(0, 7, UINT32_MAX, (int8_t)shift);

		(void)read_ok(&c);
	}
}

static void a_record_that_is_always_being_written_is_given_up(void **state)
{
	struct plat_pvclock_abi c = clock_of(0, 0, 1, 0);
	struct plat_pvclock_wall_abi w = {.version = 1};
	uint64_t ns;

	(void)state;
	c.version = 3;
	assert_int_equal(plat_pvclock_ns(&c, tsc, &ns), -PLAT_EAGAIN);
	assert_int_equal(plat_pvclock_wall_ns(&w, &ns), -PLAT_EAGAIN);
}

static void wall_clock(void **state)
{
	struct plat_pvclock_wall_abi w = {.version = 2,
					  .sec = 1795000000,
					  .nsec = 5};
	uint64_t ns;

	(void)state;
	assert_int_equal(plat_pvclock_wall_ns(&w, &ns), 0);
	assert_int_equal(ns, 1795000000000000005);
	w = (struct plat_pvclock_wall_abi){0};
	assert_int_equal(plat_pvclock_wall_ns(&w, &ns), -PLAT_ENOENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_become_nanoseconds),
		cmocka_unit_test(a_record_may_be_of_before_the_counter_was_0),
		cmocka_unit_test(a_counter_behind_the_record_is_not_negative),
		cmocka_unit_test(any_shift_is_harmless),
		cmocka_unit_test(
		    a_record_that_is_always_being_written_is_given_up),
		cmocka_unit_test(wall_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
