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

struct build {
	struct plat_pt *pt;
	struct plat_pt_builder *builder;
	unsigned int max_level; /* of the pages; of the entry, for a graft */
	uint64_t delta;         /* PA - offset */
	uint64_t va_base;       /* VA - offset */
	uint64_t bits;          /* the entry without address, at level 0 */
	bool is_graft;          /* bits is the whole entry */
};

static inline uint64_t *native_table(const struct plat_pt *pt, uint64_t pa)
{
	return plat_va_ptr(plat_va(pa + pt->table_offset));
}

/* A table below @entry, which has none. */
static int make(struct plat_pt *pt, uint64_t *entry, uint64_t **table)
{
	plat_pa_t child;
	int status;

	if (*entry & PT_PRESENT)
		return -PLAT_EEXIST;
	status = pt->ops->table_alloc(pt->ctx, &child);
	if (status)
		return status;
	pt->nr_tables++;
	*table = native_table(pt, child.v);
	memset(*table, 0, PLAT_PAGE_SIZE);
	*entry = pt_address_bits(pt->geometry, child.v) |
		 pt_table_bits(pt->geometry);
	return 0;
}

/* The table below @entry, made if there is none. */
static inline int enter(struct plat_pt *pt, uint64_t *entry,
			unsigned int level, uint64_t **table)
{
	if (plat_unlikely(!pt_is_table(pt->geometry, *entry, level)))
		return make(pt, entry, table);
	*table = native_table(pt, pt_table_address(pt->geometry, *entry));
	return 0;
}

/* Entries from @entry on that are absent, @nr at most: a table may stand in
 * the way of larger pages, unless all that was built so far lies below. In the
 * last level there are no tables, and of pages who builds a series vouches. */
static unsigned int nr_absent(const struct build *b, const uint64_t *entry,
			      unsigned int level, uint64_t at, unsigned int nr)
{
	if (nr == 0 || at >= b->builder->end ||
	    (level == 0 && b->builder->is_series))
		return nr;
	return *entry & PT_PRESENT ? 0 : plat_pt_nr_alike(entry, nr);
}

static void fill(const struct build *b, uint64_t *entry, unsigned int level,
		 uint64_t at, unsigned int nr)
{
	if (b->is_graft)
		*entry = b->bits;
	else
		plat_pt_fill(entry, nr,
			     (at + b->delta) |
				 pt_resize(b->pt->geometry, b->bits, 0, level),
			     plat_pt_span(level));
}

/* Map [at, end), which lies in the table @entries. */
static int build_table(const struct build *b, uint64_t *entries,
		       unsigned int level, uint64_t at, uint64_t end)
{
	unsigned int shift = PLAT_PAGE_SHIFT + 9 * level;
	uint64_t span = (uint64_t)1 << shift;
	uint64_t *entry = entries + (at >> shift) % PLAT_PT_ENTRIES;

	if (level == 0) {
		b->builder->entries = entries;
		b->builder->base =
		    plat_align_down(at, plat_pt_span(1)) + b->va_base;
	}
	while (at < end) {
		uint64_t next = (at | (span - 1)) + 1;
		unsigned int nr = 0;
		int status;

		if (level <= b->max_level && !(at & (span - 1)))
			nr = nr_absent(b, entry, level, at,
				       (unsigned int)((end - at) >> shift));
		if (nr) {
			fill(b, entry, level, at, nr);
			at += (uint64_t)nr << shift;
			entry += nr;
			continue;
		}
		status = enter(b->pt, entry, level, &entries);
		if (!status)
			status = build_table(b, entries, level - 1, at,
					     plat_min_u64(next, end));
		if (status)
			return status;
		at = next;
		entry++;
	}
	return 0;
}

/* Down to the table where [at, end) takes more than part of one entry, then
 * map it. */
static int build_root(const struct build *b, uint64_t at, uint64_t end)
{
	unsigned int level = pt_root_level(b->pt->geometry);
	unsigned int shift = PLAT_PAGE_SHIFT + 9 * level;
	uint64_t *entries = native_table(b->pt, b->pt->root.v);
	int status;

	for (; level > 0 && (at ^ (end - 1)) >> shift == 0; level--) {
		uint64_t part = at | (end & (((uint64_t)1 << shift) - 1));

		if (level <= b->max_level && part << (64 - shift) == 0)
			break;
		status = enter(b->pt,
			       entries + (at >> shift) % PLAT_PT_ENTRIES,
			       level, &entries);
		if (status)
			return status;
		shift -= 9;
	}
	status = build_table(b, entries, level, at, end);
	b->builder->end = plat_max_u64(b->builder->end, end);
	return status;
}

/* Whether the tables can be built with plain stores of linear entries. */
bool plat_pt_can_build(const struct plat_pt *pt, unsigned int how)
{
	return (how & (PLAT_PT_BUILD | PLAT_PT_POLICY)) == PLAT_PT_BUILD &&
	       pt->is_native && !pt->ops->table_attach &&
	       (pt_is_x86_64(pt->geometry) || !pt->geometry->lpa2);
}

static int build(struct plat_pt_builder *builder, plat_va_t va, plat_pa_t pa,
		 uint64_t size, plat_attr_t attr, unsigned int how)
{
	struct plat_pt *pt = builder->pt;
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t at = pt_offset(g, va.v);
	struct build b = {
		.pt = pt,
		.builder = builder,
		.delta = pa.v - at,
		.va_base = va.v - at,
		.bits = pt_leaf_bits(g, attr, 0),
	};

	b.max_level = plat_pt_largest_level(g, b.delta, how);
	builder->attr = attr;
	builder->bits = b.bits;
	return build_root(&b, at, at + size);
}

int plat_pt_build_one(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		      uint64_t size, plat_attr_t attr, unsigned int how)
{
	struct plat_pt_builder builder = {.pt = pt, .end = UINT64_MAX};

	return build(&builder, va, pa, size, attr, how);
}

/* The ways of plat_pt_build() that are not taken often: bad arguments, and
 * sets that are built in the general way. */
PLAT_COLD static int build_otherwise(struct plat_pt *pt, plat_va_t va,
				     plat_pa_t pa, uint64_t size,
				     plat_attr_t attr)
{
	const struct plat_pt_general *general = pt->ops->general;

	if (size == 0)
		return 0;
	if (((va.v | pa.v | size) & PLAT_PAGE_MASK) ||
	    (attr & ~PT_ATTR_KNOWN) ||
	    !pt_translates(pt->geometry, va.v, size))
		return -PLAT_EINVAL;
	if (!plat_range_below(pa.v, size, (uint64_t)1 << pt->geometry->pa_bits))
		return -PLAT_ERANGE;
	return general ? general->map(pt, va, pa, size, attr, PLAT_PT_BUILD)
		       : -PLAT_ENOTSUP;
}

int plat_pt_build(struct plat_pt_builder *builder, plat_va_t va, plat_pa_t pa,
		  uint64_t size, plat_attr_t attr)
{
	struct plat_pt *pt = builder->pt;
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t at = va.v - builder->base;

	if (((va.v | pa.v | size) & PLAT_PAGE_MASK) || size == 0 ||
	    (attr & ~PT_ATTR_KNOWN) ||
	    !plat_range_below(pa.v, size, (uint64_t)1 << g->pa_bits))
		return build_otherwise(pt, va, pa, size, attr);
	/* Another piece of the table that was built last. */
	if (builder->entries && plat_range_below(at, size, plat_pt_span(1))) {
		if (attr != builder->attr) {
			builder->attr = attr;
			builder->bits = pt_leaf_bits(g, attr, 0);
		}
		plat_pt_fill(builder->entries + (at >> PLAT_PAGE_SHIFT),
			     (unsigned int)(size >> PLAT_PAGE_SHIFT),
			     pa.v | builder->bits, PLAT_PAGE_SIZE);
		return 0;
	}
	if (!pt_translates(g, va.v, size) ||
	    !plat_pt_can_build(pt, PLAT_PT_BUILD))
		return build_otherwise(pt, va, pa, size, attr);
	return build(builder, va, pa, size, attr, PLAT_PT_BUILD);
}

int plat_pt_build_graft(struct plat_pt_builder *builder, plat_va_t va,
			unsigned int level, plat_pa_t table)
{
	struct plat_pt *pt = builder->pt;
	const struct plat_pt_geometry *g = pt->geometry;
	const struct plat_pt_general *general = pt->ops->general;
	uint64_t at = plat_align_down(pt_offset(g, va.v), plat_pt_span(level));
	struct build b = {
		.pt = pt,
		.builder = builder,
		.max_level = level,
		.bits = pt_address_bits(g, table.v) | pt_table_bits(g) |
			pt_borrowed_bit(g),
		.is_graft = true,
	};

	if (!plat_pt_can_build(pt, PLAT_PT_BUILD))
		return general ? general->graft(pt, va, level, table,
						PLAT_PT_BUILD)
			       : -PLAT_ENOTSUP;
	if (level == 0 || level > pt_root_level(g) ||
	    !plat_is_aligned(va.v | table.v, PLAT_PAGE_SIZE) ||
	    table.v >> g->pa_bits || !pt_translates(g, va.v, PLAT_PAGE_SIZE))
		return -PLAT_EINVAL;
	builder->end = UINT64_MAX;
	return build_root(&b, at, at + plat_pt_span(level));
}

void plat_pt_build_begin(struct plat_pt_builder *builder, struct plat_pt *pt,
			 plat_va_t from)
{
	*builder = (struct plat_pt_builder){
		.pt = pt,
		.is_series = true,
		.end = pt_offset(pt->geometry, from.v),
	};
}
