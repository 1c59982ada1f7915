/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address spaces at run time. The kernel's own is made by the boot, holds the
 * upper half of the addresses (<plat/layout.h>), and is part of every other
 * one; those add a lower half.
 *
 * A call changes the whole range that it names, or, where it fails, nothing.
 * Ranges are mapped with the largest pages that the alignment of both
 * addresses and the caller allow; a larger page that a range takes only a part
 * of is split. The TLBs are told once a call, of all lcpus that use the space.
 *
 * Who maps where is not looked at: <plat/vmem.h> gives out ranges. But what is
 * both writable and executable is refused, and so is a device, as the MRDs
 * name them, as cacheable memory: a cache would answer in its place.
 *
 * What is executable is executed as it was written: instructions that were
 * written to a page, by whatever mapping of its memory, are the ones that are
 * fetched from there once a plat_map() or plat_protect() after that has made
 * the page executable, or has said again that it is. Another lcpu that may have
 * fetched from there before has to take an interrupt in between (a
 * plat_lcpu_post() is one), or order its fetches in another way.
 */
#ifndef PLAT_PAGING_H
#define PLAT_PAGING_H

#include <plat/attr.h>
#include <plat/lock.h>
#include <plat/pt.h>
#include <plat/types.h>

/* An address space. The members are private. */
struct plat_space {
	struct plat_spinlock lock; /* PLAT_RANK_PAGING */
	struct plat_pt pt;         /* lock */
	struct {
		uint64_t bits;    /* of an entry */
		plat_attr_t key;  /* the attributes + 1 */
	} known[16];               /* lock; by R, W, X and USER */
	uint64_t context;          /* x86: a number that no other has had;
				    * arm64: ASID, and of which round */
	uint64_t nr_changes;       /* that TLBs have to know; atomic */
	uint32_t nr_users;         /* lcpus that are in it; atomic */
	struct plat_space *next;   /* of all but the kernel's; that's lock */
	struct plat_vmem *vmems;   /* <plat/vmem.h>; their list's lock */
};

/** The kernel's. Context: any, from the memory stage on. */
struct plat_space *plat_kernel_space(void);

/**
 * Make an address space with an empty lower half.
 *
 * @space:  the caller's storage, until plat_space_destroy(): of the image, or
 *          in the direct map.
 * Context: any; interrupts may be off.
 * Returns: 0; -PLAT_ENOMEM.
 */
PLAT_MUST_CHECK int plat_space_create(struct plat_space *space);

/**
 * Free its page tables. What was mapped is the caller's still.
 *
 * Context: as plat_space_create().
 * Returns: 0; -PLAT_EBUSY: an lcpu is in it; -PLAT_EINVAL: it is the kernel's.
 */
PLAT_MUST_CHECK int plat_space_destroy(struct plat_space *space);

/**
 * This lcpu uses @space from now on; plat_kernel_space(): no lower half at
 * all.
 *
 * Context: any. Returns: the one that it used before.
 */
struct plat_space *plat_space_switch(struct plat_space *space);

/** The one that this lcpu uses. */
struct plat_space *plat_space_current(void);

/**
 * Map [va, va + size) to [pa, pa + size).
 *
 * @attr: PLAT_ATTR_*. PLAT_ATTR_GLOBAL is the kernel half's, and implied there.
 * @how:  PLAT_PT_FAIL, PLAT_PT_REPLACE or PLAT_PT_KEEP: what happens to pages
 *        that are mapped already; or-ed with PLAT_PT_MAX_4K or _2M.
 * Context: any but an NMI or a fault in these functions.
 * Returns: 0; -PLAT_EINVAL: addresses or size that are no multiple of 4 KiB,
 *          not this space's half, or attributes that cannot be, or not of a
 *          device;
 *          -PLAT_EEXIST: a page is mapped (PLAT_PT_FAIL); -PLAT_ERANGE: beyond
 *          the CPU's physical addresses; -PLAT_ENOMEM.
 * Cost:    see "make bench".
 */
PLAT_MUST_CHECK
int plat_map(struct plat_space *space, plat_va_t va, plat_pa_t pa,
	     uint64_t size, plat_attr_t attr, unsigned int how);

/**
 * Unmap [va, va + size).
 *
 * @how:     PLAT_PT_FAIL: -PLAT_ENOENT where a page is not mapped;
 *           PLAT_PT_KEEP: what is not mapped is passed over.
 * Context, Returns: as plat_map().
 */
PLAT_MUST_CHECK
int plat_unmap(struct plat_space *space, plat_va_t va, uint64_t size,
	       unsigned int how);

/**
 * Give [va, va + size) the attributes @attr. Context, Returns: as
 * plat_unmap().
 */
PLAT_MUST_CHECK
int plat_protect(struct plat_space *space, plat_va_t va, uint64_t size,
		 plat_attr_t attr, unsigned int how);

/**
 * Split what is mapped of [va, va + size) into pages of @page_bytes or less,
 * so that no later call on parts of it needs memory. What is not mapped is
 * passed over.
 *
 * @page_bytes: 4 KiB or 2 MiB.
 * Context, Returns: as plat_map().
 */
PLAT_MUST_CHECK
int plat_split(struct plat_space *space, plat_va_t va, uint64_t size,
	       uint64_t page_bytes);

/**
 * The page that holds @va.
 *
 * Context: as plat_map().
 * Returns: 0; -PLAT_ENOENT: none; -PLAT_EINVAL: not this space's half.
 */
PLAT_MUST_CHECK
int plat_query(struct plat_space *space, plat_va_t va,
	       struct plat_pt_mapping *out);

/* What plat_scan() clears of the pages that it has reported. */
#define PLAT_SCAN_CLEAR_ACCESSED (1u << 0)
#define PLAT_SCAN_CLEAR_DIRTY    (1u << 1)

/**
 * Call @visit for each page mapped in [va, va + size), in order of addresses;
 * PLAT_ATTR_ACCESSED and PLAT_ATTR_DIRTY of its attributes say whether it was
 * read or written, by any lcpu, since the flag was last cleared. plat_map() and
 * plat_protect() begin with both of a page that can be written, and with the
 * first of any other. (Where the CPU does not keep these flags, a fault does,
 * once a page and flag.)
 *
 * @clear:  PLAT_SCAN_*, but not of what the kernel itself stands on: in its
 *          half, that is all but the vmem and the foreign window.
 * @visit:  returns 0 to go on; anything else ends the scan. Called with the
 *          space locked.
 * Context: as plat_map().
 * Returns: 0; what @visit returned; -PLAT_EINVAL; -PLAT_ENOTSUP: the tables
 *          are not the guest's to write.
 */
PLAT_MUST_CHECK
int plat_scan(struct plat_space *space, plat_va_t va, uint64_t size,
	      unsigned int clear,
	      int (*visit)(void *arg, const struct plat_pt_mapping *page),
	      void *arg);

#endif /* PLAT_PAGING_H */
