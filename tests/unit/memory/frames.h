/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The allocator of frames over regions that a test makes up, and lcpus.
 */
#ifndef TESTS_UNIT_MEMORY_FRAMES_H
#define TESTS_UNIT_MEMORY_FRAMES_H

#include "tests/unit/unit.h"

#include "tests/unit/memory/zone_sound.h"

#include "common/memory/frame.h"

static const struct plat_pa_range no_frames;

#define PAGE     PLAT_PAGE_SIZE
#define ANY      PLAT_FRAME_ANY
#define MAX_MRDS 64
#define NR_LCPUS 3u

static struct plat_mrd mrds[MAX_MRDS];
static struct plat_mrd scratch[2 * MAX_MRDS];
static struct plat_mrd_list list;
static unsigned char *metadata;
static uint64_t metadata_size;

/* Where no region is: the metadata is reached through a pointer anyway. */
static inline struct plat_pa_range place(uint64_t size)
{
	return (struct plat_pa_range){{1ull << 60}, size};
}

static inline void begin(void)
{
	plat_mrd_list_init(&list, mrds, MAX_MRDS);
}

static inline void add(unsigned int type, uint64_t first, uint64_t nr_pages)
{
	struct plat_mrd mrd = {
		.start = {first * PAGE},
		.size = nr_pages * PAGE,
		.type = (uint8_t)type,
		.owner = "test",
	};

	assert_int_equal(plat_mrd_add(&list, &mrd), 0);
}

/* What the lcpus find in place of the thread's own per-lcpu data, which are
 * all close to each other: the cache is in the middle. */
#define LCPU_BYTES 0x10000

static _Alignas(64) unsigned char lcpus[NR_LCPUS][LCPU_BYTES];

static inline struct plat_frame_cache *cache_of(unsigned int lcpu)
{
	return (void *)(lcpus[lcpu] + LCPU_BYTES / 2 +
			(uintptr_t)&plat_frame_cache % 64);
}

static inline void be_lcpu(unsigned int i)
{
	host_lcpu_base = (uintptr_t)cache_of(i) - (uintptr_t)&plat_frame_cache;
}

static inline void drain_all(void)
{
	uintptr_t me = host_lcpu_base;

	for (unsigned int i = 0; i < NR_LCPUS; i++) {
		be_lcpu(i);
		plat_frame_drain();
	}
	host_lcpu_base = me;
}

static inline void init(uint64_t used_first, uint64_t nr_used)
{
	struct plat_pa_range used = {{used_first * PAGE}, nr_used * PAGE};
	struct plat_frame_stats ignored;

	drain_all();
	be_lcpu(0);
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

/* A group's teardown. */
static inline int at_end(void **state)
{
	(void)state;
	free(metadata);
	return 0;
}

static inline void begin_with(uint64_t first, uint64_t nr_pages)
{
	begin();
	add(PLAT_MRD_FREE, first, nr_pages);
	init(0, 0);
}

static inline void assert_sound(void)
{
	for (unsigned int z = 0; z < PLAT_NR_ZONES; z++)
		assert_true(zone_is_sound(&plat_frame_zones[z]));
}

/* The frame number of what an allocation gives; UINT64_MAX: none. */
static inline uint64_t take(unsigned int order, uint64_t limit)
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

static inline int give(uint64_t pfn, unsigned int order)
{
	return plat_frame_free(plat_pa(pfn * PAGE), order);
}

static inline int take_at(uint64_t pfn, unsigned int order)
{
	return plat_frame_alloc_at(plat_pa(pfn * PAGE), order);
}

static inline struct plat_frame_stats stats(void)
{
	struct plat_frame_stats s;

	plat_frame_stats(&s);
	return s;
}

#endif /* TESTS_UNIT_MEMORY_FRAMES_H */
