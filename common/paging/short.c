/* SPDX-License-Identifier: BSD-3-Clause */
/* Changes by the short way: <common/paging/short.h>. */
#include "common/paging/short.h"

/* Pages of one table: a range is one of these, or two. */
struct part {
	uint64_t *entry;
	unsigned int nr;
	uint64_t flip;
	bool is_uniform;
};

/* The table of @level that holds the entry for @va, or NULL. */
PLAT_ALWAYS_INLINE static inline
uint64_t *seek(const struct plat_pt *pt, uint64_t va, unsigned int level)
{
	unsigned int at = pt_root_level(pt->geometry);
	uint64_t offset = pt_index_offset(pt->geometry, va);
	uint64_t *table =
		plat_va_ptr(plat_va(pt->root.v + pt->table_offset));

	for (; at > level; at--)
		if (!pt_step_down(pt, offset, at, &table))
			return NULL;
	return table;
}

/* The entries of pages of @level that map [va, va + size). Returns: whether
 * there are such tables. */
static bool find_far(const struct plat_pt *pt, uint64_t va, uint64_t size,
		     unsigned int level, struct part parts[2])
{
	unsigned int shift = PLAT_PAGE_SHIFT + 9 * level;
	unsigned int index = pt_index(va, level);
	uint64_t room = PLAT_PT_ENTRIES - index;
	uint64_t nr = size >> shift;
	uint64_t at = va - pt->first_va;

	if (((va | size) & (((uint64_t)1 << shift) - 1)) || nr == 0 ||
	    nr > PLAT_PT_ENTRIES || at >= pt->va_span ||
	    size > pt->va_span - at)
		return false;
	parts[0].nr = (unsigned int)(nr < room ? nr : room);
	parts[0].entry = seek(pt, va, level);
	parts[1].nr = (unsigned int)(nr - parts[0].nr);
	parts[1].entry = parts[0].entry;
	if (parts[1].nr)
		parts[1].entry = seek(pt, va + (room << shift), level);
	if (!parts[0].entry || !parts[1].entry)
		return false;
	parts[0].entry += index;
	return true;
}

/* Whether the near table has all of [va, va + size). */
static inline bool is_near(const struct plat_pt *pt, uint64_t va,
			   uint64_t size)
{
	return size != 0 && size <= plat_pt_span(1) &&
	       !(va & PLAT_PAGE_MASK) && pt_is_near(pt, va, plat_pt_span(1)) &&
	       pt_is_near(pt, va + size - PLAT_PAGE_SIZE, plat_pt_span(1));
}

static inline struct part near_part(const struct plat_pt *pt, uint64_t va,
				    uint64_t size)
{
	return (struct part){
		.entry = pt->near + pt_index(va, 0),
		.nr = (unsigned int)(size >> PLAT_PAGE_SHIFT),
	};
}

static bool find(const struct plat_pt *pt, uint64_t va, uint64_t size,
		 unsigned int level, struct part parts[2])
{
	if (level > 0 || !is_near(pt, va, size))
		return find_far(pt, va, size, level, parts);
	parts[0] = near_part(pt, va, size);
	parts[1].nr = 0;
	return true;
}

/* One page of @level, which is known when this is compiled. */
PLAT_ALWAYS_INLINE static inline
int map_large(const struct plat_pt *pt, uint64_t va, uint64_t pa,
	      uint64_t bits, unsigned int level)
{
	uint64_t *table;

	if (((va | pa) & (plat_pt_span(level) - 1)) ||
	    va - pt->first_va >= pt->va_span ||
	    !pt_is_plain(pt, pa, plat_pt_span(level) - PLAT_PAGE_SIZE) ||
	    !(pt->geometry->leaf_levels >> level & 1))
		return PT_LONG_WAY;
	table = seek(pt, va, level);
	if (!table || (table[pt_index(va, level)] & PT_PRESENT))
		return PT_LONG_WAY;
	table[pt_index(va, level)] =
		pa | pt_resize(pt->geometry, bits, 0, level);
	return 0;
}

int plat_pt_map_2m(const struct plat_pt *pt, uint64_t va, uint64_t pa,
		   uint64_t bits)
{
	return map_large(pt, va, pa, bits, 1);
}

int plat_pt_map_1g(const struct plat_pt *pt, uint64_t va, uint64_t pa,
		   uint64_t bits)
{
	return map_large(pt, va, pa, bits, 2);
}

/* The level of the pages that map [va, va + size) to @pa, if it is one. */
static unsigned int level_of(const struct plat_pt *pt, uint64_t va,
			     uint64_t pa, uint64_t size, unsigned int how)
{
	unsigned int large = pt->geometry->leaf_levels;
	uint64_t all = va | pa | size;

	if (how & PLAT_PT_MAX_2M)
		large &= 3;
	if (how & PLAT_PT_MAX_4K)
		large &= 1;
	if ((large & 4) && plat_is_aligned(all, plat_pt_span(2)))
		return 2;
	return (large & 2) && plat_is_aligned(all, plat_pt_span(1));
}

/* Whether all of [va, va + size), or a part, could be a page of the level
 * above. */
static bool has_larger(const struct plat_pt *pt, uint64_t va, uint64_t pa,
		       uint64_t size, unsigned int level)
{
	return size >= plat_pt_span(level + 1) &&
	       plat_is_aligned(va ^ pa, plat_pt_span(level + 1)) &&
	       (pt->geometry->leaf_levels >> (level + 1) & 1);
}

PLAT_NOINLINE static int map_many(struct plat_pt *pt, uint64_t va,
				  uint64_t pa, uint64_t size, uint64_t bits,
				  unsigned int how)
{
	unsigned int level = level_of(pt, va, pa, size, how);
	struct part parts[2];

	if ((how & ~PT_HOW_SHORT) || !pt_is_plain(pt, pa, 0) ||
	    !pt_is_plain(pt, pa + size - PLAT_PAGE_SIZE, 0) || pa + size < pa ||
	    has_larger(pt, va, pa, size, level) ||
	    !find(pt, va, size, level, parts))
		return PT_LONG_WAY;
	if (pt_any_present(parts[0].entry, parts[0].nr) ||
	    (parts[1].nr && pt_any_present(parts[1].entry, parts[1].nr)))
		return -PLAT_EEXIST;
	bits = pt_resize(pt->geometry, bits, 0, level);
	plat_pt_set(parts[0].entry, parts[0].nr, pa | bits,
		    plat_pt_span(level));
	pa += parts[0].nr * plat_pt_span(level);
	if (parts[1].nr)
		plat_pt_set(parts[1].entry, parts[1].nr, pa | bits,
			    plat_pt_span(level));
	return 0;
}

static int map_one(struct plat_pt *pt, uint64_t va, uint64_t pa, uint64_t bits)
{
	uint64_t *entry;

	return pt_can_map(pt, va, pa) && pt_find_far_page(pt, va, &entry) &&
			       pt_map_entry(entry, pa | bits)
		       ? 0
		       : PT_LONG_WAY;
}

int plat_pt_map_short(struct plat_pt *pt, uint64_t va, uint64_t pa,
		      uint64_t size, uint64_t bits, unsigned int how)
{
	if (size == PLAT_PAGE_SIZE && !(how & ~PT_HOW_SHORT))
		return map_one(pt, va, pa, bits);
	return map_many(pt, va, pa, size, bits, how);
}

/* Whether something but [first, first + nr) of its table is present: looks at
 * the neighbours first. */
static bool has_others(const uint64_t *first, unsigned int nr)
{
	uintptr_t at = (uintptr_t)first & PLAT_PAGE_MASK;
	unsigned int index = (unsigned int)(at / sizeof(*first));
	unsigned int end = index + nr;

	return pt_has_neighbour(first, nr) ||
	       pt_any_present(first - index, index) ||
	       pt_any_present(first + nr, PLAT_PT_ENTRIES - end);
}

/* Past entries that are absent, each at its level, from @va on, which the set
 * translates. Returns: where the first one is that is not; @end: or may be. */
static uint64_t skip_absent(const struct plat_pt *pt, uint64_t va, uint64_t end)
{
	unsigned int level = pt_root_level(pt->geometry);
	uint64_t *table =
		plat_va_ptr(plat_va(pt->root.v + pt->table_offset));
	uint64_t offset = pt_index_offset(pt->geometry, va);
	uint64_t slots, *entry;
	unsigned int room, shift;

	while (level > 0 && pt_step_down(pt, offset, level, &table))
		level--;
	entry = table + pt_index(offset, level);
	if (*entry & PT_PRESENT)
		return va;
	shift = PLAT_PAGE_SHIFT + 9 * level;
	slots = ((end - 1) >> shift) - (va >> shift) + 1;
	room = PLAT_PT_ENTRIES - pt_index(offset, level);
	if (slots < room)
		room = (unsigned int)slots;
	room = plat_pt_nr_alike(entry, room);
	if (room == slots)
		return end;
	return ((va >> shift) + room) << shift;
}

/* Whether nothing is mapped in [va, va + size), as far as can be told. */
static bool is_unmapped(const struct plat_pt *pt, uint64_t va, uint64_t size)
{
	uint64_t end = va + size, at, next = va;

	if (((va | size) & PLAT_PAGE_MASK) || size == 0 ||
	    !plat_range_below(va - pt->first_va, size, pt->va_span))
		return false;
	do {
		at = next;
		next = skip_absent(pt, at, end);
	} while (next != at && next != end);
	return next == end;
}

static bool can_unmap(const struct part *part)
{
	return part->nr == 0 || (pt_all_present(part->entry, part->nr) &&
				 has_others(part->entry, part->nr));
}

static bool unmap_one(struct plat_pt *pt, uint64_t va)
{
	uint64_t *entry;

	if (!plat_is_aligned(va, PLAT_PAGE_SIZE) ||
	    !pt_find_far_page(pt, va, &entry) || !(*entry & PT_PRESENT) ||
	    !has_others(entry, 1))
		return false;
	*entry = 0;
	return true;
}

static bool unmap_many(struct plat_pt *pt, uint64_t va, uint64_t size)
{
	struct part parts[2];

	if (!find(pt, va, size, 0, parts) || !can_unmap(&parts[0]) ||
	    !can_unmap(&parts[1]))
		return false;
	plat_pt_set(parts[0].entry, parts[0].nr, 0, 0);
	if (parts[1].nr)
		plat_pt_set(parts[1].entry, parts[1].nr, 0, 0);
	return true;
}

int plat_pt_unmap_short(struct plat_pt *pt, uint64_t va, uint64_t size,
			unsigned int how)
{
	if (how & ~PT_HOW_MAPPED)
		return PT_LONG_WAY;
	if (size == PLAT_PAGE_SIZE ? unmap_one(pt, va)
				   : unmap_many(pt, va, size))
		return 0;
	if ((how & PLAT_PT_KEEP) && is_unmapped(pt, va, size))
		return PT_NOTHING;
	return PT_LONG_WAY;
}

/* Pages whose entries differ in the addresses alone are changed by the
 * difference from the others, unless the CPU might change them meanwhile. */
static inline bool can_protect_part(const struct plat_pt *pt,
				    struct part *part, uint64_t bits)
{
	struct pt_sum sum = plat_pt_sum(part->entry, part->nr);
	uint64_t differ = (sum.any ^ sum.all) & ~pt->address_mask;

	part->is_uniform = !differ && pt_is_settled(pt->geometry, sum.all);
	part->flip = (sum.all ^ bits) & ~pt->address_mask;
	return pt_can_protect(pt, (sum.any ^ bits) | (sum.all ^ bits));
}

static inline void protect_part(const struct plat_pt *pt,
				const struct part *part, uint64_t bits)
{
	if (plat_likely(part->is_uniform))
		plat_pt_flip(part->entry, part->nr, part->flip);
	else
		plat_pt_change_bits(part->entry, part->nr, pt->address_mask,
				    bits);
}

PLAT_NOINLINE static int protect_far(struct plat_pt *pt, uint64_t va,
				     uint64_t size, uint64_t bits)
{
	struct part parts[2];

	if (!find_far(pt, va, size, 0, parts) ||
	    !can_protect_part(pt, &parts[0], bits) ||
	    (parts[1].nr && !can_protect_part(pt, &parts[1], bits)))
		return PT_LONG_WAY;
	protect_part(pt, &parts[0], bits);
	if (parts[1].nr)
		protect_part(pt, &parts[1], bits);
	return 0;
}

static int protect_one(struct plat_pt *pt, uint64_t va, uint64_t bits)
{
	uint64_t *entry;

	return plat_is_aligned(va, PLAT_PAGE_SIZE) &&
			       pt_find_far_page(pt, va, &entry) &&
			       pt_protect_entry(pt, entry, bits)
		       ? 0
		       : PT_LONG_WAY;
}

int plat_pt_protect_short(struct plat_pt *pt, uint64_t va, uint64_t size,
			  uint64_t bits, unsigned int how)
{
	struct part part;

	if (how & ~PT_HOW_MAPPED)
		return PT_LONG_WAY;
	if (size == PLAT_PAGE_SIZE)
		return protect_one(pt, va, bits);
	if (!is_near(pt, va, size))
		return protect_far(pt, va, size, bits);
	part = near_part(pt, va, size);
	if (!can_protect_part(pt, &part, bits))
		return PT_LONG_WAY;
	protect_part(pt, &part, bits);
	return 0;
}
