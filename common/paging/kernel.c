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

#include "common/paging/bpt.h"

/* Tables that can be made before the switch: the root and, for the image and
 * for the arena's neighbourhood, one of each level below, and a level-0 table
 * at both ends of each part of the image. They are reached through the early
 * window. */
#define EARLY_TABLES 24u

/* The early window's table is linked at the level of 1 GiB entries. */
#define EARLY_LINK_LEVEL 2u

static struct plat_pt pt;
static struct plat_spinlock lock = PLAT_SPINLOCK_INIT;

/* Where frames for tables come from: the arena, at first no more of it than
 * the early window shows; later, as NULL, the frame allocator. */
static struct plat_arena *arena;
static unsigned int nr_early_left = EARLY_TABLES;

static int table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
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

/* How a region is mapped in the direct map; 0: not at all. */
static plat_attr_t direct_attr(const struct plat_mrd *mrd)
{
	switch (mrd->type) {
	case PLAT_MRD_FREE:
	case PLAT_MRD_IMAGE_DATA:
		return PLAT_ATTR_RW;
	case PLAT_MRD_INITRD:
	case PLAT_MRD_CMDLINE:
	case PLAT_MRD_DEVICETREE:
	case PLAT_MRD_IMAGE_RODATA:
	case PLAT_MRD_IMAGE_TEXT:
		return PLAT_ATTR_R;
	default:
		return 0;
	}
}

/* How a region is mapped in the image window; 0: not at all. */
static plat_attr_t image_attr(const struct plat_mrd *mrd)
{
	switch (mrd->type) {
	case PLAT_MRD_IMAGE_TEXT:
		return PLAT_ATTR_RX;
	case PLAT_MRD_IMAGE_RODATA:
		return PLAT_ATTR_R;
	case PLAT_MRD_IMAGE_DATA:
		return PLAT_ATTR_RW;
	default:
		return 0;
	}
}

uint64_t plat_kernel_pt_bound(const struct plat_mrd_list *list)
{
	uint64_t bound = EARLY_TABLES;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];

		if (direct_attr(mrd))
			bound += plat_pt_tables_bound(
			    plat_mmu_geometry(),
			    plat_va(PLAT_DIRECT_MAP_BASE + mrd->start.v),
			    mrd->size);
	}
	return bound;
}

static int map_direct(const struct plat_mrd *mrd, uint64_t start, uint64_t end)
{
	plat_attr_t attr = direct_attr(mrd);

	if (!attr || start >= end)
		return 0;
	return plat_pt_map(&pt, plat_va(PLAT_DIRECT_MAP_BASE + start),
			   plat_pa(start), end - start, attr,
			   PLAT_PT_FAIL | PLAT_PT_BUILD);
}

static int map_image(const struct plat_mrd_list *list)
{
	int err = 0;

	for (uint32_t i = 0; i < list->nr_mrds && !err; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];
		plat_attr_t attr = image_attr(mrd);

		if (attr)
			err = plat_pt_map(&pt, plat_image_va(mrd->start),
					  mrd->start, mrd->size, attr,
					  PLAT_PT_FAIL | PLAT_PT_BUILD);
	}
	return err;
}

/* The part of the arena's region that is mapped before the switch: the arena,
 * rounded to large pages as far as the region goes. */
static struct plat_pa_range neighbourhood(const struct plat_mrd *mrd,
					  struct plat_pa_range room)
{
	uint64_t large = plat_pt_span(1);
	uint64_t end = room.start.v + room.size;
	uint64_t start = plat_align_down(room.start.v, large);

	start = plat_max_u64(start, mrd->start.v);
	end = plat_min_u64(plat_align_up(end, large),
			   mrd->start.v + mrd->size);
	return (struct plat_pa_range){plat_pa(start), end - start};
}

static int build_early(const struct plat_mrd_list *list,
		       const struct plat_mrd *home, struct plat_pa_range near)
{
	int err = plat_pt_graft(&pt, plat_va(PLAT_EARLY_BASE),
				EARLY_LINK_LEVEL,
				plat_image_pa(plat_early_pd));

	if (!err)
		err = map_image(list);
	if (!err)
		err = map_direct(home, near.start.v,
				 near.start.v + near.size);
	return err;
}

static int build_rest(const struct plat_mrd_list *list,
		      const struct plat_mrd *home, struct plat_pa_range near)
{
	int err = 0;

	for (uint32_t i = 0; i < list->nr_mrds && !err; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];
		uint64_t start = mrd->start.v, end = start + mrd->size;

		if (mrd == home) {
			err = map_direct(mrd, start, near.start.v);
			start = near.start.v + near.size;
		}
		if (!err)
			err = map_direct(mrd, start, end);
	}
	return err;
}

static int switch_root(void)
{
	const struct plat_frontend *frontend = plat_frontend();

	if (frontend->switch_root)
		return frontend->switch_root(&pt);
	plat_mmu_load_root(pt.root);
	return 0;
}

int plat_kernel_pt_build(const struct plat_mrd_list *list,
			 struct plat_arena *from)
{
	const struct plat_pt_ops *ops = plat_frontend()->pt_ops;
	plat_pa_t first = from->room.start;
	const struct plat_mrd *home = plat_mrd_find(list, first);
	struct plat_pa_range near = neighbourhood(home, from->room);
	uint64_t window_bytes = EARLY_TABLES * PLAT_PAGE_SIZE;
	char *window = plat_early_map(first, window_bytes, PLAT_MT_WB);
	int err;

	if (!window)
		return -PLAT_ENOMEM;
	arena = from;
	err = plat_pt_init(&pt, plat_mmu_geometry(), ops ? ops : &native_ops,
			   NULL, (uintptr_t)window - first.v);
	if (!err)
		err = build_early(list, home, near);
	plat_early_unmap(window, window_bytes);
	if (!err)
		err = switch_root();
	if (err)
		return err;
	pt.table_offset = PLAT_DIRECT_MAP_BASE;
	nr_early_left = UINT32_MAX;
	return build_rest(list, home, near);
}

void plat_kernel_pt_use_frames(void)
{
	arena = NULL;
}

int plat_kernel_map(plat_va_t va, plat_pa_t pa, uint64_t size,
		    plat_attr_t attr, unsigned int how)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = plat_pt_map(&pt, va, pa, size, attr, how);

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
