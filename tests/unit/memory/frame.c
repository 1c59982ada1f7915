/* SPDX-License-Identifier: BSD-3-Clause */
/* A frame handed out twice is corruption that shows much later; one that is
 * free and not found is a false out-of-memory. */
#include "tests/unit/unit.h"

#include <pthread.h>

#include "tests/unit/memory/zone_sound.h"

#include "common/memory/frame.h"

static const struct plat_pa_range no_frames;

#define PAGE     PLAT_PAGE_SIZE
#define ANY      PLAT_FRAME_ANY
#define MAX_MRDS 64

static struct plat_mrd mrds[MAX_MRDS];
static struct plat_mrd scratch[2 * MAX_MRDS];
static struct plat_mrd_list list;
static unsigned char *metadata;
static uint64_t metadata_size;

/* Where no region is: the metadata is reached through a pointer anyway. */
static struct plat_pa_range place(uint64_t size)
{
	return (struct plat_pa_range){{1ull << 60}, size};
}

static void begin(void)
{
	plat_mrd_list_init(&list, mrds, MAX_MRDS);
}

static void add(unsigned int type, uint64_t first, uint64_t nr_pages)
{
	struct plat_mrd mrd = {
		.start = {first * PAGE},
		.size = nr_pages * PAGE,
		.type = (uint8_t)type,
		.owner = "test",
	};

	assert_int_equal(plat_mrd_add(&list, &mrd), 0);
}

static void init(uint64_t used_first, uint64_t nr_used)
{
	struct plat_pa_range used = {{used_first * PAGE}, nr_used * PAGE};
	struct plat_frame_stats ignored;

	plat_mrd_normalise(&list, scratch);
	free(metadata);
	metadata_size = plat_frame_metadata_bytes(&list);
	metadata = malloc(metadata_size);
	memset(metadata, 0xa5, metadata_size);
	assert_int_equal(plat_frame_init(&list, metadata, place(metadata_size),
					 used, no_frames),
			 0);
	/* The allocator is set up when it is first used: now. */
	plat_frame_stats(&ignored);
}

static void begin_with(uint64_t first, uint64_t nr_pages)
{
	begin();
	add(PLAT_MRD_FREE, first, nr_pages);
	init(0, 0);
}

static void assert_sound(void)
{
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		assert_true(zone_is_sound(&plat_frame_zones[z]));
}

/* The frame number of what an allocation gives; UINT64_MAX: none. */
static uint64_t take(unsigned int order, uint64_t limit)
{
	plat_pa_t pa = {1};
	int rc = plat_frame_alloc(order, limit, &pa);

	if (rc == 0) {
		assert_int_equal(pa.v % (PAGE << order), 0);
		return pa.v / PAGE;
	}
	assert_int_equal(rc, -PLAT_ENOMEM);
	return UINT64_MAX;
}

static int give(uint64_t pfn, unsigned int order)
{
	return plat_frame_free(plat_pa(pfn * PAGE), order);
}

static int take_at(uint64_t pfn, unsigned int order)
{
	return plat_frame_alloc_at(plat_pa(pfn * PAGE), order);
}

static struct plat_frame_stats stats(void)
{
	struct plat_frame_stats s;

	plat_frame_stats(&s);
	return s;
}

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

/* The model: what each frame is, for frames in some clusters. */
enum what {
	FOREIGN, /* never to be had */
	APART,   /* not the allocator's, but may be given */
	USED,
	AVAIL,
};

static struct cluster {
	uint64_t first;
	uint64_t nr;
	unsigned char *what;
	uint64_t nr_avail;
} clusters[16];
static unsigned int nr_clusters;
static uint64_t nr_avail;
static uint64_t nr_ours;

static uint64_t rnd(uint64_t limit)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x % limit;
}

static unsigned char *what_is(uint64_t pfn)
{
	static unsigned char foreign;

	for (unsigned int c = 0; c < nr_clusters; c++) {
		if (pfn - clusters[c].first < clusters[c].nr)
			return &clusters[c].what[pfn - clusters[c].first];
	}
	foreign = FOREIGN;
	return &foreign;
}

static bool all_are(uint64_t pfn, unsigned int order, unsigned int mask)
{
	for (uint64_t i = 0; i < 1ull << order; i++) {
		if (!(mask >> *what_is(pfn + i) & 1))
			return false;
	}
	return true;
}

static void become(uint64_t pfn, unsigned int order, enum what what)
{
	for (uint64_t i = 0; i < 1ull << order; i++) {
		unsigned char *w = what_is(pfn + i);

		nr_ours += *w == APART;
		nr_avail += what == AVAIL;
		nr_avail -= *w == AVAIL;
		*w = (unsigned char)what;
	}
}

/* Bounds of the zones, in frames. */
static const uint64_t bounds[] = {0, 0x100, 0x100000, 1ull << 40};

static unsigned int zone_of_frame(uint64_t pfn)
{
	return pfn < bounds[1] ? 0 : pfn < bounds[2] ? 1 : 2;
}

/* The slow way to the lowest block in zone @z. */
static uint64_t model_find(unsigned int z, unsigned int order, uint64_t end)
{
	uint64_t size = 1ull << order;

	for (unsigned int c = 0; c < nr_clusters; c++) {
		uint64_t pfn = clusters[c].first & ~(size - 1);
		uint64_t stop = clusters[c].first + clusters[c].nr;

		for (; pfn < stop && pfn + size <= end; pfn += size) {
			if (zone_of_frame(pfn) != z ||
			    zone_of_frame(pfn + size - 1) != z)
				continue;
			if (all_are(pfn, order, 1u << AVAIL))
				return pfn;
		}
	}
	return UINT64_MAX;
}

static uint64_t model_alloc(unsigned int order, uint64_t limit)
{
	for (unsigned int z = 3; z-- > 0;) {
		uint64_t pfn = model_find(z, order, limit / PAGE);

		if (pfn != UINT64_MAX)
			return pfn;
	}
	return UINT64_MAX;
}

static unsigned int random_order(void)
{
	return (unsigned int)(rnd(3) ? rnd(4) : rnd(3) ? rnd(8) : rnd(14));
}

static uint64_t random_frame(unsigned int order)
{
	const struct cluster *c = &clusters[rnd(nr_clusters)];

	return (c->first + rnd(c->nr)) & ~((1ull << order) - 1);
}

static void random_alloc(void)
{
	static const uint64_t limits[] = {ANY, ANY, ANY, PLAT_FRAME_DMA32,
					  PLAT_FRAME_REAL};
	unsigned int order = random_order();
	uint64_t limit = limits[rnd(5)];
	uint64_t pfn;

	if (rnd(8) == 0)
		limit = (random_frame(0) + rnd(50)) * PAGE + rnd(PAGE);
	pfn = take(order, limit);
	if (rnd(32) == 0 || (pfn == UINT64_MAX && rnd(8) == 0))
		assert_int_equal(model_alloc(order, limit), pfn);
	if (pfn == UINT64_MAX)
		return;
	assert_true((pfn + (1ull << order)) * PAGE <= limit);
	assert_true(all_are(pfn, order, 1u << AVAIL));
	become(pfn, order, USED);
}

static void random_alloc_at(void)
{
	unsigned int order = random_order();
	uint64_t pfn = random_frame(order);
	bool ok = all_are(pfn, order, 1u << AVAIL) &&
		  zone_of_frame(pfn) ==
		      zone_of_frame(pfn + (1ull << order) - 1);

	assert_int_equal(take_at(pfn, order), ok ? 0 : -PLAT_EBUSY);
	if (ok)
		become(pfn, order, USED);
}

static void random_free(void)
{
	unsigned int order = random_order();
	uint64_t pfn = random_frame(order);
	bool ok = all_are(pfn, order, 1u << USED | 1u << APART) &&
		  zone_of_frame(pfn) ==
		      zone_of_frame(pfn + (1ull << order) - 1);

	assert_int_equal(give(pfn, order), ok ? 0 : -PLAT_EINVAL);
	if (ok)
		become(pfn, order, AVAIL);
}

static void add_cluster(uint64_t first, uint64_t nr)
{
	struct cluster *c = &clusters[nr_clusters++];

	*c = (struct cluster){.first = first, .nr = nr};
	c->what = malloc(nr);
	memset(c->what, AVAIL, nr);
	add(PLAT_MRD_FREE, first, nr);
}

/* Put regions that are in use, or may be given, over the clusters. */
static void add_holes(unsigned int nr)
{
	static const struct {
		unsigned int type;
		enum what what;
	} kinds[] = {
		{PLAT_MRD_INITRD, APART},     {PLAT_MRD_RESERVED, FOREIGN},
		{PLAT_MRD_IMAGE_DATA, APART}, {PLAT_MRD_FIRMWARE, FOREIGN},
		{PLAT_MRD_DEVICETREE, APART}, {PLAT_MRD_DEVICE, FOREIGN},
	};

	for (unsigned int i = 0; i < nr; i++) {
		const struct cluster *c = &clusters[rnd(nr_clusters)];
		unsigned int kind = (unsigned int)rnd(6);
		uint64_t first = rnd(c->nr);
		uint64_t size = 1 + rnd(rnd(4) ? 8 : 500);

		if (size > c->nr - first)
			size = c->nr - first;
		/* No two of them overlap: precedence is tested elsewhere. */
		for (uint64_t k = 0; k < size; k++) {
			if (c->what[first + k] != AVAIL)
				size = k;
		}
		if (size == 0)
			continue;
		memset(c->what + first, (int)kinds[kind].what, size);
		add(kinds[kind].type, c->first + first, size);
	}
}

static void random_layout(void)
{
	const struct cluster *c;
	uint64_t first;
	uint64_t size;

	while (nr_clusters)
		free(clusters[--nr_clusters].what);
	begin();
	add_cluster(rnd(100), 1 + rnd(60));
	if (rnd(2))
		add_cluster(0xf0 + rnd(14), 2 + rnd(3000));
	add_cluster(0x3000 + rnd(5000), 1 + rnd(rnd(2) ? 30 : 5000));
	add_cluster(0x40000 - rnd(5000), 5000 + rnd(100));
	if (rnd(2))
		add_cluster(0x100000 - rnd(100), 1 + rnd(200));
	add_cluster(0x140000 + rnd(70), 1 + rnd(9000));
	if (rnd(2))
		add_cluster(0x10000000 + rnd(5000), 1 + rnd(200));
	if (rnd(2))
		add_cluster((1ull << 40) - 200, 200);
	add_holes(6);
	/* The arena: in the first cluster that is free at its begin. */
	c = &clusters[rnd(nr_clusters)];
	first = rnd(c->nr);
	for (size = 0; size < 100 && first + size < c->nr; size++) {
		if (c->what[first + size] != AVAIL)
			break;
		c->what[first + size] = APART;
	}
	nr_avail = nr_ours = 0;
	for (unsigned int k = 0; k < nr_clusters; k++) {
		for (uint64_t i = 0; i < clusters[k].nr; i++)
			nr_avail += clusters[k].what[i] == AVAIL;
	}
	nr_ours = nr_avail;
	init(c->first + first, size);
}

static void check_counts(void)
{
	struct plat_frame_stats s = stats();

	assert_int_equal(s.nr_free, nr_avail);
	assert_int_equal(s.nr_total, nr_ours);
	assert_int_equal(s.nr_free_dma32, plat_frame_zones[0].nr_free +
					      plat_frame_zones[1].nr_free);
	assert_int_equal(s.nr_metadata, (metadata_size + PAGE - 1) / PAGE);
	assert_sound();
}

static void random_operations_are_as_the_model_says(void **state)
{
	(void)state;
	for (unsigned int layout = 0; layout < 40; layout++) {
		uint64_t greed = 5;

		random_layout();
		check_counts();
		for (unsigned int i = 0; i < 25000; i++) {
			uint64_t dice = rnd(10);

			if (rnd(500) == 0)
				greed = 1 + rnd(9);
			if (dice >= greed)
				random_free();
			else if (rnd(4))
				random_alloc();
			else
				random_alloc_at();
			if (i % 2500 == 0)
				check_counts();
		}
		check_counts();
	}
	while (nr_clusters)
		free(clusters[--nr_clusters].what);
}

/* lcpus are threads here. Each marks what it has; nobody else may. */
#define NR_THREADS   4
#define SHARED_FIRST 0x1000u
#define SHARED_NR    0x3000u

static unsigned char owner_of[SHARED_NR];

static void *hammer(void *arg)
{
	unsigned char me = (unsigned char)(uintptr_t)arg;
	unsigned int seed = me;
	struct {
		uint64_t pfn;
		unsigned int order;
	} mine[64] = {0};

	for (unsigned int i = 0; i < 20000; i++) {
		unsigned int k = (unsigned int)rand_r(&seed) % 64;
		unsigned int order = (unsigned int)rand_r(&seed) % 7;
		plat_pa_t pa;

		for (uint64_t f = 0; f < 1u << mine[k].order && mine[k].pfn;
		     f++) {
			if (__atomic_exchange_n(
				&owner_of[mine[k].pfn + f - SHARED_FIRST], 0,
				__ATOMIC_RELAXED) != me)
				abort();
		}
		if (mine[k].pfn && plat_frame_free(plat_pa(mine[k].pfn * PAGE),
						   mine[k].order) != 0)
			abort();
		mine[k].pfn = 0;
		if (plat_frame_alloc(order, ANY, &pa) != 0)
			continue;
		mine[k].pfn = pa.v / PAGE;
		mine[k].order = order;
		for (uint64_t f = 0; f < 1u << order; f++) {
			if (__atomic_exchange_n(
				&owner_of[mine[k].pfn + f - SHARED_FIRST], me,
				__ATOMIC_RELAXED) != 0)
				abort();
		}
	}
	return NULL;
}

static void lcpus_do_not_get_the_same_frame(void **state)
{
	pthread_t threads[NR_THREADS];
	uint64_t nr = 0;

	(void)state;
	begin_with(SHARED_FIRST, SHARED_NR);
	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, hammer,
						(void *)(i + 1)), 0);
	for (unsigned int i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	for (unsigned int i = 0; i < SHARED_NR; i++)
		nr += owner_of[i] == 0;
	assert_int_equal(stats().nr_free, nr);
	assert_sound();
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
		cmocka_unit_test(lcpus_do_not_get_the_same_frame),
	};

	return cmocka_run_group_tests(tests, NULL, at_end);
}
