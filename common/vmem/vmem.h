/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The parts of <plat/vmem.h>: records of ranges (record.c), the tree of them
 * (tree.c), what is mapped in them (pages.c). All but plat_vmem_lock_at() and
 * what is said otherwise want the set locked.
 */
#ifndef COMMON_VMEM_VMEM_H
#define COMMON_VMEM_VMEM_H

#include <stddef.h>

#include <bsd/sys/queue.h>
#include <bsd/sys/tree.h>

#include <plat/fault.h>
#include <plat/vmem.h>

/* A guard page belongs to a range's end: of stacks. */
#define RANGE_GUARD_LOW  (1u << 0)
#define RANGE_GUARD_HIGH (1u << 1)
#define RANGE_2M         (1u << 2)

/* All of whose pages are alike; or, under a handler, what its owner makes of
 * it. */
struct plat_vmem_range {
	union {
		RB_ENTRY(plat_vmem_range) link;
		struct plat_vmem_range *next_free;
	};
	uint64_t start;
	uint64_t end;
	uint64_t reservation; /* which one it is a part of */
	plat_attr_t attr;     /* 0: a guard, or reserved */
	uint32_t flags;       /* RANGE_* */
	int (*handler)(void *arg, const struct plat_fault *fault);
	void *arg;

	/* Of the subtree: what it takes, guards included, is in [low, high);
	 * the largest gap that is in there. */
	uint64_t low;
	uint64_t high;
	uint64_t gap;
};

/* What a range takes: with its guards. */
static inline uint64_t plat_vmem_low(const struct plat_vmem_range *r)
{
	return r->start - (r->flags & RANGE_GUARD_LOW ? PLAT_PAGE_SIZE : 0);
}

static inline uint64_t plat_vmem_high(const struct plat_vmem_range *r)
{
	return r->end + (r->flags & RANGE_GUARD_HIGH ? PLAT_PAGE_SIZE : 0);
}

/** A record; its contents are undefined. Returns: NULL: no frame for it. */
struct plat_vmem_range *plat_vmem_record_new(struct plat_vmem *vmem);

/** Give a record back that is in no tree; NULL does nothing. */
void plat_vmem_record_free(struct plat_vmem *vmem, struct plat_vmem_range *r);

/** Requires: what @r takes is free. */
void plat_vmem_insert(struct plat_vmem *vmem, struct plat_vmem_range *r);
void plat_vmem_remove(struct plat_vmem *vmem, struct plat_vmem_range *r);

/** Start, end or guards of @r have changed; the order has not. */
void plat_vmem_resized(struct plat_vmem_range *r);

/** The lowest range that takes something at @va or above; NULL: none. */
struct plat_vmem_range *plat_vmem_from(const struct plat_vmem *vmem,
				       uint64_t va);

/** The next one above; NULL: none. */
struct plat_vmem_range *plat_vmem_next(struct plat_vmem_range *r);

/** The range that holds @va, or whose guard does; NULL: none. */
struct plat_vmem_range *plat_vmem_find(const struct plat_vmem *vmem,
				       uint64_t va);

/** The range that holds @va itself; NULL: none. */
static inline struct plat_vmem_range *
plat_vmem_find_inside(const struct plat_vmem *vmem, uint64_t va)
{
	struct plat_vmem_range *r = plat_vmem_find(vmem, va);

	return r && va >= r->start && va < r->end ? r : NULL;
}

/** Whether memory of a set can have these attributes. */
bool plat_vmem_attr_is_sound(plat_attr_t attr);

/**
 * The lowest place for @size bytes, a multiple of @align, with a free page on
 * both sides.
 *
 * Returns: whether there is one.
 */
bool plat_vmem_find_room(const struct plat_vmem *vmem, uint64_t size,
			 uint64_t align, uint64_t *start);

/**
 * Make one of ranges that are alike, from that which ends at @from to that
 * which begins at @to.
 */
void plat_vmem_merge(struct plat_vmem *vmem, uint64_t from, uint64_t to);

/**
 * Tear large pages apart at both ends of [from, to), a part of ranges from
 * @first on: what comes then needs no memory.
 */
PLAT_MUST_CHECK
int plat_vmem_tear(struct plat_vmem *vmem, const struct plat_vmem_range *first,
		   uint64_t from, uint64_t to);

/** Unmap [from, to), a part of @r; its frames go back. */
PLAT_MUST_CHECK
int plat_vmem_discard(struct plat_vmem *vmem, const struct plat_vmem_range *r,
		      uint64_t from, uint64_t to);

/**
 * Put zeroed memory to @va where none is, in the pages that @r, a copy of its
 * range, wants.
 *
 * @end:    out: how far the page goes.
 * Context: the set is not locked.
 * Returns: 0: memory is there, this or another's; -PLAT_ENOENT: no such
 *          memory belongs there, any more; -PLAT_ENOMEM; what plat_map()
 *          returns.
 */
PLAT_MUST_CHECK
int plat_vmem_provide(struct plat_vmem *vmem, const struct plat_vmem_range *r,
		      uint64_t va, uint64_t *end);

/**
 * Lock the set of the current space, or of the kernel's, that has @va.
 *
 * @nr_tries: for locks that may be held for ever: 0: without an end.
 * Context:   interrupts off.
 * Returns:   NULL: none has it, or a lock was not to be had.
 */
struct plat_vmem *plat_vmem_lock_at(uint64_t va, unsigned int nr_tries);

/**
 * See struct plat_fault_server.
 */
int plat_vmem_fault(const struct plat_fault *fault, char *why, size_t size);

/** Where a frame is reached. The machine's, or a test's. */
void *plat_vmem_frame(plat_pa_t pa);

/** Whether a stack has to be there as a whole. As plat_vmem_frame(). */
bool plat_vmem_needs_stacks(void);

#endif /* COMMON_VMEM_VMEM_H */
