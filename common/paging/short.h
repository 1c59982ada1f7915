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

#include "common/paging/entry.h"

#define PT_LONG_WAY 1

/* What makes no difference to what is done here, but for large pages; and to
 * what was mapped as a whole. */
#define PT_HOW_SHORT  (PLAT_PT_MAX_4K | PLAT_PT_MAX_2M)
#define PT_HOW_MAPPED (PT_HOW_SHORT | PLAT_PT_KEEP)

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
		pt->near_va = plat_align_down(va, plat_pt_span(1));
		pt->near = table;
	}
	*entry = table + pt_index(va, 0);
	return true;
}

/* These do what is below for one page, of a table that is not far: no more than
 * a look at the entry. */

static inline int pt_map_one(struct plat_pt *pt, uint64_t va, uint64_t pa,
			     uint64_t bits)
{
	uint64_t *entry;

	if (plat_unlikely(((va | pa) & PLAT_PAGE_MASK) ||
			  pa >= pt->linear_limit))
		return PT_LONG_WAY;
	if (plat_unlikely(!pt_find_page(pt, va, &entry) ||
			  (*entry & PT_PRESENT)))
		return PT_LONG_WAY;
	*entry = pa | bits;
	return 0;
}

/* Whether something but [first, first + nr) of its table is present: looks at
 * the neighbours first. */
static inline bool pt_has_others(const uint64_t *first, unsigned int nr)
{
	uintptr_t at = (uintptr_t)first & PLAT_PAGE_MASK;
	unsigned int index = (unsigned int)(at / sizeof(*first));
	unsigned int end = index + nr;

	if (index > 0 && (first[-1] & PT_PRESENT))
		return true;
	if (end < PLAT_PT_ENTRIES && (first[nr] & PT_PRESENT))
		return true;
	return pt_any_present(first - index, index) ||
	       pt_any_present(first + nr, PLAT_PT_ENTRIES - end);
}

static inline int pt_unmap_one(struct plat_pt *pt, uint64_t va)
{
	uint64_t *entry;

	if (plat_unlikely(va & PLAT_PAGE_MASK))
		return PT_LONG_WAY;
	if (plat_unlikely(!pt_find_page(pt, va, &entry) ||
			  !(*entry & PT_PRESENT) ||
			  !pt_has_others(entry, 1)))
		return PT_LONG_WAY;
	*entry = 0;
	return 0;
}

/* Whether pages with entries in which these bits are not all as those they are
 * given may be changed by plain stores, without break-before-make. */
static inline bool pt_can_protect(const struct plat_pt *pt, uint64_t differ)
{
	return !(differ & pt->fixed_mask);
}

static inline int pt_protect_one(struct plat_pt *pt, uint64_t va,
				 uint64_t bits)
{
	uint64_t *entry;

	if (plat_unlikely(va & PLAT_PAGE_MASK))
		return PT_LONG_WAY;
	if (plat_unlikely(!pt_find_page(pt, va, &entry) ||
			  !pt_can_protect(pt, *entry ^ bits)))
		return PT_LONG_WAY;
	*entry = (*entry & pt->address_mask) | bits;
	return 0;
}

/*
 * short.c: as plat_pt_map(), plat_pt_unmap() and plat_pt_protect(); @bits are
 * the entries', as for level 0.
 *
 * Returns: 0; -PLAT_EEXIST; PT_LONG_WAY.
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

#endif /* COMMON_PAGING_SHORT_H */
