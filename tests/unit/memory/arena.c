/* SPDX-License-Identifier: BSD-3-Clause */
/* The new page tables are made of these frames: none may be twice in there,
 * in use, or page 0. */
#include "tests/unit/unit.h"

#include "common/memory/arena.h"

#include <plat/errno.h>

#define PAGE PLAT_PAGE_SIZE

static struct plat_mrd mrds[16];
static struct plat_mrd scratch[32];
static struct plat_mrd_list given, list;
static struct plat_pa_range room;

static int begin(void **state)
{
	(void)state;
	plat_mrd_list_init(&given, mrds, 16);
	list = given;
	return 0;
}

static void add(unsigned int type, uint64_t start, uint64_t size)
{
	struct plat_mrd mrd = {
		.start = {start}, .size = size, .type = (uint8_t)type,
		.owner = "test",
	};

	assert_int_equal(plat_mrd_add(&given, &mrd), 0);
	list = given;
	plat_mrd_normalise(&list, scratch);
}

static uint64_t reserve(uint64_t bytes)
{
	if (plat_arena_reserve(&list, bytes, &room) != 0)
		return 0;
	assert_int_equal(room.size, (bytes + PAGE - 1) / PAGE * PAGE);
	return room.start.v;
}

static void the_lowest_region_with_room_above_1_mib(void **state)
{
	(void)state;
	add(PLAT_MRD_FREE, 0, 0xa0000);
	add(PLAT_MRD_FREE, 0x100000, 4 * PAGE);
	add(PLAT_MRD_RESERVED, 0x200000, 100 * PAGE);
	add(PLAT_MRD_FREE, 0x300000, 8 * PAGE);
	add(PLAT_MRD_FREE, 0x400000, 100 * PAGE);
	assert_int_equal(reserve(4 * PAGE), 0x100000);
	assert_int_equal(reserve(4 * PAGE + 1), 0x300000);
	assert_int_equal(reserve(8 * PAGE), 0x300000);
	assert_int_equal(reserve(9 * PAGE), 0x400000);
	assert_int_equal(reserve(101 * PAGE), PAGE);
	assert_int_equal(reserve(0x9f * PAGE), PAGE);
	assert_int_equal(reserve(0xa0 * PAGE), 0);
	assert_int_equal(reserve(UINT64_MAX), 0);
}

static void a_region_across_1_mib(void **state)
{
	(void)state;
	add(PLAT_MRD_FREE, 0xf0000, 0x20000);
	assert_int_equal(reserve(0x10000), 0x100000);
	assert_int_equal(reserve(0x10001), 0xf0000);
	assert_int_equal(reserve(0x20001), 0);
}

static void there_is_no_memory(void **state)
{
	(void)state;
	assert_int_equal(reserve(PAGE), 0);
	add(PLAT_MRD_FREE, 0, PAGE);
	assert_int_equal(reserve(PAGE), 0);
}

static void a_place_is_at_or_above_the_lowest(void **state)
{
	(void)state;
	add(PLAT_MRD_FREE, 0x100000, 8 * PAGE);
	add(PLAT_MRD_INITRD, 0x108000, PAGE);
	add(PLAT_MRD_FREE, 0x200000, 4 * PAGE);
	assert_int_equal(plat_arena_find(&list, PAGE, 8 * PAGE).v, 0x100000);
	assert_int_equal(plat_arena_find(&list, 0x105000, 3 * PAGE).v,
			 0x105000);
	assert_int_equal(plat_arena_find(&list, 0x105000, 4 * PAGE).v,
			 0x200000);
	assert_int_equal(plat_arena_find(&list, 0x108000, PAGE).v, 0x200000);
	assert_int_equal(plat_arena_find(&list, 0x200000, 5 * PAGE).v, 0);
	assert_int_equal(plat_arena_find(&list, 0x204000, PAGE).v, 0);
	assert_int_equal(plat_arena_find(&list, UINT64_MAX, 1).v, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_lowest_region_with_room_above_1_mib,
				       begin),
		cmocka_unit_test_setup(a_region_across_1_mib, begin),
		cmocka_unit_test_setup(there_is_no_memory, begin),
		cmocka_unit_test_setup(a_place_is_at_or_above_the_lowest, begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
