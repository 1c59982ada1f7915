/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A zone: the free frames of one span of physical memory, as a tree of
 * bitmaps with 64-way nodes. A leaf is two words, one bit a frame: free, and
 * ours (the zone's to give); a frame that has been given away is free and not
 * ours. A node covers 64 children and says of each, one bit a child, what has
 * to be known without looking into it:
 *
 *   whole      all of its frames are free
 *   fits[o]    it has a free aligned block of 2^o frames (o up to what a
 *              block inside one child can be)
 *   ours_all   all of its frames are ours
 *   ours_some  some are, or were and are away
 *   lent       it is a leaf that is lent to an lcpu's cache, or has such
 *
 *   level  a child covers           a node covers    fits
 *   1      64 frames, 256 KiB       16 MiB           0 .. 5
 *   2      4096 frames, 16 MiB      1 GiB            0 .. 11
 *   3      1 GiB                    64 GiB           0 .. 17
 *   4      64 GiB                   4 TiB            0 .. 23
 *   5, 6   4 TiB, 256 TiB           256 TiB, 16 PiB  0 .. 24
 *
 * A child that is alike throughout (all free; all ours and in use; none ours)
 * is told by these bits alone: what its own memory holds is not looked at,
 * and written when it is first split. So neither the time to set up a zone
 * nor the memory touched depends on how much memory there is, and a hole in
 * it costs nothing. The frames themselves are never touched.
 *
 * A leaf can be lent, all of it or nothing: which of its frames are free is
 * then said by a slot of the borrower alone (<plat/frame.h>), where its own
 * free ones would be is the borrower's address, and the nodes above say that
 * it has none. To recall it is to take what the slot says, put 0 there and
 * tell upwards. Both need the zone; what is done to the words in between does
 * not, from whichever lcpu. So the tree is also how to find all that is in
 * caches, and whose. Whatever is done in the zone to frames of a leaf that is
 * lent recalls it first; only a single frame that is freed goes to the
 * borrower's slot.
 */
#ifndef COMMON_MEMORY_ZONE_H
#define COMMON_MEMORY_ZONE_H

#include <plat/frame.h>

#define PLAT_ZONE_MAX_LEVEL 6u

/* Frame numbers below this can be in a zone: 52 bits of address. */
#define PLAT_ZONE_MAX_PFN ((uint64_t)1 << 40)

struct plat_zone_node {
	uint64_t whole;
	uint64_t ours_all;
	uint64_t ours_some;
	uint64_t made;   /* the child has memory, at the word in links() */
	uint64_t lent;
	uint64_t fits[]; /* 25, then 64 links; at level 1: 6, then 64 leaves */
};

struct plat_zone {
	unsigned int level; /* of the root; 0: there is no frame */
	struct plat_zone_node *root;
	uint64_t *pool;     /* the memory of all nodes */
	uint64_t nr_words;
	uint64_t nr_used_words;
	uint64_t nr_total;
	uint64_t nr_free;   /* not those in leaves that are lent */
	uint64_t nr_away;   /* not in nr_total */
};

/* How much of the address space a zone has to be able to describe. */
struct plat_zone_plan {
	uint64_t last;    /* the highest node of level 1 */
	uint64_t nr_low;  /* nodes of level 1 */
	uint64_t nr_runs; /* that these form */
};

/**
 * Plan for frames [first, end). Begin with a plan that is zero.
 *
 * Requires: first < end; first is not below any end planned for before.
 */
void plat_zone_plan(struct plat_zone_plan *plan, uint64_t first, uint64_t end);

/**
 * The words of memory that a zone for @plan can come to need.
 */
uint64_t plat_zone_words(const struct plat_zone_plan *plan);

/**
 * Begin a zone without a frame.
 *
 * @pool: @words, which is what plat_zone_words(plan) says; not zeroed.
 */
void plat_zone_init(struct plat_zone *zone, const struct plat_zone_plan *plan,
		    uint64_t words, uint64_t *pool);

/* Of those below: the caller has the zone for itself; frames are inside what
 * was planned for; a block's first frame is a multiple of its size. */

/**
 * Add frames [first, end), none of which is in the zone, as free.
 *
 * Returns: 0; -PLAT_ENOMEM: the pool is too small.
 */
PLAT_MUST_CHECK
int plat_zone_add(struct plat_zone *zone, uint64_t first, uint64_t end);

/**
 * Take the lowest block of 2^@order frames, if it ends at or below @limit.
 *
 * Returns: 0; -PLAT_ENOMEM.
 */
PLAT_MUST_CHECK
int plat_zone_alloc(struct plat_zone *zone, unsigned int order, uint64_t limit,
		    uint64_t *pfn);

/**
 * Take this block.
 *
 * Returns: 0; -PLAT_EBUSY: part of it is not free.
 */
PLAT_MUST_CHECK
int plat_zone_alloc_at(struct plat_zone *zone, uint64_t pfn,
		       unsigned int order);

/**
 * Give a block back.
 *
 * Returns: 0; -PLAT_EINVAL: part of it is free or away, or outside the zone;
 *          -PLAT_ENOENT: part of it has never been in the zone.
 */
PLAT_MUST_CHECK
int plat_zone_free(struct plat_zone *zone, uint64_t pfn, unsigned int order);

/**
 * Give a block, parts of which may never have been in the zone.
 *
 * Returns: 0; -PLAT_EINVAL: part of it is free or away, or outside the zone.
 */
PLAT_MUST_CHECK
int plat_zone_give(struct plat_zone *zone, uint64_t pfn, unsigned int order);

/**
 * Take free frames of the lowest leaf that has some, those below @limit; with
 * @away, they are given away.
 *
 * @nr:      at most so many, not 0.
 * Returns:  how many; 0: there are none, but for what is lent.
 */
uint32_t plat_zone_take_some(struct plat_zone *zone, uint32_t nr,
			     uint64_t limit, bool away, plat_pa_t *pas);

/* Of the next four: frames @mask of the leaf that begins with @pfn; if it is
 * lent, it is recalled. */

/**
 * Give back frames that are in use.
 *
 * Returns: 0; -PLAT_EINVAL: not all of them are, or they are outside the zone.
 */
PLAT_MUST_CHECK
int plat_zone_free_some(struct plat_zone *zone, uint64_t pfn, uint64_t mask);

/**
 * Take frames that are free.
 *
 * Returns: as plat_zone_free_some().
 */
PLAT_MUST_CHECK
int plat_zone_alloc_some(struct plat_zone *zone, uint64_t pfn, uint64_t mask);

/**
 * Give frames away that are free.
 *
 * Returns: as plat_zone_free_some().
 */
PLAT_MUST_CHECK
int plat_zone_send_away(struct plat_zone *zone, uint64_t pfn, uint64_t mask);

/**
 * Free frames that are away.
 *
 * Returns: as plat_zone_free_some().
 */
PLAT_MUST_CHECK
int plat_zone_bring_back(struct plat_zone *zone, uint64_t pfn, uint64_t mask);

/**
 * How many frames of the leaf of frame @pfn would be in the borrower's words;
 * 0, too: it is lent.
 */
unsigned int plat_zone_nr_lendable(struct plat_zone *zone, uint64_t pfn);

/**
 * A leaf of which plat_zone_nr_lendable() says not 0: the lowest with a free
 * block that is all a word stands for.
 *
 * @pfn:     its first frame.
 * Returns:  whether there is such a leaf.
 */
bool plat_zone_find_lendable(struct plat_zone *zone, uint64_t *pfn);

/**
 * Lend the leaf of frame @pfn to @cache, whose slot for it is empty.
 *
 * Requires: plat_zone_nr_lendable() said not 0, and only recalls came in
 *           between.
 */
void plat_zone_lend(struct plat_zone *zone, uint64_t pfn,
		    struct plat_frame_cache *cache);

/**
 * Recall what is lent of a block of 2^@order frames.
 */
void plat_zone_recall(struct plat_zone *zone, uint64_t pfn,
		      unsigned int order);

/**
 * Recall all that is lent.
 *
 * Returns: whether something was.
 */
bool plat_zone_recall_all(struct plat_zone *zone);

#endif /* COMMON_MEMORY_ZONE_H */
