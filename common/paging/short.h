/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes by the short way: of entries of one table that is there already, or
 * of two, in a set that is written natively. Most calls are about these. What
 * is not so simple, wrong arguments included, is told by PT_LONG_WAY, and
 * nothing is changed then.
 *
 * Whoever calls these invalidates what was changed: of a range of pages, no
 * table among them.
 */
#ifndef COMMON_PAGING_SHORT_H
#define COMMON_PAGING_SHORT_H

#include <plat/errno.h>
#include <plat/pt.h>

#include "common/paging/change.h"
#include "common/paging/entry.h"

#define PT_LONG_WAY 1
#define PT_NOTHING  2

/* What makes no difference to what is done here, but for large pages; and to
 * what was mapped as a whole. */
#define PT_HOW_SHORT  (PLAT_PT_MAX_4K | PLAT_PT_MAX_2M)
#define PT_HOW_MAPPED (PT_HOW_SHORT | PLAT_PT_KEEP)

/* Whether pages that reach from @pa to the one that begins @last bytes after it
 * may be mapped the short way. @pa: aligned, or it is not; @last: fewer than
 * the alignment of @pa. */
static inline bool pt_is_plain(const struct plat_pt *pt, uint64_t pa,
			       uint64_t last)
{
	return !(((pa ^ pt->plain_pa) | last) & pt->plain_mask);
}

/* From @table to the one below it for @va. Returns: whether there is one. */
static inline bool pt_step_down(const struct plat_pt *pt, uint64_t va,
				unsigned int level, uint64_t **table)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t entry = (*table)[pt_index(va, level)];

	if (plat_unlikely((entry & pt_short_link_mask(g)) != pt_table_bits(g)))
		return false;
	*table = plat_va_ptr(plat_va((entry & pt_short_address(g)) +
				     pt->table_offset));
	return true;
}

/* Whether @va is a page's address, and in the @span around the near table. */
static inline bool pt_is_near(const struct plat_pt *pt, uint64_t va,
			      uint64_t span)
{
	return !((va ^ pt->near_va) & ~(span - PLAT_PAGE_SIZE));
}

/* The entry of the 4 KiB page at @va. False: there is no table for it, or it is
 * more than a step away, or not to be taken the short way.
 * Requires: va aligned to 4 KiB: near_va, where nothing is near, is not. */
static inline bool pt_find_page(struct plat_pt *pt, uint64_t va,
				uint64_t **entry)
{
	uint64_t *table = pt->near;

	if (plat_unlikely(!pt_is_near(pt, va, plat_pt_span(1)))) {
		table = pt->near_up;
		if (!pt_is_near(pt, va, plat_pt_span(2)) ||
		    !pt_step_down(pt, va, 1, &table))
			return false;
		pt->near_va = va;
		pt->near = table;
	}
	*entry = table + pt_index(va, 0);
	return true;
}

/* From the root to the table of level 2 for @va. That of level 3 is kept, if
 * there is one: all addresses of the kernel have it in common. */
PLAT_ALWAYS_INLINE static inline
bool pt_find_level_2(struct plat_pt *pt, uint64_t va, uint64_t **table)
{
	const struct plat_pt_geometry *g = pt->geometry;

	if (va - pt->first_va >= pt->va_span)
		return false;
	*table = plat_va_ptr(plat_va(pt->root.v + pt->table_offset));
	plat_pt_forget_near(pt);
	pt->near_top = NULL;
	if (g->nr_levels < 4)
		return true;
	if (g->nr_levels > 4 &&
	    !pt_step_down(pt, pt_index_offset(g, va), 4, table))
		return false;
	pt->near_top = *table;
	return pt_step_down(pt, va, 3, table);
}

/* The same for a page anywhere; what is near is near it then. Each level is by
 * itself, so that compilers know the numbers. */
PLAT_ALWAYS_INLINE static inline
bool pt_find_far_page(struct plat_pt *pt, uint64_t va, uint64_t **entry)
{
	uint64_t *table = pt->near_top, *up;
	bool is_below = (table || !PLAT_HAS(PLAT_PT_HAS_ARM64)) &&
			pt_is_near(pt, va, plat_pt_span(4));

	if (plat_likely(is_below) ? !pt_step_down(pt, va, 3, &table)
				  : !pt_find_level_2(pt, va, &table))
		return false;
	if (plat_unlikely(!pt_step_down(pt, va, 2, &table)))
		return false;
	up = table;
	if (plat_unlikely(!pt_step_down(pt, va, 1, &table)))
		return false;
	pt->near_va = va;
	pt->near = table;
	pt->near_up = up;
	*entry = table + pt_index(va, 0);
	return true;
}

/* What is below for one page whose entry was found. */

static inline bool pt_can_map(const struct plat_pt *pt, uint64_t va,
			      uint64_t pa)
{
	return !(va & PLAT_PAGE_MASK) && pt_is_plain(pt, pa, 0);
}

static inline bool pt_map_entry(uint64_t *entry, uint64_t value)
{
	if (plat_unlikely(*entry & PT_PRESENT))
		return false;
	*entry = value;
	return true;
}

/* Whether a page beside [first, first + nr) of its table is present. */
static inline bool pt_has_neighbour(const uint64_t *first, unsigned int nr)
{
	uintptr_t at = (uintptr_t)first & PLAT_PAGE_MASK;
	unsigned int index = (unsigned int)(at / sizeof(*first));

	if (index > 0 && (first[-1] & PT_PRESENT))
		return true;
	return index + nr < PLAT_PT_ENTRIES && (first[nr] & PT_PRESENT);
}

/* As no table may be left empty, one of the neighbours has to be there. */
static inline bool pt_unmap_entry(uint64_t *entry)
{
	if (plat_unlikely(!(*entry & PT_PRESENT) ||
			  !pt_has_neighbour(entry, 1)))
		return false;
	*entry = 0;
	return true;
}

/* Whether pages with entries in which these bits are not all as those they are
 * given may be changed by plain stores, without break-before-make. */
static inline bool pt_can_protect(const struct plat_pt *pt, uint64_t differ)
{
	return !(differ & pt->fixed_mask);
}

static inline bool pt_protect_entry(const struct plat_pt *pt, uint64_t *entry,
				    uint64_t bits)
{
	if (plat_unlikely(!pt_can_protect(pt, *entry ^ bits)))
		return false;
	*entry = (*entry & pt->address_mask) | bits;
	return true;
}

/*
 * short.c: as plat_pt_map(), plat_pt_unmap() and plat_pt_protect(); @bits are
 * the entries', as for level 0.
 *
 * Returns: 0; -PLAT_EEXIST; PT_LONG_WAY; PT_NOTHING: all is done, as there was
 *          nothing to unmap.
 */
int plat_pt_map_short(struct plat_pt *pt, uint64_t va, uint64_t pa,
		      uint64_t size, uint64_t bits, unsigned int how);
int plat_pt_map_2m(const struct plat_pt *pt, uint64_t va, uint64_t pa,
		   uint64_t bits);
int plat_pt_map_1g(const struct plat_pt *pt, uint64_t va, uint64_t pa,
		   uint64_t bits);
int plat_pt_unmap_short(struct plat_pt *pt, uint64_t va, uint64_t size,
			unsigned int how);
int plat_pt_protect_short(struct plat_pt *pt, uint64_t va, uint64_t size,
			  uint64_t bits, unsigned int how);

/**
 * map.c: unmap the page at @va, and each that is @step bytes behind another,
 * below @end: where there is a table, without looking at each.
 *
 * Requires: all are mapped, in pages of 4 KiB, and so are those around them;
 *           nobody has used them.
 * Returns:  0; as plat_pt_unmap(): some may be unmapped.
 */
int plat_pt_unmap_each(struct plat_pt *pt, uint64_t va, uint64_t end,
		       uint64_t step);

#endif /* COMMON_PAGING_SHORT_H */
