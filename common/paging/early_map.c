/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The early window: one level-0 table of its own, linked into the boot tables
 * as well as into the kernel's. An entry of 0 is a free slot, so the table
 * itself says what is in use.
 */
#include <plat/early_map.h>

#include <plat/arch/mmu.h>
#include <plat/layout.h>
#include <plat/lock.h>

#include "common/paging/bpt.h"
#include "common/paging/entry.h"

#define NR_SLOTS PLAT_PT_ENTRIES

/* Below this bit of an address the entries of neighbours differ by a page in
 * every format. A range that crosses it is refused. */
#define LINEAR_BITS 48

static struct plat_spinlock lock = PLAT_SPINLOCK_INIT;
static unsigned int next_slot; /* where the search for free slots begins */

static bool are_free(unsigned int slot, unsigned int nr)
{
	if (slot + nr > NR_SLOTS)
		return false;
	while (nr--) {
		if (plat_early_pt[slot++])
			return false;
	}
	return true;
}

/* The first of @nr free slots in a row, or NR_SLOTS. */
static unsigned int find_slots(unsigned int nr)
{
	unsigned int free = 0;

	for (unsigned int i = 0; i < NR_SLOTS; i++) {
		free = plat_early_pt[i] ? 0 : free + 1;
		if (free == nr)
			return i + 1 - nr;
	}
	return NR_SLOTS;
}

static void *map_slots(plat_pa_t frame, unsigned int nr,
		       enum plat_memtype type)
{
	plat_attr_t attr = PLAT_ATTR_RW | (plat_attr_t)type
					      << PLAT_ATTR_MT_SHIFT;
	unsigned int slot = next_slot;
	uint64_t entry;

	if (!are_free(slot, nr))
		slot = find_slots(nr);
	if (slot == NR_SLOTS)
		return NULL;
	entry = plat_pt_leaf(plat_mmu_geometry(), frame, attr, 0);
	plat_pt_fill(&plat_early_pt[slot], nr, entry, PLAT_PAGE_SIZE);
	plat_mmu_publish();
	next_slot = slot + nr;
	return plat_va_ptr(plat_va(PLAT_EARLY_BASE + slot * PLAT_PAGE_SIZE));
}

void *plat_early_map(plat_pa_t pa, uint64_t size, enum plat_memtype type)
{
	uint64_t limit = (uint64_t)1 << plat_mmu_geometry()->pa_bits;
	uint64_t offset = pa.v & PLAT_PAGE_MASK;
	plat_irq_state_t state;
	char *window;

	if (size == 0 || size > PLAT_EARLY_MAP_BYTES - offset ||
	    !plat_range_below(pa.v, size, limit) ||
	    (pa.v ^ (pa.v + size - 1)) >> LINEAR_BITS)
		return NULL;
	state = plat_spin_lock_irqsave(&lock);
	window = map_slots(
	    plat_pa(pa.v - offset),
	    (unsigned int)((offset + size + PLAT_PAGE_MASK) >> PLAT_PAGE_SHIFT),
	    type);
	plat_spin_unlock_irqrestore(&lock, state);
	return window ? window + offset : NULL;
}

void plat_early_unmap(const void *p, uint64_t size)
{
	uint64_t offset = (uintptr_t)p & PLAT_PAGE_MASK;
	uint64_t va = (uintptr_t)p - offset;
	uint64_t slot = (va - PLAT_EARLY_BASE) >> PLAT_PAGE_SHIFT;
	uint64_t nr = (offset + size + PLAT_PAGE_MASK) >> PLAT_PAGE_SHIFT;
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

	for (uint64_t i = 0; i < nr; i++) {
		plat_early_pt[slot + i] = 0;
		plat_mmu_flush_page(plat_va(va + i * PLAT_PAGE_SIZE));
	}
	next_slot = (unsigned int)slot;
	plat_spin_unlock_irqrestore(&lock, state);
}
