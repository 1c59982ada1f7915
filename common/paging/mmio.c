/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The MMIO window. Mappings are kept in the order of their addresses; a new
 * one goes into the first gap that is large enough, a guard page behind each.
 */
#include <plat/mmio.h>

#include <plat/arch/mmu.h>
#include <plat/bootinfo.h>
#include <plat/config.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/lock.h>
#include <plat/string.h>

#include "common/paging/kernel.h"

struct mapping {
	plat_pa_t pa;
	uint64_t size; /* whole pages */
	uint64_t va;
	enum plat_memtype type;
	uint32_t nr_users;
};

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_MMIO);

/* Under lock; sorted by va. */
static struct mapping mappings[PLAT_MMIO_MAX];
static uint32_t nr_mappings;
static uint64_t window_start = PLAT_MMIO_BASE;

/* What a device's registers may lie in. */
#define NO_MEMORY                                                          \
	(1u << PLAT_MRD_DEVICE | 1u << PLAT_MRD_RESERVED |                 \
	 1u << PLAT_MRD_FIRMWARE)

static bool overlaps(const struct mapping *m, plat_pa_t pa, uint64_t size)
{
	return pa.v < m->pa.v + m->size && m->pa.v < pa.v + size;
}

/* Something that is no device's: memory that the guest uses. Devices lie
 * above most of it. */
static bool is_memory(plat_pa_t pa, uint64_t size)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;
	const struct plat_mrd *mrd = list->mrds + list->nr_mrds;

	while (mrd-- > list->mrds) {
		if (mrd->start.v >= pa.v + size)
			continue;
		if (mrd->start.v + mrd->size <= pa.v)
			return false;
		if (!(NO_MEMORY >> mrd->type & 1))
			return true;
	}
	return false;
}

/* A mapping that holds the request whole, or forbids it as it is of another
 * type. */
static struct mapping *find(plat_pa_t pa, uint64_t size,
			    enum plat_memtype type)
{
	for (uint32_t i = 0; i < nr_mappings; i++) {
		struct mapping *m = &mappings[i];

		if (overlaps(m, pa, size) &&
		    (m->type != type ||
		     plat_range_below(pa.v - m->pa.v, size, m->size)))
			return m;
	}
	return NULL;
}

/* Where a new mapping goes: before which other, and its address in *va. What is
 * large is where large pages can map it. */
static struct mapping *place(const struct mapping *end, plat_pa_t pa,
			     uint64_t size, uint64_t *va)
{
	uint64_t mask = size < PLAT_MIB(2) ? 0 : PLAT_MIB(2) - 1;
	uint64_t at = window_start;
	struct mapping *m;

	for (m = mappings;; m++) {
		at += (pa.v - at) & mask;
		if (m == end || m->va > at + size)
			break;
		at = plat_max_u64(at, m->va + m->size + PLAT_PAGE_SIZE);
	}
	*va = at;
	return m;
}

static void remove(struct mapping *m)
{
	struct mapping *last = &mappings[--nr_mappings];

	memmove(m, m + 1, (size_t)((char *)last - (char *)m));
}

static int add(plat_pa_t pa, uint64_t size, enum plat_memtype type,
	       struct mapping **out)
{
	plat_attr_t attr = PLAT_ATTR_RW | PLAT_ATTR_GLOBAL |
			   (plat_attr_t)type << PLAT_ATTR_MT_SHIFT;
	struct mapping *end = &mappings[nr_mappings], *m;
	plat_pa_t address;
	uint64_t va;
	int err;

	if (is_memory(pa, size))
		return -PLAT_EEXIST;
	if (end == &mappings[PLAT_MMIO_MAX])
		return -PLAT_ENOMEM;
	m = place(end, pa, size, &va);
	/* Both are far from 2^64. */
	if (va - PLAT_MMIO_BASE + size > PLAT_MMIO_SIZE)
		return -PLAT_ENOMEM;
	err = plat_device_address((struct plat_pa_range){pa, size}, &address);
	if (err)
		return err;
	err = plat_kernel_add(plat_va(va), address, size, attr);
	if (err) {
		/* A part may be mapped: the place is given up. */
		window_start = va + size + PLAT_PAGE_SIZE;
		return err;
	}
	memmove(m + 1, m, (size_t)((char *)end - (char *)m));
	nr_mappings++;
	*m = (struct mapping){pa, size, va, type, 0};
	*out = m;
	return 0;
}

/* @pa and @size are whole pages. */
static int map(plat_pa_t pa, uint64_t size, enum plat_memtype type,
	       uint64_t *va)
{
	struct mapping *m = find(pa, size, type);
	int err = 0;

	if (!m)
		err = add(pa, size, type, &m);
	else if (m->type != type)
		err = -PLAT_EBUSY;
	if (!err) {
		m->nr_users++;
		*va = m->va + (pa.v - m->pa.v);
	}
	return err;
}

int plat_mmio_map(plat_pa_t pa, uint64_t size, enum plat_memtype type,
		  volatile void **out)
{
	uint64_t limit = (uint64_t)1 << plat_mmu_geometry()->pa_bits;
	uint64_t offset = pa.v & PLAT_PAGE_MASK;
	plat_irq_state_t state;
	uint64_t va;
	int err;

	if (size == 0 || pa.v + size < pa.v ||
	    (type != PLAT_MT_DEVICE && type != PLAT_MT_WC))
		return -PLAT_EINVAL;
	if (!plat_range_below(pa.v, size, limit))
		return -PLAT_ERANGE;
	state = plat_spin_lock_irqsave(&lock);
	err = map(plat_pa(pa.v - offset),
		  plat_align_up(offset + size, PLAT_PAGE_SIZE), type, &va);
	plat_spin_unlock_irqrestore(&lock, state);
	if (!err)
		*out = plat_va_ptr(plat_va(va + offset));
	return err;
}

static int unmap(uint64_t va)
{
	for (uint32_t i = 0; i < nr_mappings; i++) {
		struct mapping *m = &mappings[i];

		if (va - m->va >= m->size)
			continue;
		if (--m->nr_users == 0) {
			int err = plat_kernel_unmap(plat_va(m->va), m->size,
						    PLAT_PT_FAIL);

			remove(m);
			return err;
		}
		return 0;
	}
	return -PLAT_EINVAL;
}

int plat_mmio_unmap(volatile void *registers)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = unmap((uintptr_t)registers);

	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}
