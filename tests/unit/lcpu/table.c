/* SPDX-License-Identifier: BSD-3-Clause */
/* An lcpu that is counted twice, or looked up wrongly, is started on the stack
 * of another. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "tests/host/support.h"
#include "tests/unit/lcpu/world.h"

#define ROOM 300u

static void *memory;

static int begin(void **state)
{
	(void)state;
	host_log_reset();
	if (posix_memalign(&memory, 64, plat_lcpu_table_bytes(ROOM)))
		return -1;
	memset(memory, 0xa5, plat_lcpu_table_bytes(ROOM));
	plat_lcpu_table_init(memory, ROOM, 40);
	return 0;
}

static int end(void **state)
{
	(void)state;
	free(memory);
	return 0;
}

static void add(uint64_t hw_id, uint32_t uid, uint32_t flags)
{
	plat_lcpu_table_add(&(struct plat_topology_lcpu){hw_id, uid, flags});
}

static void numbers_follow_firmware(void **state)
{
	static const uint64_t told[] = {40, 7, 1000000, 0, 255, 41};
	static const uint32_t numbers[] = {0, 1, 2, 3, 4, 5};
	uint32_t number;

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(told); i++)
		add(told[i], 90 + i, PLAT_LCPU_ENABLED);
	assert_int_equal(plat_lcpu_table.nr, 6);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(told); i++) {
		assert_int_equal(plat_lcpu_find(told[i], &number), 0);
		assert_int_equal(number, numbers[i]);
		assert_int_equal(plat_lcpu_hw_id(number), told[i]);
		assert_int_equal(
		    plat_lcpu_table.lcpus[number].id.firmware_uid, 90 + i);
	}
	assert_int_equal(plat_lcpu_find(42, &number), -PLAT_ENOENT);
	assert_int_equal(plat_lcpu_find(UINT64_MAX, &number), -PLAT_ENOENT);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void the_boot_lcpu_may_be_untold(void **state)
{
	uint32_t number = 7;

	(void)state;
	add(3, 0, PLAT_LCPU_ENABLED);
	assert_int_equal(plat_lcpu_find(40, &number), 0);
	assert_int_equal(number, 0);
	assert_int_equal(plat_lcpu_find(3, &number), 0);
	assert_int_equal(number, 1);
}

static void duplicates_are_one(void **state)
{
	(void)state;
	add(3, 0, PLAT_LCPU_ENABLED);
	add(3, 1, PLAT_LCPU_ENABLED);
	assert_int_equal(plat_lcpu_table.nr, 2);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
	assert_int_equal(plat_lcpu_table.lcpus[1].id.firmware_uid, 0);
}

static void absent_ones_do_not_count(void **state)
{
	(void)state;
	add(3, 0, 0);
	add(4, 0, PLAT_LCPU_HOTPLUG);
	assert_int_equal(plat_lcpu_table.nr, 1);
}

static void more_than_room_are_passed_over(void **state)
{
	uint32_t number;

	(void)state;
	for (uint64_t i = 0; i < ROOM + 2; i++)
		add(5000 - 10 * i, 0, PLAT_LCPU_ENABLED);
	assert_int_equal(plat_lcpu_table.nr, ROOM);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 3);
	for (uint64_t i = 0; i < ROOM - 1; i++) {
		assert_int_equal(plat_lcpu_find(5000 - 10 * i, &number), 0);
		assert_int_equal(number, i + 1);
	}
}

static void states_and_sets_have_bounds(void **state)
{
	(void)state;
	add(3, 0, PLAT_LCPU_ENABLED);
	assert_int_equal(plat_lcpu_state(0), PLAT_LCPU_BUSY);
	assert_int_equal(plat_lcpu_state(1), PLAT_LCPU_OFFLINE);
	assert_int_equal(plat_lcpu_state(2), PLAT_LCPU_OFFLINE);
	assert_true(plat_lcpus_exist(PLAT_LCPUS_ONE(1)));
	assert_false(plat_lcpus_exist(PLAT_LCPUS_ONE(2)));
	assert_true(plat_lcpus_exist(PLAT_LCPUS_OTHERS));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(numbers_follow_firmware,
						begin, end),
		cmocka_unit_test_setup_teardown(the_boot_lcpu_may_be_untold,
						begin, end),
		cmocka_unit_test_setup_teardown(duplicates_are_one, begin,
						end),
		cmocka_unit_test_setup_teardown(absent_ones_do_not_count,
						begin, end),
		cmocka_unit_test_setup_teardown(more_than_room_are_passed_over,
						begin, end),
		cmocka_unit_test_setup_teardown(states_and_sets_have_bounds,
						begin, end),
	};

	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
