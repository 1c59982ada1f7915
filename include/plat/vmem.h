/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ranges of virtual addresses: who has which, what is behind them, and what a
 * fault in them means. The kernel's are in the vmem window; each address space
 * can have a set of its own.
 *
 * A range has attributes, or none. With attributes it is memory: each page is
 * given a zeroed frame when it is first accessed, or at once, and the frame is
 * the range's. Without it is reserved, or a guard: what is mapped there, if
 * anything, was mapped by its owner, with plat_map().
 *
 * Memory on demand comes by a fault, which is served where interrupts are on
 * and no spinlock of PLAT_RANK_VMEM_SETS or above is held; elsewhere it is the
 * end of the guest, and the report says so. What is touched there has to be
 * populated: so have stacks that run code of the kernel.
 *
 * Lock order: the list of sets, a set, then page tables, then frames; see
 * enum plat_lock_rank.
 */
#ifndef PLAT_VMEM_H
#define PLAT_VMEM_H

#include <plat/fault.h>
#include <plat/lock.h>
#include <plat/paging.h>
#include <plat/types.h>

/* Trees and lists of them: the heads of <bsd/sys/tree.h> and queue.h. */
struct plat_vmem_ranges {
	struct plat_vmem_range *rbh_root;
};

struct plat_vmem_pages {
	struct plat_vmem_page *lh_first;
};

/* The ranges of one address space. The members are private. */
struct plat_vmem {
	struct plat_space *space;
	plat_va_t base;
	uint64_t size;
	struct plat_spinlock lock;      /* PLAT_RANK_VMEM */
	struct plat_vmem_ranges ranges; /* lock */
	struct plat_vmem_pages pages;   /* lock: frames with room for records */
	uint64_t nr_made;               /* lock: reservations, ever */
	struct plat_vmem *next;         /* of the same space */
};

/**
 * The kernel's, in the vmem window.
 *
 * Context: any, from the memory stage on.
 */
struct plat_vmem *plat_kernel_vmem(void);

/**
 * Begin a set of ranges in [base, base + size) of @space.
 *
 * Requires: the set is destroyed before @space is.
 * Context:  any.
 * Returns:  0; -PLAT_EINVAL: not whole pages, not of @space's half, or page 0
 *           or the two last ones, which no set has; -PLAT_EEXIST: another set
 *           of @space has a part of it.
 */
PLAT_MUST_CHECK
int plat_vmem_init(struct plat_vmem *vmem, struct plat_space *space,
		   plat_va_t base, uint64_t size);

/**
 * Unmap and forget every range; frames that are the set's go back.
 *
 * Requires: nobody uses the set, nor memory in it.
 * Context:  as plat_vmem_reserve().
 */
void plat_vmem_destroy(struct plat_vmem *vmem);

/* How a range is made. */
#define PLAT_VMEM_FIXED    (1u << 0) /* at *va, or not at all */
#define PLAT_VMEM_POPULATE (1u << 1) /* all frames now, not on demand */
#define PLAT_VMEM_2M       (1u << 2) /* in pages of 2 MiB where it can be */

/**
 * Reserve @size bytes: nobody else is given them, nothing is mapped; a fault
 * there is the caller's (plat_vmem_set_handler()), or a crash. What is not
 * fixed has at least one free page on both sides.
 *
 * @va:     out: where; with PLAT_VMEM_FIXED in, too.
 * @size:   whole pages.
 * @align:  bytes, a power of two; 0: a page. PLAT_VMEM_2M: at least 2 MiB
 *          where @size is that much, and it is not fixed.
 * @how:    PLAT_VMEM_FIXED, PLAT_VMEM_2M (if it becomes memory).
 * Context: any but an NMI; not under a spinlock of PLAT_RANK_VMEM_SETS or
 *          above.
 * Returns: 0; -PLAT_EEXIST: fixed, and a part is taken; -PLAT_ENOMEM: no room
 *          for it, or for its record; -PLAT_EINVAL: not whole pages, fixed and
 *          not aligned or not in the set, or anything else that cannot be.
 * Cost:    O(log n) of n ranges; an alignment beyond a page may make it pass
 *          by gaps that are large enough, and not aligned.
 */
PLAT_MUST_CHECK
int plat_vmem_reserve(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		      uint64_t align, unsigned int how);

/**
 * Reserve, and put memory behind it: zeroed frames, mapped with @attr on the
 * first access to each page, or at once with PLAT_VMEM_POPULATE.
 *
 * @attr:   PLAT_ATTR_R, _W (not with _X), _X, _USER.
 * Context: as plat_vmem_reserve().
 * Returns: as plat_vmem_reserve(); -PLAT_ENOMEM: populate: not enough frames,
 *          nothing is taken then.
 */
PLAT_MUST_CHECK
int plat_vmem_alloc(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		    uint64_t align, plat_attr_t attr, unsigned int how);

/**
 * As plat_vmem_alloc() with read and write, for a stack: a page on either side
 * is a guard, which is nobody's until the stack's end beside it is freed. The
 * topmost page is there at once.
 *
 * @attr: PLAT_ATTR_USER or 0.
 * @how:  PLAT_VMEM_POPULATE: the whole stack is, so that it can grow where
 *        memory on demand must not be touched; or 0. On a host that pushes
 *        exceptions to the stack they are raised on (a PV domain's Xen), the
 *        whole stack always is.
 * @top:  out: the first byte above the stack, the end of a page.
 */
PLAT_MUST_CHECK
int plat_vmem_stack(struct plat_vmem *vmem, uint64_t size, plat_attr_t attr,
		    unsigned int how, plat_va_t *top);

/**
 * Free [va, va + size), which may be part of a range or many of them: mappings
 * and frames that were given go; frames that the owner of a reserved range has
 * mapped there are unmapped, and stay the owner's.
 *
 * Context: as plat_vmem_reserve(). Another lcpu that accesses what is freed
 *          has its access before that, or dies of it.
 * Returns: 0; -PLAT_ENOENT: a part belongs to no range; -PLAT_ENOMEM: no
 *          record for a range that becomes two, or no table for a page of
 *          2 MiB that is torn apart; -PLAT_EINVAL: not whole pages. Nothing is
 *          changed then. What a platform returns that refuses to unmap:
 *          contents are lost.
 * Cost:    grows with the pages that are there; interrupts are off for all of
 *          it.
 */
PLAT_MUST_CHECK
int plat_vmem_free(struct plat_vmem *vmem, plat_va_t va, uint64_t size);

/**
 * Change the attributes of [va, va + size), of what is mapped and of what will
 * be on demand. No access at all (attr 0) makes it a guard: frames and contents
 * go. What was a guard, or only reserved, becomes memory: what its owner has
 * mapped there is unmapped.
 *
 * @attr:   as for plat_vmem_alloc(), or 0.
 * Context, Returns: as plat_vmem_free(); -PLAT_EINVAL: such attributes cannot
 *          be.
 */
PLAT_MUST_CHECK
int plat_vmem_protect(struct plat_vmem *vmem, plat_va_t va, uint64_t size,
		      plat_attr_t attr);

/**
 * Have faults in the range that holds @va served by @handler, but for those
 * that memory on demand answers: it makes the access possible and returns 0, or
 * a negative status, and the guest dies of the fault. The parts that a range is
 * cut into later have it, too.
 *
 * @handler: runs in the exception, interrupts off; it does not sleep, has no
 *           fault itself, and takes locks from PLAT_RANK_VMEM_SETS on: it may
 *           call the functions of this header. NULL: none any more.
 * Context:  as plat_vmem_reserve().
 * Returns:  0; -PLAT_ENOENT: no range is there.
 */
PLAT_MUST_CHECK
int plat_vmem_set_handler(struct plat_vmem *vmem, plat_va_t va,
			  int (*handler)(void *arg,
					 const struct plat_fault *fault),
			  void *arg);

/* What is known of the range that holds an address. */
struct plat_vmem_info {
	plat_va_t va;
	uint64_t size;
	plat_attr_t attr; /* 0: only reserved, or a guard */
	uint64_t nr_pages_present;
};

/**
 * Context: as plat_vmem_reserve().
 * Returns: 0; -PLAT_ENOENT: none holds @va.
 * Cost:    looks at all pages that are there.
 */
PLAT_MUST_CHECK
int plat_vmem_query(struct plat_vmem *vmem, plat_va_t va,
		    struct plat_vmem_info *info);

#endif /* PLAT_VMEM_H */
