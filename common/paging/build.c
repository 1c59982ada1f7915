/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Maps of a set that is being built (PLAT_PT_BUILD). This is on the way of
 * every boot, so it does without all that a set in use needs: tables are
 * referred to as soon as they are there, and what fails half-way stays so.
 */
#include "common/paging/change.h"

#include <plat/errno.h>
#include <plat/string.h>

#include "common/paging/entry.h"

/* The table below @entry, made if there is none: *@is_new says so. */
static int enter(struct plat_pt *pt, uint64_t *entry, unsigned int level,
		 uint64_t **table, bool *is_new)
{
	plat_pa_t child;
	int status;

	if (pt_is_table(pt->geometry, *entry, level)) {
		*table = pt_table(pt, pt_child(pt, *entry));
		return 0;
	}
	if (*entry & PT_PRESENT)
		return -PLAT_EEXIST;
	status = pt->ops->table_alloc(pt->ctx, &child);
	if (status)
		return status;
	pt->nr_tables++;
	*table = pt_table(pt, child);
	memset(*table, 0, PLAT_PAGE_SIZE);
	*entry = pt_link(pt, child);
	*is_new = true;
	return 0;
}

/* Map pages at @at, as many as one table takes, of the largest size up to
 * @level that fits. Returns the bytes that were mapped, or a status. */
static int64_t build_run(struct plat_pt *pt, uint64_t at, uint64_t size,
			 uint64_t pa, uint64_t bits, unsigned int max_level)
{
	const struct plat_pt_geometry *g = pt->geometry;
	unsigned int level = pt_root_level(g);
	unsigned int shift = PLAT_PAGE_SHIFT + 9 * level;
	uint64_t *entry = pt_table(pt, pt->root);
	bool is_new = false;
	uint64_t nr;

	for (;; level--, shift -= 9) {
		int status;

		entry += (at >> shift) % PLAT_PT_ENTRIES;
		if (level <= max_level && size >> shift &&
		    !(at & (((uint64_t)1 << shift) - 1)) &&
		    !pt_is_table(g, *entry, level))
			break;
		status = enter(pt, entry, level, &entry, &is_new);
		if (status)
			return status;
	}
	if (*entry & PT_PRESENT)
		return -PLAT_EEXIST;
	nr = plat_min_u64(size >> shift,
			  PLAT_PT_ENTRIES - (at >> shift) % PLAT_PT_ENTRIES);
	if (!is_new)
		nr = plat_pt_nr_alike(entry, (unsigned int)nr);
	plat_pt_fill(entry, (unsigned int)nr,
		     pa | pt_resize(g, bits, 0, level),
		     (uint64_t)1 << shift);
	return (int64_t)(nr << shift);
}

/* Whether the tables can be built with plain stores of linear entries. */
bool plat_pt_can_build(const struct plat_pt *pt, unsigned int how)
{
	const struct plat_pt_ops *ops = pt->ops;

	return (how & (PLAT_PT_BUILD | PLAT_PT_POLICY)) == PLAT_PT_BUILD &&
	       !ops->write && !ops->encode && !ops->table_attach &&
	       (pt_is_x86_64(pt->geometry) || !pt->geometry->lpa2);
}

int plat_pt_build(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		  uint64_t size, plat_attr_t attr, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t at = pt_offset(g, va.v);
	unsigned int max_level = plat_pt_largest_level(g, pa.v - at, how);
	uint64_t bits = pt_leaf_bits(g, attr, 0);

	while (size) {
		int64_t done = build_run(pt, at, size, pa.v, bits, max_level);

		if (done < 0)
			return (int)done;
		at += (uint64_t)done;
		pa.v += (uint64_t)done;
		size -= (uint64_t)done;
	}
	return 0;
}
