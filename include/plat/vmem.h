/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Ranges of virtual addresses: who has which, what is behind them, and what a
 * fault in them means. The kernel's are in the vmem window; each address space
 * can have a set of its own.
 *
 * Lock order: the set's lock, then page tables, then frames; see
 * enum plat_lock_rank.
 */
#ifndef PLAT_VMEM_H
#define PLAT_VMEM_H

#include <plat/paging.h>
#include <plat/types.h>

/* The ranges of one address space. The members are private. */
struct plat_vmem {
	struct plat_space *space;
	plat_va_t base;
	uint64_t size;
	struct plat_spinlock lock;  /* PLAT_RANK_VMEM */
	struct plat_vmem_range *root; /* lock */
	struct plat_vmem *next;
};

/** The kernel's, in the vmem window. */
struct plat_vmem *plat_kernel_vmem(void);

/**
 * Begin a set of ranges in [base, base + size) of @space.
 *
 * Requires: no other set of @space has any of it.
 * Returns:  0; -PLAT_EINVAL: not of @space's half, or not whole pages.
 */
PLAT_MUST_CHECK
int plat_vmem_init(struct plat_vmem *vmem, struct plat_space *space,
		   plat_va_t base, uint64_t size);

/** Unmap and forget every range; frames that are the set's go back. */
void plat_vmem_destroy(struct plat_vmem *vmem);

/* How a range is made. */
#define PLAT_VMEM_FIXED    (1u << 0) /* at *va, or not at all */
#define PLAT_VMEM_POPULATE (1u << 1) /* all frames now, not on demand */
#define PLAT_VMEM_2M       (1u << 2) /* in pages of 2 MiB where it can be */

/**
 * Reserve @size bytes: nobody else is given them, nothing is mapped; a fault
 * there is the caller's (plat_vmem_set_handler()), or a crash. Between
 * reservations that are not fixed at least one page stays free.
 *
 * @va:     out: where; with PLAT_VMEM_FIXED in, too.
 * @align:  bytes, a power of two; 0: a page.
 * Context: any with interrupts on, and not under a spinlock of a higher rank.
 * Returns: 0; -PLAT_EEXIST: fixed, and a part is taken; -PLAT_ENOMEM: no room
 *          for it, or for its record; -PLAT_EINVAL.
 */
PLAT_MUST_CHECK
int plat_vmem_reserve(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		      uint64_t align, unsigned int how);

/**
 * Reserve, and put memory behind it: zeroed frames, mapped with @attr on the
 * first access to each page, or at once with PLAT_VMEM_POPULATE.
 *
 * Returns: as plat_vmem_reserve(); -PLAT_ENOMEM: populate: not enough frames,
 *          nothing is taken then.
 */
PLAT_MUST_CHECK
int plat_vmem_alloc(struct plat_vmem *vmem, plat_va_t *va, uint64_t size,
		    uint64_t align, plat_attr_t attr, unsigned int how);

/**
 * As plat_vmem_alloc() with read and write, for a stack: pages that are never
 * mapped are on both sides. The topmost page is there at once.
 *
 * @top: out: the first byte above the stack, aligned to 16.
 */
PLAT_MUST_CHECK
int plat_vmem_stack(struct plat_vmem *vmem, uint64_t size, plat_va_t *top);

/**
 * Free [va, va + size), which may be part of a range or many of them: mappings
 * and frames that were given go.
 *
 * Returns: 0; -PLAT_ENOENT: a part belongs to no range, nothing is changed;
 *          -PLAT_ENOMEM: a range would have to become two.
 */
PLAT_MUST_CHECK
int plat_vmem_free(struct plat_vmem *vmem, plat_va_t va, uint64_t size);

/**
 * Change the attributes of [va, va + size), of what is mapped and of what will
 * be on demand; no access at all (attr 0) makes it a guard.
 *
 * Returns: as plat_vmem_free().
 */
PLAT_MUST_CHECK
int plat_vmem_protect(struct plat_vmem *vmem, plat_va_t va, uint64_t size,
		      plat_attr_t attr);

/* A fault that a page's being absent or protected has caused. */
struct plat_fault {
	plat_va_t va;
	plat_attr_t access; /* PLAT_ATTR_R, _W or _X: what was tried */
	bool is_user;
	bool is_present;    /* a page is there: it does not allow it */
	bool irqs_on;       /* where it happened */
};

/**
 * Have faults in the range that holds @va served by @handler: it makes the
 * access possible and returns 0, or a negative status, and the guest dies of
 * the fault.
 *
 * @handler: runs in the exception, interrupts off; it does not sleep, and takes
 *           locks of ranks above PLAT_RANK_VMEM only, with the set unlocked.
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

/** Returns: 0; -PLAT_ENOENT: none holds @va. */
PLAT_MUST_CHECK
int plat_vmem_query(struct plat_vmem *vmem, plat_va_t va,
		    struct plat_vmem_info *info);

#endif /* PLAT_VMEM_H */
