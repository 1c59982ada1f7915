/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stacks and data of lcpus: a slot each in the lcpu window. It begins with the
 * layout of the boot lcpu's stacks, guard pages included, which are simply not
 * mapped; data follows. The frames behind are one piece for many lcpus, if
 * there is one.
 *
 *	guard | main | guard | irq | guard | ... | data |  the next one's guard
 */
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/power.h>
#include <plat/pt.h>
#include <plat/string.h>

#include "common/bootinfo/image.h"
#include "common/lcpu/lcpu.h"
#include "common/paging/kernel.h"

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

/* A slot without its guard pages. */
static uint64_t memory_bytes(void)
{
	return slot_bytes() - plat_nr_stacks * PLAT_PAGE_SIZE;
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

		while (!(pool->at & size) && size <= (pool->end - pool->at) / 2) {
			size *= 2;
			order++;
		}
		plat_assert(!plat_frame_free(plat_pa(pool->at), order));
		pool->at += size;
	}
}

/* Fill an empty @pool: for @nr lcpus, or as many as there is room for in one
 * piece. */
static int fill(struct pool *pool, uint32_t nr)
{
	unsigned int least = order_for(memory_bytes());
	unsigned int order = order_for(nr * memory_bytes());
	plat_pa_t pa;

	while (plat_frame_alloc(order, PLAT_FRAME_ANY, &pa)) {
		if (order == least)
			return -PLAT_ENOMEM;
		order--;
	}
	*pool = (struct pool){pa.v, pa.v + (PLAT_PAGE_SIZE << order)};
	return 0;
}

/* Map [va, va + size), from @pool. */
static int map(uint64_t va, uint64_t size, struct pool *pool)
{
	int err = plat_kernel_add(plat_va(va), plat_pa(pool->at), size,
				  PLAT_ATTR_RW);

	pool->at += size;
	return err;
}

/* The data lies upon the last stack. */
static int map_slot(uint64_t slot, struct pool *pool)
{
	uint64_t shift = slot - (uintptr_t)plat_stacks_begin;
	unsigned int last = plat_nr_stacks - 1;
	int err = 0;

	for (unsigned int i = 0; i < last && !err; i++)
		err = map((uintptr_t)plat_stacks[i].low + shift,
			  (uint64_t)(plat_stacks[i].top - plat_stacks[i].low),
			  pool);
	if (!err)
		err = map((uintptr_t)plat_stacks[last].low + shift,
			  (uint64_t)(plat_stacks_end - plat_stacks[last].low) +
			      data_bytes(),
			  pool);
	return err;
}

static int place(struct plat_lcpu *lcpu, struct pool *pool)
{
	uint64_t slot = PLAT_LCPU_BASE + lcpu->id.number * slot_bytes();
	struct pool rest = *pool;
	int err;

	pool->at += memory_bytes();
	rest.end = pool->at;
	err = map_slot(slot, &(struct pool){rest.at, rest.end});
	if (err) {
		if (!plat_kernel_unmap(plat_va(slot), slot_bytes(),
				       PLAT_PT_KEEP))
			drain(&rest);
		return err;
	}
	lcpu->start.base = slot + stacks_bytes() -
			   (uintptr_t)plat_lcpu_data_begin;
	lcpu->start.shift = slot - (uintptr_t)plat_stacks_begin;
	lcpu->start.stack = (uintptr_t)plat_stacks[0].top + lcpu->start.shift;
	return 0;
}

static bool is_placeless(const struct plat_lcpu *lcpu)
{
	return lcpu && lcpu->id.number && !lcpu->start.base;
}

int plat_lcpu_place(struct plat_lcpus lcpus)
{
	struct pool pool = {0, 0};
	uint32_t nr = 0;
	int err = 0;

	for (uint32_t i = 0; i < plat_lcpus_places(lcpus); i++)
		nr += is_placeless(plat_lcpus_at(lcpus, i));
	for (uint32_t i = 0; nr && !err; i++) {
		struct plat_lcpu *lcpu = plat_lcpus_at(lcpus, i);

		if (!is_placeless(lcpu))
			continue;
		if (pool.end - pool.at < memory_bytes()) {
			drain(&pool);
			err = fill(&pool, nr);
		}
		if (!err)
			err = place(lcpu, &pool);
		nr--;
	}
	drain(&pool);
	return err;
}

void plat_lcpu_clear_data(const struct plat_lcpu *lcpu)
{
	uintptr_t base = lcpu->start.base;

	memset(plat_lcpu_data_begin + base, 0,
	       (size_t)(plat_lcpu_data_end - plat_lcpu_data_begin));
	*plat_lcpu_ptr_at(base, plat_lcpu_number) = lcpu->id.number;
}
