/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/vmem/vmem.h"

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>

/* Whoever finds a set in a space's list locks it before this is released, so
 * that the set is not gone in between. */
static struct plat_spinlock sets_lock = PLAT_SPINLOCK(PLAT_RANK_VMEM_SETS);

static bool is_in(const struct plat_vmem *vmem, uint64_t va, uint64_t size)
{
	return va >= vmem->base.v &&
	       plat_range_below(va - vmem->base.v, size, vmem->size);
}

static bool is_whole_pages(uint64_t va, uint64_t size)
{
	return size && plat_is_aligned(va | size, PLAT_PAGE_SIZE);
}

/* Whether the whole range is of the space's half: its ends are, and the halves
 * are far apart. */
static bool is_of_space(struct plat_space *space, uint64_t va, uint64_t size)
{
	struct plat_pt_mapping page;

	return plat_query(space, plat_va(va), &page) != -PLAT_EINVAL &&
	       plat_query(space, plat_va(va + size - 1), &page) !=
		       -PLAT_EINVAL;
}

static bool overlaps_another(const struct plat_space *space, plat_va_t base,
			     uint64_t size)
{
	const struct plat_vmem *other = space->vmems;

	while (other && (base.v >= other->base.v + other->size ||
			 other->base.v >= base.v + size))
		other = other->next;
	return other != NULL;
}

int plat_vmem_init(struct plat_vmem *vmem, struct plat_space *space,
		   plat_va_t base, uint64_t size)
{
	plat_irq_state_t state;

	if (!is_whole_pages(base.v, size) || base.v < PLAT_PAGE_SIZE ||
	    !plat_range_below(base.v, size, -(2 * PLAT_PAGE_SIZE)) ||
	    !is_of_space(space, base.v, size))
		return -PLAT_EINVAL;
	state = plat_spin_lock_irqsave(&sets_lock);
	if (overlaps_another(space, base, size)) {
		plat_spin_unlock_irqrestore(&sets_lock, state);
		return -PLAT_EEXIST;
	}
	*vmem = (struct plat_vmem){
		.space = space,
		.base = base,
		.size = size,
		.lock = PLAT_SPINLOCK(PLAT_RANK_VMEM),
		.next = space->vmems,
	};
	space->vmems = vmem;
	plat_spin_unlock_irqrestore(&sets_lock, state);
	return 0;
}

static void unlink(struct plat_vmem *vmem)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&sets_lock);
	struct plat_vmem **at = &vmem->space->vmems;

	while (*at != vmem)
		at = &(*at)->next;
	*at = vmem->next;
	plat_spin_unlock_irqrestore(&sets_lock, state);
}

void plat_vmem_destroy(struct plat_vmem *vmem)
{
	struct plat_vmem_range *r;
	plat_irq_state_t state;

	unlink(vmem);
	state = plat_spin_lock_irqsave(&vmem->lock);
	while ((r = plat_vmem_from(vmem, 0)) != NULL) {
		/* What cannot be unmapped is lost, frames and all. */
		(void)!plat_vmem_discard(vmem, r, r->start, r->end);
		plat_vmem_remove(vmem, r);
		plat_vmem_record_free(vmem, r);
	}
	plat_spin_unlock_irqrestore(&vmem->lock, state);
}

/* The lock, if it comes in so many tries; 0: as many as it takes. */
static bool take(struct plat_spinlock *lock, unsigned int nr_tries)
{
	if (!nr_tries) {
		plat_spin_lock(lock);
		return true;
	}
	while (!plat_spin_try_lock(lock)) {
		if (--nr_tries == 0)
			return false;
		plat_cpu_relax();
	}
	return true;
}

static struct plat_vmem *set_of(const struct plat_space *space, uint64_t va)
{
	struct plat_vmem *vmem = space->vmems;

	while (vmem && !is_in(vmem, va, 1))
		vmem = vmem->next;
	return vmem;
}

struct plat_vmem *plat_vmem_lock_at(uint64_t va, unsigned int nr_tries)
{
	struct plat_vmem *vmem;

	if (!take(&sets_lock, nr_tries))
		return NULL;
	vmem = set_of(plat_kernel_space(), va);
	if (!vmem)
		vmem = set_of(plat_space_current(), va);
	if (vmem && !take(&vmem->lock, nr_tries))
		vmem = NULL;
	plat_spin_unlock(&sets_lock);
	return vmem;
}

/* What a caller asks for. */
struct request {
	plat_va_t *va;
	uint64_t size;
	uint64_t align;
	plat_attr_t attr;
	uint32_t flags;
	unsigned int how;
};

static bool is_sound(const struct plat_vmem *vmem,
		     const struct request *request)
{
	uint64_t align = request->align;

	if (!is_whole_pages(0, request->size) || request->size > vmem->size ||
	    !plat_is_aligned(align, align) || align < PLAT_PAGE_SIZE)
		return false;
	return !(request->how & PLAT_VMEM_FIXED) ||
	       (plat_is_aligned(request->va->v, align) &&
		is_in(vmem, request->va->v, request->size));
}

/* Where the range goes, guards included. */
static int place(const struct plat_vmem *vmem, const struct request *request,
		 uint64_t *start)
{
	uint64_t size = request->size, align = request->align;
	struct plat_vmem_range *above;

	if (request->flags & RANGE_GUARD_LOW)
		size += 2 * PLAT_PAGE_SIZE;
	if (!(request->how & PLAT_VMEM_FIXED)) {
		if ((request->flags & RANGE_2M) && size >= PLAT_MIB(2))
			align = plat_max_u64(align, PLAT_MIB(2));
		return plat_vmem_find_room(vmem, size, align, start)
			       ? 0
			       : -PLAT_ENOMEM;
	}
	*start = request->va->v;
	above = plat_vmem_from(vmem, *start);
	return above && plat_vmem_low(above) < *start + size ? -PLAT_EEXIST : 0;
}

static int enter(struct plat_vmem *vmem, const struct request *request)
{
	struct plat_vmem_range *r;
	uint64_t start;
	int err = place(vmem, request, &start);

	if (err)
		return err;
	r = plat_vmem_record_new(vmem);
	if (!r)
		return -PLAT_ENOMEM;
	if (request->flags & RANGE_GUARD_LOW)
		start += PLAT_PAGE_SIZE;
	*r = (struct plat_vmem_range){
		.start = start,
		.end = start + request->size,
		.reservation = vmem->nr_made++,
		.attr = request->attr,
		.flags = request->flags,
	};
	plat_vmem_insert(vmem, r);
	*request->va = plat_va(start);
	return 0;
}

static int reserve(struct plat_vmem *vmem, struct request *request)
{
	plat_irq_state_t state;
	int err;

	if (!request->align)
		request->align = PLAT_PAGE_SIZE;
	if (request->how & PLAT_VMEM_2M)
		request->flags |= RANGE_2M;
	if (!is_sound(vmem, request))
		return -PLAT_EINVAL;
	state = plat_spin_lock_irqsave(&vmem->lock);
	err = enter(vmem, request);
	plat_spin_unlock_irqrestore(&vmem->lock, state);
	return err;
}

int plat_vmem_reserve(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		      uint64_t align, unsigned int how)
{
	struct request request = {va, size, align, 0, 0, how};

	if (how & ~(PLAT_VMEM_FIXED | PLAT_VMEM_2M))
		return -PLAT_EINVAL;
	return reserve(vmem, &request);
}

/* [va, va + size) of a range that was made with @flags. */
static int populate(struct plat_vmem *vmem, uint64_t va, uint64_t size,
		    uint32_t flags)
{
	struct plat_vmem_range r = {
		.start = va, .end = va + size, .attr = 1, .flags = flags};
	int err = 0;

	while (va < r.end && !err)
		err = plat_vmem_provide(vmem, &r, va, &va);
	return err;
}

/* Memory of which [from, to) is there at once; or nothing. */
static int alloc(struct plat_vmem *vmem, struct request *request,
		 uint64_t populated)
{
	plat_va_t was = *request->va;
	uint64_t start;
	int err = reserve(vmem, request);

	if (err)
		return err;
	start = request->va->v;
	err = populate(vmem, start + request->size - populated, populated,
		       request->flags);
	if (!err)
		return 0;
	*request->va = was;
	(void)!plat_vmem_free(vmem, plat_va(start), request->size);
	return err;
}

int plat_vmem_alloc(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		    uint64_t align, plat_attr_t attr, unsigned int how)
{
	struct request request = {va, size, align, attr | PLAT_ATTR_R, 0, how};

	if ((how & ~(PLAT_VMEM_FIXED | PLAT_VMEM_2M | PLAT_VMEM_POPULATE)) ||
	    !plat_vmem_attr_is_sound(attr))
		return -PLAT_EINVAL;
	return alloc(vmem, &request, how & PLAT_VMEM_POPULATE ? size : 0);
}

int plat_vmem_stack(struct plat_vmem *vmem, uint64_t size, plat_attr_t attr,
		    unsigned int how, plat_va_t *top)
{
	plat_va_t va = {0};
	struct request request = {
		&va, size, 0, PLAT_ATTR_RW | attr,
		RANGE_GUARD_LOW | RANGE_GUARD_HIGH, how};
	int err;

	if ((how & ~PLAT_VMEM_POPULATE) || (attr & ~PLAT_ATTR_USER))
		return -PLAT_EINVAL;
	if (plat_vmem_needs_stacks())
		request.how = PLAT_VMEM_POPULATE;
	err = alloc(vmem, &request, request.how ? size : PLAT_PAGE_SIZE);
	if (!err)
		top->v = va.v + size;
	return err;
}

int plat_vmem_set_handler(struct plat_vmem *vmem, plat_va_t va,
			  int (*handler)(void *arg,
					 const struct plat_fault *fault),
			  void *arg)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&vmem->lock);
	struct plat_vmem_range *r = plat_vmem_find_inside(vmem, va.v);

	if (r) {
		r->handler = handler;
		r->arg = arg;
		plat_vmem_merge(vmem, r->start, r->end);
	}
	plat_spin_unlock_irqrestore(&vmem->lock, state);
	return r ? 0 : -PLAT_ENOENT;
}

static int count(void *arg, const struct plat_pt_mapping *page)
{
	*(uint64_t *)arg += page->size >> PLAT_PAGE_SHIFT;
	return 0;
}

static int describe(struct plat_vmem *vmem, uint64_t va,
		    struct plat_vmem_info *info)
{
	const struct plat_vmem_range *r = plat_vmem_find_inside(vmem, va);
	uint64_t nr = 0;
	int err;

	if (!r)
		return -PLAT_ENOENT;
	err = plat_scan(vmem->space, plat_va(r->start), r->end - r->start, 0,
			count, &nr);
	*info = (struct plat_vmem_info){plat_va(r->start), r->end - r->start,
					r->attr, nr};
	return err;
}

int plat_vmem_query(struct plat_vmem *vmem, plat_va_t va,
		    struct plat_vmem_info *info)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&vmem->lock);
	int err = describe(vmem, va.v, info);

	plat_spin_unlock_irqrestore(&vmem->lock, state);
	return err;
}
