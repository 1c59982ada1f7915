/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/memory/zone.h"

#include <plat/atomic.h>
#include <plat/errno.h>

#define ALL       UINT64_MAX
#define NR_ORDERS (PLAT_FRAME_MAX_ORDER + 1)

/* The nodes from the root to where the work is done, by level. */
struct path {
	struct plat_zone_node *node[PLAT_ZONE_MAX_LEVEL + 1];
};

/* One bit a frame. */
struct leaf {
	uint64_t free; /* lent: the address of the cache that says so */
	uint64_t ours;
};

/* What an operation does to a block; so what it has to find there. */
enum purpose {
	TAKE, /* all of it is free */
	FREE, /* all of it is ours and in use */
	GIVE, /* none of it is free */
};

static unsigned int lowest(uint64_t bits)
{
	return (unsigned int)__builtin_ctzll(bits);
}

static uint64_t bit(unsigned int i)
{
	return (uint64_t)1 << i;
}

/* Bits [i, i + nr), 1 <= nr <= 64 - i. */
static uint64_t bits(unsigned int i, unsigned int nr)
{
	return ALL >> (64 - nr) << i;
}

/* The number of frames in one child of a node of @level. */
static uint64_t span(unsigned int level)
{
	return (uint64_t)1 << 6 * level;
}

/* Which child of a node of @level holds frame @pfn. Level 0: the bit. */
static unsigned int child_of(uint64_t pfn, unsigned int level)
{
	return pfn >> 6 * level & 63;
}

static unsigned int nr_fits(unsigned int level)
{
	return level < 5 ? 6 * level : NR_ORDERS;
}

/* Where in the pool the children of a node of level 2 or more are. */
static uint64_t *links(struct plat_zone_node *n)
{
	return n->fits + NR_ORDERS;
}

static struct leaf *leaves(struct plat_zone_node *n)
{
	return (struct leaf *)(void *)(n->fits + 6);
}

static uint64_t node_words(unsigned int level)
{
	return sizeof(struct plat_zone_node) / sizeof(uint64_t) +
	       (level == 1 ? 6 + 2 * 64 : NR_ORDERS + 64);
}

/* Of each aligned run of 2^@order set bits in @w, order <= 6, the lowest. */
static uint64_t runs(uint64_t w, unsigned int order)
{
	static const uint64_t starts[] = {
	    0x5555555555555555, 0x1111111111111111, 0x0101010101010101,
	    0x0001000100010001, 0x0000000100000001, 0x0000000000000001,
	};

	for (unsigned int o = 0; o < order; o++)
		w &= w >> (1u << o) & starts[o];
	return w;
}

/* Those frames of a leaf that can be had. */
static uint64_t available(const struct leaf *leaf)
{
	return leaf->free & leaf->ours;
}

/* How many orders, from 0 up, have an aligned run in @w: 0 to 7. */
static unsigned int nr_orders_in(uint64_t w)
{
	if (w == 0)
		return 0;
	w &= w >> 1 & 0x5555555555555555;
	if (w == 0)
		return 1;
	w &= w >> 2 & 0x1111111111111111;
	if (w == 0)
		return 2;
	w &= w >> 4 & 0x0101010101010101;
	if (w == 0)
		return 3;
	w &= w >> 8 & 0x0001000100010001;
	if (w == 0)
		return 4;
	w &= w >> 16 & 0x0000000100000001;
	if (w == 0)
		return 5;
	return w >> 32 & w ? 7 : 6;
}

/* The same for all that a node covers. */
static unsigned int nr_orders_of(const struct plat_zone_node *n,
				 unsigned int level)
{
	unsigned int nr = nr_fits(level);

	if (n->whole)
		return 6 * level + nr_orders_in(n->whole);
	while (nr > 0 && n->fits[nr - 1] == 0)
		nr--;
	return nr;
}

/* How many bits are set. No instruction for that is in every x86_64. */
static unsigned int count(uint64_t w)
{
	w -= w >> 1 & 0x5555555555555555;
	w = (w & 0x3333333333333333) + (w >> 2 & 0x3333333333333333);
	w = (w + (w >> 4)) & 0x0f0f0f0f0f0f0f0f;
	return (unsigned int)(w * 0x0101010101010101 >> 56);
}

/* The children whose own memory says more than the node does. */
static uint64_t mixed(const struct plat_zone_node *n)
{
	return (n->fits[0] & ~n->whole) | (n->ours_some & ~n->ours_all);
}

/* The same where it is known that the child has free frames (TAKE), or has
 * frames of ours and is not wholly free (FREE). */
static inline bool is_mixed(const struct plat_zone_node *n, unsigned int i,
			    enum purpose purpose)
{
	if (purpose == TAKE)
		return !(n->whole & bit(i));
	if (purpose == FREE)
		return ((n->fits[0] | ~n->ours_all) & bit(i)) != 0;
	return (mixed(n) & bit(i)) != 0;
}

/* All children of @n are alike: @free and @ours are 0 or ALL. */
static void fill(struct plat_zone_node *n, unsigned int level, uint64_t free,
		 uint64_t ours)
{
	n->whole = free;
	n->ours_all = ours;
	n->ours_some = ours;
	for (unsigned int o = 0; o < nr_fits(level); o++)
		n->fits[o] = free;
}

static struct plat_zone_node *new_node(struct plat_zone *zone,
				       unsigned int level)
{
	uint64_t words = node_words(level);
	struct plat_zone_node *n;

	if (words > zone->nr_words - zone->nr_used_words)
		return NULL;
	n = (void *)(zone->pool + zone->nr_used_words);
	zone->nr_used_words += words;
	n->made = 0;
	n->lent = 0;
	return n;
}

static struct plat_zone_node *new_child(struct plat_zone *zone,
					struct plat_zone_node *n,
					unsigned int level, unsigned int i)
{
	uint64_t at = zone->nr_used_words;
	struct plat_zone_node *child = new_node(zone, level - 1);

	if (child) {
		links(n)[i] = at;
		n->made |= bit(i);
	}
	return child;
}

/* Child @i of @n, level 2 or more, written out if it was not. NULL: the pool
 * is too small, which a zone that was planned well does not see. */
static inline struct plat_zone_node *
enter(struct plat_zone *zone, struct plat_zone_node *n, unsigned int level,
      unsigned int i, enum purpose purpose)
{
	struct plat_zone_node *child;

	if (plat_likely(n->made & bit(i)))
		child = (void *)(zone->pool + links(n)[i]);
	else
		child = new_child(zone, n, level, i);
	if (plat_unlikely(!is_mixed(n, i, purpose)) && child)
		fill(child, level - 1, n->whole & bit(i) ? ALL : 0,
		     n->ours_all & bit(i) ? ALL : 0);
	return child;
}

/* The same for child @i of a node of level 1. */
static inline struct leaf *enter_leaf(struct plat_zone_node *n, unsigned int i,
				      enum purpose purpose)
{
	struct leaf *leaf = leaves(n) + i;

	if (plat_unlikely(!is_mixed(n, i, purpose))) {
		leaf->free = n->whole & bit(i) ? ALL : 0;
		leaf->ours = n->ours_all & bit(i) ? ALL : 0;
	}
	return leaf;
}

/* Whether @n, of level 1, says already that leaf @i has a free block of each
 * of the lowest @nr_orders orders, and of no other. */
static inline bool says(const struct plat_zone_node *n, unsigned int i,
			unsigned int nr_orders)
{
	if (nr_orders > 6)
		return false;
	if (nr_orders > 0 && !(n->fits[nr_orders - 1] >> i & 1))
		return false;
	return !((nr_orders < 6 ? n->fits[nr_orders] : n->whole) >> i & 1);
}

/* Say that child @i has a free block of each of the lowest @nr_orders orders.
 * Returns whether the same may have changed for @n as a whole. */
static bool set_child(struct plat_zone_node *n, unsigned int level,
		      unsigned int i, unsigned int nr_orders)
{
	const uint64_t *end = n->fits + nr_fits(level);
	uint64_t *fits = n->fits + nr_orders;
	uint64_t whole = (uint64_t)(nr_orders > 6 * level) << i;
	bool changed = ((n->whole ^ whole) & bit(i)) != 0;

	n->whole = (n->whole & ~bit(i)) | whole;
	if (fits > end)
		fits = n->fits + nr_fits(level);
	for (uint64_t *f = fits; f < end && (*f & bit(i)); f++) {
		*f &= ~bit(i);
		changed |= *f == 0;
	}
	while (fits > n->fits && !(*--fits & bit(i))) {
		changed |= *fits == 0;
		*fits |= bit(i);
	}
	return changed;
}

/* A child of the node at @level on the path has changed; tell upwards. */
static void update(const struct plat_zone *zone, const struct path *path,
		   uint64_t pfn, unsigned int level, unsigned int nr_orders)
{
	for (; level <= zone->level; level++) {
		struct plat_zone_node *n = path->node[level];

		if (!set_child(n, level, child_of(pfn, level), nr_orders))
			return;
		nr_orders = nr_orders_of(n, level);
	}
}

/* The same for a leaf; most often there is nothing to tell. */
static inline void update_leaf(const struct plat_zone *zone,
			       const struct path *path, uint64_t pfn,
			       uint64_t free)
{
	unsigned int nr_orders = nr_orders_in(free);

	if (plat_unlikely(!says(path->node[1], child_of(pfn, 1), nr_orders)))
		update(zone, path, pfn, 1, nr_orders);
}

/* The same for what is ours, where that is not less than before. */
static void update_ours(const struct plat_zone *zone, const struct path *path,
			uint64_t pfn, unsigned int level, bool all)
{
	for (; level <= zone->level; level++) {
		struct plat_zone_node *n = path->node[level];

		n->ours_some |= bit(child_of(pfn, level));
		if (all)
			n->ours_all |= bit(child_of(pfn, level));
		all = n->ours_all == ALL;
	}
}

/* The same where a frame of a leaf is no longer ours. */
static void lower_ours(const struct plat_zone *zone, const struct path *path,
		       uint64_t pfn)
{
	for (unsigned int l = 1; l <= zone->level; l++) {
		struct plat_zone_node *n = path->node[l];

		if (!(n->ours_all & bit(child_of(pfn, l))))
			return;
		n->ours_all &= ~bit(child_of(pfn, l));
	}
}

/* Make the children @mask of the node at @level wholly free, or used. */
static void put_children(const struct plat_zone *zone,
			 const struct path *path, uint64_t pfn,
			 unsigned int level, uint64_t mask, bool free)
{
	struct plat_zone_node *n = path->node[level];
	uint64_t value = free ? mask : 0;

	n->whole = (n->whole & ~mask) | value;
	for (unsigned int o = 0; o < nr_fits(level); o++)
		n->fits[o] = (n->fits[o] & ~mask) | value;
	update(zone, path, pfn, level + 1, nr_orders_of(n, level));
}

/* The level of a root that has node @last of level 1 below it, or is it. */
static unsigned int root_level(uint64_t last)
{
	unsigned int level = 1;

	for (; last; last >>= 6)
		level++;
	return level;
}

void plat_zone_plan(struct plat_zone_plan *plan, uint64_t first, uint64_t end)
{
	uint64_t low = first >> 12;
	uint64_t high = (end - 1) >> 12;

	if (plan->nr_low > 0) {
		if (high == plan->last)
			return;
		low = plat_max_u64(low, plan->last + 1);
	}
	if (plan->nr_low == 0 || low > plan->last + 1)
		plan->nr_runs++;
	plan->nr_low += high + 1 - low;
	plan->last = high;
}

/* A run of n nodes has n / 64 + 2 parents at most. */
uint64_t plat_zone_words(const struct plat_zone_plan *plan)
{
	uint64_t nr = plan->nr_low;
	uint64_t last = plan->last;
	uint64_t words = nr * node_words(1);

	while (last) {
		last >>= 6;
		nr = plat_min_u64(nr / 64 + 2 * plan->nr_runs, last + 1);
		words += nr * node_words(2);
	}
	return words;
}

void plat_zone_init(struct plat_zone *zone, const struct plat_zone_plan *plan,
		    uint64_t words, uint64_t *pool)
{
	*zone = (struct plat_zone){.pool = pool};
	if (plan->nr_low == 0)
		return;
	zone->nr_words = words;
	zone->level = root_level(plan->last);
	zone->root = new_node(zone, zone->level);
	fill(zone->root, zone->level, 0, 0);
}

/* As set_child() and set_ours(), where nothing becomes less. */
static void raise_child(struct plat_zone_node *n, unsigned int level,
			unsigned int i, unsigned int nr_orders, bool all_ours)
{
	unsigned int nr = nr_fits(level);
	uint64_t b = bit(i);

	n->ours_some |= b;
	if (all_ours)
		n->ours_all |= b;
	if (nr_orders > 6 * level)
		n->whole |= b;
	if (nr_orders < nr)
		nr = nr_orders;
	while (nr-- > 0 && !(n->fits[nr] & b))
		n->fits[nr] |= b;
}

/* Add frames [first, end) of the leaf @i. */
static void add_to_leaf(struct plat_zone_node *n, unsigned int i,
			unsigned int first, unsigned int end)
{
	struct leaf *leaf = enter_leaf(n, i, GIVE);

	leaf->free |= bits(first, end - first);
	leaf->ours |= bits(first, end - first);
	raise_child(n, 1, i, nr_orders_in(leaf->free), leaf->ours == ALL);
}

static int add_range(struct plat_zone *zone, struct plat_zone_node *n,
		     unsigned int level, uint64_t first, uint64_t end);

/* Add a part of child @i: frames [first, end) of it. */
static int add_to_child(struct plat_zone *zone, struct plat_zone_node *n,
			unsigned int level, unsigned int i, uint64_t first,
			uint64_t end)
{
	struct plat_zone_node *child;
	int rc;

	if (level == 1) {
		add_to_leaf(n, i, (unsigned int)first, (unsigned int)end);
		return 0;
	}
	child = enter(zone, n, level, i, GIVE);
	if (!child)
		return -PLAT_ENOMEM;
	rc = add_range(zone, child, level - 1, first, end);
	raise_child(n, level, i, nr_orders_of(child, level - 1),
		    child->ours_all == ALL);
	return rc;
}

static void add_whole_children(struct plat_zone_node *n, unsigned int level,
			       uint64_t mask)
{
	n->whole |= mask;
	n->ours_all |= mask;
	n->ours_some |= mask;
	for (unsigned int o = 0; o < nr_fits(level); o++)
		n->fits[o] |= mask;
}

/* Add frames [first, end) of what @n covers. */
static int add_range(struct plat_zone *zone, struct plat_zone_node *n,
		     unsigned int level, uint64_t first, uint64_t end)
{
	uint64_t rest = span(level) - 1;
	unsigned int i = (unsigned int)(first >> 6 * level);
	unsigned int last = (unsigned int)(end >> 6 * level);
	int rc = 0;

	if (i == last)
		return add_to_child(zone, n, level, i, first & rest,
				    end & rest);
	if (first & rest)
		rc = add_to_child(zone, n, level, i++, first & rest, rest + 1);
	if (i < last)
		add_whole_children(n, level, bits(i, last - i));
	if (rc == 0 && (end & rest))
		rc = add_to_child(zone, n, level, last, 0, end & rest);
	return rc;
}

int plat_zone_add(struct plat_zone *zone, uint64_t first, uint64_t end)
{
	int rc = add_range(zone, zone->root, zone->level, first, end);

	if (rc != 0)
		return rc;
	zone->nr_total += end - first;
	zone->nr_free += end - first;
	return 0;
}

/* The level whose nodes have a block of @order as one or more children; 0: it
 * is inside a leaf. */
static unsigned int level_of(const struct plat_zone *zone, unsigned int order)
{
	return order / 6 < zone->level ? order / 6 : zone->level;
}

/* Whether there is a block of @order. */
static bool has_block(const struct plat_zone *zone, unsigned int level,
		      unsigned int order)
{
	if (plat_likely(level < zone->level))
		return zone->root->fits[order] != 0;
	return order <= 6 * level + 6 &&
	       runs(zone->root->whole, order - 6 * level) != 0;
}

/* Down to @level, or to 1, always to the lowest child that has a free block
 * of @order; the root has one. *@pfn is the first frame of the node there.
 * NULL: as enter(). */
static inline struct plat_zone_node *
descend_lowest(struct plat_zone *zone, struct path *path, unsigned int level,
	       unsigned int order, uint64_t *pfn)
{
	struct plat_zone_node *n = zone->root;
	unsigned int l = zone->level;
	uint64_t where = 0;

	path->node[l] = n;
	for (; l > 1 && l > level; l--) {
		unsigned int i = lowest(n->fits[order]);

		n = enter(zone, n, l, i, TAKE);
		if (plat_unlikely(!n))
			return NULL;
		path->node[l - 1] = n;
		where = where << 6 | i;
	}
	*pfn = where << 6 * (l + 1);
	return n;
}

/* A block inside a leaf. */
static int alloc_small(struct plat_zone *zone, unsigned int order,
		       uint64_t limit, uint64_t *pfn)
{
	struct path path;
	struct plat_zone_node *n = descend_lowest(zone, &path, 0, order, pfn);
	struct leaf *leaf;
	unsigned int i;
	unsigned int at;

	if (plat_unlikely(!n))
		return -PLAT_ENOMEM;
	i = lowest(n->fits[order]);
	leaf = enter_leaf(n, i, TAKE);
	at = lowest(runs(available(leaf), order));
	*pfn |= (uint64_t)i << 6 | at;
	if (plat_unlikely(*pfn + bit(order) > limit))
		return -PLAT_ENOMEM;
	leaf->free &= ~bits(at, 1u << order);
	update_leaf(zone, &path, *pfn, available(leaf));
	return 0;
}

/* A block of whole children of a node of @level. */
static int alloc_large(struct plat_zone *zone, unsigned int level,
		       unsigned int order, uint64_t limit, uint64_t *pfn)
{
	unsigned int log = order - 6 * level;
	struct path path;
	struct plat_zone_node *n =
	    descend_lowest(zone, &path, level, order, pfn);
	unsigned int i;

	if (!n)
		return -PLAT_ENOMEM;
	i = lowest(runs(n->whole, log));
	*pfn |= (uint64_t)i << 6 * level;
	if (*pfn + bit(order) > limit)
		return -PLAT_ENOMEM;
	put_children(zone, &path, *pfn, level, bits(i, 1u << log), false);
	return 0;
}

int plat_zone_alloc(struct plat_zone *zone, unsigned int order, uint64_t limit,
		    uint64_t *pfn)
{
	int rc = -PLAT_ENOMEM;

	if (plat_unlikely(zone->level == 0))
		return rc;
	if (plat_likely(order < 6)) {
		if (zone->root->fits[order])
			rc = alloc_small(zone, order, limit, pfn);
	} else if (has_block(zone, level_of(zone, order), order)) {
		rc = alloc_large(zone, level_of(zone, order), order, limit,
				 pfn);
	}
	if (rc == 0)
		zone->nr_free -= bit(order);
	return rc;
}

static bool covers(const struct plat_zone *zone, uint64_t pfn,
		   unsigned int order)
{
	return zone->level > 0 && pfn >> 6 * (zone->level + 1) == 0 &&
	       order <= 6 * (zone->level + 1);
}

/* Of the children of @n, those that can hold a block. */
static inline uint64_t may_hold(const struct plat_zone_node *n,
				enum purpose purpose)
{
	if (purpose == TAKE)
		return n->fits[0];
	if (purpose == FREE)
		return n->ours_some & ~n->whole;
	return ~n->whole;
}

/* Down to @level, or to 1, where @pfn is. */
static inline int descend(struct plat_zone *zone, struct path *path,
			  uint64_t pfn, unsigned int level,
			  enum purpose purpose)
{
	struct plat_zone_node *n = zone->root;
	unsigned int l = zone->level;

	path->node[l] = n;
	for (; l > 1 && l > level; l--) {
		unsigned int i = child_of(pfn, l);

		if (plat_unlikely(!(may_hold(n, purpose) & bit(i))))
			return n->whole & bit(i) ? -PLAT_EBUSY : -PLAT_ENOENT;
		n = enter(zone, n, l, i, purpose);
		if (plat_unlikely(!n))
			return -PLAT_ENOMEM;
		path->node[l - 1] = n;
	}
	return 0;
}

/* Which bits of the leaf, or of the node at @level, a block is. */
static uint64_t block_mask(uint64_t pfn, unsigned int level,
			   unsigned int order)
{
	return bits(child_of(pfn, level), 1u << (order - 6 * level));
}

/* Path is of frame @pfn, down to level 1. */
static bool is_lent(const struct path *path, uint64_t pfn)
{
	return (path->node[1]->lent & bit(child_of(pfn, 1))) != 0;
}

static struct leaf *leaf_of(const struct path *path, uint64_t pfn)
{
	return leaves(path->node[1]) + child_of(pfn, 1);
}

static struct plat_frame_cache *borrower_of(const struct leaf *leaf)
{
	return (struct plat_frame_cache *)(uintptr_t)leaf->free;
}

static struct plat_frame_slot *slot_of(struct plat_frame_cache *cache,
				       uint64_t pfn)
{
	return &cache->slots[pfn >> 6 & (PLAT_FRAME_CACHE_SLOTS - 1)];
}

/* The word for frame @pfn. */
static uint64_t *word_of(struct plat_frame_cache *cache, uint64_t pfn)
{
	return &cache->words[pfn >> 4 & (PLAT_FRAME_CACHE_WORDS - 1)];
}

/* Those frames of a leaf that words can stand for. */
static uint64_t in_words(const struct leaf *leaf)
{
	uint64_t mask = 0;

	for (unsigned int i = 0; i < 64; i += 16) {
		if (((leaf->ours >> i) & 0xffff) == 0xffff)
			mask |= bits(i, 16);
	}
	return mask;
}

static void set_lent(const struct plat_zone *zone, const struct path *path,
		     uint64_t pfn)
{
	for (unsigned int l = 1; l <= zone->level; l++)
		path->node[l]->lent |= bit(child_of(pfn, l));
}

static void clear_lent(const struct plat_zone *zone, const struct path *path,
		       uint64_t pfn)
{
	for (unsigned int l = 1; l <= zone->level; l++) {
		path->node[l]->lent &= ~bit(child_of(pfn, l));
		if (path->node[l]->lent)
			return;
	}
}

/* Of the children of a node of level @l, those with a part of a block that is
 * children of a node of @level. */
static uint64_t part_of_block(uint64_t pfn, unsigned int order,
			      unsigned int level, unsigned int l)
{
	if (l > level)
		return bit(child_of(pfn, l));
	return l == level ? block_mask(pfn, level, order) : ALL;
}

/* The lowest leaf that is lent, of a block; *@leaf is its first frame. */
static bool find_lent(const struct plat_zone *zone, uint64_t pfn,
		      unsigned int order, uint64_t *leaf)
{
	unsigned int level = level_of(zone, order);
	struct plat_zone_node *n = zone->root;
	uint64_t where = 0;

	for (unsigned int l = zone->level;; l--) {
		uint64_t lent = n->lent & part_of_block(pfn, order, level, l);

		if (!lent)
			return false;
		where = where << 6 | lowest(lent);
		if (l == 1)
			break;
		n = (void *)(zone->pool + links(n)[lowest(lent)]);
	}
	*leaf = where << 6;
	return true;
}

/* What a borrower has of the leaf that begins with frame @pfn; no longer. */
static uint64_t empty_slot(struct plat_frame_cache *cache, uint64_t pfn)
{
	struct plat_frame_slot *slot = slot_of(cache, pfn);
	uint64_t free = slot->rest;

	for (unsigned int i = 0; i < 64; i += 16) {
		uint64_t w =
		    plat_atomic_exchange_acq_rel(word_of(cache, pfn + i), 0);

		free |= (w & 0xffff) << i;
	}
	*slot = (struct plat_frame_slot){0};
	return free;
}

/* The opposite: @mask is what words can stand for. */
static void fill_slot(struct plat_frame_cache *cache, uint64_t pfn,
		      uint64_t free, uint64_t mask)
{
	uint64_t end = pfn << PLAT_PAGE_SHIFT;

	*slot_of(cache, pfn) = (struct plat_frame_slot){
	    .end = pfn + 64, .rest = free & ~mask};
	for (unsigned int i = 0; i < 64; i += 16) {
		end += PLAT_FRAME_WORD_BYTES;
		if (mask >> i & 1)
			plat_atomic_store_release(word_of(cache, pfn + i),
						  end | (free >> i & 0xffff));
	}
}

static void recall_leaf(struct plat_zone *zone, uint64_t pfn)
{
	struct path path;
	struct leaf *leaf;

	if (descend(zone, &path, pfn, 0, GIVE) != 0)
		return;
	leaf = leaf_of(&path, pfn);
	leaf->free = empty_slot(borrower_of(leaf), pfn);
	zone->nr_free += count(available(leaf));
	clear_lent(zone, &path, pfn);
	update_leaf(zone, &path, pfn, available(leaf));
}

void plat_zone_recall(struct plat_zone *zone, uint64_t pfn,
		      unsigned int order)
{
	uint64_t leaf;

	while (covers(zone, pfn, order) &&
	       find_lent(zone, pfn, order, &leaf))
		recall_leaf(zone, leaf);
}

bool plat_zone_recall_all(struct plat_zone *zone)
{
	if (zone->level == 0 || !zone->root->lent)
		return false;
	plat_zone_recall(zone, 0, 6 * (zone->level + 1));
	return true;
}

unsigned int plat_zone_nr_lendable(struct plat_zone *zone, uint64_t pfn)
{
	struct path path;
	const struct leaf *leaf;

	if (!covers(zone, pfn, 0) || descend(zone, &path, pfn, 0, TAKE) != 0 ||
	    !(path.node[1]->fits[0] & bit(child_of(pfn, 1))))
		return 0;
	leaf = enter_leaf(path.node[1], child_of(pfn, 1), TAKE);
	return count(leaf->free & in_words(leaf));
}

bool plat_zone_find_lendable(struct plat_zone *zone, uint64_t *pfn)
{
	const unsigned int order = 4;
	const struct plat_zone_node *n;
	struct path path;

	if (zone->level == 0 || !zone->root->fits[order])
		return false;
	n = descend_lowest(zone, &path, 0, order, pfn);
	if (!n)
		return false;
	*pfn |= (uint64_t)lowest(n->fits[order]) << 6;
	return plat_zone_nr_lendable(zone, *pfn) > 0;
}

void plat_zone_lend(struct plat_zone *zone, uint64_t pfn,
		    struct plat_frame_cache *cache)
{
	struct path path;
	struct leaf *leaf;

	if (descend(zone, &path, pfn, 0, TAKE) != 0)
		return;
	leaf = leaf_of(&path, pfn);
	zone->nr_free -= count(available(leaf));
	fill_slot(cache, pfn & ~(uint64_t)63, leaf->free, in_words(leaf));
	leaf->free = (uintptr_t)cache;
	set_lent(zone, &path, pfn);
	update_leaf(zone, &path, pfn, 0);
}

static int free_to_borrower(const struct leaf *leaf, uint64_t pfn)
{
	struct plat_frame_cache *cache = borrower_of(leaf);
	uint64_t *word = word_of(cache, pfn);
	uint64_t mask = bit(pfn & 15);

	if (in_words(leaf) & bit(pfn & 63))
		return plat_atomic_or_acq_rel(word, mask) & mask ? -PLAT_EINVAL
								  : 0;
	mask = bit(pfn & 63);
	if (slot_of(cache, pfn)->rest & mask)
		return -PLAT_EINVAL;
	if (!(leaf->ours & mask))
		return -PLAT_ENOENT;
	slot_of(cache, pfn)->rest |= mask;
	return 0;
}

static int take_in_leaf(struct plat_zone *zone, const struct path *path,
			uint64_t pfn, uint64_t mask)
{
	struct plat_zone_node *n = path->node[1];
	struct leaf *leaf;

	if (!(n->fits[0] & bit(child_of(pfn, 1))))
		return -PLAT_EBUSY;
	leaf = enter_leaf(n, child_of(pfn, 1), TAKE);
	if ((available(leaf) & mask) != mask)
		return -PLAT_EBUSY;
	leaf->free &= ~mask;
	update_leaf(zone, path, pfn, available(leaf));
	return 0;
}

static int take_children(struct plat_zone *zone, const struct path *path,
			 uint64_t pfn, unsigned int level, uint64_t mask)
{
	if ((path->node[level]->whole & mask) != mask)
		return -PLAT_EBUSY;
	put_children(zone, path, pfn, level, mask, false);
	return 0;
}

int plat_zone_alloc_at(struct plat_zone *zone, uint64_t pfn,
		       unsigned int order)
{
	unsigned int level = level_of(zone, order);
	struct path path;
	uint64_t mask;
	int rc;

	plat_zone_recall(zone, pfn, order);
	if (!covers(zone, pfn, order) ||
	    descend(zone, &path, pfn, level, TAKE) != 0)
		return -PLAT_EBUSY;
	mask = block_mask(pfn, level, order);
	if (level == 0)
		rc = take_in_leaf(zone, &path, pfn, mask);
	else
		rc = take_children(zone, &path, pfn, level, mask);
	if (rc == 0)
		zone->nr_free -= bit(order);
	return rc;
}

static inline int free_in_leaf(struct plat_zone *zone, const struct path *path,
			       uint64_t pfn, uint64_t mask)
{
	struct plat_zone_node *n = path->node[1];
	unsigned int i = child_of(pfn, 1);
	struct leaf *leaf;

	if (plat_unlikely(!(may_hold(n, FREE) & bit(i))))
		return n->whole & bit(i) ? -PLAT_EINVAL : -PLAT_ENOENT;
	leaf = enter_leaf(n, i, FREE);
	if (plat_unlikely(leaf->free & mask))
		return -PLAT_EINVAL;
	if (plat_unlikely(~leaf->ours & mask))
		return -PLAT_ENOENT;
	leaf->free |= mask;
	update_leaf(zone, path, pfn, available(leaf));
	return 0;
}

static int free_children(struct plat_zone *zone, const struct path *path,
			 uint64_t pfn, unsigned int level, uint64_t mask)
{
	const struct plat_zone_node *n = path->node[level];

	if (n->fits[0] & mask)
		return -PLAT_EINVAL;
	if (~n->ours_all & mask)
		return -PLAT_ENOENT;
	put_children(zone, path, pfn, level, mask, true);
	return 0;
}

int plat_zone_free(struct plat_zone *zone, uint64_t pfn, unsigned int order)
{
	unsigned int level = level_of(zone, order);
	struct path path;
	uint64_t mask;
	int rc;

	if (plat_unlikely(!covers(zone, pfn, order)))
		return -PLAT_EINVAL;
	if (order > 0)
		plat_zone_recall(zone, pfn, order);
	rc = descend(zone, &path, pfn, level, FREE);
	if (plat_unlikely(rc != 0))
		return rc == -PLAT_ENOENT ? rc : -PLAT_EINVAL;
	if (order == 0 && is_lent(&path, pfn))
		return free_to_borrower(leaf_of(&path, pfn), pfn);
	mask = block_mask(pfn, level, order);
	if (plat_likely(level == 0))
		rc = free_in_leaf(zone, &path, pfn, mask);
	else
		rc = free_children(zone, &path, pfn, level, mask);
	if (plat_likely(rc == 0))
		zone->nr_free += bit(order);
	return rc;
}

struct tally {
	uint64_t nr_ours;
	uint64_t nr_away;
};

/* Count the frames in the children @mask of @n. */
static void count_frames(const struct plat_zone *zone,
			 struct plat_zone_node *n, unsigned int level,
			 uint64_t mask, struct tally *tally)
{
	uint64_t some = n->ours_some & ~n->ours_all & mask;

	tally->nr_ours += count(n->ours_all & mask) * span(level);
	for (; some; some &= some - 1) {
		unsigned int i = lowest(some);

		if (level == 1) {
			const struct leaf *leaf = leaves(n) + i;

			tally->nr_ours += count(leaf->ours);
			tally->nr_away += count(leaf->free & ~leaf->ours);
		} else {
			count_frames(zone, (void *)(zone->pool + links(n)[i]),
				     level - 1, ALL, tally);
		}
	}
}

static int give_in_leaf(struct plat_zone *zone, const struct path *path,
			uint64_t pfn, uint64_t mask)
{
	struct leaf *leaf =
	    enter_leaf(path->node[1], child_of(pfn, 1), GIVE);

	if (leaf->free & mask)
		return -PLAT_EINVAL;
	zone->nr_total += count(mask & ~leaf->ours);
	leaf->free |= mask;
	leaf->ours |= mask;
	update_leaf(zone, path, pfn, available(leaf));
	update_ours(zone, path, pfn, 1, leaf->ours == ALL);
	return 0;
}

static int give_children(struct plat_zone *zone, const struct path *path,
			 uint64_t pfn, unsigned int level, uint64_t mask)
{
	struct plat_zone_node *n = path->node[level];
	struct tally tally = {0};

	if (n->fits[0] & mask)
		return -PLAT_EINVAL;
	count_frames(zone, n, level, mask, &tally);
	if (tally.nr_away > 0)
		return -PLAT_EINVAL;
	zone->nr_total += count(mask) * span(level) - tally.nr_ours;
	n->ours_some |= mask;
	n->ours_all |= mask;
	put_children(zone, path, pfn, level, mask, true);
	update_ours(zone, path, pfn, level + 1, n->ours_all == ALL);
	return 0;
}

int plat_zone_give(struct plat_zone *zone, uint64_t pfn, unsigned int order)
{
	unsigned int level = level_of(zone, order);
	struct path path;
	uint64_t mask;
	int rc;

	plat_zone_recall(zone, pfn, order);
	if (!covers(zone, pfn, order) ||
	    descend(zone, &path, pfn, level, GIVE) != 0)
		return -PLAT_EINVAL;
	mask = block_mask(pfn, level, order);
	if (level == 0)
		rc = give_in_leaf(zone, &path, pfn, mask);
	else
		rc = give_children(zone, &path, pfn, level, mask);
	if (rc == 0)
		zone->nr_free += bit(order);
	return rc;
}

/* Frames @mask of a leaf, which are available, are used from now on. */
static void take_frames(struct plat_zone *zone, const struct path *path,
			uint64_t pfn, uint64_t mask)
{
	struct leaf *leaf = leaf_of(path, pfn);

	leaf->free &= ~mask;
	zone->nr_free -= count(mask);
	update_leaf(zone, path, pfn, available(leaf));
}

/* The same: are away. */
static void send_away(struct plat_zone *zone, const struct path *path,
		      uint64_t pfn, uint64_t mask)
{
	struct leaf *leaf = leaf_of(path, pfn);
	unsigned int nr = count(mask);

	leaf->ours &= ~mask;
	zone->nr_free -= nr;
	zone->nr_total -= nr;
	zone->nr_away += nr;
	lower_ours(zone, path, pfn);
	update_leaf(zone, path, pfn, available(leaf));
}

/* And back. */
static void bring_back(struct plat_zone *zone, const struct path *path,
		       uint64_t pfn, uint64_t mask)
{
	struct leaf *leaf = leaf_of(path, pfn);
	unsigned int nr = count(mask);

	leaf->ours |= mask;
	zone->nr_free += nr;
	zone->nr_total += nr;
	zone->nr_away -= nr;
	update_ours(zone, path, pfn, 1, leaf->ours == ALL);
	update_leaf(zone, path, pfn, available(leaf));
}

/* The lowest @nr bits of @w, or all; none from @limit on. */
static uint64_t lowest_bits(uint64_t w, uint32_t nr, uint64_t limit)
{
	uint64_t rest = limit < 64 ? w & (bit((unsigned int)limit) - 1) : w;
	uint64_t all = rest;

	while (rest && nr-- > 0)
		rest &= rest - 1;
	return all & ~rest;
}

static uint32_t list_frames(uint64_t pfn, uint64_t mask, plat_pa_t *pas)
{
	uint32_t nr = 0;

	for (; mask; mask &= mask - 1)
		pas[nr++] = plat_pa((pfn | lowest(mask)) << PLAT_PAGE_SHIFT);
	return nr;
}

uint32_t plat_zone_take_some(struct plat_zone *zone, uint32_t nr,
			     uint64_t limit, bool away, plat_pa_t *pas)
{
	struct plat_zone_node *n;
	struct path path;
	uint64_t mask;
	uint64_t pfn;
	unsigned int i;

	if (zone->level == 0 || !zone->root->fits[0])
		return 0;
	n = descend_lowest(zone, &path, 0, 0, &pfn);
	if (!n)
		return 0;
	i = lowest(n->fits[0]);
	pfn |= (uint64_t)i << 6;
	if (pfn >= limit)
		return 0;
	mask = lowest_bits(available(enter_leaf(n, i, TAKE)), nr, limit - pfn);
	if (away)
		send_away(zone, &path, pfn, mask);
	else
		take_frames(zone, &path, pfn, mask);
	return list_frames(pfn, mask, pas);
}

/* Down to the leaf of frame @pfn, which is not lent any more. */
static int descend_to_some(struct plat_zone *zone, struct path *path,
			   uint64_t pfn, enum purpose purpose)
{
	unsigned int i = child_of(pfn, 1);

	plat_zone_recall(zone, pfn, 0);
	if (!covers(zone, pfn, 0) ||
	    descend(zone, path, pfn, 0, purpose) != 0 ||
	    !(may_hold(path->node[1], purpose) & bit(i)))
		return -PLAT_EINVAL;
	(void)enter_leaf(path->node[1], i, purpose);
	return 0;
}

int plat_zone_free_some(struct plat_zone *zone, uint64_t pfn, uint64_t mask)
{
	struct path path;

	if (descend_to_some(zone, &path, pfn, FREE) != 0 ||
	    free_in_leaf(zone, &path, pfn, mask) != 0)
		return -PLAT_EINVAL;
	zone->nr_free += count(mask);
	return 0;
}

int plat_zone_alloc_some(struct plat_zone *zone, uint64_t pfn, uint64_t mask)
{
	struct path path;

	if (descend_to_some(zone, &path, pfn, TAKE) != 0 ||
	    take_in_leaf(zone, &path, pfn, mask) != 0)
		return -PLAT_EINVAL;
	zone->nr_free -= count(mask);
	return 0;
}

int plat_zone_send_away(struct plat_zone *zone, uint64_t pfn, uint64_t mask)
{
	struct path path;

	if (descend_to_some(zone, &path, pfn, TAKE) != 0 ||
	    (available(leaf_of(&path, pfn)) & mask) != mask)
		return -PLAT_EINVAL;
	send_away(zone, &path, pfn, mask);
	return 0;
}

int plat_zone_bring_back(struct plat_zone *zone, uint64_t pfn, uint64_t mask)
{
	const struct leaf *leaf;
	struct path path;

	if (descend_to_some(zone, &path, pfn, FREE) != 0)
		return -PLAT_EINVAL;
	leaf = leaf_of(&path, pfn);
	if ((leaf->free & ~leaf->ours & mask) != mask)
		return -PLAT_EINVAL;
	bring_back(zone, &path, pfn, mask);
	return 0;
}
