/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The flags of pages that the CPU sets: read, and cleared one page after the
 * other while it may set them; the TLBs, which know them, too, are told once.
 */
#include <plat/paging.h>

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/layout.h>

#include "common/paging/entry.h"
#include "common/paging/space.h"

#define CLEAR_KNOWN (PLAT_SCAN_CLEAR_ACCESSED | PLAT_SCAN_CLEAR_DIRTY)

/* What was cleared lies in [start, end). */
struct scan {
	const struct plat_pt *pt;
	unsigned int clear;
	uint64_t start;
	uint64_t end;
	unsigned int level; /* of the smallest page */
};

static plat_attr_t flags_of(const struct plat_pt_geometry *g, uint64_t entry)
{
	uint64_t accessed = pt_is_x86_64(g) ? X86_PT_A : ARM64_PT_AF;
	bool is_dirty = pt_is_x86_64(g) ? (entry & X86_PT_D) != 0
					: !(entry & ARM64_PT_RO);

	return (entry & accessed ? PLAT_ATTR_ACCESSED : 0) |
	       (is_dirty ? PLAT_ATTR_DIRTY : 0);
}

/* Only flags that are set: one that the CPU sets meanwhile was not reported.
 */
static void clear_flags(const struct plat_pt_geometry *g, uint64_t *entry,
			plat_attr_t flags)
{
	if (pt_is_x86_64(g)) {
		uint64_t bits = (flags & PLAT_ATTR_ACCESSED ? X86_PT_A : 0) |
				(flags & PLAT_ATTR_DIRTY ? X86_PT_D : 0);

		plat_atomic_and_relaxed(entry, ~bits);
		return;
	}
	if (flags & PLAT_ATTR_DIRTY)
		plat_atomic_or_relaxed(entry, ARM64_PT_RO | ARM64_PT_DBM);
	if (flags & PLAT_ATTR_ACCESSED)
		plat_atomic_and_relaxed(entry, ~ARM64_PT_AF);
}

static void clear_page(struct scan *scan, uint64_t *entry,
		       const struct plat_pt_mapping *page)
{
	plat_attr_t flags = 0;

	if (scan->clear & PLAT_SCAN_CLEAR_ACCESSED)
		flags |= page->attr & PLAT_ATTR_ACCESSED;
	if (scan->clear & PLAT_SCAN_CLEAR_DIRTY)
		flags |= page->attr & PLAT_ATTR_DIRTY;
	if (!flags)
		return;
	clear_flags(scan->pt->geometry, entry, flags);
	if (scan->start == scan->end) {
		scan->start = page->va.v;
		scan->level = page->level;
	}
	scan->end = page->va.v + page->size;
	if (page->level < scan->level)
		scan->level = page->level;
}

static void flush(const struct scan *scan)
{
	struct plat_pt_flush what = {
		.va = plat_va(scan->start),
		.size = scan->end - scan->start,
		.page_shift = (uint8_t)(PLAT_PAGE_SHIFT + 9 * scan->level),
	};

	if (what.size)
		plat_mmu_invalidate(NULL, scan->pt, &what);
}

/* The page whose entry is @entry, at @level. */
static struct plat_pt_mapping describe(const struct plat_pt *pt, uint64_t va,
				       uint64_t entry, unsigned int level)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t size = plat_pt_span(level);
	struct plat_pt_mapping page = {
		.va = plat_va(plat_align_down(va, size)),
		.pa = plat_pa(pt_leaf_address(g, entry, level)),
		.size = size,
		.attr = pt_leaf_attr(g, entry, level) | flags_of(g, entry),
		.level = (uint8_t)level,
	};

	if (pt->ops->decode)
		page.pa = pt->ops->decode(pt->ctx, page.pa, &page.attr);
	return page;
}

/* [va, va + size), which is not empty. */
static int scan_range(struct scan *scan, uint64_t va, uint64_t size,
		      int (*visit)(void *arg,
				   const struct plat_pt_mapping *page),
		      void *arg)
{
	uint64_t last = va + size - 1;
	int status = 0;

	while (!status) {
		unsigned int level;
		uint64_t *at = pt_find_entry(scan->pt, va, &level);
		uint64_t entry = plat_atomic_load_relaxed(at);

		if (entry & PT_PRESENT) {
			struct plat_pt_mapping page =
				describe(scan->pt, va, entry, level);

			status = visit(arg, &page);
			clear_page(scan, at, &page);
		}
		va = plat_align_down(va, plat_pt_span(level)) +
		     plat_pt_span(level);
		if (va - 1 >= last || va == 0)
			break;
	}
	return status;
}

/* Whether the flags of [va, va + size) may be cleared: what serves the faults
 * that set them is not in it. */
static bool may_clear(const struct plat_space *space, uint64_t va,
		      uint64_t size)
{
	return space != &plat_kernel ||
	       (va - PLAT_VMEM_BASE < PLAT_VMEM_SIZE &&
		plat_range_below(va - PLAT_VMEM_BASE, size, PLAT_VMEM_SIZE)) ||
	       (va - PLAT_FOREIGN_BASE < PLAT_FOREIGN_SIZE &&
		plat_range_below(va - PLAT_FOREIGN_BASE, size,
				 PLAT_FOREIGN_SIZE));
}

static int check(const struct plat_space *space, uint64_t va, uint64_t size,
		 unsigned int clear)
{
	/* A write in two steps would lose what the CPU sets between them. */
	if (clear && !space->pt.is_native)
		return -PLAT_ENOTSUP;
	if (!pt_translates(space->pt.geometry, va, size) ||
	    va >> 63 != (space == &plat_kernel) || (clear & ~CLEAR_KNOWN) ||
	    (clear && !may_clear(space, va, size)))
		return -PLAT_EINVAL;
	return 0;
}

int plat_scan(struct plat_space *space, plat_va_t va, uint64_t size,
	      unsigned int clear,
	      int (*visit)(void *arg, const struct plat_pt_mapping *page),
	      void *arg)
{
	plat_irq_state_t state;
	struct scan scan = {.pt = &space->pt, .clear = clear};
	int status = size ? check(space, va.v, size, clear) : 0;

	if (status || size == 0)
		return status;
	if (clear)
		plat_mmu_flags_begin();
	state = plat_spin_lock_irqsave(&space->lock);
	status = scan_range(&scan, va.v, size, visit, arg);
	flush(&scan);
	plat_spin_unlock_irqrestore(&space->lock, state);
	return status;
}
