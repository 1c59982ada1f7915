/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames: page-sized pieces of physical memory, in blocks of 2^order that are
 * aligned to their size. A frame that is free, or given away, holds no
 * metadata: the allocator never touches a page's contents.
 *
 * There are three zones: below 1 MiB, from there to 4 GiB, and above; no block
 * crosses from one to the next. (Such a block would begin at address 0, where
 * there is no machine with this much memory and no hole in it.)
 *
 * In front of them each lcpu has a cache of single frames. Its frames are as
 * free as all others: they count as such, and whatever does not find enough
 * in the zones calls in what is in all caches, with the zones locked, before
 * it says that there is none. So an allocation fails only if there was a
 * moment at which no such block was free, anywhere.
 */
#ifndef PLAT_FRAME_H
#define PLAT_FRAME_H

#include <plat/lcpu_data.h>
#include <plat/types.h>

/* The largest block: 2^PLAT_FRAME_MAX_ORDER frames, 64 GiB. */
#define PLAT_FRAME_MAX_ORDER 24u

/* What plat_frame_alloc() may hand out. */
#define PLAT_FRAME_ANY    UINT64_MAX           /* anywhere */
#define PLAT_FRAME_DMA32  ((uint64_t)1 << 32)  /* below 4 GiB */
#define PLAT_FRAME_REAL   ((uint64_t)1 << 20)  /* x86 real mode: below 1 MiB */

/*
 * Private, down to the next such line: an lcpu's cache. A word stands for 16
 * frames in a row, 64 KiB; it is 0, or
 *
 *   63                                    16 15                            0
 *  +----------------------------------------+-------------------------------+
 *  | the address at which they end, >> 16   | which of them are free, a bit |
 *  +----------------------------------------+-------------------------------+
 *
 * Everything that is known of them is in the one word, and changed with it:
 * who takes or frees a frame by it needs neither a lock nor interrupts off,
 * and may even be on another lcpu. A slot's four words are a leaf of a zone's
 * tree, which is theirs as long as the slot has it; where not all 16 frames
 * are the allocator's, the word is 0. Only who holds the allocator's lock
 * changes slots, and addresses in words. See common/memory/zone.h.
 */
#define PLAT_FRAME_CACHE_SLOTS 4u
#define PLAT_FRAME_CACHE_WORDS 16u /* 1 MiB; the word is chosen by address */
#define PLAT_FRAME_WORD_BYTES  ((uint64_t)1 << 16)

struct plat_frame_cache {
	uint64_t words[PLAT_FRAME_CACHE_WORDS];
	uint64_t next;   /* which word to allocate from */
	uint64_t missed; /* the leaf of the last free that no word stood for */
	struct plat_frame_slot {
		uint64_t end;  /* frame number at which the leaf ends; or 0 */
		uint64_t rest; /* free frames of it that are in no word */
	} slots[PLAT_FRAME_CACHE_SLOTS];
};

extern PLAT_LCPU_DATA struct plat_frame_cache plat_frame_cache;

int plat_frame_alloc_block(unsigned int order, uint64_t limit, plat_pa_t *pa);
int plat_frame_free_block(plat_pa_t pa, unsigned int order);

/* False: no frame of the word is free, or the attempt was disturbed. */
static inline PLAT_ALWAYS_INLINE bool plat_frame_take(plat_lcpu_word_t word,
						      plat_pa_t *pa)
{
	uint64_t w = plat_lcpu_word_load(word);

	if (plat_unlikely((uint16_t)w == 0) ||
	    plat_unlikely(!plat_lcpu_word_store(word, w, w & (w - 1))))
		return false;
	pa->v = ((w & ~(PLAT_FRAME_WORD_BYTES - 1)) |
		 (uint64_t)__builtin_ctzll(w) << PLAT_PAGE_SHIFT) -
		PLAT_FRAME_WORD_BYTES;
	return true;
}

/* False: no word stands for the frame, or it is free, or the attempt was
 * disturbed. An address inside a page is that of no frame: its low bits are
 * on top, where words have nothing. The sum is not 0, so an empty word is
 * never meant. */
static inline PLAT_ALWAYS_INLINE bool plat_frame_put(plat_pa_t pa)
{
	uint64_t frame =
		pa.v >> PLAT_PAGE_SHIFT | pa.v << (64 - PLAT_PAGE_SHIFT);
	plat_lcpu_word_t word = &plat_lcpu_own(plat_frame_cache)
		->words[frame >> 4 & (PLAT_FRAME_CACHE_WORDS - 1)];
	uint64_t w = plat_lcpu_word_load(word);

	return plat_likely(w >> 16 == (frame >> 4) + 1) &&
	       plat_likely(!(w >> (frame & 15) & 1)) &&
	       plat_likely(plat_lcpu_word_store(
		   word, w, w | (uint64_t)1 << (frame & 15)));
}

/* No longer private. */

/**
 * Allocate 2^@order frames, aligned to their size, wholly below @limit.
 * Memory above 4 GiB, and above 1 MiB, is used first where the limit allows,
 * so that what few can do without stays for them; in a zone, the lowest block
 * that is free. What is in a cache is not looked for in this order: a single
 * frame with no limit comes from there, anything else only if the zones are
 * without.
 *
 * @limit:  an exclusive physical address, say PLAT_FRAME_ANY.
 * @pa:     the block; its contents are undefined.
 * Context: any lcpu, interrupts on or off, interrupt handlers too; NMI
 *          handlers not.
 * Cost:    a single frame with no limit, both constants, is had in the
 *          caller's own code, without a lock, if this lcpu's cache has one.
 * Returns: 0; -PLAT_ENOMEM: no such block is free, or there is no room for
 *          the allocator's own data; -PLAT_EINVAL: order above
 *          PLAT_FRAME_MAX_ORDER; -PLAT_ENOSYS: before the memory stage.
 */
PLAT_MUST_CHECK
static inline PLAT_ALWAYS_INLINE int
plat_frame_alloc(unsigned int order, uint64_t limit, plat_pa_t *pa)
{
	if (__builtin_constant_p(order) && order == 0 &&
	    __builtin_constant_p(limit) && limit == PLAT_FRAME_ANY) {
		__auto_type cache = plat_lcpu_own(plat_frame_cache);

		if (plat_likely(plat_frame_take(&cache->words[cache->next],
						pa)))
			return 0;
	}
	return plat_frame_alloc_block(order, limit, pa);
}

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
 *          looked up in boot info's regions. A single frame, order being a
 *          constant, goes without a lock to this lcpu's cache, if that has
 *          others close by.
 * Context: as plat_frame_alloc().
 * Returns: 0; -PLAT_EINVAL: part of it is free already, or given away, or is
 *          none of the above; order above PLAT_FRAME_MAX_ORDER; @pa is not
 *          aligned to the block's size. Nothing is changed then.
 */
PLAT_MUST_CHECK
static inline PLAT_ALWAYS_INLINE int plat_frame_free(plat_pa_t pa,
						     unsigned int order)
{
	if (__builtin_constant_p(order) && order == 0 &&
	    plat_likely(plat_frame_put(pa)))
		return 0;
	return plat_frame_free_block(pa, order);
}

/**
 * Allocate @nr single frames below @limit, all or none.
 *
 * @pas:    where their addresses go, in no order.
 * Cost:    interrupts are off for all of it, as for all of the calls below.
 * Context, Returns: as plat_frame_alloc().
 */
PLAT_MUST_CHECK
int plat_frame_alloc_many(uint32_t nr, uint64_t limit, plat_pa_t *pas);

/**
 * Give @nr single frames back that were allocated, all or none.
 *
 * Context: as plat_frame_alloc().
 * Returns: 0; -PLAT_EINVAL: one of them is no frame, or not in use, or is
 *          there twice, or never was the allocator's.
 */
PLAT_MUST_CHECK int plat_frame_free_many(uint32_t nr, const plat_pa_t *pas);

/**
 * Take free frames out of the allocator, for somebody who takes the memory
 * itself away (a balloon): it counts them no more, and keeps nothing of them
 * but that they are away.
 *
 * @nr:     at most so many.
 * @pas:    where their addresses go, in no order.
 * Context: as plat_frame_alloc().
 * Returns: how many were taken; fewer than @nr: there are no more.
 */
uint32_t plat_frame_give_away(uint32_t nr, plat_pa_t *pas);

/**
 * Put frames back that plat_frame_give_away() took, in any order, all or none:
 * as free ones.
 *
 * Context: as plat_frame_alloc().
 * Returns: 0; -PLAT_EINVAL: one of them is not away, or is there twice.
 */
PLAT_MUST_CHECK int plat_frame_take_back(uint32_t nr, const plat_pa_t *pas);

/**
 * Give back to the zones what is in this lcpu's cache: before its per-lcpu
 * data are somebody else's.
 *
 * Context: as plat_frame_alloc().
 */
void plat_frame_drain(void);

struct plat_frame_stats {
	uint64_t nr_total;      /* frames that the allocator manages */
	uint64_t nr_free;       /* those in the lcpus' caches included */
	uint64_t nr_free_dma32; /* of these, below 4 GiB */
	uint64_t nr_metadata;   /* frames that hold the allocator's own data */
	uint64_t nr_away;       /* given away; not in nr_total */
};

/**
 * The figures above, all of one moment.
 *
 * Cost:    calls in what is in caches; that is, not for each allocation.
 * Context: as plat_frame_alloc().
 */
void plat_frame_stats(struct plat_frame_stats *stats);

#endif /* PLAT_FRAME_H */
