/* SPDX-License-Identifier: BSD-3-Clause */
/* A frame handed out twice is corruption that shows much later; one that is
 * free and not found is a false out-of-memory. */
#include "tests/unit/memory/frame_model.h"

/* What the next calls of plat_frame_set_up() do. */
static int nr_failures;
static int failure;
static int nr_set_ups;

int plat_frame_set_up(void)
{
	nr_set_ups++;
	if (nr_failures-- > 0)
		return failure;
	begin();
	add(PLAT_MRD_FREE, 0x100, 10);
	plat_mrd_normalise(&list, scratch);
	metadata_size = plat_frame_metadata_bytes(&list);
	metadata = malloc(metadata_size);
	return plat_frame_init(&list, metadata, place(metadata_size),
			       no_frames, no_frames);
}

static void before_the_memory_stage_there_is_none(void **state)
{
	plat_pa_t pa;

	(void)state;
	failure = -PLAT_ENOSYS;
	nr_failures = 4;
	assert_int_equal(plat_frame_alloc(0, ANY, &pa), -PLAT_ENOSYS);
	assert_int_equal(plat_frame_alloc(25, ANY, &pa), -PLAT_EINVAL);
	assert_int_equal(take_at(5, 0), -PLAT_ENOSYS);
	assert_int_equal(give(5, 0), -PLAT_ENOSYS);
	assert_int_equal(stats().nr_total, 0);
	assert_int_equal(nr_failures, 0);
}

/* Before any other test sets it up. */
static void the_first_use_sets_it_up(void **state)
{
	plat_pa_t pa;

	(void)state;
	failure = -PLAT_ENOMEM;
	nr_failures = 1;
	nr_set_ups = 0;
	assert_int_equal(plat_frame_alloc(0, ANY, &pa), -PLAT_ENOMEM);
	assert_int_equal(plat_frame_alloc(0, ANY, &pa), 0);
	assert_int_equal(stats().nr_free, 9);
	assert_int_equal(nr_set_ups, 2);
}

static void no_memory_at_all(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_RESERVED, 0, 1000);
	init(0, 0);
	assert_int_equal(metadata_size, 0);
	for (unsigned int o = 0; o <= PLAT_FRAME_MAX_ORDER; o++)
		assert_int_equal(take(o, ANY), UINT64_MAX);
	assert_int_equal(give(5, 0), -PLAT_EINVAL);
	assert_sound();
}

/* Elsewhere a region of one page printed errors (Unikraft issue 1505). */
static void a_region_of_one_page(void **state)
{
	static const uint64_t places[] = {
		1, 255, 256, 0xfffff, 0x100000, 0x123456789, (1ull << 40) - 1,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		begin_with(places[i], 1);
		assert_sound();
		assert_int_equal(stats().nr_free, 1);
		assert_int_equal(take(1, ANY), UINT64_MAX);
		assert_int_equal(take(0, ANY), places[i]);
		assert_int_equal(take(0, ANY), UINT64_MAX);
		assert_int_equal(stats().nr_free, 0);
		assert_int_equal(give(places[i], 0), 0);
		assert_int_equal(give(places[i], 0), -PLAT_EINVAL);
		assert_int_equal(take_at(places[i], 0), 0);
		assert_sound();
	}
}

/* Elsewhere 2 GiB could not be had where 4 GiB were free (Unikraft issue
 * 1381). */
static void order_19_with_four_gib_free(void **state)
{
	(void)state;
	begin_with(0x100000, 0x100000);
	assert_int_equal(take(19, ANY), 0x100000);
	assert_int_equal(take(19, ANY), 0x180000);
	assert_int_equal(take(0, ANY), UINT64_MAX);
	begin_with(0, 0x100000);
	assert_int_equal(take(19, ANY), 0x80000);
	assert_sound();
}

static void the_largest_block(void **state)
{
	(void)state;
	begin_with(1 << 24, 3 << 24);
	for (uint64_t i = 1; i <= 3; i++)
		assert_int_equal(take(24, ANY), i << 24);
	assert_int_equal(take(24, ANY), UINT64_MAX);
	assert_int_equal(give(2 << 24, 24), 0);
	assert_int_equal(give(2 << 24, 25), -PLAT_EINVAL);
	assert_int_equal(take_at(2 << 24, 24), 0);
	assert_sound();
}

static void memory_beyond_what_a_zone_can_hold_is_left_alone(void **state)
{
	(void)state;
	begin_with((1ull << 40) - 10, 1000);
	assert_int_equal(stats().nr_total, 10);
	begin_with(1ull << 45, 1000);
	assert_int_equal(stats().nr_total, 0);
	assert_int_equal(give(1ull << 45, 0), -PLAT_EINVAL);
	assert_int_equal(take_at(1ull << 45, 0), -PLAT_EBUSY);
}

static void what_few_can_do_without_is_used_last(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_FREE, 1, 2);
	add(PLAT_MRD_FREE, 0x1000, 2);
	add(PLAT_MRD_FREE, 0x200000, 2);
	init(0, 0);
	assert_int_equal(take(0, ANY), 0x200000);
	assert_int_equal(take(0, ANY), 0x200001);
	assert_int_equal(take(0, ANY), 0x1000);
	assert_int_equal(take(0, ANY), 0x1001);
	assert_int_equal(take(0, ANY), 1);
	assert_int_equal(take(0, ANY), 2);
	assert_int_equal(take(0, ANY), UINT64_MAX);
	for (unsigned int i = 0; i < 2; i++) {
		assert_int_equal(give(1 + i, 0), 0);
		assert_int_equal(give(0x1000 + i, 0), 0);
		assert_int_equal(give(0x200000 + i, 0), 0);
	}
	assert_int_equal(take(0, PLAT_FRAME_REAL), 1);
	assert_int_equal(take(0, PLAT_FRAME_DMA32), 0x1000);
	assert_int_equal(stats().nr_free_dma32, 2);
	assert_int_equal(stats().nr_free, 4);
}

static void a_limit_is_exact(void **state)
{
	(void)state;
	begin_with(0x1000, 0x1000);
	assert_int_equal(take(3, 0x1008 * PAGE - 1), UINT64_MAX);
	assert_int_equal(take(3, 0x1008 * PAGE), 0x1000);
	assert_int_equal(take(8, 0x1200 * PAGE - PAGE), UINT64_MAX);
	assert_int_equal(take(8, 0x1200 * PAGE), 0x1100);
	assert_int_equal(take(0, 0), UINT64_MAX);
	assert_int_equal(take(0, PAGE), UINT64_MAX);
	begin_with(0x100000, 0x1000);
	assert_int_equal(take(0, PLAT_FRAME_DMA32), UINT64_MAX);
	assert_int_equal(take(0, PLAT_FRAME_DMA32 + PAGE - 1), UINT64_MAX);
	assert_int_equal(take(0, PLAT_FRAME_DMA32 + PAGE), 0x100000);
}

static void parts_of_a_block_can_be_freed(void **state)
{
	(void)state;
	begin_with(0x40000, 0x40000);
	assert_int_equal(take(18, ANY), 0x40000);
	assert_int_equal(give(0x40000 + 0x1234, 0), 0);
	assert_int_equal(give(0x40000, 18), -PLAT_EINVAL);
	assert_int_equal(give(0x60000, 17), 0);
	assert_int_equal(give(0x50000, 16), 0);
	assert_int_equal(give(0x40000, 16), -PLAT_EINVAL);
	assert_int_equal(stats().nr_free, 1 + 0x30000);
	assert_sound();
	assert_int_equal(take_at(0x41234, 0), 0);
	assert_int_equal(give(0x40000, 16), 0);
	assert_int_equal(take(18, ANY), 0x40000);
}

static void what_is_not_the_allocators_is_refused(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_FREE, 0x1000, 0x100);
	add(PLAT_MRD_RESERVED, 0x1100, 0x100);
	add(PLAT_MRD_FIRMWARE, 0x1200, 1);
	add(PLAT_MRD_IMAGE_DATA, 0x1201, 0xff);
	add(PLAT_MRD_DEVICE, 0x1300, 0x10);
	init(0, 0);
	assert_int_equal(give(0x1100, 0), -PLAT_EINVAL);
	assert_int_equal(give(0x1200, 0), -PLAT_EINVAL);
	assert_int_equal(give(0x1200, 1), -PLAT_EINVAL);
	assert_int_equal(give(0x1300, 0), -PLAT_EINVAL);
	assert_int_equal(give(0x2000, 0), -PLAT_EINVAL);
	assert_int_equal(give(0x1000000, 3), -PLAT_EINVAL);
	assert_int_equal(plat_frame_free(plat_pa(0x1000001), 0), -PLAT_EINVAL);
	assert_int_equal(plat_frame_free(plat_pa(0x1001000), 1), -PLAT_EINVAL);
	assert_int_equal(give(0, UINT32_MAX), -PLAT_EINVAL);
	assert_int_equal(plat_frame_alloc_at(plat_pa(0x1000800), 0),
			 -PLAT_EINVAL);
	assert_int_equal(take_at(0x1001, 1), -PLAT_EINVAL);
	assert_int_equal(take_at(0, 32), -PLAT_EINVAL);
	assert_int_equal(take_at(0x1100, 0), -PLAT_EBUSY);
	assert_int_equal(take_at(0x1000, 9), -PLAT_EBUSY);
	assert_int_equal(take_at(0, 21), -PLAT_EBUSY);
	assert_int_equal(give(0, 21), -PLAT_EINVAL);
	assert_int_equal(stats().nr_free, 0x100);
	assert_int_equal(stats().nr_total, 0x100);
	assert_sound();
}

static void memory_that_is_no_longer_used_is_given(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_FREE, 0x1000, 0x1000);
	add(PLAT_MRD_IMAGE_DATA, 0x1800, 3);
	add(PLAT_MRD_INITRD, 0x4000, 0x2000);
	init(0x1900, 0x42);
	assert_int_equal(stats().nr_total, 0x1000 - 3 - 0x42);
	/* Frames of the image, of the arena, of both kinds in one block. */
	assert_int_equal(give(0x1801, 0), 0);
	assert_int_equal(stats().nr_total, 0x1000 - 2 - 0x42);
	assert_int_equal(give(0x1801, 0), -PLAT_EINVAL);
	assert_int_equal(give(0x1900, 6), 0);
	assert_int_equal(give(0x1940, 2), -PLAT_EINVAL);
	assert_int_equal(give(0x1940, 1), 0);
	assert_int_equal(stats().nr_total, 0x1000 - 2);
	assert_int_equal(take_at(0x1801, 0), 0);
	assert_int_equal(take_at(0x1803, 0), 0);
	assert_int_equal(give(0x1800, 2), 0);
	assert_int_equal(stats().nr_total, 0x1000);
	assert_int_equal(stats().nr_free, 0x1000);
	assert_sound();
	assert_int_equal(give(0x4000, 13), 0);
	assert_int_equal(stats().nr_free, 0x3000);
	assert_int_equal(take(13, ANY), 0x4000);
	assert_int_equal(take(12, ANY), 0x1000);
	assert_sound();
	assert_int_equal(give(0x4000, 13), 0);
	assert_int_equal(stats().nr_total, 0x3000);
	assert_sound();
}

/* A large block that was given in small part before: counted right. */
static void a_block_given_in_part_is_given_in_whole(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_INITRD, 0x40000, 0x40000);
	init(0, 0);
	assert_int_equal(stats().nr_total, 0);
	assert_int_equal(give(0x40007, 0), 0);
	assert_int_equal(give(0x51000, 12), 0);
	assert_int_equal(give(0x52040, 6), 0);
	assert_int_equal(stats().nr_total, 1 + 4096 + 64);
	assert_int_equal(take(12, ANY), 0x51000);
	assert_int_equal(take(6, ANY), 0x52040);
	assert_int_equal(take(0, ANY), 0x40007);
	assert_sound();
	assert_int_equal(give(0x40000, 18), 0);
	assert_int_equal(stats().nr_total, 0x40000);
	assert_int_equal(stats().nr_free, 0x40000);
	assert_sound();
}

/* All single frames, given back in another order, are large blocks again. */
static void freed_frames_merge(void **state)
{
	const uint64_t nr = 0x11000;

	(void)state;
	begin_with(0x1000, nr);
	for (uint64_t i = 0; i < nr; i++)
		assert_int_equal(take(0, ANY), 0x1000 + i);
	assert_int_equal(take(0, ANY), UINT64_MAX);
	assert_sound();
	for (uint64_t i = 0; i < nr; i++)
		assert_int_equal(give(0x1000 + i * 40503 % nr, 0), 0);
	assert_sound();
	assert_int_equal(take(16, ANY), UINT64_MAX);
	assert_int_equal(take(15, ANY), 0x8000);
	assert_int_equal(take(14, ANY), 0x4000);
	assert_int_equal(take(13, ANY), 0x2000);
	assert_int_equal(take(12, ANY), 0x1000);
	assert_int_equal(take(12, ANY), 0x10000);
	assert_int_equal(take(12, ANY), 0x11000);
	assert_int_equal(take(0, ANY), UINT64_MAX);
}

/* Neither the metadata's frames nor those in use are handed out, whichever
 * are first, also where they meet or share a region; they can be given. */
static void metadata_in_free_memory_is_kept(void **state)
{
	static const struct {
		uint64_t place, used;
	} cases[] = {{10, 40}, {40, 10}, {10, 13}, {13, 11}, {0, 63}, {61, 0}};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct plat_pa_range used = {{(0x1000 + cases[i].used) * PAGE},
					     PAGE};
		struct plat_pa_range at = {{(0x1000 + cases[i].place) * PAGE},
					   0};
		uint64_t nr;

		begin_with(0x1000, 64);
		at.size = metadata_size;
		nr = (metadata_size + PAGE - 1) / PAGE;
		assert_true(nr > 0 && nr <= 3);
		assert_int_equal(plat_frame_init(&list, metadata, at, used,
						 no_frames), 0);
		assert_int_equal(stats().nr_free, 64 - 1 - nr);
		assert_int_equal(take_at(0x1000 + cases[i].used, 0),
				 -PLAT_EBUSY);
		for (uint64_t k = 0; k < nr; k++)
			assert_int_equal(take_at(0x1000 + cases[i].place + k,
						 0), -PLAT_EBUSY);
		assert_int_equal(give(0x1000 + cases[i].used, 0), 0);
		assert_int_equal(stats().nr_free, 64 - nr);
		assert_sound();
	}
}

/* A pool one word too small is refused; one of just the size is not overrun
 * (ASan watches) whatever is split. */
static void the_metadata_is_as_large_as_it_says(void **state)
{
	struct plat_pa_range none = {{0}, 0};

	(void)state;
	begin();
	for (uint64_t i = 0; i < 30; i++)
		add(PLAT_MRD_FREE, (i * i * i * i * i + 1) * 0x1001, 0x1003);
	init(0, 0);
	assert_int_equal(plat_frame_init(&list, metadata,
					 place(metadata_size - 8), none,
					 no_frames), -PLAT_ENOMEM);
	assert_int_equal(plat_frame_init(&list, metadata, place(metadata_size),
					 none, no_frames),
			 0);
	for (uint64_t i = 0; i < 30; i++) {
		uint64_t first = (i * i * i * i * i + 1) * 0x1001;

		for (uint64_t k = 0; k < 0x1003; k += 2)
			assert_int_equal(take_at(first + k, 0), 0);
	}
	assert_sound();
}

static void a_region_across_a_boundary_at_each_level(void **state)
{
	(void)state;
	for (unsigned int l = 1; l <= 6; l++) {
		for (uint64_t k = 1; k <= 2; k++) {
			uint64_t middle = k << 6 * l;

			begin_with(middle - 1, 2);
			assert_int_equal(stats().nr_free, 2);
			assert_int_equal(take(1, ANY), UINT64_MAX);
			assert_int_equal(take_at(middle, 0), 0);
			assert_int_equal(take_at(middle - 1, 0), 0);
			assert_sound();
		}
	}
}

static void many_regions_close_together_share_metadata(void **state)
{
	(void)state;
	begin();
	for (uint64_t i = 0; i < 60; i++)
		add(PLAT_MRD_FREE, 0x1000 + 5 * i, 3);
	init(0, 0);
	assert_true(metadata_size < 4096);
	assert_sound();
}

static void regions_that_meet_inside_a_node_are_one(void **state)
{
	(void)state;
	begin();
	for (uint64_t i = 1; i < 40; i++)
		add(PLAT_MRD_FREE, i << 12, 4096);
	for (uint64_t i = 2; i < 40; i += 2)
		add(PLAT_MRD_INITRD, (i << 12) - 1, 2);
	init(0, 0);
	assert_true(metadata_size < 42 * 1104 + 744);
	assert_sound();
	for (uint64_t i = 2; i < 40; i += 2)
		assert_int_equal(give((i << 12) - 1, 0) + give(i << 12, 0), 0);
	assert_int_equal(stats().nr_free, 39u << 12);
	assert_sound();

	/* Nothing is used, in the middle of a leaf. */
	begin();
	add(PLAT_MRD_FREE, 0x2000, 0x1000);
	init(0x2345, 0);
	assert_sound();
	assert_int_equal(take(12, ANY), 0x2000);
}

static void no_block_crosses_zones(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_INITRD, 0, 0x200);
	add(PLAT_MRD_CMDLINE, 0, 0x200000);
	init(0, 0);
	assert_int_equal(give(0, 9), -PLAT_EINVAL);
	assert_int_equal(give(0, 21), -PLAT_EINVAL);
	assert_int_equal(stats().nr_total, 0);
	assert_int_equal(give(0, 8), 0);
	assert_int_equal(give(0x80000, 19), 0);
	assert_int_equal(take_at(0, 9), -PLAT_EBUSY);
	assert_sound();
}

static void what_is_free_cannot_be_given(void **state)
{
	struct plat_zone *zone = &plat_frame_zones[1];

	(void)state;
	begin_with(0x1000, 0x1040);
	assert_int_equal(take_at(0x1011, 0), 0);
	assert_int_equal(plat_zone_give(zone, 0x1010, 1), -PLAT_EINVAL);
	assert_int_equal(plat_zone_give(zone, 0x1010, 8), -PLAT_EINVAL);
	assert_int_equal(plat_zone_give(zone, 0x1100, 6), -PLAT_EINVAL);
	assert_int_equal(plat_zone_give(zone, 0x2010, 0), -PLAT_EINVAL);
	assert_int_equal(plat_zone_give(zone, 0x1000000, 0), -PLAT_EINVAL);
	assert_int_equal(plat_zone_give(zone, 0, 24), -PLAT_EINVAL);
	assert_int_equal(plat_zone_give(zone, 0x1011, 0), 0);
	assert_int_equal(stats().nr_total, 0x1040);
	assert_sound();
}

/* Pages of the metadata that are not as malloc gave them. */
static uint64_t nr_pages_touched(void)
{
	uint64_t nr = 0;

	for (uint64_t at = 0; at < metadata_size; at += PAGE) {
		uint64_t left = metadata_size - at;
		uint64_t end = at + (left < PAGE ? left : PAGE);

		for (uint64_t i = at; i < end; i++) {
			if (metadata[i] != 0xa5) {
				nr++;
				break;
			}
		}
	}
	return nr;
}

static void the_start_does_not_depend_on_how_much_memory(void **state)
{
	static const uint64_t sizes[] = {
		PLAT_MIB(128) / PAGE, PLAT_GIB(4) / PAGE, PLAT_GIB(64) / PAGE,
		PLAT_TIB(1) / PAGE,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		uint64_t low = sizes[i] < 0xc0000 ? sizes[i] : 0xc0000;

		begin();
		add(PLAT_MRD_FREE, 1, 0x9e);
		add(PLAT_MRD_FREE, 0x100, low - 0x100 - 0x21);
		add(PLAT_MRD_IMAGE_DATA, 0x200, 0x19);
		if (sizes[i] > low)
			add(PLAT_MRD_FREE, 0x100000, sizes[i] - low - 7);
		init(0x219, 0x33);
		assert_true(nr_pages_touched() <= 4);
		/* Two bits a frame, a tenth of that, and a few KiB. */
		assert_true(metadata_size <=
			    sizes[i] / 4 + sizes[i] / 40 + 12288);
		for (unsigned int k = 0; k < 100; k++)
			assert_int_not_equal(take(0, ANY), UINT64_MAX);
		assert_true(nr_pages_touched() <= 4);
		assert_sound();
	}
}

static void a_hole_costs_nothing(void **state)
{
	uint64_t apart;

	(void)state;
	begin();
	add(PLAT_MRD_FREE, 0, 0xc0000);
	add(PLAT_MRD_FREE, PLAT_TIB(1) / PAGE, 0x40000);
	add(PLAT_MRD_FREE, PLAT_TIB(1000) / PAGE, 0x40000);
	init(0, 0);
	apart = metadata_size;
	begin_with(0x1000, 0x140000);
	assert_true(apart < metadata_size + 16384);
}

static void random_operations_are_as_the_model_says(void **state)
{
	(void)state;
	model_run(1000000);
}

static int at_end(void **state)
{
	(void)state;
	free(metadata);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(before_the_memory_stage_there_is_none),
		cmocka_unit_test(the_first_use_sets_it_up),
		cmocka_unit_test(no_memory_at_all),
		cmocka_unit_test(a_region_of_one_page),
		cmocka_unit_test(order_19_with_four_gib_free),
		cmocka_unit_test(the_largest_block),
		cmocka_unit_test(
		    memory_beyond_what_a_zone_can_hold_is_left_alone),
		cmocka_unit_test(what_few_can_do_without_is_used_last),
		cmocka_unit_test(a_limit_is_exact),
		cmocka_unit_test(parts_of_a_block_can_be_freed),
		cmocka_unit_test(what_is_not_the_allocators_is_refused),
		cmocka_unit_test(memory_that_is_no_longer_used_is_given),
		cmocka_unit_test(a_block_given_in_part_is_given_in_whole),
		cmocka_unit_test(freed_frames_merge),
		cmocka_unit_test(metadata_in_free_memory_is_kept),
		cmocka_unit_test(the_metadata_is_as_large_as_it_says),
		cmocka_unit_test(a_region_across_a_boundary_at_each_level),
		cmocka_unit_test(many_regions_close_together_share_metadata),
		cmocka_unit_test(regions_that_meet_inside_a_node_are_one),
		cmocka_unit_test(no_block_crosses_zones),
		cmocka_unit_test(what_is_free_cannot_be_given),
		cmocka_unit_test(the_start_does_not_depend_on_how_much_memory),
		cmocka_unit_test(a_hole_costs_nothing),
		cmocka_unit_test(random_operations_are_as_the_model_says),
	};

	return cmocka_run_group_tests(tests, NULL, at_end);
}
