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
 * The pieces grow from the front of the scratch memory and the heap (of
 * indices, one in the link of each entry) from its end. They never meet: each
 * piece ends where a region starts or where one is done with, so after s
 * starts and d endings there are s + d pieces at most, s - d regions in the
 * heap, and together no more than 2 * s.
 *
 * In the list itself, until it is normalised, link tells the order of adding.
 */
struct sweep {
	struct plat_mrd_list *list;
	const struct plat_mrd *mrds; /* list->mrds */
	const struct plat_mrd *next; /* that starts, in this order, */
	const struct plat_mrd *last; /* up to here, exclusive */
	struct plat_mrd *pieces;
	struct plat_mrd *end;  /* of the pieces */
	struct plat_mrd *heap; /* heap[-1].link wins, heap[-2].link, ... */
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
	struct plat_mrd *end = list->mrds + list->nr_mrds;

	if (type != PLAT_MRD_FREE && !victim)
		return -PLAT_ENOMEM;
	list->faults.nr_dropped++;
	if (type == PLAT_MRD_FREE && (!victim || range.size <= victim->size))
		return 0;
	/* The order of adding has a meaning, so the others keep theirs. */
	for (; victim + 1 < end; victim++) {
		victim[0] = victim[1];
		victim->link--;
	}
	list->nr_mrds--;
	return append(list, range, type, attr, owner);
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

	if (plat_unlikely(range.size == 0 || type >= PLAT_NR_MRD_TYPES ||
			  !plat_range_below(start, range.size, TOP)))
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

/* Whether @a comes before @b. */
static bool precedes(const struct plat_mrd *a, const struct plat_mrd *b)
{
	return a->start.v != b->start.v ? a->start.v < b->start.v
					: a->link < b->link;
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

/* Let @mrd sink into the heap of @nr entries, the last one on top, that begins
 * at the free place @i. */
static void sink(struct plat_mrd *mrds, uint32_t nr, uint32_t i,
		 struct plat_mrd mrd)
{
	uint32_t child;

	for (; (child = 2 * i + 1) < nr; i = child) {
		if (child + 1 < nr && precedes(&mrds[child], &mrds[child + 1]))
			child++;
		if (precedes(&mrds[child], &mrd))
			break;
		mrds[i] = mrds[child];
	}
	mrds[i] = mrd;
}

PLAT_COLD static void heap_sort(struct plat_mrd *mrds, uint32_t nr)
{
	for (uint32_t i = nr / 2; i-- > 0;)
		sink(mrds, nr, i, mrds[i]);
	while (nr-- > 1) {
		struct plat_mrd top = mrds[0];

		sink(mrds, nr, 0, mrds[nr]);
		mrds[nr] = top;
	}
}

/* By start, those with the same start in the order of adding. Firmware gives
 * regions in order, or nearly so. */
static void sort(struct plat_mrd_list *list)
{
	struct plat_mrd *end = list->mrds + list->nr_mrds;
	unsigned int nr_strays = 0;

	for (struct plat_mrd *mrd = list->mrds + 1; mrd < end; mrd++) {
		if (mrd[-1].start.v <= mrd->start.v)
			continue;
		if (nr_strays++ == STRAYS_MAX) {
			heap_sort(list->mrds, list->nr_mrds);
			return;
		}
		insert(list->mrds, mrd);
	}
}

/* Whether region @a wins where both are. */
static bool wins(const struct plat_mrd *a, const struct plat_mrd *b)
{
	return a->type != b->type ? a->type > b->type : a->link < b->link;
}

static uint16_t *heap_at(const struct sweep *s, uint32_t i)
{
	return &s->heap[-1 - (ptrdiff_t)i].link;
}

static const struct plat_mrd *heap_mrd(const struct sweep *s, uint32_t i)
{
	return &s->mrds[*heap_at(s, i)];
}

static void heap_push(struct sweep *s, const struct plat_mrd *mrd)
{
	uint32_t i = s->nr_heap++;

	while (i > 0 && wins(mrd, heap_mrd(s, (i - 1) / 2))) {
		*heap_at(s, i) = *heap_at(s, (i - 1) / 2);
		i = (i - 1) / 2;
	}
	*heap_at(s, i) = (uint16_t)(mrd - s->mrds);
}

/* Put @mrd into the place of the heap's top, and the heap in order. */
static void heap_sift(struct sweep *s, const struct plat_mrd *mrd)
{
	uint32_t i = 0;
	uint32_t child;

	while ((child = 2 * i + 1) < s->nr_heap) {
		if (child + 1 < s->nr_heap &&
		    wins(heap_mrd(s, child + 1), heap_mrd(s, child)))
			child++;
		if (!wins(heap_mrd(s, child), mrd))
			break;
		*heap_at(s, i) = *heap_at(s, child);
		i = child;
	}
	*heap_at(s, i) = (uint16_t)(mrd - s->mrds);
}

/* Take the one that wins out of the heap, past those that end at @pos or
 * before. NULL: there is none. */
static const struct plat_mrd *heap_pop(struct sweep *s, uint64_t pos)
{
	while (s->nr_heap > 0) {
		const struct plat_mrd *top = heap_mrd(s, 0);

		if (--s->nr_heap > 0)
			heap_sift(s, heap_mrd(s, s->nr_heap));
		if (end_of(top) > pos)
			return top;
	}
	return NULL;
}

static void note_overlap(struct sweep *s, const struct plat_mrd *loser,
			 const struct plat_mrd *winner, uint64_t bytes)
{
	if ((VULNERABLE >> loser->type & 1) && winner->type != loser->type &&
	    bytes > PLAT_PAGE_SIZE)
		s->list->faults.nr_overlaps++;
}

/* The walk reaches the start of @mrd where @top is. Returns the one that
 * wins; the other waits in the heap, unless it can never come up. */
static const struct plat_mrd *meet(struct sweep *s, const struct plat_mrd *top,
				   const struct plat_mrd *mrd)
{
	uint64_t left = end_of(top) - mrd->start.v;

	if (wins(mrd, top)) {
		note_overlap(s, top, mrd, plat_min_u64(left, mrd->size));
		if (left > mrd->size)
			heap_push(s, top);
		return mrd;
	}
	note_overlap(s, mrd, top, plat_min_u64(left, mrd->size));
	if (mrd->size > left)
		heap_push(s, mrd);
	return top;
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
		if (end_of(top) == pos)
			top = heap_pop(s, pos);
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
		uint64_t end = end_of(mrd);
		uint64_t next = next_start(s);

		/* As the image lies in memory: there is no need of a heap. */
		while (end > next && lies_alone_in(s, s->next, mrd)) {
			if (pos < next)
				emit(s, mrd, pos, next);
			pos = end_of(s->next);
			emit(s, s->next++, next, pos);
			next = next_start(s);
		}
		if (end <= next)
			emit(s, mrd, pos, end);
		else
			walk_overlap(s, mrd, pos);
	}
}

static uint32_t count_free_upto(const struct sweep *s, uint64_t size)
{
	uint32_t nr = 0;

	for (const struct plat_mrd *p = s->pieces; p != s->end; p++)
		nr += p->type == PLAT_MRD_FREE && p->size <= size;
	return nr;
}

/* The least size such that @nr FREE pieces are not larger; by bisection. */
static uint64_t size_of_smallest(const struct sweep *s, uint32_t nr)
{
	uint64_t size = 0;

	for (uint64_t bit = (uint64_t)1 << 63; bit; bit >>= 1) {
		if (count_free_upto(s, size | (bit - 1)) < nr)
			size |= bit;
	}
	return size;
}

/* Drop the @nr smallest FREE pieces, of equal ones the first. */
static int drop_smallest_free(struct sweep *s, uint32_t nr)
{
	uint64_t size = size_of_smallest(s, nr);
	struct plat_mrd *kept = s->pieces;
	uint32_t nr_equal;

	if (count_free_upto(s, UINT64_MAX) < nr)
		return -PLAT_ENOMEM;
	nr_equal = nr - count_free_upto(s, size - 1);
	for (const struct plat_mrd *p = s->pieces; p != s->end; p++) {
		if (p->type == PLAT_MRD_FREE && p->size < size)
			continue;
		if (p->type == PLAT_MRD_FREE && p->size == size &&
		    nr_equal > 0) {
			nr_equal--;
			continue;
		}
		*kept++ = *p;
	}
	s->end = kept;
	s->list->faults.nr_dropped += nr;
	return 0;
}

int plat_mrd_normalise(struct plat_mrd_list *list, struct plat_mrd *scratch)
{
	struct sweep s = {
	    .list = list,
	    .mrds = list->mrds,
	    .next = list->mrds,
	    .last = list->mrds + list->nr_mrds,
	    .pieces = scratch,
	    .end = scratch,
	    .heap = scratch + 2 * (size_t)list->capacity,
	};
	uint32_t nr;

	sort(list);
	walk(&s);
	nr = (uint32_t)(s.end - s.pieces);
	if (plat_unlikely(nr > list->capacity)) {
		int rc = drop_smallest_free(&s, nr - list->capacity);

		if (rc != 0)
			return rc;
		nr = list->capacity;
	}
	memcpy(list->mrds, s.pieces, nr * sizeof(*s.pieces));
	list->nr_mrds = nr;
	return 0;
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

/* What the direct map holds. */
#define DIRECT                                                             \
	(1u << PLAT_MRD_FREE | 1u << PLAT_MRD_INITRD |                     \
	 1u << PLAT_MRD_CMDLINE | 1u << PLAT_MRD_DEVICETREE |              \
	 1u << PLAT_MRD_IMAGE_DATA | 1u << PLAT_MRD_IMAGE_RODATA |         \
	 1u << PLAT_MRD_IMAGE_TEXT)

static uint64_t limit_one(struct plat_mrd *mrd, uint64_t limit)
{
	uint64_t bytes = mrd->size;

	if (!(DIRECT >> mrd->type & 1))
		return 0;
	if (mrd->start.v >= limit) {
		mrd->type = PLAT_MRD_RESERVED;
		mrd->attr = 0;
		return bytes;
	}
	mrd->size = limit - mrd->start.v;
	return bytes - mrd->size;
}

uint64_t plat_mrd_limit(struct plat_mrd_list *list, uint64_t limit)
{
	struct plat_mrd *mrd = list->mrds + list->nr_mrds;
	uint64_t bytes = 0;

	for (; mrd > list->mrds; mrd--) {
		if (mrd[-1].start.v + (mrd[-1].size - 1) < limit)
			break;
		bytes += limit_one(&mrd[-1], limit);
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
