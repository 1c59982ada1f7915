/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * While one lcpu shares pages, the large page that they lie in is broken for a
 * moment: an lcpu that uses its neighbours just then, also in a handler of
 * faults, with interrupts off or under a lock, would die of that, or go on by
 * what its TLB remembers.
 *
 * All free memory is taken, a block of it in pieces of 2 MiB. The upper half of
 * the piece that is changed next is given back: so frames on demand, which a
 * handler of faults uses, lie beside what is shared.
 */
#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/lock.h>
#include <plat/probe.h>
#include <plat/share.h>
#include <plat/vmem.h>

#include "common/lcpu/lcpu.h"
#include "common/paging/direct.h"
#include "common/paging/kernel.h"
#include "tests/guest/tap.h"

#define NR_MOST     16u
#define PIECE       PLAT_MIB(2)
#define PIECE_ORDER 9u
#define ORDER_MOST  18u /* 1 GiB */
#define ORDER_LEAST 13u
#define NR_ROUNDS   24u
#define DEMAND      (4 * PLAT_PAGE_SIZE)

/* Of a piece: page n is lcpu n's, some of the others are shared. */
#define FIRST_SHARED 100u
#define NR_SHARED    3u
#define FIRST_FREE   256u
#define FREE_ORDER   8u

static uint32_t nr_lcpus;
static plat_pa_t block;
static unsigned int nr_pieces;

static uint32_t piece_now;          /* atomic */
static bool is_over;                /* atomic */
static uint32_t nr_over;            /* atomic */
static uint32_t nr_wrong, nr_short; /* atomic */
static uint32_t nr_turns[NR_MOST];  /* atomic */

/* The moment at which a large page is broken is made long enough for all others
 * to meet it. */
static void (*invalidate)(void *ctx, const struct plat_pt *pt,
			  const struct plat_pt_flush *flush);

static void invalidate_slowly(void *ctx, const struct plat_pt *pt,
			      const struct plat_pt_flush *flush)
{
	bool is_broken = pt->geometry->break_before_make &&
			 flush->page_shift > PLAT_PAGE_SHIFT &&
			 flush->va.v - PLAT_DIRECT_MAP_BASE <
				 PLAT_DIRECT_MAP_SIZE;

	invalidate(ctx, pt, flush);
	for (unsigned int i = 0; is_broken && i < 20000; i++)
		plat_cpu_relax();
}

/* The kernel's operations are no constant. */
static void be_slow(void)
{
	struct plat_pt_ops *ops = (struct plat_pt_ops *)(uintptr_t)
					  plat_kernel_space()->pt.ops;

	invalidate = ops->invalidate;
	ops->invalidate = invalidate_slowly;
}

static void be_fast(void)
{
	struct plat_pt_ops *ops = (struct plat_pt_ops *)(uintptr_t)
					  plat_kernel_space()->pt.ops;

	ops->invalidate = invalidate;
}

static plat_pa_t page_of(unsigned int piece, unsigned int page)
{
	return plat_pa(block.v + piece * PIECE + page * PLAT_PAGE_SIZE);
}

static struct plat_pa_range shared_of(unsigned int piece)
{
	return (struct plat_pa_range){page_of(piece, FIRST_SHARED),
				      NR_SHARED * PLAT_PAGE_SIZE};
}

/* This lcpu's page holds what it has written, and nothing else. */
static void use(unsigned int piece, uint64_t value)
{
	volatile uint64_t *words =
		plat_direct_map(page_of(piece, plat_lcpu_self()));

	for (unsigned int i = 0; i < 512; i += 64)
		words[i] = value + i;
	for (unsigned int i = 0; i < 512; i += 64) {
		if (words[i] != value + i)
			(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
	}
}

/* The server of these faults uses frames and tables in the block. */
static void use_on_demand(void)
{
	struct plat_vmem *vmem = plat_kernel_vmem();
	plat_va_t va;

	if (plat_vmem_alloc(vmem, &va, DEMAND, 0, PLAT_ATTR_RW, 0)) {
		(void)plat_atomic_add_relaxed(&nr_short, 1u);
		return;
	}
	for (uint64_t at = 0; at < DEMAND; at += PLAT_PAGE_SIZE) {
		volatile uint64_t *p = plat_va_ptr(plat_va(va.v + at));

		if (*p != 0)
			(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
		*p = at + 1;
		if (*p != at + 1)
			(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
	}
	if (plat_vmem_free(vmem, va, DEMAND))
		(void)plat_atomic_add_relaxed(&nr_wrong, 1u);
	plat_frame_drain(); /* the next ones come from the lowest piece */
}

/* Each its own: nobody waits for another that does not run. */
static struct plat_spinlock locks[NR_MOST];

static bool hammer(void)
{
	uint32_t self = plat_lcpu_self();

	if (plat_atomic_load_acquire(&is_over))
		return false;
	locks[self] = (struct plat_spinlock)PLAT_SPINLOCK(PLAT_RANK_GUEST);
	for (uint64_t i = 0; !plat_atomic_load_acquire(&is_over); i++) {
		unsigned int piece = plat_atomic_load_acquire(&piece_now);

		use(piece, i << 16 | self); /* interrupts off */
		plat_irq_enable();
		use(piece, i << 16 | self | 0x100);
		plat_spin_lock(&locks[self]);
		use(piece, i << 16 | self | 0x200);
		plat_spin_unlock(&locks[self]);
		if (i % 4 == self % 4)
			use_on_demand();
		plat_irq_disable();
		(void)plat_atomic_add_relaxed(&nr_turns[self], 1u);
	}
	(void)plat_atomic_add_release(&nr_over, 1u);
	return false;
}

/* Until each has had another turn. */
static void let_all_go_on(void)
{
	for (uint32_t i = 1; i < nr_lcpus; i++) {
		uint32_t was = plat_atomic_load_relaxed(&nr_turns[i]);

		while (plat_atomic_load_relaxed(&nr_turns[i]) == was)
			plat_cpu_relax();
	}
}

static bool is_reached(plat_pa_t pa)
{
	uint64_t value;

	return !plat_probe_read(plat_direct_map(pa), sizeof(value), &value);
}

static bool hide_and_show(unsigned int piece)
{
	struct plat_pa_range range = shared_of(piece);
	volatile uint64_t *word = plat_direct_map(range.start);
	bool right = !plat_direct_split(range);

	*word = piece;
	plat_direct_hide(range);
	right = right && !is_reached(range.start) &&
		!is_reached(page_of(piece, FIRST_SHARED + NR_SHARED - 1)) &&
		is_reached(page_of(piece, FIRST_SHARED - 1)) &&
		is_reached(page_of(piece, FIRST_SHARED + NR_SHARED));
	plat_direct_show(range, NULL);
	return right && *word == piece;
}

static bool share_and_unshare(unsigned int piece)
{
	struct plat_pa_range range = shared_of(piece);
	volatile uint64_t *word = plat_direct_map(range.start);
	bool right = !plat_mem_share(range);

	*word = piece + 1;
	right = right && *word == piece + 1 &&
		plat_mem_shared_bytes() == range.size &&
		!plat_mem_unshare(range);
	*word = piece + 2;
	return right && *word == piece + 2;
}

static bool go_to(unsigned int piece)
{
	plat_atomic_store_release(&piece_now, piece);
	return !plat_frame_free(page_of(piece, FIRST_FREE), FREE_ORDER);
}

/* From the highest piece down: now what is shared, now what is hidden is what
 * has the large page split. */
static void neighbours_go_on(void)
{
	unsigned int nr = nr_pieces - 2; /* the lowest are for later */
	bool hides = true, shares = true;

	if (nr > NR_ROUNDS)
		nr = NR_ROUNDS;
	plat_lcpu_work = hammer;
	for (uint32_t i = 1; i < nr_lcpus; i++)
		plat_lcpu_wake(i);
	let_all_go_on();
	be_slow();
	for (unsigned int i = 0; i < nr && hides && shares; i++) {
		unsigned int piece = nr_pieces - 2 - i;

		hides = go_to(piece);
		if (i % 8 == 0)
			let_all_go_on();
		if (i & 1)
			shares = share_and_unshare(piece);
		hides = hides && hide_and_show(piece);
		shares = shares && share_and_unshare(piece);
	}
	be_fast();
	plat_atomic_store_release(&is_over, true);
	while (plat_atomic_load_acquire(&nr_over) != nr_lcpus - 1)
		plat_cpu_relax();
	tap_ok(hides, "pages of %u large ones are hidden and shown, those "
	       "beside them are there", nr);
	tap_ok(shares, "and shared and taken back");
	tap_ok(!nr_wrong && !nr_short,
	       "their neighbours are the other lcpus', all the time");
}

/* Taken, each with the address of the one before: by order. */
static plat_pa_t taken[ORDER_MOST + 1];

static void take_all(void)
{
	plat_pa_t pa;

	for (unsigned int order = ORDER_MOST + 1; order-- > 0;) {
		while (!plat_frame_alloc(order, PLAT_FRAME_ANY, &pa)) {
			*(uint64_t *)plat_direct_map(pa) = taken[order].v;
			taken[order] = pa;
		}
	}
}

/* What fails for want of a frame has changed nothing, and is possible later:
 * the lowest piece, which nobody has split. */
static void frames_that_cannot_be_had(void)
{
	unsigned int piece = 0;
	struct plat_pa_range range = shared_of(piece);
	plat_pa_t last;
	int err;

	take_all();
	err = plat_direct_split(range);
	tap_ok(err == -PLAT_ENOMEM, "without a frame nothing is split");
	tap_ok(is_reached(range.start) && is_reached(page_of(piece, 511)),
	       "and all is there");
	err = plat_mem_share(range);
	tap_ok((!err || err == -PLAT_ENOMEM) &&
		       plat_mem_shared_bytes() == (err ? 0 : range.size) &&
		       is_reached(range.start),
	       "nor shared by halves");
	if (!err)
		err = plat_mem_unshare(range) ? 1 : -PLAT_ENOMEM;
	last = page_of(1, 0);
	for (unsigned int i = 0; i < 8; i++)
		err |= plat_frame_free(plat_pa(last.v + i * PLAT_PAGE_SIZE), 0);
	tap_ok(err == -PLAT_ENOMEM && share_and_unshare(piece),
	       "with some it is");
}

static bool set_up(void)
{
	unsigned int order = ORDER_MOST;

	while (plat_frame_alloc(order, PLAT_FRAME_ANY, &block)) {
		if (order-- == ORDER_LEAST)
			return false;
	}
	nr_pieces = 1u << (order - PIECE_ORDER);
	take_all();
	return go_to(nr_pieces - 1);
}

int main(void)
{
	nr_lcpus = plat_lcpu_count();
	if (plat_lcpu_start(PLAT_LCPUS_OTHERS) != (int)nr_lcpus - 1 ||
	    nr_lcpus > NR_MOST || !set_up())
		return 1;
	tap_note("a block of %lu MiB", nr_pieces * PIECE >> 20);
	neighbours_go_on();
	frames_that_cannot_be_had();
	return tap_done();
}
