/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes of an address space: under its lock, by the short way if that will
 * do.
 */
#include <plat/paging.h>

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/bootinfo.h>
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
		if (!kernel_ops.write)
			kernel_ops.invalidate = plat_mmu_invalidate;
		plat_kernel.vmems = NULL;
		plat_kernel.context = 0;
		plat_kernel.nr_changes = 0;
		plat_kernel.nr_users = 0;
		kernel_ops.keeps_top = PLAT_MMU_SHARES_ROOT;
		plat_mmu_changes_begin();
		plat_pt_open(&plat_kernel.pt, PLAT_PT_HALF_UPPER);
		plat_space_learn_nothing(&plat_kernel);
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
	return space->known[place_of(attr)].key == attr + 1;
}

static inline uint64_t bits_of(const struct plat_space *space,
			       plat_attr_t attr)
{
	return space->known[place_of(attr)].bits;
}

/* What becomes executable takes the long way, if more is to be done about it.
 * Returns: whether @attr can be, on the short one. */
PLAT_NOINLINE static bool learn(struct plat_space *space, plat_attr_t attr)
{
	plat_attr_t in = attr_in(space, attr);

	if (in == ~(plat_attr_t)0 ||
	    (PLAT_MMU_SYNCS_CODE && (attr & PLAT_ATTR_X)))
		return false;
	space->known[place_of(attr)].key = attr + 1;
	space->known[place_of(attr)].bits =
		pt_leaf_bits(space->pt.geometry, in, 0);
	return true;
}

static inline bool knows(struct plat_space *space, plat_attr_t attr)
{
	return plat_likely(is_known(space, attr)) || learn(space, attr);
}

/* What there is no device in around [pa, pa + size), if there is none in that:
 * false otherwise. */
static bool find_gap(uint64_t pa, uint64_t size, uint64_t *low, uint64_t *high)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;
	const struct plat_mrd *end = list->mrds + list->nr_mrds;

	for (const struct plat_mrd *m = list->mrds; m < end; m++) {
		if (m->type != PLAT_MRD_DEVICE)
			continue;
		if (m->start.v >= pa + size) {
			*high = plat_min_u64(*high, m->start.v);
			break;
		}
		*low = m->start.v + m->size;
		if (*low > pa)
			return false;
	}
	return true;
}

/*
 * Whether there is no device in [pa, pa + size). The short way is for pages of
 * a block in which there is none: if this is in another, that is it from now
 * on.
 */
static bool is_without_devices(struct plat_space *space, uint64_t pa,
			       uint64_t size)
{
	struct plat_pt *pt = &space->pt;
	uint64_t low = 0, high = (uint64_t)1 << pt_linear_bits(pt->geometry);
	uint64_t block = PLAT_PAGE_SIZE;

	/* What is refused for another reason is nobody's device. */
	if (!plat_is_aligned(pa | size, PLAT_PAGE_SIZE) || size == 0 ||
	    pa + size < pa ||
	    (pt_is_plain(pt, pa, 0) &&
	     pt_is_plain(pt, pa + size - PLAT_PAGE_SIZE, 0)))
		return true;
	if (!find_gap(pa, size, &low, &high))
		return false;
	if (pa >= high)
		return true;
	while (plat_align_down(pa, 2 * block) >= low &&
	       plat_align_down(pa, 2 * block) + 2 * block <= high)
		block *= 2;
	pt->plain_pa = plat_align_down(pa, block);
	pt->plain_mask = -block | PLAT_PAGE_MASK;
	return true;
}

void plat_space_learn_nothing(struct plat_space *space)
{
	memset(space->known, 0, sizeof(space->known));
	/* ~0, which is of this place, has the key 0. */
	space->known[place_of(~(plat_attr_t)0)].key = 1;
	/* A block to begin with: the root is in memory. */
	space->pt.plain_pa = space->pt.root.v;
	space->pt.plain_mask = ~(uint64_t)0;
}

static inline bool is_cacheable(plat_attr_t attr)
{
	return plat_attr_memtype(attr) == PLAT_MT_WB ||
	       plat_attr_memtype(attr) == PLAT_MT_WT;
}

static int sync_pages(void *arg, const struct plat_pt_mapping *page)
{
	(void)arg;
	if (is_cacheable(page->attr))
		plat_mmu_clean_code(page->pa, page->size);
	return 0;
}

/* What was written to pages that can be executed now, by whatever mapping, is
 * what is fetched from them. */
PLAT_COLD static void sync_code(struct plat_space *space, plat_va_t va,
				uint64_t size)
{
	if (size)
		(void)!plat_pt_walk(&space->pt, va, size, sync_pages, NULL);
	plat_mmu_fetch_anew();
}

/* Whether [va, va + size) is of @space's half. The library looks at more. */
static inline bool holds(const struct plat_space *space, plat_va_t va,
			 uint64_t size)
{
	uint64_t is_upper = space == &plat_kernel;

	return va.v >> 63 == is_upper &&
	       (size == 0 || (va.v + size - 1) >> 63 == is_upper);
}

/* Whether a page of @space can be invalidated by one instruction. */
static inline bool is_mine(const struct plat_space *space)
{
	return space == &plat_kernel && !plat_mmu_others();
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

	if (size == PLAT_PAGE_SIZE && is_mine(space))
		plat_mmu_flush_page(va);
	else
		plat_mmu_invalidate(NULL, &space->pt, &flush);
}

/*
 * For one page each change is in parts, that call nothing that they come back
 * from, and so save no registers: the page's table is not far; it is (_far_);
 * the short way will not do (_slowly); the lock has to be waited for (_later).
 * Who is handed @state is called with the lock held, or drawn, and leaves it.
 */

static inline int leave(struct plat_space *space, plat_irq_state_t state)
{
	end(space, state);
	return 0;
}

/* A page was absent. */
static inline int leave_mapped(struct plat_space *space,
			       plat_irq_state_t state)
{
	plat_mmu_publish();
	return leave(space, state);
}

PLAT_NOINLINE static int leave_others_changed(struct plat_space *space,
					      plat_va_t va,
					      plat_irq_state_t state)
{
	forget(space, va, PLAT_PAGE_SIZE);
	return leave(space, state);
}

/* A page was there. */
static inline int leave_changed(struct plat_space *space, plat_va_t va,
				plat_irq_state_t state)
{
	if (plat_unlikely(!is_mine(space)))
		return leave_others_changed(space, va, state);
	plat_mmu_flush_page(va);
	return leave(space, state);
}

static int map_long(struct plat_space *space, plat_va_t va, plat_pa_t pa,
		    uint64_t size, plat_attr_t attr, unsigned int how)
{
	plat_attr_t in = attr_in(space, attr);
	int status;

	if ((how & PLAT_PT_BUILD) || !holds(space, va, size) ||
	    in == ~(plat_attr_t)0)
		return -PLAT_EINVAL;
	status = plat_pt_map(&space->pt, va, pa, size, in, how);
	if (!status && space == &plat_kernel)
		plat_spaces_follow(va, size);
	if (!status && PLAT_MMU_SYNCS_CODE && (attr & PLAT_ATTR_X))
		sync_code(space, va, size);
	return status;
}

static int map_locked(struct plat_space *space, plat_va_t va, plat_pa_t pa,
		      uint64_t size, plat_attr_t attr, unsigned int how)
{
	int status = PT_LONG_WAY;

	if (is_cacheable(attr) && !is_without_devices(space, pa.v, size))
		return -PLAT_EINVAL;
	if (knows(space, attr))
		status = plat_pt_map_short(&space->pt, va.v, pa.v, size,
					   bits_of(space, attr), how);
	if (plat_likely(!status))
		plat_mmu_publish();
	else if (status == PT_LONG_WAY)
		status = map_long(space, va, pa, size, attr, how);
	return status;
}

PLAT_NOINLINE static int map_any(struct plat_space *space, plat_va_t va,
				 plat_pa_t pa, uint64_t size,
				 plat_attr_t attr, unsigned int how)
{
	plat_irq_state_t state = begin(space);
	int status = map_locked(space, va, pa, size, attr, how);

	end(space, state);
	return status;
}

PLAT_NOINLINE static int map_page_slowly(struct plat_space *space,
					 plat_va_t va, plat_pa_t pa,
					 plat_attr_t attr,
					 plat_irq_state_t state)
{
	int status = map_locked(space, va, pa, PLAT_PAGE_SIZE, attr,
				PLAT_PT_FAIL);

	end(space, state);
	return status;
}

/* @value: what the entry will be. */
PLAT_NOINLINE static int map_far_page(struct plat_space *space, plat_va_t va,
				      uint64_t value, plat_attr_t attr,
				      plat_irq_state_t state)
{
	uint64_t *entry;

	if (plat_unlikely(!pt_find_far_page(&space->pt, va.v, &entry) ||
			  !pt_map_entry(entry, value)))
		return map_page_slowly(space, va,
				       plat_pa(value & space->pt.address_mask),
				       attr, state);
	return leave_mapped(space, state);
}

PLAT_NOINLINE static int map_page_later(struct plat_space *space, plat_va_t va,
					plat_pa_t pa, plat_attr_t attr,
					plat_irq_state_t state,
					uint32_t tickets)
{
	plat_spin_wait(&space->lock, (uint16_t)(tickets >> 16));
	return map_page_slowly(space, va, pa, attr, state);
}

static inline int map_page(struct plat_space *space, plat_va_t va,
			   plat_pa_t pa, plat_attr_t attr)
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t tickets = plat_spin_draw(&space->lock);
	uint64_t value = pa.v | bits_of(space, attr);
	uint64_t *entry;

	if (plat_unlikely(plat_spin_has_to_wait(tickets)))
		return map_page_later(space, va, pa, attr, state, tickets);
	if (plat_unlikely(!is_known(space, attr) ||
			  !pt_can_map(&space->pt, va.v, pa.v)))
		return map_page_slowly(space, va, pa, attr, state);
	if (plat_unlikely(!pt_find_page(&space->pt, va.v, &entry)))
		return map_far_page(space, va, value, attr, state);
	if (plat_unlikely(!pt_map_entry(entry, value)))
		return map_page_slowly(space, va, pa, attr, state);
	return leave_mapped(space, state);
}

PLAT_ALWAYS_INLINE static inline
int map_level(const struct plat_pt *pt, uint64_t va, uint64_t pa,
	      uint64_t bits, unsigned int level)
{
	return level == 1 ? plat_pt_map_2m(pt, va, pa, bits)
			  : plat_pt_map_1g(pt, va, pa, bits);
}

/* One page of @level, 1 or 2, which is known when this is compiled. */
PLAT_ALWAYS_INLINE static inline
int map_large(struct plat_space *space, plat_va_t va, plat_pa_t pa,
	      plat_attr_t attr, unsigned int level)
{
	plat_irq_state_t state = begin(space);
	bool done = is_known(space, attr) &&
		    !map_level(&space->pt, va.v, pa.v, bits_of(space, attr),
			       level);

	if (plat_likely(done))
		plat_mmu_publish();
	end(space, state);
	return plat_likely(done) ? 0
				 : map_any(space, va, pa, plat_pt_span(level),
					   attr, PLAT_PT_FAIL);
}

PLAT_NOINLINE static int map_2m(struct plat_space *space, plat_va_t va,
				plat_pa_t pa, plat_attr_t attr)
{
	return map_large(space, va, pa, attr, 1);
}

PLAT_NOINLINE static int map_1g(struct plat_space *space, plat_va_t va,
				plat_pa_t pa, plat_attr_t attr)
{
	return map_large(space, va, pa, attr, 2);
}

/* The limits in @how say nothing of one 4 KiB page. */
int plat_map(struct plat_space *space, plat_va_t va, plat_pa_t pa,
	     uint64_t size, plat_attr_t attr, unsigned int how)
{
	if (plat_likely(size == PLAT_PAGE_SIZE && !(how & ~PT_HOW_SHORT)))
		return map_page(space, va, pa, attr);
	if (size == plat_pt_span(1) && how == PLAT_PT_FAIL)
		return map_2m(space, va, pa, attr);
	if (size == plat_pt_span(2) && how == PLAT_PT_FAIL)
		return map_1g(space, va, pa, attr);
	return map_any(space, va, pa, size, attr, how);
}

static int unmap_locked(struct plat_space *space, plat_va_t va, uint64_t size,
			unsigned int how)
{
	int status = plat_pt_unmap_short(&space->pt, va.v, size, how);

	if (status == PT_LONG_WAY)
		return holds(space, va, size)
			       ? plat_pt_unmap(&space->pt, va, size, how)
			       : -PLAT_EINVAL;
	if (!status)
		forget(space, va, size);
	return 0;
}

PLAT_NOINLINE static int unmap_any(struct plat_space *space, plat_va_t va,
				   uint64_t size, unsigned int how)
{
	plat_irq_state_t state = begin(space);
	int status = unmap_locked(space, va, size, how);

	end(space, state);
	return status;
}

PLAT_NOINLINE static int unmap_page_slowly(struct plat_space *space,
					   plat_va_t va, unsigned int how,
					   plat_irq_state_t state)
{
	int status = unmap_locked(space, va, PLAT_PAGE_SIZE, how);

	end(space, state);
	return status;
}

PLAT_NOINLINE static int unmap_far_page(struct plat_space *space,
					plat_va_t va, unsigned int how,
					plat_irq_state_t state)
{
	uint64_t *entry;

	if (plat_unlikely(!pt_find_far_page(&space->pt, va.v, &entry) ||
			  !pt_unmap_entry(entry)))
		return unmap_page_slowly(space, va, how, state);
	return leave_changed(space, va, state);
}

PLAT_NOINLINE static int unmap_page_later(struct plat_space *space,
					  plat_va_t va, unsigned int how,
					  plat_irq_state_t state,
					  uint32_t tickets)
{
	plat_spin_wait(&space->lock, (uint16_t)(tickets >> 16));
	return unmap_page_slowly(space, va, how, state);
}

static inline int unmap_page(struct plat_space *space, plat_va_t va,
			     unsigned int how)
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t tickets = plat_spin_draw(&space->lock);
	uint64_t *entry;

	if (plat_unlikely(plat_spin_has_to_wait(tickets)))
		return unmap_page_later(space, va, how, state, tickets);
	if (plat_unlikely(!plat_is_aligned(va.v, PLAT_PAGE_SIZE)))
		return unmap_page_slowly(space, va, how, state);
	if (plat_unlikely(!pt_find_page(&space->pt, va.v, &entry)))
		return unmap_far_page(space, va, how, state);
	if (plat_unlikely(!pt_unmap_entry(entry)))
		return unmap_page_slowly(space, va, how, state);
	return leave_changed(space, va, state);
}

int plat_unmap(struct plat_space *space, plat_va_t va, uint64_t size,
	       unsigned int how)
{
	if (plat_likely(size == PLAT_PAGE_SIZE && !(how & ~PT_HOW_MAPPED)))
		return unmap_page(space, va, how);
	return unmap_any(space, va, size, how);
}

static int refuse_device(void *arg, const struct plat_pt_mapping *page)
{
	return is_cacheable(page->attr) ||
			       is_without_devices(arg, page->pa.v, page->size)
		       ? 0
		       : -PLAT_EINVAL;
}

/* Types of memory are changed here only. */
static int protect_long(struct plat_space *space, plat_va_t va, uint64_t size,
			plat_attr_t attr, unsigned int how)
{
	plat_attr_t in = attr_in(space, attr);
	int status;

	if (!holds(space, va, size) || in == ~(plat_attr_t)0)
		return -PLAT_EINVAL;
	if (size && is_cacheable(attr) &&
	    plat_pt_walk(&space->pt, va, size, refuse_device, space))
		return -PLAT_EINVAL;
	status = plat_pt_protect(&space->pt, va, size, in, how);
	if (!status && PLAT_MMU_SYNCS_CODE && (attr & PLAT_ATTR_X))
		sync_code(space, va, size);
	return status;
}

static int protect_locked(struct plat_space *space, plat_va_t va,
			  uint64_t size, plat_attr_t attr, unsigned int how)
{
	int status = PT_LONG_WAY;

	if (knows(space, attr))
		status = plat_pt_protect_short(&space->pt, va.v, size,
					       bits_of(space, attr), how);
	if (!status)
		forget(space, va, size);
	else if (status == PT_LONG_WAY)
		status = protect_long(space, va, size, attr, how);
	return status;
}

PLAT_NOINLINE static int protect_any(struct plat_space *space, plat_va_t va,
				     uint64_t size, plat_attr_t attr,
				     unsigned int how)
{
	plat_irq_state_t state = begin(space);
	int status = protect_locked(space, va, size, attr, how);

	end(space, state);
	return status;
}

PLAT_NOINLINE static int protect_page_slowly(struct plat_space *space,
					     plat_va_t va, plat_attr_t attr,
					     unsigned int how,
					     plat_irq_state_t state)
{
	int status = protect_locked(space, va, PLAT_PAGE_SIZE, attr, how);

	end(space, state);
	return status;
}

PLAT_NOINLINE static int protect_far_page(struct plat_space *space,
					  plat_va_t va, plat_attr_t attr,
					  unsigned int how,
					  plat_irq_state_t state)
{
	uint64_t *entry;

	if (plat_unlikely(!pt_find_far_page(&space->pt, va.v, &entry) ||
			  !pt_protect_entry(&space->pt, entry,
					    bits_of(space, attr))))
		return protect_page_slowly(space, va, attr, how, state);
	return leave_changed(space, va, state);
}

PLAT_NOINLINE static int protect_page_later(struct plat_space *space,
					    plat_va_t va, plat_attr_t attr,
					    unsigned int how,
					    plat_irq_state_t state,
					    uint32_t tickets)
{
	plat_spin_wait(&space->lock, (uint16_t)(tickets >> 16));
	return protect_page_slowly(space, va, attr, how, state);
}

static inline int protect_page(struct plat_space *space, plat_va_t va,
			       plat_attr_t attr, unsigned int how)
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t tickets = plat_spin_draw(&space->lock);
	uint64_t bits = bits_of(space, attr);
	uint64_t *entry;

	if (plat_unlikely(plat_spin_has_to_wait(tickets)))
		return protect_page_later(space, va, attr, how, state,
					  tickets);
	if (plat_unlikely(!is_known(space, attr) ||
			  !plat_is_aligned(va.v, PLAT_PAGE_SIZE)))
		return protect_page_slowly(space, va, attr, how, state);
	if (plat_unlikely(!pt_find_page(&space->pt, va.v, &entry)))
		return protect_far_page(space, va, attr, how, state);
	if (plat_unlikely(!pt_protect_entry(&space->pt, entry, bits)))
		return protect_page_slowly(space, va, attr, how, state);
	return leave_changed(space, va, state);
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
