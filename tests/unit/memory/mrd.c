/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A wrong memory map is the worst thing that can happen to a kernel: memory
 * in use handed out, or devices mapped as memory.
 */
#include "tests/unit/memory/mrd_model.h"

#include <time.h>

#include <plat/errno.h>

#define PAGE PLAT_PAGE_SIZE

static struct plat_mrd mrds[256];
static struct plat_mrd scratch[512];
static struct plat_mrd_list list;

static void begin(uint32_t capacity)
{
	memset(mrds, 0xa5, sizeof(mrds));
	memset(scratch, 0x5a, sizeof(scratch));
	plat_mrd_list_init(&list, mrds, capacity);
}

static int add(unsigned int type, uint64_t start, uint64_t size)
{
	return plat_mrd_add(&list, &(struct plat_mrd){
					   .start = {start},
					   .size = size,
					   .attr = PLAT_ATTR_RW,
					   .type = (uint8_t)type,
					   .owner = "test",
				   });
}

static void normalise(void)
{
	plat_mrd_normalise(&list, scratch);
}

static void expect(uint32_t i, unsigned int type, uint64_t start,
		   uint64_t size)
{
	assert_true(i < list.nr_mrds);
	assert_int_equal(list.mrds[i].type, type);
	assert_int_equal(list.mrds[i].start.v, start);
	assert_int_equal(list.mrds[i].size, size);
}

static void an_empty_list_stays_empty(void **state)
{
	(void)state;
	begin(0);
	normalise();
	assert_int_equal(list.nr_mrds, 0);
	assert_null(plat_mrd_find(&list, plat_pa(0)));
	assert_int_equal(add(PLAT_MRD_RESERVED, 0, PAGE), -PLAT_ENOMEM);
	assert_int_equal(add(PLAT_MRD_FREE, 0, PAGE), 0);
	assert_int_equal(list.faults.nr_dropped, 1);
}

static void a_typical_pc(void **state)
{
	(void)state;
	begin(32);
	assert_int_equal(add(PLAT_MRD_FREE, 0, 0x9fc00), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x9fc00, 0x400), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0xf0000, 0x10000), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0x100000, 0x7ee0000), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x7fe0000, 0x20000), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0xfffc0000, 0x40000), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_IMAGE_TEXT, 0x200000, 0x6000), 0);
	assert_int_equal(add(PLAT_MRD_IMAGE_RODATA, 0x206000, 0x2000), 0);
	assert_int_equal(add(PLAT_MRD_IMAGE_DATA, 0x208000, 0x9000), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 0xfee00000, PAGE), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 12);
	expect(0, PLAT_MRD_RESERVED, 0, PAGE);
	expect(1, PLAT_MRD_FREE, PAGE, 0x9e000);
	expect(2, PLAT_MRD_RESERVED, 0x9f000, PAGE);
	expect(3, PLAT_MRD_RESERVED, 0xf0000, 0x10000);
	expect(4, PLAT_MRD_FREE, 0x100000, 0x100000);
	expect(5, PLAT_MRD_IMAGE_TEXT, 0x200000, 0x6000);
	expect(6, PLAT_MRD_IMAGE_RODATA, 0x206000, 0x2000);
	expect(7, PLAT_MRD_IMAGE_DATA, 0x208000, 0x9000);
	expect(8, PLAT_MRD_FREE, 0x211000, 0x7dcf000);
	expect(9, PLAT_MRD_RESERVED, 0x7fe0000, 0x20000);
	expect(10, PLAT_MRD_DEVICE, 0xfee00000, PAGE);
	expect(11, PLAT_MRD_RESERVED, 0xfffc0000, 0x40000);
	assert_memory_equal(&list.faults, &(struct plat_mrd_faults){0},
			    sizeof(list.faults));
}

static void ill_formed_input_degrades(void **state)
{
	(void)state;
	begin(8);
	assert_int_equal(add(PLAT_MRD_FREE, 0x1000, 0), 0);
	assert_int_equal(list.faults.nr_empty, 1);
	assert_int_equal(add(99, 0x5000, PAGE), 0);
	assert_int_equal(list.faults.nr_invalid, 1);
	assert_int_equal(add(PLAT_MRD_FREE, UINT64_MAX - 0x1fff, PAGE * 9), 0);
	assert_int_equal(list.faults.nr_wrapped, 1);
	assert_int_equal(add(PLAT_MRD_FREE, 0x7001, PAGE), 0);
	assert_int_equal(list.faults.nr_empty, 2);
	normalise();
	assert_int_equal(list.nr_mrds, 2);
	expect(0, PLAT_MRD_RESERVED, 0x5000, PAGE);
	expect(1, PLAT_MRD_FREE, UINT64_MAX - 0x1fff, PAGE);
}

static void rounding_at_the_top_does_not_wrap(void **state)
{
	static const unsigned int types[] = {PLAT_MRD_FREE, PLAT_MRD_RESERVED};
	const uint64_t top = UINT64_MAX - PLAT_PAGE_MASK;

	(void)state;
	for (unsigned int t = 0; t < 2; t++) {
		begin(8);
		assert_int_equal(add(types[t], top - 2 * PAGE, 3 * PAGE), 0);
		assert_int_equal(list.faults.nr_wrapped, 0);
		normalise();
		assert_int_equal(list.nr_mrds, 1);
		expect(0, types[t], top - 2 * PAGE, 2 * PAGE);

		begin(8);
		assert_int_equal(add(types[t], 0, UINT64_MAX), 0);
		normalise();
		expect(0, types[t], 0, top);

		begin(8);
		assert_int_equal(add(types[t], top, PAGE), 0);
		assert_int_equal(add(types[t], UINT64_MAX, 1), 0);
		assert_int_equal(add(types[t], top + 1, 5), 0);
		normalise();
		assert_int_equal(list.nr_mrds, 0);
		assert_int_equal(list.faults.nr_empty, 3);
	}
	begin(8);
	assert_int_equal(add(PLAT_MRD_RESERVED, top - 1, 1), 0);
	normalise();
	expect(0, PLAT_MRD_RESERVED, top - PAGE, PAGE);
}

/* Defects that were found in another kit's region lists; see each. */

/* 1: a delete read one past the end of a full list. ASan watches here. */
static void a_full_list_is_not_overrun(void **state)
{
	struct plat_mrd *exact = malloc(4 * sizeof(*exact));
	struct plat_mrd *room = malloc(8 * sizeof(*room));

	(void)state;
	plat_mrd_list_init(&list, exact, 4);
	for (unsigned int i = 0; i < 4; i++)
		assert_int_equal(add(PLAT_MRD_FREE, i * 4 * PAGE,
				     (i + 1) * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x100000, PAGE), 0);
	assert_int_equal(list.nr_mrds, 4);
	plat_mrd_normalise(&list, room);
	assert_int_equal(list.nr_mrds, 4);
	expect(0, PLAT_MRD_FREE, 4 * PAGE, 2 * PAGE);
	expect(3, PLAT_MRD_RESERVED, 0x100000, PAGE);

	/* All overlap, so that heap and pieces need their most. */
	plat_mrd_list_init(&list, exact, 4);
	for (unsigned int i = 0; i < 4; i++)
		assert_int_equal(add(PLAT_MRD_INITRD + i, i * PAGE,
				     (7 - 2 * i) * PAGE), 0);
	plat_mrd_normalise(&list, room);
	assert_int_equal(list.nr_mrds, 7);
	free(room);
	free(exact);
}

/* 2: a failed call left an entry half changed. */
static void a_refused_add_leaves_the_list_alone(void **state)
{
	struct plat_mrd before[3];

	(void)state;
	begin(3);
	for (unsigned int i = 0; i < 3; i++)
		assert_int_equal(add(PLAT_MRD_RESERVED, i * PAGE, 7), 0);
	memcpy(before, mrds, sizeof(before));
	assert_int_equal(add(PLAT_MRD_DEVICE, 0x10000, 9), -PLAT_ENOMEM);
	assert_int_equal(list.nr_mrds, 3);
	assert_memory_equal(before, mrds, sizeof(before));
	assert_int_equal(list.faults.nr_dropped, 0);
}

/* 3: one region was inserted twice and its neighbour not at all. Twice the
 * same must be as good as once, and neighbours stay apart. */
static void the_same_region_twice_is_there_once(void **state)
{
	(void)state;
	begin(8);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0xf0000, 0x10000), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0xf0000, 0x10000), 0);
	assert_int_equal(add(PLAT_MRD_HOLE, 0xc0000, 0x30000), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 2);
	expect(0, PLAT_MRD_HOLE, 0xc0000, 0x30000);
	expect(1, PLAT_MRD_RESERVED, 0xf0000, 0x10000);
	assert_memory_equal(&list.faults, &(struct plat_mrd_faults){0},
			    sizeof(list.faults));
}

/* 4: a split left a stale length and visited the pieces in a wrong order. */
static void a_split_leaves_both_sides_exact(void **state)
{
	(void)state;
	begin(8);
	assert_int_equal(add(PLAT_MRD_FREE, 0, 100 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 10 * PAGE, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 9 * PAGE, 3 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_INITRD, 98 * PAGE, 5 * PAGE), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 6);
	expect(0, PLAT_MRD_FREE, 0, 9 * PAGE);
	expect(1, PLAT_MRD_RESERVED, 9 * PAGE, PAGE);
	expect(2, PLAT_MRD_DEVICE, 10 * PAGE, PAGE);
	expect(3, PLAT_MRD_RESERVED, 11 * PAGE, PAGE);
	expect(4, PLAT_MRD_FREE, 12 * PAGE, 86 * PAGE);
	expect(5, PLAT_MRD_INITRD, 98 * PAGE, 5 * PAGE);
}

/* 5: free memory was rounded outwards. */
static void free_memory_is_rounded_inwards(void **state)
{
	(void)state;
	begin(8);
	assert_int_equal(add(PLAT_MRD_FREE, 0x1001, 0x3000), 0);
	assert_int_equal(add(PLAT_MRD_HOLE, 0x10fff, 0x2002), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x20fff, 2), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 3);
	expect(0, PLAT_MRD_FREE, 0x2000, 0x2000);
	expect(1, PLAT_MRD_HOLE, 0x11000, 0x2000);
	expect(2, PLAT_MRD_RESERVED, 0x20000, 0x2000);
}

/* 6: overlap of one type with other attributes asserted; a map that was far
 * out of order was sorted in part. */
static void regions_of_one_type_may_differ_in_attributes(void **state)
{
	struct plat_mrd mrd = {
		.start = {0x3000}, .size = 0x4000, .attr = PLAT_ATTR_R,
		.type = PLAT_MRD_RESERVED, .owner = "first",
	};

	(void)state;
	begin(8);
	assert_int_equal(plat_mrd_add(&list, &mrd), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x1000, 0x9000), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 3);
	expect(1, PLAT_MRD_RESERVED, 0x3000, 0x4000);
	assert_int_equal(list.mrds[0].attr, PLAT_ATTR_RW);
	assert_int_equal(list.mrds[1].attr, PLAT_ATTR_R);
	assert_string_equal(list.mrds[1].owner, "first");
	assert_string_equal(list.mrds[2].owner, "test");
}

static void a_map_in_any_order_is_sorted(void **state)
{
	(void)state;
	begin(256);
	for (unsigned int i = 0; i < 256; i++)
		assert_int_equal(add(PLAT_MRD_FREE, (i * 167 % 256) * 2 * PAGE,
				     PAGE), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 256);
	for (uint32_t i = 0; i < 256; i++)
		expect(i, PLAT_MRD_FREE, i * 2 * PAGE, PAGE);
}

/* (7 is about the command line: tests/unit/bootinfo.) */

static void small_free_regions_give_way(void **state)
{
	(void)state;
	begin(3);
	assert_int_equal(add(PLAT_MRD_FREE, 0x10000, 5 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0x20000, 3 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0x30000, 4 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0x40000, 2 * PAGE), 0);
	assert_int_equal(list.faults.nr_dropped, 1);
	assert_int_equal(list.nr_mrds, 3);
	assert_int_equal(add(PLAT_MRD_FREE, 0x50000, 9 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x90000, PAGE), 0);
	assert_int_equal(list.faults.nr_dropped, 3);
	normalise();
	assert_int_equal(list.nr_mrds, 3);
	expect(0, PLAT_MRD_FREE, 0x10000, 5 * PAGE);
	expect(1, PLAT_MRD_FREE, 0x50000, 9 * PAGE);
	expect(2, PLAT_MRD_RESERVED, 0x90000, PAGE);
}

/* The order of adding decides among regions of one type also after an older
 * entry had to give way. */
static void giving_way_keeps_the_order_of_adding(void **state)
{
	struct plat_mrd mrd = {
		.start = {0x3000}, .size = 0x2000, .attr = PLAT_ATTR_R,
		.type = PLAT_MRD_RESERVED, .owner = "second",
	};

	(void)state;
	begin(3);
	assert_int_equal(add(PLAT_MRD_FREE, 0x10000, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x1000, 0x3000), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 0x100000, PAGE), 0);
	assert_int_equal(plat_mrd_add(&list, &mrd), 0);
	normalise();
	expect(0, PLAT_MRD_RESERVED, 0x1000, 0x3000);
	expect(1, PLAT_MRD_RESERVED, 0x4000, 0x1000);

	/* The one added last lies before the one that was last before it. */
	begin(3);
	assert_int_equal(add(PLAT_MRD_FREE, 0x10000, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 0x100000, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x4000, 0x3000), 0);
	assert_int_equal(plat_mrd_add(&list, &mrd), 0);
	normalise();
	expect(0, PLAT_MRD_RESERVED, 0x3000, 0x1000);
	expect(1, PLAT_MRD_RESERVED, 0x4000, 0x3000);
}

/* A list that is full has room for all that splitting makes of it. */
static void no_piece_is_lost(void **state)
{
	(void)state;
	begin(4);
	assert_int_equal(add(PLAT_MRD_FREE, 0, 100 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 2 * PAGE, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 50 * PAGE, PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 97 * PAGE, PAGE), 0);
	normalise();
	assert_int_equal(list.nr_mrds, 7);
	assert_int_equal(list.faults.nr_dropped, 0);
	expect(0, PLAT_MRD_FREE, 0, 2 * PAGE);
	expect(2, PLAT_MRD_FREE, 3 * PAGE, 47 * PAGE);
	expect(4, PLAT_MRD_FREE, 51 * PAGE, 46 * PAGE);
	expect(6, PLAT_MRD_FREE, 98 * PAGE, 2 * PAGE);
}

static void overlaps_that_matter_are_counted(void **state)
{
	(void)state;
	begin(16);
	assert_int_equal(add(PLAT_MRD_FREE, 0, 1000 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 10 * PAGE, 100 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 20 * PAGE, 10 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_INITRD, 200 * PAGE, 100), 0);
	assert_int_equal(add(PLAT_MRD_CMDLINE, 200 * PAGE + 100, 100), 0);
	assert_int_equal(add(PLAT_MRD_FIRMWARE, 105 * PAGE, 10 * PAGE), 0);
	normalise();
	assert_int_equal(list.faults.nr_overlaps, 0);

	begin(16);
	assert_int_equal(add(PLAT_MRD_RESERVED, 10 * PAGE, 100 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_INITRD, 5 * PAGE, 7 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_IMAGE_DATA, 200 * PAGE, 10 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 202 * PAGE, 2 * PAGE), 0);
	normalise();
	assert_int_equal(list.faults.nr_overlaps, 2);

	/* One that lies inside, with ground left on both sides. */
	begin(16);
	assert_int_equal(add(PLAT_MRD_HOLE, 10 * PAGE, 100 * PAGE), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 20 * PAGE, 2 * PAGE), 0);
	normalise();
	assert_int_equal(list.faults.nr_overlaps, 1);
}

static void find_and_total(void **state)
{
	(void)state;
	begin(8);
	assert_int_equal(add(PLAT_MRD_FREE, 0x1000, 0x2000), 0);
	assert_int_equal(add(PLAT_MRD_RESERVED, 0x3000, 0x1000), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0x9000, 0x1000), 0);
	normalise();
	assert_null(plat_mrd_find(&list, plat_pa(0xfff)));
	assert_ptr_equal(plat_mrd_find(&list, plat_pa(0x1000)), &list.mrds[0]);
	assert_ptr_equal(plat_mrd_find(&list, plat_pa(0x2fff)), &list.mrds[0]);
	assert_ptr_equal(plat_mrd_find(&list, plat_pa(0x3000)), &list.mrds[1]);
	assert_null(plat_mrd_find(&list, plat_pa(0x4000)));
	assert_ptr_equal(plat_mrd_find(&list, plat_pa(0x9fff)), &list.mrds[2]);
	assert_null(plat_mrd_find(&list, plat_pa(0xa000)));
	assert_null(plat_mrd_find(&list, plat_pa(UINT64_MAX)));
	assert_int_equal(plat_mrd_total(&list, PLAT_MRD_FREE), 0x3000);
	assert_int_equal(plat_mrd_total(&list, PLAT_MRD_HOLE), 0);
}

static void memory_above_a_limit_is_given_up(void **state)
{
	(void)state;
	begin(8);
	assert_int_equal(add(PLAT_MRD_FREE, 0x1000, 0x7000), 0);
	assert_int_equal(add(PLAT_MRD_DEVICE, 0x8000, 0x1000), 0);
	assert_int_equal(add(PLAT_MRD_INITRD, 0x9000, 0x2000), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0xffffffffffffd000, 0x1000), 0);
	normalise();
	assert_int_equal(plat_mrd_limit(&list, 0), 0x7000 + 0x2000 + 0x1000);
	assert_int_equal(plat_mrd_total(&list, PLAT_MRD_RESERVED), 0xa000);
	assert_int_equal(plat_mrd_total(&list, PLAT_MRD_DEVICE), 0x1000);

	begin(8);
	assert_int_equal(add(PLAT_MRD_FREE, 0x1000, 0x7000), 0);
	assert_int_equal(add(PLAT_MRD_FREE, 0xffffffffffffd000, 0x1000), 0);
	normalise();
	assert_int_equal(plat_mrd_limit(&list, 0x3000), 0x5000 + 0x1000);
	assert_int_equal(list.nr_mrds, 2);
	assert_int_equal(plat_mrd_total(&list, PLAT_MRD_FREE), 0x2000);
	assert_int_equal(list.mrds[1].type, PLAT_MRD_RESERVED);
	assert_int_equal(list.mrds[1].attr, 0);
	assert_int_equal(plat_mrd_limit(&list, 0x3000), 0);
}

static void each_type_has_a_name(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < PLAT_NR_MRD_TYPES; i++)
		assert_string_not_equal(plat_mrd_type_name(i), "?");
	assert_string_equal(plat_mrd_type_name(PLAT_MRD_IMAGE_TEXT),
			    "image text");
	assert_string_equal(plat_mrd_type_name(PLAT_NR_MRD_TYPES), "?");
	assert_string_equal(plat_mrd_type_name(UINT32_MAX), "?");
}

/* A little of what mrd-fast.c does at length, under the sanitizers. */
static void random_regions_are_as_the_model_says(void **state)
{
	static const char *const owners[] = {"a", "b"};
	struct input in[MODEL_MAX];

	(void)state;
	srand(1);
	for (unsigned int round = 0; round < 20000; round++) {
		unsigned int nr = 1 + (unsigned int)rand() % 12;
		unsigned int unit = rand() % 2 ? 1 : 1024;

		for (unsigned int i = 0; i < nr; i++) {
			unsigned int limit = MODEL_PAGES * 4096 / unit;
			unsigned int start = (unsigned int)rand() % limit;
			unsigned int most = limit - start;

			if (rand() % 2 && most > 20480 / unit)
				most = 20480 / unit;
			in[i].start = (uint64_t)start * unit;
			in[i].size = (unsigned int)rand() % (most + 1) * unit;
			in[i].type = (unsigned int)rand() % PLAT_NR_MRD_TYPES;
			in[i].attr = (plat_attr_t)rand() % 2;
			in[i].owner = owners[rand() % 2];
		}
		model_check(in, nr);
	}
}

#define MANY 60000u

static uint64_t many_start(unsigned int shape, uint64_t i)
{
	switch (shape) {
	case 0: /* in order */
		return i * 2;
	case 1: /* in reverse */
		return (MANY - i) * 2;
	case 2: /* in no order */
		return i * 48271 % 65537 * 2;
	default: /* all inside each other */
		return i;
	}
}

/* Quadratic work would be minutes here. */
static void many_regions_cost_little_more_than_their_number(void **state)
{
	struct plat_mrd *big = calloc(PLAT_MRD_LIST_MAX, sizeof(*big));
	struct plat_mrd *room = calloc(2 * PLAT_MRD_LIST_MAX, sizeof(*room));

	(void)state;
	for (unsigned int shape = 0; shape < 5; shape++) {
		clock_t begun = clock();
		uint64_t pages = 0;

		plat_mrd_list_init(&list, big, UINT32_MAX);
		assert_int_equal(list.capacity, PLAT_MRD_LIST_MAX);
		for (uint64_t i = 0; i < MANY; i++) {
			unsigned int type = shape == 4
						? (unsigned int)i % 12
						: PLAT_MRD_FREE;
			uint64_t start = many_start(shape, i);
			uint64_t size =
			    shape < 3 ? 1 : (2 * MANY - 2 * i);

			assert_int_equal(add(type, start * PAGE, size * PAGE),
					 0);
		}
		plat_mrd_normalise(&list, room);
		for (uint32_t i = 0; i < list.nr_mrds; i++)
			pages += list.mrds[i].size / PAGE;
		assert_int_equal(pages, shape < 3 ? MANY : 2 * MANY);
		assert_int_equal(list.nr_mrds >= 10000, shape < 3);
		assert_true(clock() - begun < 3 * CLOCKS_PER_SEC);
	}
	free(room);
	free(big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_list_stays_empty),
		cmocka_unit_test(a_typical_pc),
		cmocka_unit_test(ill_formed_input_degrades),
		cmocka_unit_test(rounding_at_the_top_does_not_wrap),
		cmocka_unit_test(a_full_list_is_not_overrun),
		cmocka_unit_test(a_refused_add_leaves_the_list_alone),
		cmocka_unit_test(the_same_region_twice_is_there_once),
		cmocka_unit_test(a_split_leaves_both_sides_exact),
		cmocka_unit_test(free_memory_is_rounded_inwards),
		cmocka_unit_test(regions_of_one_type_may_differ_in_attributes),
		cmocka_unit_test(a_map_in_any_order_is_sorted),
		cmocka_unit_test(small_free_regions_give_way),
		cmocka_unit_test(giving_way_keeps_the_order_of_adding),
		cmocka_unit_test(no_piece_is_lost),
		cmocka_unit_test(overlaps_that_matter_are_counted),
		cmocka_unit_test(find_and_total),
		cmocka_unit_test(memory_above_a_limit_is_given_up),
		cmocka_unit_test(each_type_has_a_name),
		cmocka_unit_test(random_regions_are_as_the_model_says),
		cmocka_unit_test(
		    many_regions_cost_little_more_than_their_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
