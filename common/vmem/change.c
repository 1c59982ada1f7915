/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Freeing and protecting ranges and parts of them. What can fail comes first:
 * records, then tables; then pages change, then records.
 */
#include "common/vmem/vmem.h"

#include <plat/errno.h>

/* All of [from, to) belongs to ranges: the first of them; NULL: it does not. */
static struct plat_vmem_range *first_of(struct plat_vmem *vmem, uint64_t from,
					uint64_t to)
{
	struct plat_vmem_range *first = plat_vmem_find_inside(vmem, from);
	struct plat_vmem_range *r = first;

	while (r && r->end < to) {
		struct plat_vmem_range *next = plat_vmem_next(r);

		r = next && next->start == r->end ? next : NULL;
	}
	return r ? first : NULL;
}

/* @r becomes two; @upper is a new record for what is above @at. */
static void split(struct plat_vmem *vmem, struct plat_vmem_range *r,
		  uint64_t at, struct plat_vmem_range *upper)
{
	*upper = *r;
	upper->start = at;
	upper->flags &= ~RANGE_GUARD_LOW;
	r->end = at;
	r->flags &= ~RANGE_GUARD_HIGH;
	plat_vmem_resized(r);
	plat_vmem_insert(vmem, upper);
}

/* Call @f for what each range has of [from, to), up to the first error. */
static int each(struct plat_vmem *vmem, struct plat_vmem_range *r,
		uint64_t from, uint64_t to,
		int (*f)(struct plat_vmem *vmem,
			 const struct plat_vmem_range *r, uint64_t from,
			 uint64_t to))
{
	int err = 0;

	while (r && !err) {
		err = f(vmem, r, plat_max_u64(from, r->start),
			plat_min_u64(to, r->end));
		r = r->end < to ? plat_vmem_next(r) : NULL;
	}
	return err;
}

/* Of @r only what is outside of [from, to) remains, on one side, if any. */
static void cut(struct plat_vmem *vmem, struct plat_vmem_range *r,
		uint64_t from, uint64_t to)
{
	if (r->start < from) {
		r->end = from;
		r->flags &= ~RANGE_GUARD_HIGH;
	} else if (r->end > to) {
		r->start = to;
		r->flags &= ~RANGE_GUARD_LOW;
	} else {
		plat_vmem_remove(vmem, r);
		plat_vmem_record_free(vmem, r);
		return;
	}
	plat_vmem_resized(r);
}

static void forget(struct plat_vmem *vmem, struct plat_vmem_range *r,
		   uint64_t from, uint64_t to)
{
	while (r) {
		struct plat_vmem_range *next =
			r->end < to ? plat_vmem_next(r) : NULL;

		cut(vmem, r, from, to);
		r = next;
	}
}

static int free_pages(struct plat_vmem *vmem, struct plat_vmem_range *first,
		      uint64_t from, uint64_t to)
{
	int err = plat_vmem_tear(vmem, first, from, to);

	return err ? err : each(vmem, first, from, to, plat_vmem_discard);
}

static int free_range(struct plat_vmem *vmem, uint64_t from, uint64_t to)
{
	struct plat_vmem_range *first = first_of(vmem, from, to);
	struct plat_vmem_range *upper = NULL;
	bool in_the_middle;
	int err;

	if (!first)
		return -PLAT_ENOENT;
	in_the_middle = first->start < from && to < first->end;
	if (in_the_middle)
		upper = plat_vmem_record_new(vmem);
	if (in_the_middle && !upper)
		return -PLAT_ENOMEM;
	err = free_pages(vmem, first, from, to);
	if (err) {
		plat_vmem_record_free(vmem, upper);
		return err;
	}
	if (in_the_middle)
		split(vmem, first, to, upper);
	forget(vmem, first, from, to);
	return 0;
}

static bool is_sound(const struct plat_vmem *vmem, plat_va_t va, uint64_t size,
		     int *err)
{
	if (!size || !plat_is_aligned(va.v | size, PLAT_PAGE_SIZE))
		*err = -PLAT_EINVAL;
	else if (va.v < vmem->base.v ||
		 !plat_range_below(va.v - vmem->base.v, size, vmem->size))
		*err = -PLAT_ENOENT;
	else
		return true;
	return false;
}

int plat_vmem_free(struct plat_vmem *vmem, plat_va_t va, uint64_t size)
{
	plat_irq_state_t state;
	int err;

	if (!is_sound(vmem, va, size, &err))
		return err;
	state = plat_spin_lock_irqsave(&vmem->lock);
	err = free_range(vmem, va.v, va.v + size);
	plat_spin_unlock_irqrestore(&vmem->lock, state);
	return err;
}

bool plat_vmem_attr_is_sound(plat_attr_t attr)
{
	return (attr & PLAT_ATTR_PERM) &&
	       !(attr & ~(PLAT_ATTR_PERM | PLAT_ATTR_USER)) &&
	       (attr & (PLAT_ATTR_W | PLAT_ATTR_X)) !=
		       (PLAT_ATTR_W | PLAT_ATTR_X);
}

/* A part that was memory stays so. */
static int discard_foreign(struct plat_vmem *vmem,
			   const struct plat_vmem_range *r, uint64_t from,
			   uint64_t to)
{
	return r->attr ? 0 : plat_vmem_discard(vmem, r, from, to);
}

static int change_pages(struct plat_vmem *vmem, struct plat_vmem_range *first,
			uint64_t from, uint64_t to, plat_attr_t attr)
{
	int err = plat_vmem_tear(vmem, first, from, to);

	if (err)
		return err;
	if (!attr)
		return each(vmem, first, from, to, plat_vmem_discard);
	err = each(vmem, first, from, to, discard_foreign);
	return err ? err : plat_protect(vmem->space, plat_va(from), to - from,
					attr, PLAT_PT_KEEP);
}

static bool continues(const struct plat_vmem_range *r,
		      const struct plat_vmem_range *next)
{
	return next && r->end == next->start &&
	       r->reservation == next->reservation && r->attr == next->attr &&
	       r->handler == next->handler && r->arg == next->arg;
}

void plat_vmem_merge(struct plat_vmem *vmem, uint64_t from, uint64_t to)
{
	/* From the page below: that may be a range's that ends here. */
	struct plat_vmem_range *r = plat_vmem_from(vmem, from - 1);

	while (r && r->end <= to) {
		struct plat_vmem_range *next = plat_vmem_next(r);

		if (!continues(r, next)) {
			r = next;
			continue;
		}
		r->end = next->end;
		r->flags |= next->flags & RANGE_GUARD_HIGH;
		plat_vmem_remove(vmem, next);
		plat_vmem_record_free(vmem, next);
		plat_vmem_resized(r);
	}
}

/* Records for the two ends of [from, to), where they are in the middle of
 * ranges. */
struct ends {
	struct plat_vmem_range *at_from;
	struct plat_vmem_range *at_to;
};

static int prepare(struct plat_vmem *vmem, const struct plat_vmem_range *first,
		   uint64_t from, uint64_t to, struct ends *ends)
{
	bool has_lower = first->start < from;
	bool has_upper = plat_vmem_find(vmem, to - 1)->end > to;

	*ends = (struct ends){NULL, NULL};
	if (has_lower)
		ends->at_from = plat_vmem_record_new(vmem);
	if (has_upper)
		ends->at_to = plat_vmem_record_new(vmem);
	if ((ends->at_from || !has_lower) && (ends->at_to || !has_upper))
		return 0;
	plat_vmem_record_free(vmem, ends->at_from);
	plat_vmem_record_free(vmem, ends->at_to);
	return -PLAT_ENOMEM;
}

/* The ranges of [from, to), cut at its ends, have @attr. */
static void set_attr(struct plat_vmem *vmem, uint64_t from, uint64_t to,
		     plat_attr_t attr, const struct ends *ends)
{
	struct plat_vmem_range *r;

	if (ends->at_from)
		split(vmem, plat_vmem_find(vmem, from), from, ends->at_from);
	if (ends->at_to)
		split(vmem, plat_vmem_find(vmem, to - 1), to, ends->at_to);
	for (r = plat_vmem_find(vmem, from); r && r->start < to;
	     r = plat_vmem_next(r))
		r->attr = attr;
	plat_vmem_merge(vmem, from, to);
}

static int protect(struct plat_vmem *vmem, uint64_t from, uint64_t to,
		   plat_attr_t attr)
{
	struct plat_vmem_range *first = first_of(vmem, from, to);
	struct ends ends;
	int err;

	if (!first)
		return -PLAT_ENOENT;
	err = prepare(vmem, first, from, to, &ends);
	if (err)
		return err;
	err = change_pages(vmem, first, from, to, attr);
	if (err) {
		plat_vmem_record_free(vmem, ends.at_from);
		plat_vmem_record_free(vmem, ends.at_to);
		return err;
	}
	set_attr(vmem, from, to, attr, &ends);
	return 0;
}

int plat_vmem_protect(struct plat_vmem *vmem, plat_va_t va, uint64_t size,
		      plat_attr_t attr)
{
	plat_irq_state_t state;
	int err;

	if (attr && !plat_vmem_attr_is_sound(attr))
		return -PLAT_EINVAL;
	if (!is_sound(vmem, va, size, &err))
		return err;
	state = plat_spin_lock_irqsave(&vmem->lock);
	err = protect(vmem, va.v, va.v + size,
		      attr ? attr | PLAT_ATTR_R : 0);
	plat_spin_unlock_irqrestore(&vmem->lock, state);
	return err;
}
