/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ranges of a set, in a balanced tree: each knows of its subtree from where
 * to where it goes, and the largest gap in it, so that a look for room passes
 * by what has none.
 */
#include "common/vmem/vmem.h"

static int compare(const struct plat_vmem_range *a,
		   const struct plat_vmem_range *b)
{
	return a->start < b->start ? -1 : a->start > b->start;
}

static void refresh(struct plat_vmem_range *r)
{
	const struct plat_vmem_range *left = RB_LEFT(r, link);
	const struct plat_vmem_range *right = RB_RIGHT(r, link);

	r->low = plat_vmem_low(r);
	r->high = plat_vmem_high(r);
	r->gap = 0;
	if (left) {
		r->gap = plat_max_u64(left->gap, r->low - left->high);
		r->low = left->low;
	}
	if (right) {
		r->gap = plat_max_u64(r->gap, right->gap);
		r->gap = plat_max_u64(r->gap, right->low - r->high);
		r->high = right->high;
	}
}

/* What the macros call where a node's children have changed; those above it
 * they leave to us. */
#undef RB_AUGMENT
#define RB_AUGMENT(r) refresh(r)
#define STATIC static __attribute__((unused))
RB_GENERATE_INTERNAL(plat_vmem_ranges, plat_vmem_range, link, compare, STATIC)

static void refresh_upwards(struct plat_vmem_range *r)
{
	for (; r; r = RB_PARENT(r, link))
		refresh(r);
}

void plat_vmem_insert(struct plat_vmem *vmem, struct plat_vmem_range *r)
{
	r->low = plat_vmem_low(r);
	r->high = plat_vmem_high(r);
	r->gap = 0;
	(void)RB_INSERT(plat_vmem_ranges, &vmem->ranges, r);
	refresh_upwards(r);
}

void plat_vmem_remove(struct plat_vmem *vmem, struct plat_vmem_range *r)
{
	struct plat_vmem_range *parent = RB_PARENT(r, link);

	/* Where it has both, another takes its place, and the macro goes all
	 * the way up from where that was. */
	if (RB_LEFT(r, link) && RB_RIGHT(r, link))
		parent = NULL;
	(void)RB_REMOVE(plat_vmem_ranges, &vmem->ranges, r);
	refresh_upwards(parent);
}

void plat_vmem_resized(struct plat_vmem_range *r)
{
	refresh_upwards(r);
}

struct plat_vmem_range *plat_vmem_from(const struct plat_vmem *vmem,
				       uint64_t va)
{
	struct plat_vmem_range *r = RB_ROOT(&vmem->ranges), *found = NULL;

	while (r) {
		if (plat_vmem_high(r) > va) {
			found = r;
			r = RB_LEFT(r, link);
		} else {
			r = RB_RIGHT(r, link);
		}
	}
	return found;
}

struct plat_vmem_range *plat_vmem_next(struct plat_vmem_range *r)
{
	return RB_NEXT(plat_vmem_ranges, NULL, r);
}

struct plat_vmem_range *plat_vmem_find(const struct plat_vmem *vmem,
				       uint64_t va)
{
	struct plat_vmem_range *r = plat_vmem_from(vmem, va);

	return r && plat_vmem_low(r) <= va ? r : NULL;
}

struct request {
	uint64_t size;
	uint64_t align;
	uint64_t start; /* the answer */
};

static bool fits(struct request *request, uint64_t low, uint64_t high)
{
	uint64_t start = plat_align_up(low + PLAT_PAGE_SIZE, request->align);

	if (start < low || start >= high ||
	    high - start < request->size + PLAT_PAGE_SIZE)
		return false;
	request->start = start;
	return true;
}

/* Whether a gap in [low, high), of which @r and what is below it takes a part,
 * is large enough. */
static bool may_fit(const struct request *request,
		    const struct plat_vmem_range *r, uint64_t low,
		    uint64_t high)
{
	uint64_t most = high - low;

	if (r)
		most = plat_max_u64(r->gap, plat_max_u64(r->low - low,
							 high - r->high));
	return most >= request->size + 2 * PLAT_PAGE_SIZE;
}

/* Looks at these gaps, the lowest first. As deep as the tree, twice the log of
 * its size at most. */
static bool search(struct request *request, const struct plat_vmem_range *r,
		   uint64_t low, uint64_t high)
{
	while (r && may_fit(request, r, low, high)) {
		const struct plat_vmem_range *left = RB_LEFT(r, link);
		uint64_t end = plat_vmem_low(r);

		if (may_fit(request, left, low, end) &&
		    search(request, left, low, end))
			return true;
		low = plat_vmem_high(r);
		r = RB_RIGHT(r, link);
	}
	return !r && fits(request, low, high);
}

bool plat_vmem_find_room(const struct plat_vmem *vmem, uint64_t size,
			 uint64_t align, uint64_t *start)
{
	struct request request = {size, align, 0};

	/* Nobody is on the other side of the set's ends: as if free pages
	 * were. */
	if (size > vmem->size ||
	    !search(&request, RB_ROOT(&vmem->ranges),
		    vmem->base.v - PLAT_PAGE_SIZE,
		    vmem->base.v + vmem->size + PLAT_PAGE_SIZE))
		return false;
	*start = request.start;
	return true;
}
