/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Looks into zones: each summary in a tree must be what its leaves say. Takes
 * in zone.c itself, for what is private there.
 */
#ifndef TESTS_UNIT_MEMORY_ZONE_SOUND_H
#define TESTS_UNIT_MEMORY_ZONE_SOUND_H

#include "common/memory/zone.c"

/* What is in one child, or in all that a node covers. */
struct truth {
	bool fits[6 * (PLAT_ZONE_MAX_LEVEL + 1) + 1];
	bool some_ours; /* or away */
	bool all_ours;
	bool some_lent;
	uint64_t nr_free;
	uint64_t nr_ours;
	uint64_t nr_away;
};

static void alike_truth(struct truth *t, unsigned int order, bool free,
			bool ours)
{
	memset(t, 0, sizeof(*t));
	for (unsigned int o = 0; o <= order; o++)
		t->fits[o] = free;
	t->some_ours = t->all_ours = ours;
	t->nr_free = free ? (uint64_t)1 << order : 0;
	t->nr_ours = ours ? (uint64_t)1 << order : 0;
}

/* Put 64 children of 2^log frames together. */
static void join_truths(struct truth *all, const struct truth child[64],
			unsigned int log)
{
	memset(all, 0, sizeof(*all));
	all->all_ours = true;
	for (unsigned int i = 0; i < 64; i++) {
		all->some_ours |= child[i].some_ours;
		all->some_lent |= child[i].some_lent;
		all->all_ours &= child[i].all_ours;
		all->nr_free += child[i].nr_free;
		all->nr_ours += child[i].nr_ours;
		all->nr_away += child[i].nr_away;
		for (unsigned int o = 0; o <= log; o++)
			all->fits[o] |= child[i].fits[o];
	}
	for (unsigned int o = 1; o <= 6; o++) {
		for (unsigned int i = 0; i < 64; i += 1u << o) {
			bool whole = true;

			for (unsigned int k = 0; k < 1u << o; k++)
				whole &= child[i + k].fits[log];
			all->fits[log + o] |= whole;
		}
	}
}

static void leaf_truth(const struct leaf *leaf, struct truth *t)
{
	struct truth frames[64];

	for (unsigned int i = 0; i < 64; i++) {
		bool is_away = (leaf->free & ~leaf->ours) >> i & 1;

		alike_truth(&frames[i], 0, available(leaf) >> i & 1,
			    leaf->ours >> i & 1);
		frames[i].some_ours |= is_away;
		frames[i].nr_away = is_away;
	}
	join_truths(t, frames, 0);
}

/* None of it is the zone's to give; the borrower's words are those of this
 * leaf, and all of what they stand for is ours. */
static bool lent_truth(const struct leaf *leaf, uint64_t first,
		       struct truth *t)
{
	struct plat_frame_cache *cache = borrower_of(leaf);
	const struct plat_frame_slot *slot = slot_of(cache, first);
	struct leaf in_use = {slot->rest & ~leaf->ours, leaf->ours};
	bool ok = slot->end == first + 64;

	for (uint64_t i = 0; i < 64; i += 16) {
		uint64_t word = *word_of(cache, first + i);
		bool all = (leaf->ours >> i & 0xffff) == 0xffff;

		ok &= word >> 16 == (all ? ((first + i) >> 4) + 1 : 0);
		ok &= all ? !(slot->rest >> i & 0xffff) : word == 0;
	}
	leaf_truth(&in_use, t);
	t->some_lent = true;
	return ok;
}

/* @first: the frame that @n begins with. */
static bool node_truth(const struct plat_zone *zone, struct plat_zone_node *n,
		       unsigned int level, uint64_t first, struct truth *t)
{
	struct truth *child = calloc(64, sizeof(*child));
	bool ok = true;

	for (unsigned int i = 0; i < 64; i++) {
		uint64_t at = first + ((uint64_t)i << 6 * level);

		if (level == 1 && n->lent >> i & 1) {
			ok &= lent_truth(&leaves(n)[i], at, &child[i]);
		} else if (!(mixed(n) >> i & 1) && !(n->lent >> i & 1)) {
			alike_truth(&child[i], 6 * level, n->whole >> i & 1,
				    n->ours_all >> i & 1);
			ok &= !(n->whole & ~n->ours_all);
		} else if (level == 1) {
			leaf_truth(&leaves(n)[i], &child[i]);
		} else {
			ok &= n->made >> i & 1;
			ok = ok && node_truth(zone,
					      (void *)(zone->pool +
						       links(n)[i]),
					      level - 1, at, &child[i]);
		}
		if (!ok)
			break;
		for (unsigned int o = 0; o < nr_fits(level); o++)
			ok &= (n->fits[o] >> i & 1) == child[i].fits[o];
		ok &= (n->whole >> i & 1) == child[i].fits[6 * level];
		ok &= (n->ours_some >> i & 1) == child[i].some_ours;
		ok &= (n->ours_all >> i & 1) == child[i].all_ours;
		ok &= (n->lent >> i & 1) == child[i].some_lent;
	}
	join_truths(t, child, 6 * level);
	free(child);
	return ok;
}

static bool zone_is_sound(const struct plat_zone *zone)
{
	struct truth t;

	if (zone->level == 0)
		return zone->nr_free == 0 && zone->nr_total == 0;
	return node_truth(zone, zone->root, zone->level, 0, &t) &&
	       t.nr_free == zone->nr_free && t.nr_ours == zone->nr_total &&
	       t.nr_away == zone->nr_away &&
	       zone->nr_used_words <= zone->nr_words;
}

#endif /* TESTS_UNIT_MEMORY_ZONE_SOUND_H */
