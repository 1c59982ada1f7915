/* SPDX-License-Identifier: BSD-3-Clause */
/* A wall clock would be read from what is none, or show what nobody set. */
#include "tests/unit/unit.h"

#include <plat/arch/io.h>
#include <plat/errno.h>

#include "common/time/pl031.h"
#include "tests/host/support.h"

static uint8_t registers[PL031_BYTES];

uint32_t plat_mmio_read32(const volatile void *reg)
{
	const uint8_t *at = (const uint8_t *)(uintptr_t)reg;
	uint32_t value;

	assert_true(at >= registers && at + 4 <= registers + PL031_BYTES);
	memcpy(&value, at, sizeof(value));
	return value;
}

static void set(uint32_t offset, uint32_t value)
{
	memcpy(registers + offset, &value, sizeof(value));
}

static int setup(void **state)
{
	(void)state;
	set(0x000, 1835440496);
	set(0x00c, 1);
	set(0xfe0, 0x31);
	set(0xfe4, 0x10);
	host_log_reset();
	return 0;
}

static void it_counts_seconds(void **state)
{
	uint64_t seconds = 0;

	(void)state;
	assert_int_equal(plat_pl031_read(registers, &seconds), 0);
	assert_int_equal(seconds, 1835440496);
	set(0x000, 0xfffffffe); /* 2106 */
	assert_int_equal(plat_pl031_read(registers, &seconds), 0);
	assert_true(seconds == 0xfffffffe);
}

static void expect_refusal(uint32_t offset, uint32_t value)
{
	uint64_t seconds = 7;

	setup(NULL);
	set(offset, value);
	assert_int_equal(plat_pl031_read(registers, &seconds), -PLAT_ENOTSUP);
	assert_int_equal(seconds, 7);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
}

static void what_is_none_is_refused(void **state)
{
	(void)state;
	expect_refusal(0xfe0, 0x11);
	expect_refusal(0xfe4, 0x11);
	expect_refusal(0xfe0, 0xffffffff);
}

static void what_was_not_set_is_refused(void **state)
{
	(void)state;
	expect_refusal(0x000, 0);
	expect_refusal(0x000, 0xffffffff);
	expect_refusal(0x00c, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_counts_seconds, setup),
		cmocka_unit_test(what_is_none_is_refused),
		cmocka_unit_test(what_was_not_set_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
