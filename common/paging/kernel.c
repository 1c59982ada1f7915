/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/paging/kernel.h"

#include <plat/arch/mmu.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/lock.h>
#include <plat/log.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"
#include "common/paging/bpt.h"

/* Tables that can be made before the switch: the root and, for the image and
 * for the arena's neighbourhood, one of each level below, and a level-0 table
 * at both ends of each part of the image. They are reached through the early
 * window. */
#define EARLY_TABLES 16u

/* The early window's table is linked at the level of 1 GiB entries. */
#define EARLY_LINK_LEVEL 2u

static struct plat_pt pt;
static struct plat_spinlock lock = PLAT_SPINLOCK_INIT;

/* A few frames for the tables of the first devices' mappings, so that a guest
 * that needs no frame does not set up the allocator of frames. */
#define NR_SPARE 3u
static plat_pa_t spare[NR_SPARE];
static unsigned int nr_spare;

/* Where frames for tables come from: the arena, at first no more of it than
 * the early window shows; later, as NULL, the frame allocator. */
static struct plat_arena *arena;
static unsigned int nr_early_left = EARLY_TABLES;

static int table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	if (nr_spare) {
		*table = spare[--nr_spare];
		return 0;
	}
	if (!arena)
		return plat_frame_alloc(0, PLAT_FRAME_ANY, table);
	if (nr_early_left == 0)
		return -PLAT_ENOMEM;
	nr_early_left--;
	return plat_arena_frame(arena, table);
}

static void table_free(void *ctx, plat_pa_t table)
{
	(void)ctx;
	if (plat_frame_free(table, 0))
		plat_err("a page table's frame %#lx was free already",
			 table.v);
}

static void invalidate(void *ctx, const struct plat_pt *set,
		       const struct plat_pt_flush *flush)
{
	(void)ctx;
	(void)set;
	plat_mmu_flush_range(flush->va, flush->size, flush->page_shift);
}

static const struct plat_pt_ops native_ops = {
	.table_alloc = table_alloc,
	.table_free = table_free,
	.invalidate = invalidate,
};

/* How each type of region is mapped in the direct map; 0: not at all. */
static const uint8_t direct_attrs[PLAT_NR_MRD_TYPES] = {
	[PLAT_MRD_FREE] = PLAT_ATTR_RW,
	[PLAT_MRD_INITRD] = PLAT_ATTR_R,
	[PLAT_MRD_CMDLINE] = PLAT_ATTR_R,
	[PLAT_MRD_DEVICETREE] = PLAT_ATTR_R,
	[PLAT_MRD_IMAGE_DATA] = PLAT_ATTR_RW,
	[PLAT_MRD_IMAGE_RODATA] = PLAT_ATTR_R,
	[PLAT_MRD_IMAGE_TEXT] = PLAT_ATTR_R,
};

/* Regions that follow each other and are mapped alike: one mapping. */
struct run {
	uint64_t start;
	uint64_t end;
	plat_attr_t attr;
};

/* The first run at or after entry *@i; *@i is moved behind it. An end of 0:
 * there is none. */
static struct run next_run(const struct plat_mrd_list *list, uint32_t *i)
{
	struct run run = {0};

	for (; *i < list->nr_mrds; ++*i) {
		const struct plat_mrd *mrd = &list->mrds[*i];
		plat_attr_t attr = direct_attrs[mrd->type];

		if (run.end && (attr != run.attr || mrd->start.v != run.end))
			return run;
		if (!attr)
			continue;
		if (!run.end) {
			run.start = mrd->start.v;
			run.attr = attr;
		}
		run.end = mrd->start.v + mrd->size;
	}
	return run;
}

uint64_t plat_kernel_pt_bound(const struct plat_mrd_list *list)
{
	uint64_t bound = EARLY_TABLES + NR_SPARE;
	uint32_t i = 0;

	for (;;) {
		struct run run = next_run(list, &i);

		if (!run.end)
			return bound;
		bound += plat_pt_tables_bound(
		    plat_mmu_geometry(),
		    plat_va(PLAT_DIRECT_MAP_BASE + run.start),
		    run.end - run.start);
	}
}

static int map_direct(struct plat_pt_builder *builder, const struct run *run,
		      uint64_t start, uint64_t end)
{
	start = plat_max_u64(start, run->start);
	end = plat_min_u64(end, run->end);
	if (start >= end)
		return 0;
	return plat_pt_build(builder, plat_va(PLAT_DIRECT_MAP_BASE + start),
			     plat_pa(start), end - start, run->attr);
}

static int map_in_window(struct plat_pt_builder *builder, const char *start,
			 const char *end, plat_attr_t attr)
{
	if (start == end)
		return 0;
	return plat_pt_build(builder, plat_va_of(start), plat_image_pa(start),
			     (uint64_t)(end - start), attr);
}

/* The image, but for the page below each stack. */
static int map_image(struct plat_pt_builder *builder)
{
	const char *from = plat_image_rodata_end;
	int err = map_in_window(builder, plat_image_start, plat_image_text_end,
				PLAT_ATTR_RX);

	if (!err)
		err = map_in_window(builder, plat_image_text_end,
				    plat_image_rodata_end, PLAT_ATTR_R);
	for (unsigned int i = 0; i < plat_nr_stacks && !err; i++) {
		err = map_in_window(builder, from,
				    plat_stacks[i].low - PLAT_PAGE_SIZE,
				    PLAT_ATTR_RW);
		from = plat_stacks[i].low;
	}
	if (!err)
		err = map_in_window(builder, from, plat_image_end,
				    PLAT_ATTR_RW);
	return err;
}

/* The run that @mrd is part of. */
static struct run run_around(const struct plat_mrd_list *list,
			     const struct plat_mrd *mrd)
{
	const struct plat_mrd *first = mrd;
	plat_attr_t attr = direct_attrs[mrd->type];
	uint32_t i;

	while (first > list->mrds && direct_attrs[first[-1].type] == attr &&
	       first[-1].start.v + first[-1].size == first->start.v)
		first--;
	i = (uint32_t)(first - list->mrds);
	return next_run(list, &i);
}

/* What is mapped before the switch: the image, and of the direct map the large
 * pages around the arena: [start, end). */
static int build_early(const struct run *home, uint64_t start, uint64_t end)
{
	struct plat_pt_builder builder;
	int err;

	plat_pt_build_begin(&builder, &pt, plat_va(PLAT_DIRECT_MAP_BASE));
	err = map_direct(&builder, home, start, end);
	plat_pt_build_begin(&builder, &pt, plat_va(PLAT_IMAGE_BASE));
	if (!err)
		err = map_image(&builder);
	if (!err)
		err = plat_pt_build_graft(&builder, plat_va(PLAT_EARLY_BASE),
					  EARLY_LINK_LEVEL,
					  plat_image_pa(plat_early_pd));
	return err;
}

/* The direct map without [start, end). */
static int build_rest(const struct plat_mrd_list *list, uint64_t start,
		      uint64_t end)
{
	struct plat_pt_builder builder;
	uint32_t i = 0;

	plat_pt_build_begin(&builder, &pt,
			    plat_va(PLAT_DIRECT_MAP_BASE + end));
	for (;;) {
		struct run run = next_run(list, &i);
		int err;

		if (!run.end)
			return 0;
		err = map_direct(&builder, &run, 0, start);
		if (!err)
			err = map_direct(&builder, &run, end, UINT64_MAX);
		if (err)
			return err;
	}
}

static int switch_root(void)
{
	const struct plat_frontend *frontend = plat_frontend();

	if (frontend->switch_root)
		return frontend->switch_root(&pt);
	plat_mmu_load_root(pt.root);
	return 0;
}

static int set_aside(void)
{
	plat_pa_t frames[NR_SPARE];

	for (unsigned int i = 0; i < NR_SPARE; i++) {
		int err = plat_arena_frame(arena, &frames[i]);

		if (err)
			return err;
	}
	memcpy(spare, frames, sizeof(spare));
	nr_spare = NR_SPARE;
	return 0;
}

int plat_kernel_pt_build(const struct plat_mrd_list *list,
			 struct plat_arena *from)
{
	const struct plat_pt_ops *ops = plat_frontend()->pt_ops;
	plat_pa_t first = from->room.start;
	struct run home = run_around(list, plat_mrd_find(list, first));
	uint64_t large = plat_pt_span(1);
	uint64_t start = plat_max_u64(plat_align_down(first.v, large),
				      home.start);
	uint64_t end = plat_min_u64(
	    plat_align_up(first.v + from->room.size, large), home.end);
	uint64_t window_bytes = EARLY_TABLES * PLAT_PAGE_SIZE;
	char *window = plat_early_map(first, window_bytes, PLAT_MT_WB);
	int err;

	if (!window)
		return -PLAT_ENOMEM;
	arena = from;
	err = plat_pt_init(&pt, plat_mmu_geometry(), ops ? ops : &native_ops,
			   NULL, (uintptr_t)window - first.v);
	if (!err)
		err = build_early(&home, start, end);
	plat_early_unmap(window, window_bytes);
	if (!err)
		err = switch_root();
	if (err)
		return err;
	pt.table_offset = PLAT_DIRECT_MAP_BASE;
	nr_early_left = UINT32_MAX;
	err = build_rest(list, start, end);
	if (!err)
		err = set_aside();
	arena = NULL;
	return err;
}

unsigned int plat_kernel_pt_nr_spare(void)
{
	return nr_spare;
}

int plat_kernel_add(plat_va_t va, plat_pa_t pa, uint64_t size,
		    plat_attr_t attr)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	struct plat_pt_builder builder;
	int err;

	plat_pt_build_begin(&builder, &pt, plat_va(UINT64_MAX));
	err = plat_pt_build(&builder, va, pa, size, attr);
	plat_mmu_publish();
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

int plat_kernel_unmap(plat_va_t va, uint64_t size, unsigned int how)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = plat_pt_unmap(&pt, va, size, how);

	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

const struct plat_pt *plat_kernel_pt(void)
{
	return &pt;
}
