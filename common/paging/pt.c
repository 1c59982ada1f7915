/* SPDX-License-Identifier: BSD-3-Clause */
/* Sets of tables as a whole: geometries, beginning and end of a set. */
#include <plat/pt.h>

#include <plat/errno.h>
#include <plat/string.h>

#include "common/paging/change.h"
#include "common/paging/entry.h"

/* By USER and GLOBAL. */
static const uint64_t x86_leaf_flags[] = {
	X86_PT_P | X86_PT_A,
	X86_PT_P | X86_PT_A | X86_PT_US,
	X86_PT_P | X86_PT_A | X86_PT_G,
	X86_PT_P | X86_PT_A | X86_PT_US | X86_PT_G,
};

void plat_pt_geometry_x86_64(struct plat_pt_geometry *geometry,
			     unsigned int nr_levels, unsigned int pa_bits,
			     bool has_1g)
{
	*geometry = (struct plat_pt_geometry){
		.format = PLAT_PT_X86_64,
		.half = PLAT_PT_HALF_BOTH,
		.nr_levels = (uint8_t)nr_levels,
		.va_bits = nr_levels == 5 ? 57 : 48,
		.pa_bits = (uint8_t)pa_bits,
		.leaf_levels = has_1g ? 7 : 3,
		.has_nx = true,
		.leaf_flags = x86_leaf_flags,
		/* PAT, PCD, PWT as a number of 3 bits: 0 WB, 1 WT, 2 UC-,
		 * 3 UC (SDM 3A table 12-12). */
		.memtype_bits = {
			[PLAT_MT_WT] = 1 << 3,
			[PLAT_MT_WC] = 2 << 3,
			[PLAT_MT_DEVICE] = 3 << 3,
		},
	};
}

void plat_pt_geometry_arm64(struct plat_pt_geometry *geometry,
			    enum plat_pt_half half, unsigned int va_bits,
			    unsigned int pa_bits)
{
	bool lpa2 = va_bits > 48 || pa_bits > 48;
	uint64_t shareable = lpa2 ? 0 : ARM64_PT_SH_INNER;

	*geometry = (struct plat_pt_geometry){
		.format = PLAT_PT_ARM64,
		.half = half,
		.nr_levels = va_bits == 39 ? 3 : va_bits == 48 ? 4 : 5,
		.va_bits = (uint8_t)va_bits,
		.pa_bits = (uint8_t)pa_bits,
		.leaf_levels = lpa2 ? 15 : 7,
		.has_nx = true,
		.lpa2 = lpa2,
		.break_before_make = true,
	};
	for (unsigned int type = 0; type < PLAT_NR_MEMTYPES; type++)
		geometry->memtype_bits[type] =
			(uint64_t)type << ARM64_PT_INDEX_SHIFT |
			(type == PLAT_MT_DEVICE ? 0 : shareable);
	/* A level that the root does not have cannot hold pages. */
	geometry->leaf_levels &= (uint8_t)((1u << geometry->nr_levels) - 1);
}

static bool x86_64_exists(const struct plat_pt_geometry *g)
{
	return g->half == PLAT_PT_HALF_BOTH && !g->lpa2 &&
	       ((g->nr_levels == 4 && g->va_bits == 48) ||
		(g->nr_levels == 5 && g->va_bits == 57)) &&
	       g->leaf_levels <= 7;
}

static bool arm64_exists(const struct plat_pt_geometry *g)
{
	bool has_shape = (g->nr_levels == 3 && g->va_bits == 39) ||
			 (g->nr_levels == 4 && g->va_bits == 48) ||
			 (g->nr_levels == 5 && g->va_bits == 52 && g->lpa2);

	return has_shape && g->half != PLAT_PT_HALF_BOTH && g->has_nx &&
	       (g->lpa2 || g->pa_bits <= 48) &&
	       g->leaf_levels <= (g->lpa2 && g->nr_levels > 3 ? 15 : 7);
}

static bool geometry_exists(const struct plat_pt_geometry *g)
{
	if (g->pa_bits < 32 || g->pa_bits > 52 || g->leaf_levels == 0 ||
	    (g->leaf_levels & (g->leaf_levels + 1)) != 0)
		return false;
	if (g->format == PLAT_PT_X86_64)
		return PLAT_HAS(PLAT_PT_HAS_X86_64) && x86_64_exists(g);
	if (g->format == PLAT_PT_ARM64)
		return PLAT_HAS(PLAT_PT_HAS_ARM64) && arm64_exists(g);
	return false;
}

void plat_pt_adopt(struct plat_pt *pt, const struct plat_pt_geometry *geometry,
		   const struct plat_pt_ops *ops, void *ctx,
		   uint64_t table_offset, plat_pa_t root, uint32_t nr_tables)
{
	pt->geometry = geometry;
	pt->ops = ops;
	pt->ctx = ctx;
	pt->table_offset = table_offset;
	pt->root = root;
	pt->spare = (struct plat_pa_range){{0}, 0};
	pt->va_span = 0;
	pt->nr_tables = nr_tables;
	plat_pt_forget_near(pt);
	pt->near_top = NULL;
	pt->is_native = !((uintptr_t)ops->table_ptr | (uintptr_t)ops->encode |
			  (uintptr_t)ops->decode | (uintptr_t)ops->write);
}

void plat_pt_open(struct plat_pt *pt, enum plat_pt_half half)
{
	const struct plat_pt_geometry *g = pt->geometry;
	unsigned int bits = pt_is_x86_64(g) ? g->va_bits - 1u : g->va_bits;

	pt->address_mask = pt_address_mask(g, 0);
	if (!pt->is_native)
		return;
	pt->va_span = (uint64_t)1 << bits;
	pt->first_va = half == PLAT_PT_HALF_LOWER ? 0 : -pt->va_span;
	if (half == PLAT_PT_HALF_BOTH)
		pt->va_span *= 2;
	pt->plain_pa = 0;
	pt->plain_mask = -((uint64_t)1 << pt_linear_bits(g)) | PLAT_PAGE_MASK;
	pt->fixed_mask = pt_is_x86_64(g)
				 ? PT_PRESENT | X86_PT_MEMTYPE
				 : ~(pt->address_mask | pt_permission_bits(g));
}

int plat_pt_init(struct plat_pt *pt, const struct plat_pt_geometry *geometry,
		 const struct plat_pt_ops *ops, void *ctx,
		 uint64_t table_offset)
{
	plat_pa_t root;
	int status;

	if (!geometry_exists(geometry))
		return -PLAT_EINVAL;
	status = ops->table_alloc(ctx, &root);
	if (status)
		return status;
	plat_pt_adopt(pt, geometry, ops, ctx, table_offset, root, 1);
	plat_pt_open(pt, geometry->half);
	plat_arch_pt_clear(pt_table(pt, root));
	return 0;
}

void plat_pt_destroy(struct plat_pt *pt)
{
	plat_pt_discard(pt, pt->root, pt_root_level(pt->geometry), false);
	pt->nr_tables = 0;
}

uint64_t plat_pt_leaf(const struct plat_pt_geometry *geometry, plat_pa_t pa,
		      plat_attr_t attr, unsigned int level)
{
	return pt_address_bits(geometry, pa.v) |
	       pt_leaf_bits(geometry, attr, level);
}

unsigned int plat_pt_largest_level(const struct plat_pt_geometry *g,
				   uint64_t delta, unsigned int how)
{
	unsigned int level = pt_largest_level(g);

	if (level > 1 && (how & PLAT_PT_MAX_2M))
		level = 1;
	if (how & PLAT_PT_MAX_4K)
		return 0;
	while (level > 0 && !plat_is_aligned(delta, plat_pt_span(level)))
		level--;
	return level;
}

/* Entries of one level that [start, end) covers in part: the first, the last,
 * or the same one from both sides. */
static uint64_t nr_partial(uint64_t start, uint64_t end, uint64_t span)
{
	bool first = !plat_is_aligned(start, span);
	bool last = !plat_is_aligned(end, span);
	bool same = ((start ^ (end - 1)) & ~(span - 1)) == 0;

	if (first && last)
		return same ? 1 : 2;
	return first || last;
}

uint64_t plat_pt_count_tables(uint64_t start, uint64_t end,
			      unsigned int level, unsigned int max_level)
{
	uint64_t nr = 1;

	for (; level > 0; level--) {
		unsigned int shift = PLAT_PAGE_SHIFT + 9 * level;

		if (level > max_level)
			nr += ((end - 1) >> shift) - (start >> shift) + 1;
		else
			nr += nr_partial(start, end, plat_pt_span(level));
	}
	return nr;
}

uint64_t plat_pt_tables_bound(const struct plat_pt_geometry *geometry,
			      plat_va_t va, uint64_t size)
{
	uint64_t start = pt_offset(geometry, va.v);

	if (size == 0)
		return 0;
	return plat_pt_count_tables(start, start + size,
				    pt_root_level(geometry),
				    pt_largest_level(geometry)) - 1;
}
