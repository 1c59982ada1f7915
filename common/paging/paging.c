/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes of an address space: under its lock, by the short way if that will
 * do.
 */
#include <plat/paging.h>

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/string.h>

#include "common/paging/change.h"
#include "common/paging/kernel.h"
#include "common/paging/short.h"
#include "common/paging/space.h"

/* As the boot left them, but for the invalidation. */
static struct plat_pt_ops kernel_ops;

struct plat_space *plat_kernel_space(void)
{
	plat_irq_state_t state;

	if (plat_likely(plat_atomic_load_acquire(&plat_kernel.pt.ops) ==
			&kernel_ops))
		return &plat_kernel;
	state = plat_spin_lock_irqsave(&plat_kernel.lock);
	if (plat_kernel.pt.ops != &kernel_ops) {
		kernel_ops = *plat_kernel.pt.ops;
		kernel_ops.invalidate = plat_mmu_invalidate;
		memset(plat_kernel.known, 0, sizeof(plat_kernel.known));
		plat_kernel.vmems = NULL;
		plat_kernel.context = 0;
		plat_kernel.nr_changes = 0;
		plat_kernel.nr_users = 0;
		kernel_ops.keeps_top = PLAT_MMU_SHARES_ROOT;
		plat_mmu_changes_begin();
		plat_pt_open(&plat_kernel.pt, PLAT_PT_HALF_UPPER);
		plat_atomic_store_release(&plat_kernel.pt.ops, &kernel_ops);
	}
	plat_spin_unlock_irqrestore(&plat_kernel.lock, state);
	return &plat_kernel;
}

static inline plat_irq_state_t begin(struct plat_space *space)
{
	plat_irq_state_t state = plat_irq_save();

	plat_spin_lock(&space->lock);
	return state;
}

static inline void end(struct plat_space *space, plat_irq_state_t state)
{
	plat_spin_unlock(&space->lock);
	plat_irq_restore(state);
}

/* What @attr is in @space; ~0: it cannot be. */
static plat_attr_t attr_in(const struct plat_space *space, plat_attr_t attr)
{
	const plat_attr_t wx = PLAT_ATTR_W | PLAT_ATTR_X;
	bool is_kernel = space == &plat_kernel;

	if ((attr & ~PT_ATTR_KNOWN) || (attr & wx) == wx ||
	    (!is_kernel && (attr & PLAT_ATTR_GLOBAL)))
		return ~(plat_attr_t)0;
	return attr | PLAT_ATTR_R | (is_kernel ? PLAT_ATTR_GLOBAL : 0);
}

/* Where what @attr is in an entry is kept. */
static inline unsigned int place_of(plat_attr_t attr)
{
	_Static_assert((PLAT_ATTR_PERM | PLAT_ATTR_USER) == 15,
		       "struct plat_space has as many places");
	return attr & 15;
}

static inline bool is_known(const struct plat_space *space, plat_attr_t attr)
{
	return space->known[place_of(attr)].not_attr == ~attr;
}

static inline uint64_t bits_of(const struct plat_space *space,
			       plat_attr_t attr)
{
	return space->known[place_of(attr)].bits;
}

/* Returns: whether @attr can be. */
PLAT_NOINLINE static bool learn(struct plat_space *space, plat_attr_t attr)
{
	plat_attr_t in = attr_in(space, attr);

	if (in == ~(plat_attr_t)0)
		return false;
	space->known[place_of(attr)].not_attr = ~attr;
	space->known[place_of(attr)].bits =
		pt_leaf_bits(space->pt.geometry, in, 0);
	return true;
}

static inline bool knows(struct plat_space *space, plat_attr_t attr)
{
	return plat_likely(is_known(space, attr)) || learn(space, attr);
}

/* Whether [va, va + size) is of @space's half. The library looks at more. */
static inline bool holds(const struct plat_space *space, plat_va_t va,
			 uint64_t size)
{
	uint64_t is_upper = space == &plat_kernel;

	return va.v >> 63 == is_upper &&
	       (size == 0 || (va.v + size - 1) >> 63 == is_upper);
}

/* Pages that were there have changed by the short way. */
PLAT_NOINLINE static void forget(struct plat_space *space, plat_va_t va,
				 uint64_t size)
{
	struct plat_pt_flush flush = {
		.va = va,
		.size = size,
		.page_shift = PLAT_PAGE_SHIFT,
	};

	plat_mmu_invalidate(NULL, &space->pt, &flush);
}

static inline void forget_page(struct plat_space *space, plat_va_t va)
{
	if (plat_likely(space == &plat_kernel && !plat_mmu_others()))
		plat_mmu_flush_page(va);
	else
		forget(space, va, PLAT_PAGE_SIZE);
}

static int map_long(struct plat_space *space, plat_va_t va, plat_pa_t pa,
		    uint64_t size, plat_attr_t attr, unsigned int how)
{
	int status = -PLAT_EINVAL;

	if (!(how & PLAT_PT_BUILD) && holds(space, va, size))
		status = plat_pt_map(&space->pt, va, pa, size,
				     attr_in(space, attr), how);
	if (!status && space == &plat_kernel)
		plat_spaces_follow(va, size);
	return status;
}

/* What follows is in pairs: for one page, if it is simple, without anything
 * that would need registers to be saved; and for all else. */

PLAT_NOINLINE static int map_any(struct plat_space *space, plat_va_t va,
				 plat_pa_t pa, uint64_t size,
				 plat_attr_t attr, unsigned int how)
{
	plat_irq_state_t state = begin(space);
	int status = -PLAT_EINVAL;

	if (knows(space, attr))
		status = plat_pt_map_short(&space->pt, va.v, pa.v, size,
				      bits_of(space, attr), how);
	if (plat_likely(!status))
		plat_mmu_publish();
	else if (status == PT_LONG_WAY)
		status = map_long(space, va, pa, size, attr, how);
	end(space, state);
	return status;
}

PLAT_NOINLINE static int map_page(struct plat_space *space, plat_va_t va,
				  plat_pa_t pa, plat_attr_t attr,
				  unsigned int how)
{
	plat_irq_state_t state = begin(space);

	if (plat_likely(is_known(space, attr) &&
			!pt_map_one(&space->pt, va.v, pa.v,
				    bits_of(space, attr)))) {
		plat_mmu_publish();
		end(space, state);
		return 0;
	}
	end(space, state);
	return map_any(space, va, pa, PLAT_PAGE_SIZE, attr, how);
}

PLAT_NOINLINE static int map_2m(struct plat_space *space, plat_va_t va,
				plat_pa_t pa, plat_attr_t attr)
{
	plat_irq_state_t state = begin(space);
	bool done = is_known(space, attr) &&
		    !plat_pt_map_2m(&space->pt, va.v, pa.v,
				    bits_of(space, attr));

	if (plat_likely(done))
		plat_mmu_publish();
	end(space, state);
	return plat_likely(done) ? 0
				 : map_any(space, va, pa, plat_pt_span(1),
					   attr, PLAT_PT_FAIL);
}

PLAT_NOINLINE static int map_1g(struct plat_space *space, plat_va_t va,
				plat_pa_t pa, plat_attr_t attr)
{
	plat_irq_state_t state = begin(space);
	bool done = is_known(space, attr) &&
		    !plat_pt_map_1g(&space->pt, va.v, pa.v,
				    bits_of(space, attr));

	if (plat_likely(done))
		plat_mmu_publish();
	end(space, state);
	return plat_likely(done) ? 0
				 : map_any(space, va, pa, plat_pt_span(2),
					   attr, PLAT_PT_FAIL);
}

int plat_map(struct plat_space *space, plat_va_t va, plat_pa_t pa,
	     uint64_t size, plat_attr_t attr, unsigned int how)
{
	if (plat_likely(size == PLAT_PAGE_SIZE && !(how & ~PT_HOW_SHORT)))
		return map_page(space, va, pa, attr, how);
	if (size == plat_pt_span(1) && how == PLAT_PT_FAIL)
		return map_2m(space, va, pa, attr);
	if (size == plat_pt_span(2) && how == PLAT_PT_FAIL)
		return map_1g(space, va, pa, attr);
	return map_any(space, va, pa, size, attr, how);
}

PLAT_NOINLINE static int unmap_any(struct plat_space *space, plat_va_t va,
				   uint64_t size, unsigned int how)
{
	plat_irq_state_t state = begin(space);
	int status = plat_pt_unmap_short(&space->pt, va.v, size, how);

	if (!status)
		forget(space, va, size);
	else if (holds(space, va, size))
		status = plat_pt_unmap(&space->pt, va, size, how);
	else
		status = -PLAT_EINVAL;
	end(space, state);
	return status;
}

PLAT_NOINLINE static int unmap_page(struct plat_space *space, plat_va_t va,
				    unsigned int how)
{
	plat_irq_state_t state = begin(space);

	if (plat_likely(!pt_unmap_one(&space->pt, va.v))) {
		forget_page(space, va);
		end(space, state);
		return 0;
	}
	end(space, state);
	return unmap_any(space, va, PLAT_PAGE_SIZE, how);
}

int plat_unmap(struct plat_space *space, plat_va_t va, uint64_t size,
	       unsigned int how)
{
	if (plat_likely(size == PLAT_PAGE_SIZE && !(how & ~PT_HOW_MAPPED)))
		return unmap_page(space, va, how);
	return unmap_any(space, va, size, how);
}

static int protect_long(struct plat_space *space, plat_va_t va, uint64_t size,
			plat_attr_t attr, unsigned int how)
{
	if (!holds(space, va, size))
		return -PLAT_EINVAL;
	return plat_pt_protect(&space->pt, va, size, attr_in(space, attr),
			       how);
}

PLAT_NOINLINE static int protect_any(struct plat_space *space, plat_va_t va,
				     uint64_t size, plat_attr_t attr,
				     unsigned int how)
{
	plat_irq_state_t state = begin(space);
	int status = -PLAT_EINVAL;

	if (knows(space, attr))
		status = plat_pt_protect_short(&space->pt, va.v, size, bits_of(space, attr),
					  how);
	if (!status)
		forget(space, va, size);
	else if (status == PT_LONG_WAY)
		status = protect_long(space, va, size, attr, how);
	end(space, state);
	return status;
}

PLAT_NOINLINE static int protect_page(struct plat_space *space, plat_va_t va,
				      plat_attr_t attr, unsigned int how)
{
	plat_irq_state_t state = begin(space);

	if (plat_likely(is_known(space, attr) &&
			!pt_protect_one(&space->pt, va.v,
					bits_of(space, attr)))) {
		forget_page(space, va);
		end(space, state);
		return 0;
	}
	end(space, state);
	return protect_any(space, va, PLAT_PAGE_SIZE, attr, how);
}

int plat_protect(struct plat_space *space, plat_va_t va, uint64_t size,
		 plat_attr_t attr, unsigned int how)
{
	if (plat_likely(size == PLAT_PAGE_SIZE && !(how & ~PT_HOW_MAPPED)))
		return protect_page(space, va, attr, how);
	return protect_any(space, va, size, attr, how);
}

int plat_split(struct plat_space *space, plat_va_t va, uint64_t size,
	       uint64_t page_bytes)
{
	plat_irq_state_t state;
	int status;

	if (page_bytes != plat_pt_span(0) && page_bytes != plat_pt_span(1))
		return -PLAT_EINVAL;
	state = begin(space);
	status = -PLAT_EINVAL;
	if (holds(space, va, size))
		status = plat_pt_split(&space->pt, va, size,
				       page_bytes == plat_pt_span(0) ? 0 : 1);
	end(space, state);
	return status;
}

int plat_query(struct plat_space *space, plat_va_t va,
	       struct plat_pt_mapping *out)
{
	plat_irq_state_t state = begin(space);
	int status = -PLAT_EINVAL;

	if (holds(space, va, 1))
		status = plat_pt_query(&space->pt, va, out);

	end(space, state);
	return status;
}
