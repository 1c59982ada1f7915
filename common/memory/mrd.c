/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/mrd.h>

#include <plat/errno.h>
#include <plat/string.h>

/* Entries that sort() may put to their places one by one. Each costs up to the
 * length of the list; with more of them another way is faster. */
#define STRAYS_MAX 32u

/* The exclusive end of the last page that a region may have. */
#define TOP (UINT64_MAX - PLAT_PAGE_MASK)

/* Types for which it matters that they lose ground: see plat_mrd_faults. */
#define VULNERABLE                                                        \
	(1u << PLAT_MRD_HOLE | 1u << PLAT_MRD_INITRD |                    \
	 1u << PLAT_MRD_CMDLINE | 1u << PLAT_MRD_DEVICETREE |             \
	 1u << PLAT_MRD_DEVICE)

/*
 * One walk over the regions in order of their starts. Of those that hold the
 * place where the walk is, the one that wins is at hand; the others wait in a
 * heap, and one that has ended meanwhile is passed over when it comes up.
 *
 * The pieces grow from the front of the new memory and the heap from its end,
 * an entry for each region that waits. They never meet: each piece ends where a
 * region starts or where one is done with, so after s starts and d endings
 * there are s + d pieces at most, s - d regions in the heap, and together no
 * more than 2 * s.
 *
 * In the list itself, until it is normalised, link tells the order of adding.
 */
struct sweep {
	struct plat_mrd_list *list;
	const struct plat_mrd *next; /* that starts, in this order, */
	const struct plat_mrd *last; /* up to here, exclusive */
	struct plat_mrd *pieces;
	struct plat_mrd *end;        /* of the pieces */
	struct plat_mrd *heap;       /* heap[-1] comes first */
	uint32_t nr_heap;
};

void plat_mrd_list_init(struct plat_mrd_list *list, struct plat_mrd *mrds,
			uint32_t capacity)
{
	if (capacity > PLAT_MRD_LIST_MAX)
		capacity = PLAT_MRD_LIST_MAX;
	*list = (struct plat_mrd_list){.mrds = mrds, .capacity = capacity};
}

static uint64_t end_of(const struct plat_mrd *mrd)
{
	return mrd->start.v + mrd->size;
}

static struct plat_mrd *smallest_free(struct plat_mrd_list *list)
{
	struct plat_mrd *smallest = NULL;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		struct plat_mrd *mrd = &list->mrds[i];

		if (mrd->type == PLAT_MRD_FREE &&
		    (!smallest || mrd->size < smallest->size))
			smallest = mrd;
	}
	return smallest;
}

static inline int append(struct plat_mrd_list *list,
			 struct plat_pa_range range, unsigned int type,
			 plat_attr_t attr, const char *owner)
{
	struct plat_mrd *new = &list->mrds[list->nr_mrds];

	new->start = range.start;
	new->size = range.size;
	new->attr = attr;
	new->type = (uint8_t)type;
	new->link = (uint16_t)list->nr_mrds++;
	new->owner = owner;
	return 0;
}

/* The list is full: a FREE region is given up for another, or this one is. */
PLAT_COLD static int add_to_full(struct plat_mrd_list *list,
				 struct plat_pa_range range, unsigned int type,
				 plat_attr_t attr, const char *owner)
{
	struct plat_mrd *victim = smallest_free(list);
	const struct plat_mrd *end = list->mrds + list->nr_mrds;

	if (type != PLAT_MRD_FREE && !victim)
		return -PLAT_ENOMEM;
	list->faults.nr_dropped++;
	if (type == PLAT_MRD_FREE && (!victim || range.size <= victim->size))
		return 0;
	/* The order of adding has a meaning, so the others keep theirs. */
	while (++victim < end) {
		victim[-1] = victim[0];
		victim[-1].link--;
	}
	list->nr_mrds--;
	return plat_mrd_add_range(list, range, type, attr, owner);
}

/* A range or a type that is none. */
PLAT_COLD static int add_mended(struct plat_mrd_list *list,
				struct plat_pa_range range, unsigned int type,
				plat_attr_t attr, const char *owner)
{
	if (range.size > 0 && range.size - 1 > UINT64_MAX - range.start.v)
		list->faults.nr_wrapped++;
	if (range.size == 0 || range.start.v >= TOP) {
		list->faults.nr_empty++;
		return 0;
	}
	range.size = plat_min_u64(range.size, TOP - range.start.v);
	if (type >= PLAT_NR_MRD_TYPES) {
		list->faults.nr_invalid++;
		type = PLAT_MRD_RESERVED;
	}
	return plat_mrd_add_range(list, range, type, attr, owner);
}

int plat_mrd_add_range(struct plat_mrd_list *list, struct plat_pa_range range,
		       unsigned int type, plat_attr_t attr, const char *owner)
{
	uint64_t start = range.start.v;
	uint64_t end = start + range.size;

	/* Of a size of 0, size - 1 is too large. */
	if (plat_unlikely(type >= PLAT_NR_MRD_TYPES || start >= TOP ||
			  range.size - 1 >= TOP - start))
		return add_mended(list, range, type, attr, owner);
	/* As the table in the header says. */
	if (type <= PLAT_MRD_HOLE) {
		start = plat_align_up(start, PLAT_PAGE_SIZE);
		end = plat_align_down(end, PLAT_PAGE_SIZE);
	} else {
		start = plat_align_down(start, PLAT_PAGE_SIZE);
		end = plat_align_up(end, PLAT_PAGE_SIZE);
	}
	if (plat_unlikely(start >= end)) {
		list->faults.nr_empty++;
		return 0;
	}
	range = (struct plat_pa_range){plat_pa(start), end - start};
	if (plat_unlikely(list->nr_mrds == list->capacity))
		return add_to_full(list, range, type, attr, owner);
	return append(list, range, type, attr, owner);
}

/* Put @mrd to its place among those before it, which are in order. */
static void insert(struct plat_mrd *mrds, struct plat_mrd *mrd)
{
	struct plat_mrd copy = *mrd;
	struct plat_mrd *to = mrd - 1;

	while (to > mrds && to[-1].start.v > copy.start.v)
		to--;
	memmove(to + 1, to, (size_t)((char *)mrd - (char *)to));
	*to = copy;
}

/*
 * The heap: entry 1 is the one with the least key, of equal keys the one with
 * the least index; i hangs on i / 2. A key is where a region's start would be,
 * its index where the size would.
 */
static bool heap_before(const struct sweep *s, uint32_t i, uint32_t j)
{
	const struct plat_mrd *a = s->heap - i;
	const struct plat_mrd *b = s->heap - j;

	return a->start.v != b->start.v ? a->start.v < b->start.v
					: a->size < b->size;
}

static void heap_swap(struct sweep *s, uint32_t i, uint32_t j)
{
	struct plat_mrd *a = s->heap - i;
	struct plat_mrd *b = s->heap - j;
	plat_pa_t key = a->start;
	uint64_t index = a->size;

	a->start = b->start;
	a->size = b->size;
	b->start = key;
	b->size = index;
}

static void heap_push(struct sweep *s, uint64_t key, const struct plat_mrd *mrd)
{
	uint32_t i = ++s->nr_heap;

	(s->heap - i)->start.v = key;
	(s->heap - i)->size = (uint64_t)(mrd - s->list->mrds);
	for (; i > 1 && heap_before(s, i, i / 2); i /= 2)
		heap_swap(s, i, i / 2);
}

/* Take out the one that comes first. */
static const struct plat_mrd *heap_pop(struct sweep *s)
{
	uint64_t index = s->heap[-1].size;
	uint32_t child;

	heap_swap(s, 1, s->nr_heap--);
	for (uint32_t i = 1; (child = 2 * i) <= s->nr_heap; i = child) {
		if (child < s->nr_heap && heap_before(s, child + 1, child))
			child++;
		if (heap_before(s, i, child))
			break;
		heap_swap(s, i, child);
	}
	return &s->list->mrds[index];
}

PLAT_COLD static void heap_sort(struct sweep *s)
{
	struct plat_mrd *sorted = s->pieces;

	for (const struct plat_mrd *mrd = s->next; mrd < s->last; mrd++)
		heap_push(s, mrd->start.v, mrd);
	while (s->nr_heap > 0)
		*sorted++ = *heap_pop(s);
	memcpy(s->list->mrds, s->pieces, s->list->nr_mrds * sizeof(*sorted));
}

/* By start, those with the same start in the order of adding. Firmware gives
 * regions in order, or nearly so. */
static void sort(struct sweep *s)
{
	struct plat_mrd *mrds = s->list->mrds;
	unsigned int nr_strays = 0;

	for (struct plat_mrd *mrd = mrds + 1; mrd < s->last; mrd++) {
		if (mrd[-1].start.v <= mrd->start.v)
			continue;
		if (nr_strays++ == STRAYS_MAX) {
			heap_sort(s);
			return;
		}
		insert(mrds, mrd);
	}
}

/* Where several regions are, the one of the least rank wins. */
static uint64_t rank_of(const struct plat_mrd *mrd)
{
	return (uint64_t)(PLAT_NR_MRD_TYPES - mrd->type) << 16 | mrd->link;
}

/* The walk reaches the start of @mrd where @top is. Returns the one that
 * wins; the other waits in the heap, unless it can never come up. */
static const struct plat_mrd *meet(struct sweep *s, const struct plat_mrd *top,
				   const struct plat_mrd *mrd)
{
	bool is_above = rank_of(mrd) < rank_of(top);
	const struct plat_mrd *winner = is_above ? mrd : top;
	const struct plat_mrd *loser = is_above ? top : mrd;
	uint64_t left = end_of(top) - mrd->start.v;

	if ((VULNERABLE >> loser->type & 1) && winner->type != loser->type &&
	    plat_min_u64(left, mrd->size) > PLAT_PAGE_SIZE)
		s->list->faults.nr_overlaps++;
	if (end_of(loser) > end_of(winner))
		heap_push(s, rank_of(loser), loser);
	return winner;
}

static bool alike(const struct plat_mrd *a, const struct plat_mrd *b)
{
	return a->type == b->type && a->attr == b->attr &&
	       a->owner == b->owner;
}

/* [start, end) belongs to @mrd. */
static void emit(struct sweep *s, const struct plat_mrd *mrd, uint64_t start,
		 uint64_t end)
{
	struct plat_mrd *piece = s->end;

	if (piece != s->pieces && end_of(piece - 1) == start &&
	    alike(piece - 1, mrd)) {
		piece[-1].size += end - start;
		return;
	}
	piece->start.v = start;
	piece->size = end - start;
	piece->attr = mrd->attr;
	piece->type = mrd->type;
	piece->owner = mrd->owner;
	s->end = piece + 1;
}

/* Where the next region starts; after the last one UINT64_MAX, where none
 * does. */
static uint64_t next_start(const struct sweep *s)
{
	return s->next < s->last ? s->next->start.v : UINT64_MAX;
}

/* Go on from @pos, where @top wins over what is in the heap, to the end of all
 * these. */
static void walk_overlap(struct sweep *s, const struct plat_mrd *top,
			 uint64_t pos)
{
	while (top) {
		uint64_t end;

		while (next_start(s) == pos)
			top = meet(s, top, s->next++);
		end = plat_min_u64(end_of(top), next_start(s));
		emit(s, top, pos, end);
		pos = end;
		while (top && end_of(top) <= pos)
			top = s->nr_heap > 0 ? heap_pop(s) : NULL;
	}
}

/* Whether @mrd is the only one in its place but for @below, which ends after it
 * and gives way to it, and to which that does not matter. */
static bool lies_alone_in(const struct sweep *s, const struct plat_mrd *mrd,
			  const struct plat_mrd *below)
{
	uint64_t end = end_of(mrd);

	return mrd->type > below->type && !(VULNERABLE >> below->type & 1) &&
	       end < end_of(below) &&
	       (mrd + 1 == s->last || mrd[1].start.v >= end);
}

static void walk(struct sweep *s)
{
	while (s->next < s->last) {
		const struct plat_mrd *mrd = s->next++;
		uint64_t pos = mrd->start.v;

		/* As the image lies in memory: there is no need of a heap. */
		while (next_start(s) < end_of(mrd) &&
		       lies_alone_in(s, s->next, mrd)) {
			const struct plat_mrd *inner = s->next++;

			if (pos < inner->start.v)
				emit(s, mrd, pos, inner->start.v);
			pos = end_of(inner);
			emit(s, inner, inner->start.v, pos);
		}
		if (end_of(mrd) <= next_start(s))
			emit(s, mrd, pos, end_of(mrd));
		else
			walk_overlap(s, mrd, pos);
	}
}

void plat_mrd_normalise(struct plat_mrd_list *list, struct plat_mrd *room)
{
	struct sweep s = {
	    .list = list,
	    .next = list->mrds,
	    .last = list->mrds + list->nr_mrds,
	    .pieces = room,
	    .end = room,
	    .heap = room + 2 * (size_t)list->capacity,
	};

	sort(&s);
	walk(&s);
	list->mrds = room;
	list->nr_mrds = (uint32_t)(s.end - room);
	list->capacity = list->nr_mrds;
}

const struct plat_mrd *plat_mrd_find(const struct plat_mrd_list *list,
				     plat_pa_t pa)
{
	uint32_t low = 0;
	uint32_t high = list->nr_mrds;

	/* Entries below low start at or before pa, those from high on not. */
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (list->mrds[middle].start.v <= pa.v)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0 || pa.v - list->mrds[low - 1].start.v >=
			    list->mrds[low - 1].size)
		return NULL;
	return &list->mrds[low - 1];
}

uint64_t plat_mrd_limit(struct plat_mrd_list *list, uint64_t limit)
{
	struct plat_mrd *mrd = list->mrds + list->nr_mrds;
	uint64_t bytes = 0;

	while (mrd-- > list->mrds && end_of(mrd) > limit) {
		uint64_t kept = limit - plat_min_u64(mrd->start.v, limit);

		if (!(PLAT_MRD_DIRECT >> mrd->type & 1))
			continue;
		bytes += mrd->size - kept;
		if (kept > 0) {
			mrd->size = kept;
			continue;
		}
		mrd->type = PLAT_MRD_RESERVED;
		mrd->attr = 0;
	}
	return bytes;
}

uint64_t plat_mrd_total(const struct plat_mrd_list *list,
			enum plat_mrd_type type)
{
	uint64_t bytes = 0;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (list->mrds[i].type == type)
			bytes += list->mrds[i].size;
	}
	return bytes;
}

const char *plat_mrd_type_name(unsigned int type)
{
	static const char names[][13] = {
	    [PLAT_MRD_FREE] = "free",
	    [PLAT_MRD_HOLE] = "hole",
	    [PLAT_MRD_INITRD] = "initrd",
	    [PLAT_MRD_CMDLINE] = "command line",
	    [PLAT_MRD_DEVICETREE] = "devicetree",
	    [PLAT_MRD_FIRMWARE] = "firmware",
	    [PLAT_MRD_RESERVED] = "reserved",
	    [PLAT_MRD_DEVICE] = "device",
	    [PLAT_MRD_IMAGE_DATA] = "image data",
	    [PLAT_MRD_IMAGE_RODATA] = "image rodata",
	    [PLAT_MRD_IMAGE_TEXT] = "image text",
	};

	return type < PLAT_ARRAY_SIZE(names) ? names[type] : "?";
}
