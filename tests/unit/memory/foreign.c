/* SPDX-License-Identifier: BSD-3-Clause */
/* A frame that two users have, or one of the guest's memory, would be written
 * by somebody else. */
#include "tests/unit/unit.h"

#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/foreign.h>
#include <plat/frontend.h>

#include "common/memory/foreign.h"

#define HOLE UINT64_C(0x100000000)
#define RAM  UINT64_C(0x40000000)

static struct plat_pa_range hole;

static struct plat_pa_range the_hole(void)
{
	return hole;
}

static struct plat_frontend frontend;

const struct plat_frontend *plat_frontend(void)
{
	return &frontend;
}

/* The memory map: one page of memory, and the hole, of @size bytes. */
static struct plat_mrd mrds[] = {
	{.start = {RAM}, .size = PLAT_PAGE_SIZE, .type = PLAT_MRD_FREE},
	{.start = {HOLE}, .type = PLAT_MRD_HOLE},
};
static struct plat_bootinfo bootinfo = {.mrds = {.mrds = mrds, .nr_mrds = 2}};

const struct plat_bootinfo *plat_bootinfo(void)
{
	return &bootinfo;
}

static int set_up(void **state)
{
	(void)state;
	mrds[1].size = UINT64_C(1) << 40;
	mrds[1].type = PLAT_MRD_HOLE;
	hole = (struct plat_pa_range){{HOLE}, 10 * PLAT_PAGE_SIZE};
	frontend.foreign_hole = the_hole;
	return 0;
}

static uint64_t take(size_t nr)
{
	plat_pa_t first;

	assert_int_equal(plat_foreign_alloc(nr, &first), 0);
	return (first.v - HOLE) / PLAT_PAGE_SIZE;
}

static int give(uint64_t first, size_t nr)
{
	return plat_foreign_free(nr, plat_pa(HOLE + first * PLAT_PAGE_SIZE));
}

static void frames_are_given_once(void **state)
{
	plat_pa_t first;

	(void)state;
	assert_int_equal(take(1), 0);
	assert_int_equal(take(4), 1);
	assert_int_equal(take(5), 5);
	assert_int_equal(plat_foreign_alloc(1, &first), -PLAT_ENOMEM);
	assert_int_equal(give(1, 4), 0);
	assert_int_equal(plat_foreign_alloc(5, &first), -PLAT_ENOMEM);
	assert_int_equal(take(2), 1);
	assert_int_equal(take(2), 3);
	assert_int_equal(give(0, 10), 0);
}

static void what_was_not_taken_stays(void **state)
{
	(void)state;
	assert_int_equal(take(3), 0);
	assert_int_equal(give(1, 3), -PLAT_EINVAL);
	assert_int_equal(give(0, 0), -PLAT_EINVAL);
	assert_int_equal(give(9, 2), -PLAT_EINVAL);
	assert_int_equal(give(11, 1), -PLAT_EINVAL);
	assert_int_equal(plat_foreign_free(1, plat_pa(0)), -PLAT_EINVAL);
	assert_int_equal(plat_foreign_free(1, plat_pa(HOLE + 1)),
			 -PLAT_EINVAL);
	assert_int_equal(give(0, SIZE_MAX), -PLAT_EINVAL);
	assert_int_equal(give(0, 3), 0);
	assert_int_equal(give(0, 3), -PLAT_EINVAL);
}

static void no_hole_no_frames(void **state)
{
	plat_pa_t first;

	(void)state;
	assert_int_equal(plat_foreign_alloc(0, &first), -PLAT_EINVAL);
	hole.size = PLAT_PAGE_SIZE - 1;
	assert_int_equal(plat_foreign_alloc(1, &first), -PLAT_ENOTSUP);
	frontend.foreign_hole = NULL;
	assert_int_equal(plat_foreign_alloc(1, &first), -PLAT_ENOTSUP);
	assert_int_equal(give(0, 1), -PLAT_EINVAL);
}

static void a_large_hole_is_used_in_part(void **state)
{
	size_t nr = 0;
	plat_pa_t first;

	(void)state;
	hole.size = UINT64_C(1) << 40;
	while (!plat_foreign_alloc(1, &first))
		nr++;
	assert_int_equal(nr, 4096);
	assert_int_equal(give(0, nr), 0);
}

/* Who says where the hole is may lie, or be wrong. */
static void only_what_the_map_has_as_a_hole(void **state)
{
	plat_pa_t first;

	(void)state;
	mrds[1].size = 2 * PLAT_PAGE_SIZE;
	assert_int_equal(plat_foreign_alloc(3, &first), -PLAT_ENOMEM);
	assert_int_equal(take(2), 0);
	assert_int_equal(give(0, 2), 0);
	mrds[1].type = PLAT_MRD_INITRD;
	assert_int_equal(plat_foreign_alloc(1, &first), -PLAT_ENOTSUP);
	hole.start.v = HOLE - PLAT_PAGE_SIZE;
	mrds[1].type = PLAT_MRD_HOLE;
	assert_int_equal(plat_foreign_alloc(1, &first), -PLAT_ENOTSUP);
}

static void memory_is_not_foreign(void **state)
{
	(void)state;
	assert_true(plat_foreign_is_own(1, plat_pa(RAM)));
	assert_true(plat_foreign_is_own(2, plat_pa(RAM - PLAT_PAGE_SIZE)));
	assert_false(plat_foreign_is_own(1, plat_pa(RAM - PLAT_PAGE_SIZE)));
	assert_false(plat_foreign_is_own(2, plat_pa(RAM + PLAT_PAGE_SIZE)));
	assert_false(plat_foreign_is_own(10, plat_pa(HOLE)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(frames_are_given_once, set_up),
		cmocka_unit_test_setup(what_was_not_taken_stays, set_up),
		cmocka_unit_test_setup(no_hole_no_frames, set_up),
		cmocka_unit_test_setup(a_large_hole_is_used_in_part, set_up),
		cmocka_unit_test_setup(only_what_the_map_has_as_a_hole, set_up),
		cmocka_unit_test(memory_is_not_foreign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
