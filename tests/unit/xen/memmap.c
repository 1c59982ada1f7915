/* SPDX-License-Identifier: BSD-3-Clause */
/* A foreign page over memory of the guest's own is lost memory, and another
 * domain's window into it. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "common/bootinfo/bootinfo.h"
#include "common/xen/xen.h"

#define LIMIT (UINT64_C(1) << 40)
#define SIZE  PLAT_MIB(16)

static struct plat_mrd mrds[8];
static struct plat_bootinfo bi;

static int set_up(void **state)
{
	(void)state;
	memset(&bi, 0, sizeof(bi));
	plat_mrd_list_init(&bi.mrds, mrds, 8);
	return 0;
}

static void add(uint64_t start, uint64_t size)
{
	assert_int_equal(
	    plat_bootinfo_add_region(
		&bi, (struct plat_pa_range){plat_pa(start), size},
		PLAT_MRD_FREE, "test"),
	    0);
}

static uint64_t hole(void)
{
	struct plat_pa_range range = plat_xen_find_hole(&bi, SIZE, LIMIT);

	assert_true(range.size == 0 || range.size == SIZE);
	return range.size ? range.start.v : 0;
}

static void the_hole_is_where_nothing_is(void **state)
{
	(void)state;
	assert_int_equal(hole(), PLAT_GIB(4));
	add(PLAT_MIB(1), PLAT_MIB(19));
	assert_int_equal(hole(), PLAT_GIB(4));
	add(PLAT_GIB(4), PLAT_PAGE_SIZE);
	assert_int_equal(hole(), PLAT_GIB(5));
	add(PLAT_GIB(4), PLAT_GIB(3));
	assert_int_equal(hole(), PLAT_GIB(7));
	/* A range at the end of all addresses takes none away. */
	add(LIMIT - PLAT_GIB(12), PLAT_GIB(12));
	assert_int_equal(hole(), PLAT_GIB(7));
	add(PLAT_GIB(7) + SIZE - PLAT_PAGE_SIZE, PLAT_PAGE_SIZE);
	assert_int_equal(hole(), PLAT_GIB(8));
}

static void without_room_there_is_none(void **state)
{
	(void)state;
	add(0, LIMIT - PLAT_GIB(1));
	assert_int_equal(hole(), LIMIT - PLAT_GIB(1));
	add(LIMIT - PLAT_GIB(1), PLAT_PAGE_SIZE);
	assert_int_equal(hole(), 0);
	add(PLAT_GIB(1), UINT64_MAX - PLAT_GIB(2));
	assert_int_equal(hole(), 0);
}

static void entries_are_taken(void **state)
{
	const struct plat_xen_e820 entries[] = {
		{0, PLAT_MIB(20), 1},
		{0xfc000000, 0x1000, 3},
		{UINT64_MAX - 5, UINT64_MAX, 77},
	};

	(void)state;
	assert_int_equal(plat_xen_take_e820(&bi, entries, 0), -PLAT_ENOENT);
	assert_int_equal(plat_xen_take_e820(&bi, entries, 3), 0);
	assert_int_equal(bi.mrds.mrds[0].type, PLAT_MRD_FREE);
	assert_int_equal(bi.mrds.mrds[0].size, PLAT_MIB(20));
	assert_int_equal(bi.mrds.mrds[1].type, PLAT_MRD_FIRMWARE);
}

static void errors_are_ours(void **state)
{
	(void)state;
	assert_int_equal(plat_xen_error(7), 7);
	assert_int_equal(plat_xen_error(0), 0);
	assert_int_equal(plat_xen_error(-1), -PLAT_EPERM);
	assert_int_equal(plat_xen_error(-12), -PLAT_ENOMEM);
	assert_int_equal(plat_xen_error(-17), -PLAT_EEXIST);
	assert_int_equal(plat_xen_error(-38), -PLAT_ENOTSUP);
	assert_int_equal(plat_xen_error(-1000), -PLAT_EINVAL);
	assert_int_equal(plat_xen_error(INT64_MIN), -PLAT_EINVAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_hole_is_where_nothing_is,
				       set_up),
		cmocka_unit_test_setup(without_room_there_is_none, set_up),
		cmocka_unit_test_setup(entries_are_taken, set_up),
		cmocka_unit_test(errors_are_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
