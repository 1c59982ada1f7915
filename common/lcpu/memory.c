/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stacks and data of lcpus: a slot each in the lcpu window, in the order in
 * which they are first started. It begins with the layout of the boot lcpu's
 * stacks, guard pages included; data follows. Many slots are mapped at once,
 * to one piece of memory if there is one, and then the guard pages unmapped:
 * that is a tenth of the work of mapping each stack by itself, for which their
 * frames are left unused.
 *
 *	guard | main | guard | irq | guard | ... | data |  the next one's guard
 */
#include <plat/arch/mmu.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/power.h>
#include <plat/pt.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"
#include "common/lcpu/data.h"
#include "common/lcpu/lcpu.h"
#include "common/paging/kernel.h"
#include "common/paging/short.h"
#include "common/paging/space.h"

extern char plat_stacks_begin[], plat_stacks_end[];
extern char plat_lcpu_data_begin[], plat_lcpu_data_end[];

/* Frames that were allocated in one piece. */
struct pool {
	uint64_t at; /* addresses: the part that is left */
	uint64_t end;
};

static uint64_t stacks_bytes(void)
{
	return (uint64_t)(plat_stacks_end - plat_stacks_begin);
}

static uint64_t data_bytes(void)
{
	return plat_align_up(
	    (uint64_t)(plat_lcpu_data_end - plat_lcpu_data_begin),
	    PLAT_PAGE_SIZE);
}

static uint64_t slot_bytes(void)
{
	return stacks_bytes() + data_bytes();
}

static unsigned int order_for(uint64_t bytes)
{
	unsigned int order = 0;

	while (order < PLAT_FRAME_MAX_ORDER && PLAT_PAGE_SIZE << order < bytes)
		order++;
	return order;
}

/* Give back what is left. */
static void drain(struct pool *pool)
{
	while (pool->at < pool->end) {
		unsigned int order = 0;
		uint64_t size = PLAT_PAGE_SIZE;

		while (!(pool->at & size) &&
		       size <= (pool->end - pool->at) / 2) {
			size *= 2;
			order++;
		}
		plat_assert(!plat_frame_free(plat_pa(pool->at), order));
		pool->at += size;
	}
}

/* Fill an empty @pool: for @nr slots, or as many as there is room for in one
 * piece. */
static int fill(struct pool *pool, uint32_t nr)
{
	unsigned int least = order_for(slot_bytes());
	unsigned int order = order_for(nr * slot_bytes());
	plat_pa_t pa;

	while (plat_frame_alloc(order, PLAT_FRAME_ANY, &pa)) {
		if (order == least)
			return -PLAT_ENOMEM;
		order--;
	}
	*pool = (struct pool){pa.v, pa.v + (PLAT_PAGE_SIZE << order)};
	return 0;
}

/* What was fetched ahead of the guard pages is forgotten. */
static int unmap_guards(uint64_t slot, uint32_t nr)
{
	struct plat_space *kernel = plat_kernel_space();
	const struct plat_stack *end = plat_stacks + plat_nr_stacks;
	struct plat_pt_flush all = {plat_va(slot), nr * slot_bytes(),
				    PLAT_PAGE_SHIFT, false, false};
	plat_irq_state_t state = plat_spin_lock_irqsave(&kernel->lock);
	int err = 0;

	for (const struct plat_stack *s = plat_stacks; s < end && !err; s++)
		err = plat_pt_unmap_each(
			&kernel->pt,
			slot + ((uintptr_t)s->low - PLAT_PAGE_SIZE -
				(uintptr_t)plat_stacks_begin),
			slot + all.size, slot_bytes());
	kernel->pt.ops->invalidate(kernel->pt.ctx, &kernel->pt, &all);
	plat_spin_unlock_irqrestore(&kernel->lock, state);
	return err;
}

/* Map the next @nr slots to what is in @pool. */
static int map_slots(uint64_t slot, uint32_t nr, struct pool *pool)
{
	uint64_t size = nr * slot_bytes();
	int err;

	if (slot + size > PLAT_LCPU_BASE + PLAT_LCPU_SIZE)
		return -PLAT_ENOMEM;
	err = plat_kernel_add(plat_va(slot), plat_pa(pool->at), size,
			      PLAT_ATTR_RW | PLAT_ATTR_GLOBAL);
	if (!err)
		err = unmap_guards(slot, nr);
	if (!err)
		pool->at += size;
	else if (plat_unmap(plat_kernel_space(), plat_va(slot), size,
			    PLAT_PT_KEEP))
		pool->at = pool->end; /* mapped still: nobody else's */
	return err;
}

/* Slots that are mapped and nobody's yet, one behind the other. They begin away
 * from the alignment of frames, so that no large page is made which the guard
 * pages would split. */
static struct {
	uint64_t next;
	uint64_t size;
	uint32_t nr;
} slots = {PLAT_LCPU_BASE + PLAT_PAGE_SIZE, 0, 0};

PLAT_NOINLINE static int map_more(uint32_t nr_wanted)
{
	uint64_t size = slots.size, nr;
	struct pool pool;
	int err = fill(&pool, nr_wanted);

	if (err)
		return err;
	nr = plat_min_u64(nr_wanted, (pool.end - pool.at) / size);
	err = map_slots(slots.next + slots.nr * size, (uint32_t)nr, &pool);
	drain(&pool);
	if (!err)
		slots.nr += (uint32_t)nr;
	return err;
}

/* The tables of that window do not change where they are in use. */
static plat_pa_t pa_of(const void *object)
{
	plat_va_t va = plat_va_of(object);
	struct plat_pt_mapping page;

	plat_assert(!plat_pt_query(plat_kernel_pt(), va, &page));
	return plat_pa(page.pa.v + (va.v - page.va.v));
}

int plat_lcpu_reserve(uint32_t nr)
{
	int err = 0;

	plat_lcpu_others_pa = pa_of;
	slots.size = slot_bytes();
	while (slots.nr < nr && !err)
		err = map_more(nr - slots.nr);
	return err;
}

void plat_lcpu_place(struct plat_lcpu *lcpu)
{
	uint64_t slot = slots.next;
	uint64_t shift = slot - (uintptr_t)plat_stacks_begin;

	slots.next += slots.size;
	slots.nr--;
	lcpu->start.shift = shift;
	lcpu->start.stack = (uintptr_t)plat_stacks[0].top + shift;
	lcpu->start.base =
	    slot + stacks_bytes() - (uintptr_t)plat_lcpu_data_begin;
}

void plat_lcpu_clear_data(const struct plat_lcpu_start *start)
{
	struct plat_lcpu *lcpu =
	    (void *)((uintptr_t)start - offsetof(struct plat_lcpu, start));

	memset(plat_lcpu_data_begin + start->base, 0,
	       (size_t)(plat_lcpu_data_end - plat_lcpu_data_begin));
	*plat_lcpu_ptr_at(start->base, plat_lcpu_number) = lcpu->id.number;
	plat_atomic_store_release(&lcpu->has_data, 1u);
}

void plat_lcpu_drop_data(void)
{
	(void)plat_space_switch(plat_kernel_space());
	plat_frame_drain();
}
