/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames: page-sized pieces of physical memory, in blocks of 2^order that are
 * aligned to their size. A frame that is free, or given away, holds no
 * metadata: the allocator never touches a page's contents.
 *
 * There are three zones: below 1 MiB, from there to 4 GiB, and above; no block
 * crosses from one to the next. (Such a block would begin at address 0, where
 * there is no machine with this much memory and no hole in it.)
 */
#ifndef PLAT_FRAME_H
#define PLAT_FRAME_H

#include <plat/types.h>

/* The largest block: 2^PLAT_FRAME_MAX_ORDER frames, 64 GiB. */
#define PLAT_FRAME_MAX_ORDER 24u

/* What plat_frame_alloc() may hand out. */
#define PLAT_FRAME_ANY    UINT64_MAX           /* anywhere */
#define PLAT_FRAME_DMA32  ((uint64_t)1 << 32)  /* below 4 GiB */
#define PLAT_FRAME_REAL   ((uint64_t)1 << 20)  /* x86 real mode: below 1 MiB */

/**
 * Allocate 2^@order frames, aligned to their size, wholly below @limit.
 * Memory above 4 GiB, and above 1 MiB, is used first where the limit allows,
 * so that what few can do without stays for them; in a zone, the lowest block
 * that is free.
 *
 * @limit:  an exclusive physical address, say PLAT_FRAME_ANY.
 * @pa:     the block; its contents are undefined.
 * Context: any lcpu, interrupts on or off, interrupt handlers too.
 * Returns: 0; -PLAT_ENOMEM: no such block is free, or there is no room for
 *          the allocator's own data; -PLAT_EINVAL: order above
 *          PLAT_FRAME_MAX_ORDER; -PLAT_ENOSYS: before the memory stage.
 */
PLAT_MUST_CHECK
int plat_frame_alloc(unsigned int order, uint64_t limit, plat_pa_t *pa);

/**
 * Allocate the block of 2^@order frames at @pa, and no other.
 *
 * Context: as plat_frame_alloc().
 * Returns: 0; -PLAT_EBUSY: part of it is in use, or is not the allocator's;
 *          -PLAT_EINVAL: @pa is not aligned to the block's size, or order
 *          above PLAT_FRAME_MAX_ORDER.
 */
PLAT_MUST_CHECK
int plat_frame_alloc_at(plat_pa_t pa, unsigned int order);

/**
 * Give a block back: one that was allocated, or an aligned part of one. Or
 * give one that the allocator never had, or had in part: memory that boot
 * info says is free, the image's, an initrd, a command line or a devicetree,
 * and that nobody uses any more, such as boot page tables. From then on it is
 * the allocator's, and counts as such; whoever allocates from the part of it
 * that is not FREE in boot info has to see to its mapping.
 *
 * Cost:    the same for all of the allocator's own; a block that is not is
 *          looked up in boot info's regions.
 * Context: as plat_frame_alloc().
 * Returns: 0; -PLAT_EINVAL: part of it is free already, or is none of the
 *          above; order above PLAT_FRAME_MAX_ORDER; @pa is not aligned to the
 *          block's size. Nothing is changed then.
 */
PLAT_MUST_CHECK
int plat_frame_free(plat_pa_t pa, unsigned int order);

/**
 * Allocate @nr single frames below @limit, all or none.
 *
 * @pas:    where their addresses go, in no order.
 * Context, Returns: as plat_frame_alloc().
 */
PLAT_MUST_CHECK
int plat_frame_alloc_many(uint32_t nr, uint64_t limit, plat_pa_t *pas);

/**
 * Give @nr single frames back, all or none.
 *
 * Context, Returns: as plat_frame_free(), of order 0.
 */
PLAT_MUST_CHECK int plat_frame_free_many(uint32_t nr, const plat_pa_t *pas);

/**
 * Take free frames out of the allocator, for somebody who takes the memory
 * itself away (a balloon): it counts them no more, and keeps nothing of them.
 *
 * @nr:     at most so many.
 * @pas:    where their addresses go, in no order.
 * Context: as plat_frame_alloc().
 * Returns: how many were taken; fewer than @nr: there are no more.
 */
uint32_t plat_frame_give_away(uint32_t nr, plat_pa_t *pas);

/**
 * Put frames back that plat_frame_give_away() took, in any order, all or none.
 *
 * Context: as plat_frame_alloc().
 * Returns: 0; -PLAT_EINVAL: one of them is not away.
 */
PLAT_MUST_CHECK int plat_frame_take_back(uint32_t nr, const plat_pa_t *pas);

struct plat_frame_stats {
	uint64_t nr_total;      /* frames that the allocator manages */
	uint64_t nr_free;       /* those in the lcpus' caches included */
	uint64_t nr_free_dma32; /* of these, below 4 GiB */
	uint64_t nr_metadata;   /* frames that hold the allocator's own data */
	uint64_t nr_away;       /* given away; not in nr_total */
};

/**
 * A consistent view of the figures above.
 *
 * Context: as plat_frame_alloc().
 */
void plat_frame_stats(struct plat_frame_stats *stats);

#endif /* PLAT_FRAME_H */
