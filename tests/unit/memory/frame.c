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
	nr_failures = 8;
	assert_int_equal(plat_frame_alloc(0, ANY, &pa), -PLAT_ENOSYS);
	assert_int_equal(plat_frame_alloc_many(1, ANY, &pa), -PLAT_ENOSYS);
	assert_int_equal(plat_frame_free_many(1, &pa), -PLAT_ENOSYS);
	assert_int_equal(plat_frame_give_away(1, &pa), 0);
	assert_int_equal(plat_frame_take_back(1, &pa), -PLAT_ENOSYS);
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

static unsigned int nr_words_in_use(unsigned int lcpu)
{
	unsigned int nr = 0;

	for (unsigned int k = 0; k < PLAT_FRAME_CACHE_WORDS; k++)
		nr += cache_of(lcpu)->words[k] != 0;
	return nr;
}

static plat_pa_t take_one(void)
{
	plat_pa_t pa;

	assert_int_equal(plat_frame_alloc(0, ANY, &pa), 0);
	return pa;
}

/* Frames go to the cache and come from there: else each takes the lock. */
static void single_frames_are_had_from_the_cache(void **state)
{
	uint64_t nr_used_words = 0;
	plat_pa_t pa;

	(void)state;
	begin_with(0x1000, 0x1000);
	pa = take_one();
	assert_int_equal(pa.v, 0x1000 * PAGE);
	assert_int_equal(nr_words_in_use(0), 4);
	nr_used_words = plat_frame_zones[1].nr_used_words;
	for (uint64_t i = 1; i < 64; i++)
		assert_int_equal(take_one().v, (0x1000 + i) * PAGE);
	assert_int_equal(plat_frame_zones[1].nr_free, 0x1000 - 64);
	assert_int_equal(plat_frame_zones[1].nr_used_words, nr_used_words);
	for (uint64_t i = 0; i < 64; i++)
		assert_int_equal(plat_frame_free(plat_pa((0x1000 + i) * PAGE),
						 0), 0);
	assert_int_equal(plat_frame_zones[1].nr_free, 0x1000 - 64);
	assert_sound();
	plat_frame_drain();
	assert_int_equal(nr_words_in_use(0), 0);
	assert_int_equal(plat_frame_zones[1].nr_free, 0x1000);
	assert_sound();
}

/* Who only frees gets a cache as well: of whatever he frees more than one in
 * a row of. */
static void freeing_fills_the_cache(void **state)
{
	(void)state;
	begin_with(0x1000, 0x1000);
	assert_int_equal(take(12, ANY), 0x1000);
	assert_int_equal(give(0x1100, 0), 0);
	assert_int_equal(give(0x1e40, 0), 0);
	assert_int_equal(nr_words_in_use(0), 0);
	assert_int_equal(give(0x1e41, 0), 0);
	assert_int_equal(nr_words_in_use(0), 4);
	assert_int_equal(give(0x1e45, 0), 0);
	assert_int_equal(plat_frame_zones[1].nr_free, 1);
	assert_int_equal(stats().nr_free, 4);
	assert_sound();
}

static void what_is_cached_counts_as_free(void **state)
{
	(void)state;
	begin();
	add(PLAT_MRD_FREE, 0x1000, 128);
	add(PLAT_MRD_FREE, 0x100000, 64);
	init(0, 0);
	take_one();
	assert_int_equal(plat_frame_zones[2].nr_free, 0);
	assert_int_equal(stats().nr_free, 128 + 63);
	assert_int_equal(stats().nr_free_dma32, 128);
	for (unsigned int i = 0; i < 64; i++)
		take_one();
	assert_int_equal(plat_frame_zones[1].nr_free, 64);
	assert_int_equal(stats().nr_free_dma32, 127);
	assert_int_equal(stats().nr_total, 128 + 64);
}

/* lcpu 1 has all that is free in its cache; lcpu 0 wants some of it. */
static void begin_with_all_cached(void)
{
	begin_with(0x1000, 256);
	be_lcpu(1);
	for (unsigned int i = 0; i < 256; i++)
		take_one();
	for (uint64_t i = 0; i < 256; i++)
		assert_int_equal(give(0x1000 + i, 0), 0);
	assert_int_equal(nr_words_in_use(1), 16);
	assert_int_equal(plat_frame_zones[1].nr_free, 0);
	assert_sound();
	be_lcpu(0);
}

static void frames_in_another_lcpus_cache_are_found(void **state)
{
	static plat_pa_t pas[256];

	(void)state;
	begin_with_all_cached();
	assert_int_equal(take(8, ANY), 0x1000);
	begin_with_all_cached();
	assert_int_equal(take_at(0x1041, 0), 0);
	assert_int_equal(take_at(0x1041, 0), -PLAT_EBUSY);
	assert_int_equal(nr_words_in_use(1), 12);
	assert_int_equal(take_at(0x1080, 7), 0);
	assert_int_equal(nr_words_in_use(1), 4);
	begin_with_all_cached();
	assert_int_equal(take(0, 0x1001 * PAGE), 0x1000);
	begin_with_all_cached();
	assert_int_equal(plat_frame_alloc_many(256, ANY, pas), 0);
	begin_with_all_cached();
	assert_int_equal(plat_frame_give_away(300, pas), 256);
	begin_with_all_cached();
	for (unsigned int i = 0; i < 256; i++)
		take_one();
	assert_int_equal(take(0, ANY), UINT64_MAX);
	assert_sound();
}

/* Whichever way it is freed the second time, and by whom. */
static void a_double_free_is_seen_in_every_cache(void **state)
{
	plat_pa_t pa;

	(void)state;
	begin_with(0x1000, 256);
	pa = take_one();
	assert_int_equal(plat_frame_free(pa, 0), 0);
	for (unsigned int i = 0; i < 2 * NR_LCPUS; i++) {
		be_lcpu(i % NR_LCPUS);
		assert_int_equal(plat_frame_free(pa, 0), -PLAT_EINVAL);
		assert_int_equal(give(0x1000, 0), -PLAT_EINVAL);
		assert_int_equal(plat_frame_free_many(1, &pa), -PLAT_EINVAL);
		if (i == NR_LCPUS)
			drain_all();
	}
	assert_int_equal(stats().nr_free, 256);
	be_lcpu(0);
	pa = take_one();
	be_lcpu(1);
	assert_int_equal(plat_frame_free(pa, 0), 0);
	assert_int_equal(plat_frame_free(pa, 0), -PLAT_EINVAL);
	assert_int_equal(stats().nr_free, 256);
}

static void what_is_no_frame_is_not_cached(void **state)
{
	plat_pa_t pa;

	(void)state;
	begin_with(0x1000, 256);
	pa = take_one();
	for (uint64_t low = 1; low < PAGE; low <<= 1)
		assert_int_equal(plat_frame_free(plat_pa(pa.v | low), 0),
				 -PLAT_EINVAL);
	for (uint64_t high = PLAT_MIB(1); high; high <<= 1)
		assert_int_equal(plat_frame_free(plat_pa(pa.v ^ high), 0),
				 -PLAT_EINVAL);
	assert_int_equal(plat_frame_free(plat_pa(0), 0), -PLAT_EINVAL);
	assert_int_equal(plat_frame_free(plat_pa(UINT64_MAX), 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_frame_free(plat_pa(-PAGE), 0), -PLAT_EINVAL);
	assert_int_equal(stats().nr_free, 255);
	assert_sound();
}

/* The first frames, where an address is 0, and the last that there can be. */
static void the_ends_of_memory_can_be_cached(void **state)
{
	static const uint64_t firsts[] = {0, (1ull << 40) - 64};

	(void)state;
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(firsts); i++) {
		begin_with(firsts[i], 64);
		for (uint64_t k = 0; k < 64; k++)
			assert_int_equal(take_one().v, (firsts[i] + k) * PAGE);
		assert_int_equal(take(0, ANY), UINT64_MAX);
		for (uint64_t k = 0; k < 64; k++)
			assert_int_equal(give(firsts[i] + k, 0), 0);
		assert_int_equal(nr_words_in_use(0), 4);
		assert_sound();
		assert_int_equal(take(6, ANY), firsts[i]);
	}
}

static void many_are_all_or_none(void **state)
{
	static plat_pa_t pas[0x200];
	plat_pa_t kept;

	(void)state;
	begin();
	add(PLAT_MRD_FREE, 0x1000, 0x100);
	add(PLAT_MRD_FREE, 0x100000, 0x100);
	add(PLAT_MRD_INITRD, 0x2000, 0x100);
	init(0, 0);
	assert_int_equal(plat_frame_alloc_many(0x201, ANY, pas), -PLAT_ENOMEM);
	assert_int_equal(plat_frame_alloc_many(0x101, PLAT_FRAME_DMA32, pas),
			 -PLAT_ENOMEM);
	assert_int_equal(stats().nr_free, 0x200);
	assert_int_equal(plat_frame_alloc_many(0, ANY, pas), 0);
	assert_int_equal(plat_frame_alloc_many(0x100, PLAT_FRAME_DMA32, pas),
			 0);
	assert_int_equal(plat_frame_alloc_many(0x100, ANY, pas + 0x100), 0);
	assert_int_equal(stats().nr_free, 0);
	kept = pas[0x1ff];
	pas[0x1ff] = pas[0];
	assert_int_equal(plat_frame_free_many(0x200, pas), -PLAT_EINVAL);
	pas[0x1ff].v = 0x2000 * PAGE;
	assert_int_equal(plat_frame_free_many(0x200, pas), -PLAT_EINVAL);
	pas[0x1ff].v = kept.v + 1;
	assert_int_equal(plat_frame_free_many(0x200, pas), -PLAT_EINVAL);
	assert_int_equal(stats().nr_free, 0);
	assert_sound();
	pas[0x1ff] = kept;
	assert_int_equal(plat_frame_free_many(0x200, pas), 0);
	assert_int_equal(stats().nr_free, 0x200);
	assert_sound();
}

/* As a balloon: all of the memory goes away, and comes back. */
static void frames_go_away_and_come_back(void **state)
{
	static plat_pa_t pas[0x1100];

	(void)state;
	begin();
	add(PLAT_MRD_FREE, 0x1000, 0x1000);
	add(PLAT_MRD_FREE, 0x100000, 0x100);
	init(0, 0);
	take_one();
	assert_int_equal(give(0x100000, 0), 0);
	assert_int_equal(plat_frame_give_away(0x1000, pas), 0x1000);
	assert_int_equal(stats().nr_total, 0x100);
	assert_int_equal(stats().nr_free, 0x100);
	assert_int_equal(stats().nr_away, 0x1000);
	assert_int_equal(plat_frame_give_away(0x1000, pas + 0x1000), 0x100);
	assert_int_equal(plat_frame_give_away(1, pas), 0);
	assert_int_equal(stats().nr_total, 0);
	assert_sound();
	assert_int_equal(take(0, ANY), UINT64_MAX);
	assert_int_equal(plat_frame_take_back(0x1100, pas), 0);
	assert_int_equal(stats().nr_free, 0x1100);
	assert_int_equal(stats().nr_away, 0);
	assert_sound();
	assert_int_equal(take(12, ANY), 0x1000);
	assert_int_equal(take(8, ANY), 0x100000);
}

static void what_is_away_is_nobodys(void **state)
{
	plat_pa_t pas[2];

	(void)state;
	begin_with(0x1000, 0x1000);
	assert_int_equal(plat_frame_give_away(1, pas), 1);
	assert_int_equal(pas[0].v, 0x1000 * PAGE);
	assert_int_equal(take_at(0x1000, 0), -PLAT_EBUSY);
	assert_int_equal(take_at(0x1000, 12), -PLAT_EBUSY);
	for (unsigned int order = 0; order <= 12; order++) {
		assert_int_equal(give(0x1000, order), -PLAT_EINVAL);
		if (order < 12)
			assert_int_equal(take_at(0x1000 + (1u << order), order),
					 0);
	}
	assert_int_equal(give(0x1000, 12), -PLAT_EINVAL);
	assert_int_equal(stats().nr_total, 0xfff);
	assert_int_equal(stats().nr_free, 0);
	/* Neither those that are in use, nor one twice, come back. */
	pas[1].v = 0x1001 * PAGE;
	assert_int_equal(plat_frame_take_back(2, pas), -PLAT_EINVAL);
	pas[1] = pas[0];
	assert_int_equal(plat_frame_take_back(2, pas), -PLAT_EINVAL);
	pas[1].v = 0x7001 * PAGE;
	assert_int_equal(plat_frame_take_back(2, pas), -PLAT_EINVAL);
	assert_int_equal(stats().nr_away, 1);
	assert_sound();
	assert_int_equal(plat_frame_take_back(1, pas), 0);
	assert_int_equal(plat_frame_take_back(1, pas), -PLAT_EINVAL);
	assert_int_equal(stats().nr_free, 1);
	assert_int_equal(take(0, ANY), 0x1000);
	assert_sound();
}

static void random_operations_are_as_the_model_says(void **state)
{
	(void)state;
	model_run(1000000);
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
		cmocka_unit_test(single_frames_are_had_from_the_cache),
		cmocka_unit_test(freeing_fills_the_cache),
		cmocka_unit_test(what_is_cached_counts_as_free),
		cmocka_unit_test(frames_in_another_lcpus_cache_are_found),
		cmocka_unit_test(a_double_free_is_seen_in_every_cache),
		cmocka_unit_test(what_is_no_frame_is_not_cached),
		cmocka_unit_test(the_ends_of_memory_can_be_cached),
		cmocka_unit_test(many_are_all_or_none),
		cmocka_unit_test(frames_go_away_and_come_back),
		cmocka_unit_test(what_is_away_is_nobodys),
		cmocka_unit_test(random_operations_are_as_the_model_says),
	};

	return cmocka_run_group_tests(tests, NULL, at_end);
}
