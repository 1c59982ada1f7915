/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Maps of a set that is being built (PLAT_PT_BUILD). This is on the way of
 * every boot, so it does without all that a set in use needs: tables are
 * referred to as soon as they are there, and what fails half-way stays so.
 */
#include "common/paging/change.h"

#include <plat/errno.h>

#include "common/paging/entry.h"

/* Of no level-0 table: from here, no page's address is a page's offset. */
#define NO_BASE 1u

static inline uint64_t *native_table(const struct plat_pt *pt, uint64_t pa)
{
	return plat_va_ptr(plat_va(pa + pt->table_offset));
}

static inline bool take_frame(struct plat_pt_builder *b)
{
	struct plat_pt *pt = b->pt;

	if (plat_likely(pt->spare.size)) {
		b->frame = pt->spare.start;
		pt->spare.start.v += PLAT_PAGE_SIZE;
		pt->spare.size -= PLAT_PAGE_SIZE;
		return true;
	}
	b->status = pt->ops->table_alloc(pt->ctx, &b->frame);
	return b->status == 0;
}

/* A table below @entry, which has none. NULL: b->status says why not. */
static inline uint64_t *make(struct plat_pt_builder *b, uint64_t *entry)
{
	struct plat_pt *pt = b->pt;
	uint64_t *table;

	if (plat_unlikely(*entry & PT_PRESENT)) {
		b->status = -PLAT_EEXIST;
		return NULL;
	}
	if (!take_frame(b))
		return NULL;
	pt->nr_tables++;
	table = native_table(pt, b->frame.v);
	plat_arch_pt_clear(table);
	*entry = pt_address_bits(pt->geometry, b->frame.v) |
		 pt_table_bits(pt->geometry);
	return table;
}

/* The entry for @at in the table of @level, looked for from the lowest table on
 * that the last one is below, too. Tables that are not there are made. NULL:
 * b->status says why not. */
static uint64_t *seek(struct plat_pt_builder *b, uint64_t at,
		      unsigned int level)
{
	const struct plat_pt_geometry *g = b->pt->geometry;
	uint64_t apart = at ^ b->at;
	unsigned int l = b->level > level ? b->level : level;
	unsigned int shift = PLAT_PAGE_SHIFT + 9 * l;
	uint64_t *entry;

	for (; apart >> shift >= PLAT_PT_ENTRIES; shift += 9)
		l++;
	entry = b->tables[l] + (at >> shift) % PLAT_PT_ENTRIES;
	while (l > level) {
		uint64_t *table;

		if (pt_is_table(g, *entry, 1))
			table = native_table(b->pt,
					     pt_table_address(g, *entry));
		else if (!(table = make(b, entry)))
			break;
		b->tables[--l] = table;
		shift -= 9;
		entry = table + (at >> shift) % PLAT_PT_ENTRIES;
	}
	b->at = at;
	b->level = l;
	return l == level ? entry : NULL;
}

/* Entries from @entry on that are absent, @nr at most: a table may stand in
 * the way of larger pages, unless all that was built so far lies below. In the
 * last level there are no tables, and of pages who builds a series vouches. */
static inline unsigned int nr_absent(const struct plat_pt_builder *b,
				     const uint64_t *entry, unsigned int level,
				     uint64_t at, unsigned int nr)
{
	unsigned int i = 0;

	if (at >= b->end || (level == 0 && b->is_series))
		return nr;
	while (i < nr && !(entry[i] & PT_PRESENT))
		i++;
	return i;
}

/* Map a part of [at, end), from @at on: what is alike in one table, in pages
 * of @level at most, which are @mask + 1 large. Returns where the rest begins;
 * @at: b->status says why there is no going on. */
static inline uint64_t build_part(struct plat_pt_builder *b, uint64_t at,
				  uint64_t end, unsigned int level,
				  uint64_t mask, uint64_t delta)
{
	uint64_t most, *entry;
	unsigned int nr;

	for (;; level--, mask >>= 9) {
		if (level > 0 && ((at & mask) || end - at <= mask))
			continue;
		entry = seek(b, at, level);
		if (plat_unlikely(!entry))
			return at;
		nr = PLAT_PT_ENTRIES - pt_index(at, level);
		most = (end - at) >> (PLAT_PAGE_SHIFT + 9 * level);
		if (most < nr)
			nr = (unsigned int)most;
		nr = nr_absent(b, entry, level, at, nr);
		if (plat_likely(nr))
			break;
		b->status = -PLAT_EEXIST;
		if (level == 0)
			return at;
	}
	plat_pt_fill(entry, nr,
		     (at + delta) |
			     pt_resize(b->pt->geometry, b->bits, 0, level),
		     mask + 1);
	return at + nr * (mask + 1);
}

/* With the attributes that are set. */
static int build(struct plat_pt_builder *b, plat_va_t va, plat_pa_t pa,
		 uint64_t size)
{
	uint64_t at = pt_offset(b->pt->geometry, va.v);
	uint64_t end = at + size;
	uint64_t delta = pa.v - at;
	unsigned int level = b->max_level;
	uint64_t mask = b->max_mask;

	b->base = NO_BASE;
	for (; delta & mask & ~PLAT_PAGE_MASK; mask >>= 9)
		level--;
	while (at < end) {
		uint64_t next = build_part(b, at, end, level, mask, delta);

		if (plat_unlikely(next == at))
			return b->status;
		at = next;
	}
	if (b->level == 0)
		b->base = plat_align_down(b->at, plat_pt_span(1)) +
			  (va.v + size - end);
	b->end = plat_max_u64(b->end, end);
	return 0;
}

/* Whether the tables can be built with plain stores. */
bool plat_pt_can_build(const struct plat_pt *pt, unsigned int how)
{
	return (how & (PLAT_PT_BUILD | PLAT_PT_POLICY)) == PLAT_PT_BUILD &&
	       pt->is_native && !pt->ops->table_attach;
}

static inline void set_attr(struct plat_pt_builder *b, plat_attr_t attr)
{
	b->attr = attr;
	b->bits = pt_leaf_bits(b->pt->geometry, attr, 0);
}

static void set_largest(struct plat_pt_builder *b, unsigned int level)
{
	b->max_level = level;
	b->max_mask = plat_pt_span(level) - 1;
}

void plat_pt_build_begin(struct plat_pt_builder *b, struct plat_pt *pt,
			 plat_va_t from)
{
	const struct plat_pt_geometry *g = pt->geometry;

	b->pt = pt;
	b->level = pt_root_level(g);
	b->tables[b->level] = native_table(pt, pt->root.v);
	b->at = 0;
	b->end = pt_offset(g, from.v);
	b->base = NO_BASE;
	b->pa_limit = 0;
	if (plat_pt_can_build(pt, PLAT_PT_BUILD))
		b->pa_limit = (uint64_t)1 << pt_linear_bits(g);
	b->attr = ~(plat_attr_t)0;
	set_largest(b, pt_largest_level(g));
	b->is_series = true;
}

int plat_pt_build_one(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		      uint64_t size, plat_attr_t attr, unsigned int how)
{
	struct plat_pt_builder builder;

	plat_pt_build_begin(&builder, pt, plat_va(0));
	builder.end = UINT64_MAX;
	builder.is_series = false;
	set_largest(&builder, plat_pt_largest_level(pt->geometry, 0, how));
	set_attr(&builder, attr);
	return build(&builder, va, pa, size);
}

/* In the general way, if at all. */
PLAT_COLD static int build_otherwise(struct plat_pt *pt, plat_va_t va,
				     plat_pa_t pa, uint64_t size,
				     plat_attr_t attr)
{
	const struct plat_pt_general *general = pt->ops->general;

	if (!plat_range_below(pa.v, size, (uint64_t)1 << pt->geometry->pa_bits))
		return -PLAT_ERANGE;
	return general ? general->map(pt, va, pa, size, attr, PLAT_PT_BUILD)
		       : -PLAT_ENOTSUP;
}

/* Where plat_pt_build() does not go on in the table that was built last. */
PLAT_NOINLINE static int build_elsewhere(struct plat_pt_builder *builder,
					 plat_va_t va, plat_pa_t pa,
					 uint64_t size, plat_attr_t attr)
{
	uint64_t at = va.v - builder->base;

	if (attr & ~PT_ATTR_KNOWN)
		return size ? -PLAT_EINVAL : 0;
	if (attr != builder->attr) {
		set_attr(builder, attr);
		if (at < plat_pt_span(1))
			return plat_pt_build(builder, va, pa, size, attr);
	}
	/* Nothing translates a size of 0. */
	if (((va.v | pa.v | size) & PLAT_PAGE_MASK) ||
	    !pt_translates(builder->pt->geometry, va.v, size))
		return size ? -PLAT_EINVAL : 0;
	if (!plat_range_below(pa.v, size, builder->pa_limit))
		return build_otherwise(builder->pt, va, pa, size, attr);
	return build(builder, va, pa, size);
}

int plat_pt_build(struct plat_pt_builder *builder, plat_va_t va, plat_pa_t pa,
		  uint64_t size, plat_attr_t attr)
{
	uint64_t at = va.v - builder->base;

	if (attr != builder->attr ||
	    ((at | va.v | pa.v | size) & PLAT_PAGE_MASK) ||
	    !plat_range_below(at, size, plat_pt_span(1)) ||
	    pa.v > builder->pa_limit - size)
		return build_elsewhere(builder, va, pa, size, attr);
	plat_pt_fill(builder->tables[0] + (at >> PLAT_PAGE_SHIFT),
		     (unsigned int)(size >> PLAT_PAGE_SHIFT),
		     pa.v | builder->bits, PLAT_PAGE_SIZE);
	return 0;
}

PLAT_COLD int plat_pt_build_graft(struct plat_pt_builder *builder, plat_va_t va,
			unsigned int level, plat_pa_t table)
{
	struct plat_pt *pt = builder->pt;
	const struct plat_pt_geometry *g = pt->geometry;
	const struct plat_pt_general *general = pt->ops->general;
	uint64_t *entry;

	if (!builder->pa_limit)
		return general ? general->graft(pt, va, level, table,
						PLAT_PT_BUILD)
			       : -PLAT_ENOTSUP;
	if (level == 0 || level > pt_root_level(g) ||
	    !plat_is_aligned(va.v | table.v, PLAT_PAGE_SIZE) ||
	    table.v >> g->pa_bits || !pt_translates(g, va.v, PLAT_PAGE_SIZE))
		return -PLAT_EINVAL;
	builder->base = NO_BASE;
	entry = seek(builder, pt_offset(g, va.v), level);
	if (!entry)
		return builder->status;
	if (*entry & PT_PRESENT)
		return -PLAT_EEXIST;
	*entry = pt_address_bits(g, table.v) | pt_table_bits(g) |
		 pt_borrowed_bit(g);
	builder->end = UINT64_MAX;
	return 0;
}
