/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/mrd.h>

#include <plat/errno.h>
#include <plat/string.h>

#define NIL UINT16_MAX

/* Entries that next_run() may insert out of turn. Each costs up to the length
 * of its run, so the sum over all runs remains proportional to their number. */
#define RUN_STRAYS 32u

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
 */
struct sweep {
	struct plat_mrd_list *list;
	const struct plat_mrd *mrds; /* list->mrds */
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

/* The list is full: make room at its end for a region of @type and @size, or
 * find that it may be lost. */
static int make_room(struct plat_mrd_list *list, unsigned int type,
		     uint64_t size, bool *lose)
{
	struct plat_mrd *victim = smallest_free(list);
	struct plat_mrd *end = list->mrds + list->nr_mrds;

	*lose = type == PLAT_MRD_FREE && (!victim || size <= victim->size);
	if (!*lose && !victim)
		return -PLAT_ENOMEM;
	list->faults.nr_dropped++;
	if (*lose)
		return 0;
	/* The order of adding has a meaning, so the others keep theirs. */
	memmove(victim, victim + 1,
		(size_t)((char *)end - (char *)(victim + 1)));
	list->nr_mrds--;
	return 0;
}

/* The pages of a region, as the table in the header says, or none. */
static struct plat_pa_range pages_of(const struct plat_mrd *mrd, uint64_t last)
{
	uint64_t start = mrd->start.v;
	uint64_t end = plat_min_u64(last, TOP - 1) + 1;

	if (start >= TOP)
		return (struct plat_pa_range){{0}, 0};
	if (mrd->type <= PLAT_MRD_HOLE) {
		start = plat_align_up(start, PLAT_PAGE_SIZE);
		end = plat_align_down(end, PLAT_PAGE_SIZE);
	} else {
		start = plat_align_down(start, PLAT_PAGE_SIZE);
		end = plat_align_up(end, PLAT_PAGE_SIZE);
	}
	return (struct plat_pa_range){{start}, start < end ? end - start : 0};
}

int plat_mrd_add(struct plat_mrd_list *list, const struct plat_mrd *mrd)
{
	struct plat_pa_range pages = {{0}, 0};
	uint64_t last = mrd->start.v + (mrd->size - 1);
	struct plat_mrd *new;

	if (plat_unlikely(last < mrd->start.v && mrd->size > 0)) {
		list->faults.nr_wrapped++;
		last = UINT64_MAX;
	}
	if (plat_likely(mrd->size > 0))
		pages = pages_of(mrd, last);
	if (plat_unlikely(pages.size == 0)) {
		list->faults.nr_empty++;
		return 0;
	}
	if (plat_unlikely(list->nr_mrds == list->capacity)) {
		bool lose;
		int rc = make_room(list, mrd->type, pages.size, &lose);

		if (rc != 0 || lose)
			return rc;
	}
	new = &list->mrds[list->nr_mrds++];
	new->start = pages.start;
	new->size = pages.size;
	new->attr = mrd->attr;
	new->type = mrd->type;
	new->owner = mrd->owner;
	if (plat_unlikely(new->type >= PLAT_NR_MRD_TYPES)) {
		new->type = PLAT_MRD_RESERVED;
		list->faults.nr_invalid++;
	}
	return 0;
}

/* Two chains in order, linked into one. */
static uint16_t merge(struct plat_mrd *mrds, uint16_t a, uint16_t b)
{
	uint16_t head;
	uint16_t *tail = &head;

	while (a != NIL && b != NIL) {
		if (mrds[b].start.v < mrds[a].start.v) {
			*tail = b;
			tail = &mrds[b].link;
			b = *tail;
		} else {
			*tail = a;
			tail = &mrds[a].link;
			a = *tail;
		}
	}
	*tail = a != NIL ? a : b;
	return head;
}

/* Put entry @k into the chain after @after, at its place from there on. */
static void insert(struct plat_mrd *mrds, uint16_t *after, uint16_t k)
{
	uint64_t start = mrds[k].start.v;

	while (mrds[*after].start.v <= start)
		after = &mrds[*after].link;
	mrds[k].link = *after;
	*after = k;
}

/* Link entries from *@i on; *@i is then the first that is not in the chain.
 * It goes on while they are in order, but for RUN_STRAYS of them: those are
 * put where they belong, looked for from the last such one on, because what
 * belongs together comes together. */
static uint16_t next_run(struct plat_mrd_list *list, uint32_t *i)
{
	struct plat_mrd *mrds = list->mrds;
	uint16_t head = (uint16_t)*i;
	uint16_t tail = head;
	uint16_t stray = head;
	unsigned int nr_strays = 0;
	uint32_t k;

	for (k = *i + 1; k < list->nr_mrds; k++) {
		uint64_t start = mrds[k].start.v;

		if (start >= mrds[tail].start.v) {
			mrds[tail].link = (uint16_t)k;
			tail = (uint16_t)k;
			continue;
		}
		if (nr_strays++ == RUN_STRAYS)
			break;
		insert(mrds,
		       start >= mrds[stray].start.v ? &mrds[stray].link : &head,
		       (uint16_t)k);
		stray = (uint16_t)k;
	}
	mrds[tail].link = NIL;
	*i = k;
	return head;
}

/* Merge sort over the links: entries stay where they are, so that an entry's
 * index says when it was added. chains[k] holds 2^k runs, or none. */
static uint16_t sort(struct plat_mrd_list *list)
{
	uint16_t chains[17];
	uint16_t chain = NIL;
	unsigned int nr = 0;

	for (uint32_t i = 0; i < list->nr_mrds;) {
		uint16_t run = next_run(list, &i);
		unsigned int k;

		for (k = 0; k < nr && chains[k] != NIL; k++) {
			run = merge(list->mrds, chains[k], run);
			chains[k] = NIL;
		}
		chains[k] = run;
		if (k == nr)
			nr++;
	}
	for (unsigned int k = 0; k < nr; k++) {
		if (chains[k] != NIL)
			chain = merge(list->mrds, chains[k], chain);
	}
	return chain;
}

/* Whether region @a wins where both are. */
static bool wins(const struct plat_mrd *a, const struct plat_mrd *b)
{
	return a->type != b->type ? a->type > b->type : a < b;
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

/* Fetch the next region of the chain that begins at *@i. Returns its start;
 * after the last one UINT64_MAX, where none starts. */
static uint64_t fetch(const struct sweep *s, uint16_t *i,
		      const struct plat_mrd **mrd)
{
	if (*i == NIL)
		return UINT64_MAX;
	*mrd = &s->mrds[*i];
	*i = (*mrd)->link;
	return (*mrd)->start.v;
}

/* Go on from @pos, where @top wins over what is in the heap, to the end of
 * all these. @next is the region that starts next, at @next_start, *@i the
 * chain behind it. */
static void walk_overlap(struct sweep *s, const struct plat_mrd *top,
			 const struct plat_mrd **next, uint64_t *next_start,
			 uint16_t *i)
{
	uint64_t pos = top->start.v;

	while (top) {
		uint64_t end;

		while (*next_start == pos) {
			top = meet(s, top, *next);
			*next_start = fetch(s, i, next);
		}
		end = plat_min_u64(end_of(top), *next_start);
		emit(s, top, pos, end);
		pos = end;
		if (end_of(top) == pos)
			top = heap_pop(s, pos);
	}
}

/* @i: the chain of all regions in order. */
static void walk(struct sweep *s, uint16_t i)
{
	const struct plat_mrd *mrd = NULL;
	const struct plat_mrd *next = NULL;
	uint64_t next_start = fetch(s, &i, &next);

	while (next_start != UINT64_MAX) {
		mrd = next;
		next_start = fetch(s, &i, &next);
		if (end_of(mrd) <= next_start)
			emit(s, mrd, mrd->start.v, end_of(mrd));
		else
			walk_overlap(s, mrd, &next, &next_start, &i);
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
	    .pieces = scratch,
	    .end = scratch,
	    .heap = scratch + 2 * (size_t)list->capacity,
	};
	uint32_t nr;

	walk(&s, sort(list));
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
