/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The early window: one level-0 table of its own, linked into the boot tables
 * as well as into the kernel's. An entry of 0 is a free slot, so the table
 * itself says what is in use. Slots are taken from the front on; the TLB is
 * told nothing of those that are given back before there are no others.
 */
#include <plat/early_map.h>

#include <plat/arch/mmu.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/lock.h>

#include "common/paging/bpt.h"
#include "common/paging/entry.h"

#define NR_SLOTS PLAT_PT_ENTRIES

struct plat_linear_map plat_early_linear;

/* Below this bit of an address the entries of neighbours differ by a page in
 * every format. A range that crosses it is refused. */
#define LINEAR_BITS 48

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_EARLY_MAP);
static unsigned int tail; /* from this slot on all are free */

/* A slot that was given back: absent, as bit 0 says, but the TLB may still hold
 * what was there. */
#define STALE ((uint64_t)2)

/* Where the window is not ours to fill. */
PLAT_COLD static void *map_linear(plat_pa_t pa, uint64_t size)
{
	if (!plat_range_below(pa.v, size, plat_early_linear.size))
		return NULL;
	return plat_va_ptr(plat_va(plat_early_linear.base.v + pa.v));
}

/* What was given back is free again, for one flush of the window. Returns the
 * first of @nr free slots in a row, or NR_SLOTS. */
PLAT_COLD static unsigned int recycle(unsigned int nr)
{
	unsigned int first = NR_SLOTS;

	tail = 0;
	for (unsigned int i = 0, free = 0; i < NR_SLOTS; i++) {
		if (plat_early_pt[i] == STALE)
			plat_early_pt[i] = 0;
		free++;
		if (plat_early_pt[i]) {
			tail = i + 1;
			free = 0;
		}
		if (free == nr && first == NR_SLOTS)
			first = i + 1 - nr;
	}
	plat_mmu_flush_range(plat_va(PLAT_EARLY_BASE), PLAT_EARLY_MAP_BYTES,
			     PLAT_PAGE_SHIFT);
	return first;
}

/* Map @nr pages from @pa on, of attributes @bits. Returns the first of their
 * slots, or NR_SLOTS. */
static inline unsigned int map_slots(uint64_t pa, unsigned int nr,
				     uint64_t bits)
{
	unsigned int slot = tail;

	if (plat_unlikely(slot + nr > NR_SLOTS)) {
		slot = recycle(nr);
		if (slot == NR_SLOTS)
			return slot;
	}
	if (slot + nr > tail)
		tail = slot + nr;
	for (uint64_t *p = &plat_early_pt[slot]; nr; nr--) {
		*p++ = pa | bits;
		pa += PLAT_PAGE_SIZE;
	}
	plat_mmu_publish();
	return slot;
}

/* What goes into the entries for @nr pages of registers at @pa. */
PLAT_NOINLINE static bool find_device(uint64_t *pa, unsigned int nr)
{
	struct plat_pa_range range = {plat_pa(*pa),
				      (uint64_t)nr << PLAT_PAGE_SHIFT};
	plat_pa_t address;

	if (plat_device_address(range, &address))
		return false;
	*pa = address.v;
	return true;
}

void *plat_early_map(plat_pa_t pa, uint64_t size, enum plat_memtype type)
{
	const struct plat_pt_geometry *g = plat_mmu_geometry();
	uint64_t offset = pa.v & PLAT_PAGE_MASK;
	uint64_t last = pa.v + size - 1;
	uint64_t first = pa.v - offset;
	plat_attr_t attr = PLAT_ATTR_RW | (plat_attr_t)type
					      << PLAT_ATTR_MT_SHIFT;
	plat_irq_state_t state;
	unsigned int slot, nr;

	if (plat_unlikely(plat_early_linear.base.v))
		return map_linear(pa, size);
	/* Of a size of 0, size - 1 is too large. */
	if (size - 1 >= PLAT_EARLY_MAP_BYTES - offset ||
	    (pa.v | last) >> g->pa_bits || (pa.v ^ last) >> LINEAR_BITS)
		return NULL;
	nr = (unsigned int)((offset + size + PLAT_PAGE_MASK) >>
			    PLAT_PAGE_SHIFT);
	if (type == PLAT_MT_DEVICE && !find_device(&first, nr))
		return NULL;
	state = plat_spin_lock_irqsave(&lock);
	slot = map_slots(pt_address_bits(g, first), nr,
			 pt_leaf_bits(g, attr, 0));
	plat_spin_unlock_irqrestore(&lock, state);
	if (slot == NR_SLOTS)
		return NULL;
	return plat_va_ptr(
	    plat_va(PLAT_EARLY_BASE + slot * PLAT_PAGE_SIZE + offset));
}

void plat_early_unmap(const void *p, uint64_t size)
{
	uint64_t offset = (uintptr_t)p & PLAT_PAGE_MASK;
	unsigned int slot = (unsigned int)(((uintptr_t)p - PLAT_EARLY_BASE) >>
					   PLAT_PAGE_SHIFT);
	unsigned int nr = (unsigned int)((offset + size + PLAT_PAGE_MASK) >>
					 PLAT_PAGE_SHIFT);
	plat_irq_state_t state;

	if (plat_unlikely(plat_early_linear.base.v))
		return;
	state = plat_spin_lock_irqsave(&lock);
	for (uint64_t *entry = &plat_early_pt[slot]; nr; nr--)
		*entry++ = STALE;
	plat_spin_unlock_irqrestore(&lock, state);
}
