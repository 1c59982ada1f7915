/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Map, unmap and protect: by the short way, or else arguments are checked
 * here, and the rest is left to change.c.
 */
#include <plat/pt.h>

#include <plat/errno.h>

#include "common/paging/change.h"
#include "common/paging/entry.h"
#include "common/paging/short.h"

#define HOW_KNOWN                                                              \
	(PLAT_PT_POLICY | PLAT_PT_MAX_4K | PLAT_PT_MAX_2M | PLAT_PT_BUILD)

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

int plat_pt_map(struct plat_pt *pt, plat_va_t va, plat_pa_t pa, uint64_t size,
		plat_attr_t attr, unsigned int how)
{
	int status = PT_LONG_WAY;

	if (!(attr & ~PT_ATTR_KNOWN))
		status = plat_pt_map_short(pt, va.v, pa.v, size,
				      pt_leaf_bits(pt->geometry, attr, 0),
				      how);
	if (status == PT_LONG_WAY)
		return map_checked(pt, va, pa, size, attr, how);
	if (!status && pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, true);
	return status;
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

int plat_pt_unmap(struct plat_pt *pt, plat_va_t va, uint64_t size,
		  unsigned int how)
{
	int status = plat_pt_unmap_short(pt, va.v, size, how);

	if (status == PT_LONG_WAY)
		return unmap_checked(pt, va, size, how);
	if (status == PT_NOTHING)
		return 0;
	if (!status && pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, false);
	return status;
}

int plat_pt_unmap_each(struct plat_pt *pt, uint64_t va, uint64_t end,
		       uint64_t step)
{
	int err = 0;

	while (va < end && !err) {
		uint64_t span = plat_pt_span(1);
		uint64_t stop = plat_min_u64(end,
					     plat_align_down(va, span) + span);
		uint64_t *entry;

		if (plat_unlikely(!pt_find_page(pt, va, &entry))) {
			err = plat_pt_unmap(pt, plat_va(va), PLAT_PAGE_SIZE,
					    PLAT_PT_FAIL);
			va += step;
			continue;
		}
		for (; va < stop; va += step, entry += step / PLAT_PAGE_SIZE)
			*entry = 0;
	}
	return err;
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

int plat_pt_protect(struct plat_pt *pt, plat_va_t va, uint64_t size,
		    plat_attr_t attr, unsigned int how)
{
	int status = PT_LONG_WAY;

	if (!(attr & ~PT_ATTR_KNOWN))
		status = plat_pt_protect_short(pt, va.v, size,
					  pt_leaf_bits(pt->geometry, attr, 0),
					  how);
	if (status == PT_LONG_WAY)
		return protect_checked(pt, va, size, attr, how);
	if (!status && pt->ops->invalidate)
		plat_pt_flush_pages(pt, va, size, false);
	return status;
}

int plat_pt_split(struct plat_pt *pt, plat_va_t va, uint64_t size,
		  unsigned int level)
{
	if (size == 0)
		return 0;
	if (check_range(pt, va.v, size, 0) || level > 1)
		return -PLAT_EINVAL;
	return plat_pt_split_slowly(pt, va, size, level);
}
