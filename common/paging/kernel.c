/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/paging/kernel.h"

#include <plat/arch/mmu.h>
#include <plat/arch/pt.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/lock.h>
#include <plat/log.h>

#include "common/bootinfo/bootinfo.h"
#include "common/bootinfo/image.h"
#include "common/memory/arena.h"
#include "common/memory/frame.h"
#include "common/paging/bpt.h"

/* The first tables lie in the image, which is mapped before and after the
 * switch; as a rule they are enough, and for the first devices' mappings, too:
 * a guest that needs no frame does not set up the allocator of frames. Where
 * they are not, they do for a part, see build_in_parts(): the root and, for the
 * image and for the neighbourhood of the other tables, one of each level below,
 * and a level-0 table at both ends of each part of the image. */
#define EARLY_TABLES 16u

static PLAT_SECTION(".noinit") PLAT_ALIGNED(PLAT_PT_ENTRIES * 8)
uint64_t early_tables[EARLY_TABLES][PLAT_PT_ENTRIES];

/* Of memory that these can map in pages of 4 KiB, at most. */
#define EARLY_MOST_4K ((EARLY_TABLES - 8) * PLAT_MIB(2))

/* The early window's table is linked at the level of 1 GiB entries. */
#define EARLY_LINK_LEVEL 2u

/* What the boot does not need is set by plat_kernel_space(). */
PLAT_SECTION(".noinit") struct plat_space plat_kernel;

static struct plat_pt *const pt = &plat_kernel.pt;

/* Under lock; until the set is built there is nobody else. */
static struct plat_pt_builder builder;

static bool is_built;

/* Of free memory, what was taken for tables. */
static struct plat_pa_range used;

/* In an image without the allocator of frames nobody else takes free memory,
 * and tables do so here. */
static plat_pa_t first_freed; /* each holds the next one's address */

static int table_of_free_memory(plat_pa_t *table)
{
	uint64_t end = used.start.v + used.size;

	if (first_freed.v) {
		*table = first_freed;
		first_freed.v = *(uint64_t *)plat_direct_map(*table);
		return 0;
	}
	*table = plat_arena_find(&plat_boot_info.mrds,
				 plat_max_u64(end, PLAT_MIB(1)),
				 PLAT_PAGE_SIZE);
	if (table->v == 0)
		return -PLAT_ENOMEM;
	used = (struct plat_pa_range){*table, PLAT_PAGE_SIZE};
	return 0;
}

/* For a set that is built in the general way, from the spare ones, too. */
int plat_kernel_table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	if (pt->spare.size == 0) {
		const struct plat_frame_source *frames = plat_frame_source();

		if (!is_built)
			return -PLAT_ENOMEM;
		return frames ? frames->alloc(0, PLAT_FRAME_ANY, table)
			      : table_of_free_memory(table);
	}
	*table = pt->spare.start;
	pt->spare.start.v += PLAT_PAGE_SIZE;
	pt->spare.size -= PLAT_PAGE_SIZE;
	return 0;
}

void plat_kernel_table_free(void *ctx, plat_pa_t table)
{
	const struct plat_frame_source *frames = plat_frame_source();

	(void)ctx;
	/* A set whose building fails begins again, or ends the boot. */
	if (!is_built)
		return;
	if (!frames) {
		*(uint64_t *)plat_direct_map(table) = first_freed.v;
		first_freed = table;
	} else if (frames->free(table, 0)) {
		plat_err("a page table's frame %#lx was free already",
			 table.v);
	}
}

static void invalidate(void *ctx, const struct plat_pt *set,
		       const struct plat_pt_flush *flush)
{
	(void)ctx;
	(void)set;
	plat_mmu_flush_range(flush->va, flush->size, flush->page_shift);
}

static const struct plat_pt_ops native_ops = {
	.table_alloc = plat_kernel_table_alloc,
	.table_free = plat_kernel_table_free,
	.invalidate = invalidate,
};

/* All are global: address spaces share them. */
#define READ    (PLAT_ATTR_R | PLAT_ATTR_GLOBAL)
#define WRITE   (PLAT_ATTR_RW | PLAT_ATTR_GLOBAL)
#define EXECUTE (PLAT_ATTR_RX | PLAT_ATTR_GLOBAL)

/* How each type of region is mapped in the direct map; 0: not at all. */
static const uint8_t direct_attrs[PLAT_NR_MRD_TYPES] = {
	[PLAT_MRD_FREE] = WRITE,
	[PLAT_MRD_INITRD] = READ,
	[PLAT_MRD_CMDLINE] = READ,
	[PLAT_MRD_DEVICETREE] = READ,
	[PLAT_MRD_IMAGE_DATA] = WRITE,
	[PLAT_MRD_IMAGE_RODATA] = READ,
	[PLAT_MRD_IMAGE_TEXT] = READ,
};

/* What of the direct map lies in [start, end): regions that follow each other
 * and are mapped alike are one mapping. */
static int map_direct(const struct plat_mrd_list *list, uint64_t start,
		      uint64_t end)
{
	const struct plat_mrd *last = list->mrds + list->nr_mrds;

	for (const struct plat_mrd *mrd = list->mrds; mrd < last; mrd++) {
		plat_attr_t attr = direct_attrs[mrd->type];
		uint64_t from = mrd->start.v;
		uint64_t to = from + mrd->size;
		int err = 0;

		if (!attr)
			continue;
		for (; mrd + 1 < last && mrd[1].start.v == to &&
		       direct_attrs[mrd[1].type] == attr; mrd++)
			to += mrd[1].size;
		from = plat_max_u64(from, start);
		to = plat_min_u64(to, end);
		if (from < to)
			err = plat_pt_build(
			    &builder, plat_va(PLAT_DIRECT_MAP_BASE + from),
			    plat_pa(from), to - from, attr);
		if (err)
			return err;
	}
	return 0;
}

static int map_in_window(const char *start, const char *end, plat_attr_t attr)
{
	if (start == end)
		return 0;
	return plat_pt_build(&builder, plat_va_of(start), plat_image_pa(start),
			     (uint64_t)(end - start), attr);
}

/* The image, but for the page below each stack. */
static int map_image(void)
{
	const char *from = plat_image_rodata_end;
	int err = map_in_window(plat_image_start, plat_image_text_end,
				EXECUTE);

	if (!err)
		err = map_in_window(plat_image_text_end, plat_image_rodata_end,
				    READ);
	for (unsigned int i = 0; i < plat_nr_stacks && !err; i++) {
		err = map_in_window(from, plat_stacks[i].low - PLAT_PAGE_SIZE,
				    WRITE);
		from = plat_stacks[i].low;
	}
	if (!err)
		err = map_in_window(from, plat_image_end, WRITE);
	return err;
}

/* What is mapped before the switch: of the direct map [start, end), and the
 * image. */
static int build_early(const struct plat_mrd_list *list, uint64_t start,
		       uint64_t end)
{
	int err;

	plat_pt_build_begin(&builder, pt, plat_va(PLAT_DIRECT_MAP_BASE));
	err = map_direct(list, start, end);
	if (!err)
		err = map_image();
	/* What is not written natively is not, there, either. */
	if (!err && !pt->ops->write)
		err = plat_pt_build_graft(&builder, plat_va(PLAT_EARLY_BASE),
					  EARLY_LINK_LEVEL,
					  plat_image_pa(plat_early_pd));
	return err;
}

static int switch_root(void)
{
	const struct plat_frontend *frontend = plat_frontend();

	if (frontend->switch_root)
		return frontend->switch_root(pt);
	plat_mmu_load_root(pt->root);
	return 0;
}

/* Begin the set, in @frames that are at @va, with [start, end) of the direct
 * map in it, and switch to it. */
static int begin_in(struct plat_pa_range frames, void *va,
		    const struct plat_mrd_list *list, uint64_t start,
		    uint64_t end)
{
	const struct plat_pt_ops *ops = plat_frontend()->pt_ops;
	int err;

	plat_kernel.lock =
		(struct plat_spinlock)PLAT_SPINLOCK(PLAT_RANK_PAGING);
	plat_arch_pt_clear(va);
	plat_pt_adopt(pt, plat_mmu_geometry(), ops ? ops : &native_ops, NULL,
		      (uintptr_t)va - frames.start.v, frames.start, 1);
	pt->spare.start.v = frames.start.v + PLAT_PAGE_SIZE;
	pt->spare.size = frames.size - PLAT_PAGE_SIZE;
	err = build_early(list, start, end);
	if (!err)
		err = switch_root();
	pt->table_offset = PLAT_DIRECT_MAP_BASE;
	return err;
}

static int begin(const struct plat_mrd_list *list, uint64_t start,
		 uint64_t end)
{
	struct plat_pa_range frames = {plat_image_pa(early_tables),
				       sizeof(early_tables)};

	return begin_in(frames, early_tables, list, start, end);
}

/* No fewer tables than the direct map can need: of each region one for each
 * GiB (2 MiB, where no page is larger than 4 KiB), one above each 512 of these,
 * and two more of each level at its ends. */
static uint64_t tables_bound(const struct plat_mrd_list *list)
{
	unsigned int shift = plat_mmu_geometry()->leaf_levels == 1 ? 21 : 30;
	uint64_t bound = 0;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (direct_attrs[list->mrds[i].type])
			bound += (list->mrds[i].size >> shift) +
				 (list->mrds[i].size >> (shift + 9)) +
				 2 * PLAT_PT_MAX_LEVELS;
	}
	return bound;
}

/* The early tables are read in the direct map after the switch. */
static uint64_t image_start(void)
{
	return plat_align_down(plat_image_pa(plat_image_start).v,
			       plat_pt_span(1));
}

/* Where the early tables are not enough for everything: with the large pages
 * around some free frames first, then, in these, the rest. */
PLAT_COLD static int build_in_parts(const struct plat_mrd_list *list)
{
	struct plat_pa_range room;
	uint64_t start, end;
	int err = plat_arena_reserve(list, tables_bound(list) * PLAT_PAGE_SIZE,
				     &room);

	if (err)
		return err;
	start = plat_align_down(room.start.v, plat_pt_span(1));
	end = plat_align_up(room.start.v + room.size, plat_pt_span(1));
	if (plat_mmu_geometry()->leaf_levels == 1)
		start = plat_min_u64(start, image_start());
	err = begin(list, start, end);
	if (err)
		return err;
	pt->spare = room;
	plat_pt_build_begin(&builder, pt, plat_va(UINT64_MAX));
	err = map_direct(list, 0, start);
	if (!err)
		err = map_direct(list, end, UINT64_MAX);
	used.start = room.start;
	used.size = room.size - pt->spare.size;
	pt->spare.size = 0;
	return err;
}

/* The largest piece of free memory that can be reached already. */
static struct plat_pa_range find_linear(const struct plat_mrd_list *list)
{
	struct plat_pa_range room = {{0}, 0};

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *m = &list->mrds[i];
		uint64_t start = plat_max_u64(m->start.v,
					      plat_early_linear.free);
		uint64_t end = plat_min_u64(m->start.v + m->size,
					    plat_early_linear.size);

		if (m->type == PLAT_MRD_FREE && end > start &&
		    end - start > room.size)
			room = (struct plat_pa_range){{start}, end - start};
	}
	room.size = plat_align_down(room.size, PLAT_PAGE_SIZE);
	return room;
}

/* Where the host has mapped free memory: all at once in that, if it may be
 * enough. */
PLAT_COLD static int build_in_linear(const struct plat_mrd_list *list)
{
	struct plat_pa_range room = find_linear(list);
	int err;

	if (room.size < tables_bound(list) * PLAT_PAGE_SIZE)
		return -PLAT_ENOMEM;
	err = begin_in(room,
		       plat_va_ptr(plat_va(plat_early_linear.base.v +
					   room.start.v)),
		       list, 0, UINT64_MAX);
	used.start = room.start;
	used.size = room.size - pt->spare.size;
	pt->spare.size = 0;
	return err;
}

/* Whether to try with the early tables alone: where no page is larger than
 * 4 KiB most of the work would be done in vain. */
static bool may_be_enough(const struct plat_mrd_list *list)
{
	uint64_t end = 0;

	if (plat_mmu_geometry()->leaf_levels > 1)
		return true;
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (direct_attrs[list->mrds[i].type])
			end = list->mrds[i].start.v + list->mrds[i].size;
	}
	return end <= EARLY_MOST_4K;
}

int plat_kernel_pt_build(const struct plat_mrd_list *list)
{
	int err = -PLAT_ENOMEM;

	if (plat_likely(may_be_enough(list)))
		err = begin(list, 0, UINT64_MAX);
	if (err == -PLAT_ENOMEM && plat_unlikely(plat_early_linear.size))
		err = build_in_linear(list);
	if (err == -PLAT_ENOMEM)
		err = build_in_parts(list);
	is_built = true;
	return err;
}

int plat_kernel_pt_used(struct plat_pa_range *memory)
{
	*memory = used;
	return is_built ? 0 : -PLAT_ENOSYS;
}

int plat_kernel_add(plat_va_t va, plat_pa_t pa, uint64_t size,
		    plat_attr_t attr)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&plat_kernel.lock);
	int err;

	plat_pt_build_begin(&builder, pt, plat_va(UINT64_MAX));
	err = plat_pt_build(&builder, va, pa, size, attr);
	plat_mmu_publish();
	plat_spin_unlock_irqrestore(&plat_kernel.lock, state);
	return err;
}

int plat_kernel_unmap(plat_va_t va, uint64_t size, unsigned int how)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&plat_kernel.lock);
	int err = plat_pt_unmap(pt, va, size, how);

	plat_spin_unlock_irqrestore(&plat_kernel.lock, state);
	return err;
}

const struct plat_pt *plat_kernel_pt(void)
{
	return pt;
}
