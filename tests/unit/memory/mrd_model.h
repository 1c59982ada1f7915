/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What normalising means, the slow way: an array of pages, each of which
 * knows the region that holds it.
 */
#ifndef TESTS_UNIT_MEMORY_MRD_MODEL_H
#define TESTS_UNIT_MEMORY_MRD_MODEL_H

#include "tests/unit/unit.h"

#include <plat/mrd.h>

#define MODEL_PAGES 64
#define MODEL_MAX   64

struct input {
	uint64_t start; /* bytes */
	uint64_t size;
	unsigned int type;
	plat_attr_t attr;
	const char *owner;
};

/* Which input holds each page, -1: none. */
struct model {
	int winner[MODEL_PAGES];
};

static inline void model_paint(struct model *m, const struct input *in,
			       unsigned int nr)
{
	for (unsigned int p = 0; p < MODEL_PAGES; p++)
		m->winner[p] = -1;
	for (unsigned int i = 0; i < nr; i++) {
		uint64_t end = in[i].start + in[i].size;
		bool inwards = in[i].type == PLAT_MRD_FREE ||
			       in[i].type == PLAT_MRD_HOLE;

		for (unsigned int p = 0; p < MODEL_PAGES; p++) {
			uint64_t low = p * PLAT_PAGE_SIZE;
			uint64_t high = low + PLAT_PAGE_SIZE;
			int w = m->winner[p];

			if (in[i].size == 0)
				continue;
			if (inwards ? in[i].start > low || end < high
				    : in[i].start >= high || end <= low)
				continue;
			if (w < 0 || in[w].type < in[i].type)
				m->winner[p] = (int)i;
		}
	}
}

static inline bool model_alike(const struct input *a, const struct input *b)
{
	return a->type == b->type && a->attr == b->attr &&
	       a->owner == b->owner;
}

/* Whether @list is what the model says: nothing more, less, or unmerged. */
static inline bool model_agrees(const struct model *m, const struct input *in,
				const struct plat_mrd_list *list)
{
	uint32_t k = 0;

	for (unsigned int p = 0; p < MODEL_PAGES;) {
		const struct input *who;
		unsigned int q = p;

		if (m->winner[p] < 0) {
			p++;
			continue;
		}
		who = &in[m->winner[p]];
		while (q < MODEL_PAGES && m->winner[q] >= 0 &&
		       model_alike(who, &in[m->winner[q]]))
			q++;
		if (k == list->nr_mrds ||
		    list->mrds[k].start.v != p * PLAT_PAGE_SIZE ||
		    list->mrds[k].size != (q - p) * PLAT_PAGE_SIZE ||
		    list->mrds[k].type != who->type ||
		    list->mrds[k].attr != who->attr ||
		    list->mrds[k].owner != who->owner)
			return false;
		k++;
		p = q;
	}
	return k == list->nr_mrds;
}

static inline void model_show(const struct input *in, unsigned int nr,
			      const struct plat_mrd_list *list)
{
	for (unsigned int i = 0; i < nr; i++)
		fprintf(stderr, "in  %#llx + %#llx %s by %s\n",
			(unsigned long long)in[i].start,
			(unsigned long long)in[i].size,
			plat_mrd_type_name(in[i].type), in[i].owner);
	for (uint32_t i = 0; i < list->nr_mrds; i++)
		fprintf(stderr, "out %#llx + %#llx %s by %s\n",
			(unsigned long long)list->mrds[i].start.v,
			(unsigned long long)list->mrds[i].size,
			plat_mrd_type_name(list->mrds[i].type),
			list->mrds[i].owner);
}

/* Normalise @in and compare. The list has just the room that it may need. */
static inline void model_check(const struct input *in, unsigned int nr)
{
	struct plat_mrd mrds[MODEL_MAX];
	struct plat_mrd scratch[2 * MODEL_MAX];
	struct plat_mrd_list list;
	struct model model;
	bool ok = true;

	plat_mrd_list_init(&list, mrds, nr);
	for (unsigned int i = 0; i < nr; i++) {
		struct plat_mrd mrd = {
			.start = {in[i].start},
			.size = in[i].size,
			.attr = in[i].attr,
			.type = (uint8_t)in[i].type,
			.owner = in[i].owner,
		};

		ok &= plat_mrd_add(&list, &mrd) == 0;
	}
	plat_mrd_normalise(&list, scratch);
	model_paint(&model, in, nr);
	if (ok && model_agrees(&model, in, &list))
		return;
	model_show(in, nr, &list);
	fail_msg("the list is not what the model says");
}

/*
 * Every weak order of up to 4 things: ranks[i] is the place of thing i, ranks
 * are 0 .. max without a gap. There are 1, 3, 13 and 75 of them.
 */
static inline bool model_is_weak_order(const unsigned int *ranks,
				       unsigned int nr)
{
	unsigned int seen = 0;

	for (unsigned int i = 0; i < nr; i++)
		seen |= 1u << ranks[i];
	return (seen & (seen + 1)) == 0;
}

#endif /* TESTS_UNIT_MEMORY_MRD_MODEL_H */
