/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An entry of a page table, whatever its format. A guest has one format's
 * code: the other's is folded away by the constants of <plat/arch/pt.h>.
 *
 * In both formats bit 0 says that an entry means something to the hardware;
 * the library's absent entry is 0. Addresses that a root translates are
 * handled as offsets: a VA without the bits above va_bits.
 */
#ifndef COMMON_PAGING_ENTRY_H
#define COMMON_PAGING_ENTRY_H

#include <plat/arch/pt.h>
#include <plat/pt.h>

#include "common/arm64/pt_format.h"
#include "common/x86_64/pt_format.h"

#define PT_PRESENT ((uint64_t)1)

/* All attributes that exist: the memory types take two bits of three. */
#define PT_ATTR_KNOWN                                                          \
	(PLAT_ATTR_PERM | PLAT_ATTR_USER | PLAT_ATTR_GLOBAL |                  \
	 PLAT_ATTR_SHARED | (plat_attr_t)3 << PLAT_ATTR_MT_SHIFT)
_Static_assert(PLAT_NR_MEMTYPES == 4, "PT_ATTR_KNOWN holds four types");

static inline bool pt_is_x86_64(const struct plat_pt_geometry *g)
{
	if (!PLAT_HAS(PLAT_PT_HAS_ARM64))
		return true;
	if (!PLAT_HAS(PLAT_PT_HAS_X86_64))
		return false;
	return g->format == PLAT_PT_X86_64;
}

static inline bool pt_is_table(const struct plat_pt_geometry *g,
			       uint64_t entry, unsigned int level)
{
	if (level == 0)
		return false;
	if (pt_is_x86_64(g))
		return (entry & (X86_PT_P | X86_PT_PS)) == X86_PT_P;
	return (~entry & (ARM64_PT_VALID | ARM64_PT_TYPE)) == 0;
}

static inline uint64_t pt_table_bits(const struct plat_pt_geometry *g)
{
	if (pt_is_x86_64(g))
		return X86_PT_P | X86_PT_RW | X86_PT_US | X86_PT_A;
	return ARM64_PT_VALID | ARM64_PT_TYPE;
}

/* For the short way down: an entry that refers to a table has pt_table_bits()
 * in these bits, if the address is in its place; and where the address is. */
static inline uint64_t pt_short_link_mask(const struct plat_pt_geometry *g)
{
	return pt_is_x86_64(g) ? 0xff : 0xfff;
}

static inline uint64_t pt_short_address(const struct plat_pt_geometry *g)
{
	return pt_is_x86_64(g) ? X86_PT_ADDRESS : ARM64_PT_ADDRESS_LPA2;
}

static inline uint64_t pt_borrowed_bit(const struct plat_pt_geometry *g)
{
	return pt_is_x86_64(g) ? X86_PT_BORROWED : ARM64_PT_BORROWED;
}

static inline uint64_t pt_broken_bit(const struct plat_pt_geometry *g)
{
	return pt_is_x86_64(g) ? X86_PT_BROKEN : ARM64_PT_BROKEN;
}

/* Bits of a page's entry apart from its address. */
static inline uint64_t pt_leaf_bits(const struct plat_pt_geometry *g,
				    plat_attr_t attr, unsigned int level)
{
	if (pt_is_x86_64(g))
		return x86_pt_bits(g, attr, level);
	return arm64_pt_bits(g, attr, level);
}

static inline uint64_t pt_resize(const struct plat_pt_geometry *g,
				 uint64_t entry, unsigned int from,
				 unsigned int to)
{
	if (pt_is_x86_64(g))
		return x86_pt_resize(entry, from, to);
	return arm64_pt_resize(entry, to);
}

/* Addresses of so many bits are in their place in an entry. */
static inline unsigned int pt_linear_bits(const struct plat_pt_geometry *g)
{
	if (!pt_is_x86_64(g) && g->lpa2 &&
	    g->pa_bits > ARM64_PT_LINEAR_BITS_LPA2)
		return ARM64_PT_LINEAR_BITS_LPA2;
	return g->pa_bits;
}

static inline uint64_t pt_address_bits(const struct plat_pt_geometry *g,
				       uint64_t address)
{
	if (pt_is_x86_64(g))
		return address;
	return arm64_pt_address_bits(g, address);
}

/* The address in a table's entry; in a page's, where @level is 0. */
static inline uint64_t pt_table_address(const struct plat_pt_geometry *g,
					uint64_t entry)
{
	if (pt_is_x86_64(g))
		return entry & X86_PT_ADDRESS;
	return arm64_pt_address(g, entry);
}

static inline uint64_t pt_leaf_address(const struct plat_pt_geometry *g,
				       uint64_t entry, unsigned int level)
{
	return pt_table_address(g, entry) & ~(plat_pt_span(level) - 1);
}

/* The bits that hold a page's address. */
static inline uint64_t pt_address_mask(const struct plat_pt_geometry *g,
				       unsigned int level)
{
	return pt_address_bits(g, pt_leaf_address(g, ~(uint64_t)0, level));
}

static inline plat_attr_t pt_leaf_attr(const struct plat_pt_geometry *g,
				       uint64_t entry, unsigned int level)
{
	unsigned int type = 0;
	uint64_t bits;
	plat_attr_t attr;

	if (pt_is_x86_64(g))
		attr = x86_pt_attr(g, entry, level, &bits);
	else
		attr = arm64_pt_attr(g, entry, &bits);
	while (type < PLAT_NR_MEMTYPES - 1 && g->memtype_bits[type] != bits)
		type++;
	return attr | (plat_attr_t)type << PLAT_ATTR_MT_SHIFT;
}

/* Bits that may change in a live entry without break-before-make: those of
 * permissions (Arm DDI 0487 D8.14.1 lists what may not). */
static inline uint64_t pt_permission_bits(const struct plat_pt_geometry *g)
{
	if (pt_is_x86_64(g))
		return X86_PT_RW | X86_PT_US | X86_PT_NX | X86_PT_D;
	return ARM64_PT_USER | ARM64_PT_RO | ARM64_PT_PXN | ARM64_PT_UXN |
	       ARM64_PT_AF | ARM64_PT_DBM;
}

/* Whether the CPU has no flag left to set in a page's entry. */
static inline bool pt_is_settled(const struct plat_pt_geometry *g,
				 uint64_t entry)
{
	if (pt_is_x86_64(g))
		return (entry & X86_PT_A) &&
		       (entry & (X86_PT_RW | X86_PT_D)) != X86_PT_RW;
	return (entry & ARM64_PT_AF) &&
	       (entry & (ARM64_PT_RO | ARM64_PT_DBM)) !=
		       (ARM64_PT_RO | ARM64_PT_DBM);
}

/* An entry that the hardware takes as absent until pt_mended() of it is
 * written: break-before-make. */
static inline uint64_t pt_broken(const struct plat_pt_geometry *g,
				 uint64_t entry)
{
	return (entry & ~PT_PRESENT) | pt_broken_bit(g);
}

static inline bool pt_is_broken(const struct plat_pt_geometry *g,
				uint64_t entry)
{
	return (entry & (PT_PRESENT | pt_broken_bit(g))) == pt_broken_bit(g);
}

static inline uint64_t pt_mended(const struct plat_pt_geometry *g,
				 uint64_t entry)
{
	return (entry & ~pt_broken_bit(g)) | PT_PRESENT;
}

/* Of a VA, whose upper bits are not in the way. x86: 9 bits are left for the
 * root, too. */
static inline uint64_t pt_index_offset(const struct plat_pt_geometry *g,
				       uint64_t va)
{
	if (pt_is_x86_64(g))
		return va;
	return va & (((uint64_t)1 << g->va_bits) - 1);
}

static inline unsigned int pt_index(uint64_t offset, unsigned int level)
{
	return (unsigned int)(offset >> (PLAT_PAGE_SHIFT + 9 * level)) &
	       (PLAT_PT_ENTRIES - 1);
}

static inline uint64_t pt_offset(const struct plat_pt_geometry *g,
				 uint64_t va)
{
	return va & (((uint64_t)1 << g->va_bits) - 1);
}

static inline unsigned int pt_root_level(const struct plat_pt_geometry *g)
{
	return g->nr_levels - 1u;
}

/* Where a table can be read and written. */
static inline uint64_t *pt_table(const struct plat_pt *pt, plat_pa_t table)
{
	if (pt->ops->table_ptr)
		return pt->ops->table_ptr(pt->ctx, table);
	return plat_va_ptr(plat_va(table.v + pt->table_offset));
}

/* The table that @entry refers to. */
static inline plat_pa_t pt_child(const struct plat_pt *pt, uint64_t entry)
{
	uint64_t address = pt_table_address(pt->geometry, entry);
	plat_attr_t attr = 0;

	if (pt->ops->decode)
		return pt->ops->decode(pt->ctx, plat_pa(address), &attr);
	return plat_pa(address);
}

/* The entry that tells of @va, which the root translates, and its level: a
 * page's, or an absent one. */
static inline uint64_t *pt_find_entry(const struct plat_pt *pt, uint64_t va,
				      unsigned int *level)
{
	const struct plat_pt_geometry *g = pt->geometry;
	plat_pa_t table = pt->root;

	for (*level = pt_root_level(g);; --*level) {
		uint64_t *entry = pt_table(pt, table) +
				  pt_index(pt_offset(g, va), *level);

		if (!pt_is_table(g, *entry, *level))
			return entry;
		table = pt_child(pt, *entry);
	}
}

/* How many entries from that of @va at @level on, of the smallest pages in one
 * table, tell of [va, end); one, if it is a larger page's. */
static inline unsigned int pt_nr_entries(uint64_t va, uint64_t end,
					 unsigned int level)
{
	uint64_t left = (end - va) >> PLAT_PAGE_SHIFT;

	if (level)
		return 1;
	return (unsigned int)plat_min_u64(left,
					  PLAT_PT_ENTRIES - pt_index(va, 0));
}

/* Where what @nr entries from that of @va at @level on tell of ends. */
static inline uint64_t pt_after(uint64_t va, unsigned int level,
				unsigned int nr)
{
	return plat_align_down(va, plat_pt_span(level)) +
	       nr * plat_pt_span(level);
}

static inline uint64_t pt_encode(const struct plat_pt *pt, plat_pa_t pa,
				 plat_attr_t attr)
{
	if (pt->ops->encode)
		pa = pt->ops->encode(pt->ctx, pa, attr);
	return pt_address_bits(pt->geometry, pa.v);
}

/* The entry that refers to @table. */
static inline uint64_t pt_link(const struct plat_pt *pt, plat_pa_t table)
{
	return pt_encode(pt, table, PLAT_ATTR_RW) |
	       pt_table_bits(pt->geometry);
}

/* Of the largest page that the hardware has. */
static inline unsigned int pt_largest_level(const struct plat_pt_geometry *g)
{
	return 31 - (unsigned int)__builtin_clz(g->leaf_levels);
}

/* Whether the root translates all of [va, va + size), size not 0. */
static inline bool pt_translates(const struct plat_pt_geometry *g,
				 uint64_t va, uint64_t size)
{
	unsigned int bits = g->va_bits;
	uint64_t last = va + size - 1;

	if (pt_is_x86_64(g))
		bits--; /* the topmost one is the sign */
	if (last < va || (va ^ last) >> bits)
		return false;
	if (pt_is_x86_64(g))
		va ^= (uint64_t)((int64_t)va >> 63);
	else if (g->half == PLAT_PT_HALF_UPPER)
		va = ~va;
	return va >> bits == 0;
}

/* read.c: whether all of [va, end), which the root translates, is mapped. */
bool plat_pt_holds(const struct plat_pt *pt, uint64_t va, uint64_t end);

/* entries.c: fill @nr entries of a set that is being built, each larger by
 * @step than the one before. */
void plat_pt_fill(uint64_t *p, unsigned int nr, uint64_t entry,
		  uint64_t step);

/* runs.c: the same for any set; give @nr entries other bits, but keep those of
 * @keep; change these bits of theirs; all of them or-ed, and and-ed; how many
 * of them, at least one, are present or absent as the first is. */
void plat_pt_set(uint64_t *p, unsigned int nr, uint64_t entry, uint64_t step);
void plat_pt_change_bits(uint64_t *p, unsigned int nr, uint64_t keep,
			 uint64_t bits);
uint64_t plat_pt_or(const uint64_t *p, unsigned int nr);
uint64_t plat_pt_and(const uint64_t *p, unsigned int nr);
void plat_pt_flip(uint64_t *p, unsigned int nr, uint64_t bits);

struct pt_sum {
	uint64_t any;
	uint64_t all;
};

struct pt_sum plat_pt_sum(const uint64_t *p, unsigned int nr);
unsigned int plat_pt_nr_alike(const uint64_t *p, unsigned int nr);

static inline bool pt_any_present(const uint64_t *p, unsigned int nr)
{
	return (plat_pt_or(p, nr) & PT_PRESENT) != 0;
}

static inline bool pt_all_present(const uint64_t *p, unsigned int nr)
{
	return (plat_pt_and(p, nr) & PT_PRESENT) != 0;
}

#endif /* COMMON_PAGING_ENTRY_H */
