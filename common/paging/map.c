/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Map, unmap and protect: arguments are checked here, and pages of a table
 * that is there already are dealt with at once, as most calls are about
 * these; anything else is left to change.c.
 */
#include <plat/pt.h>

#include <plat/errno.h>

#include "common/paging/change.h"
#include "common/paging/entry.h"

#define HOW_KNOWN                                                              \
	(PLAT_PT_POLICY | PLAT_PT_MAX_4K | PLAT_PT_MAX_2M | PLAT_PT_BUILD)

/* What makes no difference to pages of a table that is there. */
#define HOW_SIMPLE (PLAT_PT_MAX_4K | PLAT_PT_MAX_2M)

/* The table that @entry refers to; NULL: it is absent, or a page. */
static inline uint64_t *table_below(const struct plat_pt *pt, uint64_t entry)
{
	const struct plat_pt_geometry *g = pt->geometry;

	if (!pt_is_table(g, entry, 1))
		return NULL;
	return plat_va_ptr(plat_va(pt_table_address(g, entry) +
				   pt->table_offset));
}

/* The entry of the 4 KiB page at @va. NULL: there is no table with such an
 * entry, or it cannot be reached without help, or the address is wrong. */
static inline uint64_t *find_page(const struct plat_pt *pt, uint64_t va)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t offset = pt_is_x86_64(g) ? va : pt_offset(g, va);
	uint64_t *table =
		plat_va_ptr(plat_va(pt->root.v + pt->table_offset));

	if (!pt->is_native || !pt_translates(g, va, 1))
		return NULL;
	if (g->nr_levels > 4)
		table = table_below(pt, table[pt_index(offset, 4)]);
	if (table && g->nr_levels > 3)
		table = table_below(pt, table[pt_index(offset, 3)]);
	if (table)
		table = table_below(pt, table[pt_index(offset, 2)]);
	if (table)
		table = table_below(pt, table[pt_index(offset, 1)]);
	return table ? table + pt_index(offset, 0) : NULL;
}

/* The same for some pages, which are entries of one table. */
static uint64_t *find_pages(const struct plat_pt *pt, uint64_t va,
			    uint64_t size)
{
	if (size == 0 || (va ^ (va + size - 1)) >= plat_pt_span(1))
		return NULL;
	return find_page(pt, va);
}

static int check_range(const struct plat_pt *pt, uint64_t va, uint64_t size,
		       unsigned int how)
{
	if (!plat_is_aligned(va | size, PLAT_PAGE_SIZE) ||
	    !pt_translates(pt->geometry, va, size) || (how & ~HOW_KNOWN) ||
	    (how & PLAT_PT_POLICY) == PLAT_PT_POLICY)
		return -PLAT_EINVAL;
	return 0;
}

static int map_checked(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		       uint64_t size, plat_attr_t attr, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;

	if (size == 0)
		return 0;
	if (check_range(pt, va.v, size, how) || (attr & ~PT_ATTR_KNOWN) ||
	    !plat_is_aligned(pa.v, PLAT_PAGE_SIZE))
		return -PLAT_EINVAL;
	if (!plat_range_below(pa.v, size, (uint64_t)1 << g->pa_bits))
		return -PLAT_ERANGE;
	if (plat_pt_can_build(pt, how) &&
	    (pa.v + size - 1) >> pt_linear_bits(g) == 0)
		return plat_pt_build_one(pt, va, pa, size, attr, how);
	return plat_pt_map_slowly(pt, va, pa, size, attr, how);
}

/* Pages of one table. One refusal for all that is out of the ordinary. */
static int map_pages(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		     uint64_t size, plat_attr_t attr, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;
	unsigned int nr = (unsigned int)(size / PLAT_PAGE_SIZE);
	uint64_t *entries = find_pages(pt, va.v, size);

	if (!entries || ((va.v | pa.v | size) & PLAT_PAGE_MASK) ||
	    (attr & ~PT_ATTR_KNOWN) || (how & ~HOW_SIMPLE) ||
	    (pa.v | (pa.v + size - 1)) >> g->pa_bits ||
	    (!pt_is_x86_64(g) && g->lpa2))
		return map_checked(pt, va, pa, size, attr, how);
	if (pt_any_present(entries, nr))
		return -PLAT_EEXIST;
	plat_pt_fill(entries, nr, plat_pt_leaf(g, pa, attr, 0),
		     PLAT_PAGE_SIZE);
	if (pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, true);
	return 0;
}

int plat_pt_map(struct plat_pt *pt, plat_va_t va, plat_pa_t pa, uint64_t size,
		plat_attr_t attr, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t *entry;

	if (size != PLAT_PAGE_SIZE || ((va.v | pa.v) & PLAT_PAGE_MASK) ||
	    (attr & ~PT_ATTR_KNOWN) || (how & ~HOW_SIMPLE) ||
	    pa.v >> g->pa_bits)
		return how & PLAT_PT_BUILD
			       ? map_checked(pt, va, pa, size, attr, how)
			       : map_pages(pt, va, pa, size, attr, how);
	entry = find_page(pt, va.v);
	if (!entry || (*entry & PT_PRESENT))
		return map_pages(pt, va, pa, size, attr, how);
	*entry = pt_address_bits(g, pa.v) | pt_leaf_bits(g, attr, 0);
	if (pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, true);
	return 0;
}

/* Whether anything but [first, first + nr) of its table is present. */
static bool has_others(const uint64_t *first, unsigned int nr)
{
	unsigned int index = (unsigned int)(((uintptr_t)first &
					     PLAT_PAGE_MASK) /
					    sizeof(*first));
	const uint64_t *table = first - index;
	unsigned int end = index + nr;

	return pt_any_present(table, index) ||
	       pt_any_present(table + end, PLAT_PT_ENTRIES - end);
}

static int unmap_checked(struct plat_pt *pt, plat_va_t va, uint64_t size,
			 unsigned int how)
{
	if (size == 0)
		return 0;
	if (check_range(pt, va.v, size, how) || (how & PLAT_PT_REPLACE))
		return -PLAT_EINVAL;
	return plat_pt_unmap_slowly(pt, va, size, how);
}

static int unmap_pages(struct plat_pt *pt, plat_va_t va, uint64_t size,
		       unsigned int how)
{
	unsigned int nr = (unsigned int)(size / PLAT_PAGE_SIZE);
	uint64_t *entries = find_pages(pt, va.v, size);

	if (!entries || ((va.v | size) & PLAT_PAGE_MASK) ||
	    (how & ~HOW_SIMPLE) || !has_others(entries, nr))
		return unmap_checked(pt, va, size, how);
	if (!pt_all_present(entries, nr))
		return -PLAT_ENOENT;
	plat_pt_fill(entries, nr, 0, 0);
	if (pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, false);
	return 0;
}

/* Whether the page before or after that of @entry is in the same table, and
 * present: the table does not become empty then. */
static inline bool has_neighbour(const uint64_t *entry)
{
	uintptr_t at = (uintptr_t)entry & PLAT_PAGE_MASK;
	const uintptr_t last = PLAT_PAGE_SIZE - sizeof(*entry);

	return (at > 0 && (entry[-1] & PT_PRESENT)) ||
	       (at < last && (entry[1] & PT_PRESENT));
}

int plat_pt_unmap(struct plat_pt *pt, plat_va_t va, uint64_t size,
		  unsigned int how)
{
	uint64_t *entry;

	if (size != PLAT_PAGE_SIZE || (va.v & PLAT_PAGE_MASK) ||
	    (how & ~HOW_SIMPLE))
		return unmap_pages(pt, va, size, how);
	entry = find_page(pt, va.v);
	if (!entry || !(*entry & PT_PRESENT) || !has_neighbour(entry))
		return unmap_pages(pt, va, size, how);
	*entry = 0;
	if (pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, false);
	return 0;
}

static int protect_checked(struct plat_pt *pt, plat_va_t va, uint64_t size,
			   plat_attr_t attr, unsigned int how)
{
	if (size == 0)
		return 0;
	if (check_range(pt, va.v, size, how) || (how & PLAT_PT_REPLACE) ||
	    (attr & ~PT_ATTR_KNOWN))
		return -PLAT_EINVAL;
	return plat_pt_protect_slowly(pt, va, size, attr, how);
}

static int protect_pages(struct plat_pt *pt, plat_va_t va, uint64_t size,
			 plat_attr_t attr, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;
	unsigned int nr = (unsigned int)(size / PLAT_PAGE_SIZE);
	uint64_t *entries = find_pages(pt, va.v, size);

	if (!entries || ((va.v | size) & PLAT_PAGE_MASK) ||
	    (attr & ~PT_ATTR_KNOWN) || (how & ~HOW_SIMPLE) ||
	    g->break_before_make)
		return protect_checked(pt, va, size, attr, how);
	if (!pt_all_present(entries, nr))
		return -PLAT_ENOENT;
	plat_pt_change_bits(entries, nr, pt_address_mask(g, 0),
			    plat_pt_leaf(g, plat_pa(0), attr, 0));
	if (pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, false);
	return 0;
}

int plat_pt_protect(struct plat_pt *pt, plat_va_t va, uint64_t size,
		    plat_attr_t attr, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t *entry;

	if (size != PLAT_PAGE_SIZE || (va.v & PLAT_PAGE_MASK) ||
	    (attr & ~PT_ATTR_KNOWN) || (how & ~HOW_SIMPLE) ||
	    g->break_before_make)
		return protect_pages(pt, va, size, attr, how);
	entry = find_page(pt, va.v);
	if (!entry || !(*entry & PT_PRESENT))
		return protect_pages(pt, va, size, attr, how);
	*entry = (*entry & pt_address_mask(g, 0)) | pt_leaf_bits(g, attr, 0);
	if (pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, false);
	return 0;
}
