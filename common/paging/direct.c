/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/paging/direct.h"

#include <plat/arch/cpu.h>
#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/fault.h>
#include <plat/layout.h>
#include <plat/lock.h>

#include "common/paging/entry.h"
#include "common/paging/kernel.h"

static struct plat_pt *const pt = &plat_kernel.pt;

/* Odd: a large page is broken at this moment. Atomic; written under the
 * kernel's lock. */
static uint32_t turn;

/* The entry that an address ends at. */
struct place {
	unsigned int level;
	uint64_t *entry;
};

static uint64_t va_of(uint64_t pa)
{
	return PLAT_DIRECT_MAP_BASE + pa;
}

static void find(uint64_t pa, struct place *place)
{
	place->entry = pt_find_entry(pt, va_of(pa), &place->level);
}

/* Where an entry is itself. */
static plat_pa_t address_of(const uint64_t *entry)
{
	return plat_pa((uintptr_t)entry - pt->table_offset);
}

static void forget(uint64_t pa, uint64_t size, unsigned int level)
{
	struct plat_pt_flush flush = {
		.va = plat_va(va_of(pa)),
		.size = size,
		.page_shift = (uint8_t)(PLAT_PAGE_SHIFT + 9 * level),
	};

	pt->ops->invalidate(pt->ctx, pt, &flush);
}

/* A table that maps what @entry of @level, a page's, does. */
static void fill(uint64_t *table, uint64_t entry, unsigned int level)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t bits = entry & ~pt_address_mask(g, level);
	uint64_t address = pt_leaf_address(g, entry, level);

	plat_pt_set(table, PLAT_PT_ENTRIES,
		    pt_resize(g, bits, level, level - 1) |
			    pt_address_bits(g, address),
		    plat_pt_span(level - 1));
}

/*
 * From the break on nothing is used that may lie in the page itself: neither
 * the tables, which is why the entry is written through the early window, nor
 * anything else outside the image and this lcpu's stack.
 */
static int replace(const struct place *place, uint64_t pa, uint64_t link)
{
	volatile uint64_t *entry = plat_early_map(
		address_of(place->entry), sizeof(*entry), PLAT_MT_WB);
	uint64_t broken = pt_broken(pt->geometry, *place->entry);

	if (!entry)
		return -PLAT_ENOMEM;
	if (pt->geometry->break_before_make) {
		plat_atomic_store_relaxed(&turn, turn + 1);
		plat_mmu_publish(); /* who misses the page sees the turn */
		*entry = broken;
		forget(pa, plat_pt_span(place->level), place->level);
		*entry = link;
		plat_mmu_publish();
		plat_atomic_store_release(&turn, turn + 1);
	} else {
		*entry = link;
		forget(pa, plat_pt_span(place->level), place->level);
	}
	plat_early_unmap((const void *)entry, sizeof(*entry));
	return 0;
}

/* The large page at @place, from @pa on, becomes a table. */
static int split_page(const struct place *place, uint64_t pa)
{
	plat_pa_t table;
	int err = pt->ops->table_alloc(pt->ctx, &table);

	if (err)
		return err;
	fill(pt_table(pt, table), *place->entry, place->level);
	err = replace(place, pa, pt_link(pt, table));
	if (err)
		pt->ops->table_free(pt->ctx, table);
	else
		pt->nr_tables++;
	return err;
}

/* No page goes across @pa any more. */
static int split_at(uint64_t pa)
{
	struct place place;
	uint64_t span;
	int err = 0;

	for (find(pa, &place); !err; find(pa, &place)) {
		span = plat_pt_span(place.level);
		if (plat_is_aligned(pa, span) || !(*place.entry & PT_PRESENT))
			break;
		err = split_page(&place, plat_align_down(pa, span));
	}
	return err;
}

int plat_direct_split(struct plat_pa_range range)
{
	/* From the first use on all lcpus are told of what is changed. */
	struct plat_space *kernel = plat_kernel_space();
	plat_irq_state_t state = plat_spin_lock_irqsave(&kernel->lock);
	uint64_t start = range.start.v, end = start + range.size;
	int err = -PLAT_ENOENT;

	if (plat_pt_holds(pt, va_of(start), va_of(end)))
		err = split_at(start);
	if (!err)
		err = split_at(end);
	plat_spin_unlock_irqrestore(&kernel->lock, state);
	return err;
}

void plat_direct_hide(struct plat_pa_range range)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&plat_kernel.lock);
	uint64_t bits = PT_PRESENT | pt_broken_bit(pt->geometry);
	uint64_t end = range.start.v + range.size;
	unsigned int nr, level = PLAT_PT_MAX_LEVELS;
	struct place place;

	for (uint64_t pa = range.start.v; pa < end;
	     pa = pt_after(pa, place.level, nr)) {
		find(pa, &place);
		nr = pt_nr_entries(pa, end, place.level);
		plat_pt_flip(place.entry, nr, bits);
		if (place.level < level)
			level = place.level;
	}
	forget(range.start.v, range.size, level);
	plat_spin_unlock_irqrestore(&plat_kernel.lock, state);
}

/* What makes the hidden @entry of @pa, and those of the pages behind it, what
 * they are to be. */
static uint64_t difference(uint64_t entry, unsigned int level, plat_pa_t pa)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t bits = entry & ~pt_address_mask(g, level);

	return entry ^ pt_mended(g, bits | pt_address_bits(g, pa.v));
}

void plat_direct_show(struct plat_pa_range range,
		      plat_pa_t (*address)(plat_pa_t))
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&plat_kernel.lock);
	uint64_t end = range.start.v + range.size;
	struct place place;
	unsigned int nr;

	for (uint64_t pa = range.start.v; pa < end;
	     pa = pt_after(pa, place.level, nr)) {
		plat_pa_t at = plat_pa(pa);

		find(pa, &place);
		nr = pt_nr_entries(pa, end, place.level);
		plat_pt_flip(place.entry, nr,
			     difference(*place.entry, place.level,
					address ? address(at) : at));
	}
	plat_mmu_publish();
	plat_spin_unlock_irqrestore(&plat_kernel.lock, state);
}

/* A page was broken when it was used: by now, or soon, it is whole. */
static int wait_for_split(const struct plat_fault *fault, char *why,
			  size_t size)
{
	uint32_t seen;

	(void)why;
	(void)size;
	if (fault->va.v - PLAT_DIRECT_MAP_BASE >= PLAT_DIRECT_MAP_SIZE)
		return -PLAT_ENOENT;
	do {
		while ((seen = plat_atomic_load_acquire(&turn)) & 1)
			plat_cpu_relax();
		if (plat_mmu_translates(fault->va, fault->access))
			return 0;
	} while (seen != plat_atomic_load_acquire(&turn));
	return -PLAT_ENOENT;
}

/* Of servers as well: they use frames and tables by the direct map. */
PLAT_FAULT_SERVER_OF_SERVERS(pages, direct_map, wait_for_split);
