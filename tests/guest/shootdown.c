/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An lcpu that goes on by what its TLB remembers reads, and writes, memory
 * that is somebody else's by now.
 */
#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/lock.h>
#include <plat/paging.h>
#include <plat/vmem.h>

#include "common/lcpu/lcpu.h"
#include "tests/guest/tap.h"

#define NR_MOST   64u
#define NR_ROUNDS 100u

static uint32_t nr;
static plat_va_t place;
static plat_pa_t frames[2];

static uint64_t read_there(void)
{
	return *(const volatile uint64_t *)plat_va_ptr(place);
}

static uint64_t seen[NR_MOST];

static void look(void *arg)
{
	(void)arg;
	seen[plat_lcpu_self()] = read_there();
}

static bool all_saw(uint64_t value)
{
	bool right = true;

	for (uint32_t i = 0; i < nr; i++)
		right = right && seen[i] == value;
	return right;
}

static int map_to(unsigned int i)
{
	return plat_map(plat_kernel_space(), place, frames[i], PLAT_PAGE_SIZE,
			PLAT_ATTR_RW, PLAT_PT_REPLACE);
}

/* All have the old page in their TLBs; then it is another. */
static void changes_are_seen(void)
{
	bool right = true;

	for (uint32_t i = 0; right && i < NR_ROUNDS; i++) {
		right = !map_to(i % 2);
		(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, look, NULL);
		look(NULL);
		right = right && all_saw(100 + i % 2);
	}
	tap_ok(right, "a changed page is another to all, %u times",
	       NR_ROUNDS);
}

/* The others read, and wait for a lock with interrupts off, while this one
 * changes pages with interrupts off, holding it. */
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_GUEST);
static bool is_over;      /* atomic */
static uint32_t nr_stale; /* atomic */
static uint64_t expected; /* lock */
static uint32_t nr_reads; /* atomic */

static bool read_on(void)
{
	while (place.v && !plat_atomic_load_acquire(&is_over)) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

		if (expected && read_there() != expected)
			(void)plat_atomic_add_relaxed(&nr_stale, 1u);
		(void)plat_atomic_add_relaxed(&nr_reads, 1u);
		plat_spin_unlock_irqrestore(&lock, state);
		plat_irq_enable();
		plat_irq_disable();
	}
	return false;
}

static void nobody_waits_for_ever(void)
{
	bool right = true;

	plat_lcpu_work = read_on;
	for (uint32_t i = 1; i < nr; i++)
		plat_lcpu_wake(i);
	while (plat_atomic_load_relaxed(&nr_reads) < 10 * nr)
		plat_cpu_relax();
	for (uint32_t i = 0; right && i < NR_ROUNDS; i++) {
		plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

		right = !map_to(i % 2);
		expected = 100 + i % 2;
		plat_spin_unlock_irqrestore(&lock, state);
	}
	plat_atomic_store_release(&is_over, true);
	tap_ok(right && !nr_stale,
	       "so it is to who waits for the same lock, interrupts off");
}

/* An address space that is made when all run, and used by all. */
static struct plat_space space;
static const plat_va_t low = {0x400000};

static void enter(void *arg)
{
	(void)plat_space_switch(arg);
}

static void look_low(void *arg)
{
	(void)arg;
	seen[plat_lcpu_self()] =
	    *(const volatile uint64_t *)plat_va_ptr(low);
}

static void spaces_are_shared(void)
{
	bool right = !plat_space_create(&space);

	for (uint32_t i = 0; right && i < NR_ROUNDS; i++) {
		right = !plat_map(&space, low, frames[i % 2], PLAT_PAGE_SIZE,
				  PLAT_ATTR_RW, PLAT_PT_REPLACE);
		if (i == 0) {
			(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, enter, &space);
			enter(&space);
		}
		(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, look_low, NULL);
		look_low(NULL);
		right = right && all_saw(100 + i % 2);
	}
	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, enter, plat_kernel_space());
	enter(plat_kernel_space());
	tap_ok(right && !plat_space_destroy(&space),
	       "an address space that all are in is the same to all");
}

/* Each has its own page in a space of its own, all at one address. */
static struct plat_space spaces[NR_MOST];
static plat_pa_t pages[NR_MOST];

static int map_own(uint32_t i, uint32_t page)
{
	return plat_map(&spaces[i], low, pages[page % nr], PLAT_PAGE_SIZE,
			PLAT_ATTR_RW, PLAT_PT_REPLACE);
}

static bool make_spaces(void)
{
	bool right = true;

	for (uint32_t i = 0; right && i < nr; i++) {
		right = !plat_space_create(&spaces[i]) &&
			!plat_frame_alloc(0, PLAT_FRAME_ANY, &pages[i]);
		if (right)
			*(uint64_t *)plat_direct_map(pages[i]) = i;
		right = right && !map_own(i, i);
	}
	return right;
}

static void enter_own(void *arg)
{
	(void)arg;
	enter(&spaces[plat_lcpu_self()]);
}

static bool each_saw_page_after(uint32_t distance)
{
	bool right = true;

	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, look_low, NULL);
	look_low(NULL);
	for (uint32_t i = 0; i < nr; i++)
		right = right && seen[i] == (i + distance) % nr;
	return right;
}

static bool leave_spaces(void)
{
	bool right = true;

	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, enter, plat_kernel_space());
	enter(plat_kernel_space());
	for (uint32_t i = 0; i < nr; i++)
		right = !plat_space_destroy(&spaces[i]) &&
			!plat_frame_free(pages[i], 0) && right;
	return right;
}

static void each_has_its_own(void)
{
	bool right = make_spaces();

	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, enter_own, NULL);
	enter_own(NULL);
	right = right && each_saw_page_after(0);
	for (uint32_t i = 1; right && i < NR_ROUNDS; i++) {
		for (uint32_t k = 0; k < nr; k++)
			right = !map_own(k, k + i) && right;
		right = right && each_saw_page_after(i);
	}
	tap_ok(leave_spaces() && right,
	       "each is in an address space of its own, and sees its changes");
}

/* Memory that is freed, and had again at the same place: in another frame, as
 * the one that was there is taken meanwhile. */
static int take_again(uint64_t value)
{
	struct plat_vmem *vmem = plat_kernel_vmem();
	struct plat_pt_mapping old;
	int err = plat_query(plat_kernel_space(), place, &old);

	if (!err)
		err = plat_vmem_free(vmem, place, PLAT_PAGE_SIZE);
	if (!err)
		err = plat_frame_alloc_at(old.pa, 0);
	if (!err)
		err = plat_vmem_alloc(vmem, &place, PLAT_PAGE_SIZE, 0,
				      PLAT_ATTR_RW,
				      PLAT_VMEM_FIXED | PLAT_VMEM_POPULATE);
	if (err)
		return err;
	*(volatile uint64_t *)plat_va_ptr(place) = value;
	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, look, NULL);
	look(NULL);
	return plat_frame_free(old.pa, 0);
}

static void ranges_that_go(void)
{
	plat_va_t mapped = place;
	bool right = !plat_vmem_alloc(plat_kernel_vmem(), &place,
				      PLAT_PAGE_SIZE, 0, PLAT_ATTR_RW,
				      PLAT_VMEM_POPULATE);

	for (uint32_t i = 0; right && i < NR_ROUNDS; i++)
		right = !take_again(1000 + i) && all_saw(1000 + i);
	tap_ok(right && !plat_vmem_free(plat_kernel_vmem(), place,
					PLAT_PAGE_SIZE),
	       "memory that was freed is not seen any more, %u times",
	       NR_ROUNDS);
	place = mapped;
}

static void who_stops_leaves_its_space(void)
{
	static struct plat_space other;
	const struct plat_lcpus one = PLAT_LCPUS_ONE(1);
	bool right = !plat_space_create(&other);

	for (unsigned int i = 0; right && i < 3; i++)
		right = plat_lcpu_run(one, enter, &other) == 1 &&
			plat_space_destroy(&other) == -PLAT_EBUSY &&
			!plat_lcpu_stop(one) && plat_lcpu_start(one) == 1;
	tap_ok(right && !plat_space_destroy(&other),
	       "an lcpu that stops leaves its address space");
}

int main(void)
{
	if (plat_lcpu_start(PLAT_LCPUS_OTHERS) != (int)plat_lcpu_count() - 1 ||
	    plat_vmem_reserve(plat_kernel_vmem(), &place, PLAT_PAGE_SIZE, 0,
			      0))
		return 1;
	nr = plat_lcpu_count();
	for (unsigned int i = 0; i < 2; i++) {
		if (plat_frame_alloc(0, PLAT_FRAME_ANY, &frames[i]))
			return 1;
		*(uint64_t *)plat_direct_map(frames[i]) = 100 + i;
	}
	changes_are_seen();
	nobody_waits_for_ever();
	spaces_are_shared();
	each_has_its_own();
	ranges_that_go();
	who_stops_leaves_its_space();
	return tap_done();
}
