/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is mapped in ranges.
 */
#include "common/vmem/vmem.h"

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/log.h>

/* A page of level 1. */
#define LARGE_ORDER 9u
#define LARGE_SIZE  PLAT_MIB(2)

/* Pages of one size whose frames follow each other. */
struct run {
	plat_pa_t pa;
	uint64_t nr_pages;
	uint64_t page_size;
};

/* Runs that are unmapped, and invalidated, together. */
#define MAX_RUNS 32u

struct batch {
	struct run runs[MAX_RUNS];
	unsigned int nr;
	uint64_t end; /* what is mapped up to here is in them */
};

static int gather(void *arg, const struct plat_pt_mapping *page)
{
	struct batch *batch = arg;
	struct run *last = &batch->runs[batch->nr];

	if (batch->nr && last[-1].page_size == page->size &&
	    last[-1].pa.v + last[-1].nr_pages * page->size == page->pa.v) {
		last[-1].nr_pages++;
		return 0;
	}
	if (batch->nr == MAX_RUNS) {
		batch->end = page->va.v;
		return 1;
	}
	*last = (struct run){page->pa, 1, page->size};
	batch->nr++;
	return 0;
}

static void free_run(const struct run *run)
{
	unsigned int order = run->page_size == PLAT_PAGE_SIZE ? 0 : LARGE_ORDER;

	for (uint64_t i = 0; i < run->nr_pages; i++) {
		plat_pa_t pa = {run->pa.v + i * run->page_size};

		if (plat_frame_free(pa, order))
			plat_err("vmem: the frame %#lx was free already", pa.v);
	}
}

/* As far as a batch goes. */
static int discard_some(struct plat_vmem *vmem, uint64_t *from, uint64_t to)
{
	struct batch batch = {.nr = 0, .end = to};
	int err = plat_scan(vmem->space, plat_va(*from), to - *from, 0, gather,
			    &batch);

	if (err < 0)
		return err;
	if (batch.nr)
		err = plat_unmap(vmem->space, plat_va(*from),
				 batch.end - *from, PLAT_PT_KEEP);
	if (err < 0)
		return err;
	for (unsigned int i = 0; i < batch.nr; i++)
		free_run(&batch.runs[i]);
	*from = batch.end;
	return 0;
}

int plat_vmem_discard(struct plat_vmem *vmem, const struct plat_vmem_range *r,
		      uint64_t from, uint64_t to)
{
	int err = 0;

	if (!r->attr)
		return plat_unmap(vmem->space, plat_va(from), to - from,
				  PLAT_PT_KEEP);
	while (from < to && !err)
		err = discard_some(vmem, &from, to);
	return err;
}

/* Where @r is cut at @at, in the middle. */
static int tear_at(struct plat_vmem *vmem, const struct plat_vmem_range *r,
		   uint64_t at)
{
	if (at <= r->start || at >= r->end ||
	    (r->attr && (!(r->flags & RANGE_2M) ||
			 plat_is_aligned(at, LARGE_SIZE))))
		return 0;
	return plat_split(vmem->space, plat_va(at), PLAT_PAGE_SIZE,
			  plat_is_aligned(at, LARGE_SIZE) ? LARGE_SIZE
							  : PLAT_PAGE_SIZE);
}

int plat_vmem_tear(struct plat_vmem *vmem, const struct plat_vmem_range *first,
		   uint64_t from, uint64_t to)
{
	int err = tear_at(vmem, first, from);

	if (err)
		return err;
	return tear_at(vmem,
		       first->end >= to ? first : plat_vmem_find(vmem, to - 1),
		       to);
}

static bool has_memory(const struct plat_vmem_range *r, uint64_t va,
		       uint64_t size)
{
	return r && r->attr && va >= r->start &&
	       plat_range_below(va, size, r->end);
}

static int map(struct plat_vmem *vmem, uint64_t va, plat_pa_t pa,
	       uint64_t size)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&vmem->lock);
	const struct plat_vmem_range *r = plat_vmem_find(vmem, va);
	int err = -PLAT_ENOENT;

	if (has_memory(r, va, size))
		err = plat_map(vmem->space, plat_va(va), pa, size, r->attr,
			       PLAT_PT_FAIL);
	plat_spin_unlock_irqrestore(&vmem->lock, state);
	return err;
}

static int provide(struct plat_vmem *vmem, uint64_t va, unsigned int order)
{
	uint64_t size = PLAT_PAGE_SIZE << order;
	plat_pa_t pa;
	int err = plat_frame_alloc(order, PLAT_FRAME_ANY, &pa);

	if (err)
		return err;
	plat_mmu_clear_frames(plat_vmem_frame(pa), size);
	/* Who finds the page finds zeroes in it. */
	plat_atomic_fence_release();
	err = map(vmem, va, pa, size);
	if (err)
		free_run(&(struct run){pa, 1, size});
	return err;
}

int plat_vmem_provide(struct plat_vmem *vmem, const struct plat_vmem_range *r,
		      uint64_t va, uint64_t *end)
{
	uint64_t large = plat_align_down(va, LARGE_SIZE);
	int err;

	if ((r->flags & RANGE_2M) && has_memory(r, large, LARGE_SIZE) &&
	    !provide(vmem, large, LARGE_ORDER)) {
		*end = large + LARGE_SIZE;
		return 0;
	}
	va = plat_align_down(va, PLAT_PAGE_SIZE);
	*end = va + PLAT_PAGE_SIZE;
	err = provide(vmem, va, 0);
	return err == -PLAT_EEXIST ? 0 : err;
}
