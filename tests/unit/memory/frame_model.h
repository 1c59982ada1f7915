/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A model of the allocator that knows of each frame what it is, and random
 * operations on both, by several lcpus in turn.
 */
#ifndef TESTS_UNIT_MEMORY_FRAME_MODEL_H
#define TESTS_UNIT_MEMORY_FRAME_MODEL_H

#include "tests/unit/memory/frames.h"

/* The model: what each frame is, for frames in some clusters. */
enum what {
	FOREIGN, /* never to be had */
	APART,   /* not the allocator's, but may be given */
	USED,
	AVAIL,
	AWAY,
};

static struct cluster {
	uint64_t first;
	uint64_t nr;
	unsigned char *what;
	uint64_t nr_avail;
} clusters[16];
static unsigned int nr_clusters;
static uint64_t nr_avail;
static uint64_t nr_ours;

/* What is away, in no order. */
static plat_pa_t away[1 << 15];
static uint32_t nr_away;

static uint64_t rnd(uint64_t limit)
{
	static uint64_t x = 88172645463325252u;

	x ^= x << 13;
	x ^= x >> 7;
	x ^= x << 17;
	return x % limit;
}

static unsigned char *what_is(uint64_t pfn)
{
	static unsigned char foreign;

	for (unsigned int c = 0; c < nr_clusters; c++) {
		if (pfn - clusters[c].first < clusters[c].nr)
			return &clusters[c].what[pfn - clusters[c].first];
	}
	foreign = FOREIGN;
	return &foreign;
}

static bool all_are(uint64_t pfn, unsigned int order, unsigned int mask)
{
	for (uint64_t i = 0; i < 1ull << order; i++) {
		if (!(mask >> *what_is(pfn + i) & 1))
			return false;
	}
	return true;
}

static void become(uint64_t pfn, unsigned int order, enum what what)
{
	for (uint64_t i = 0; i < 1ull << order; i++) {
		unsigned char *w = what_is(pfn + i);

		nr_ours += *w == APART || *w == AWAY;
		nr_ours -= what == AWAY;
		nr_avail += what == AVAIL;
		nr_avail -= *w == AVAIL;
		*w = (unsigned char)what;
	}
}

/* Bounds of the zones, in frames. */
static const uint64_t bounds[] = {0, 0x100, 0x100000, 1ull << 40};

static unsigned int zone_of_frame(uint64_t pfn)
{
	return pfn < bounds[1] ? 0 : pfn < bounds[2] ? 1 : 2;
}

/* The slow way to the lowest block in zone @z. */
static uint64_t model_find(unsigned int z, unsigned int order, uint64_t end)
{
	uint64_t size = 1ull << order;

	for (unsigned int c = 0; c < nr_clusters; c++) {
		uint64_t pfn = clusters[c].first & ~(size - 1);
		uint64_t stop = clusters[c].first + clusters[c].nr;

		for (; pfn < stop && pfn + size <= end; pfn += size) {
			if (zone_of_frame(pfn) != z ||
			    zone_of_frame(pfn + size - 1) != z)
				continue;
			if (all_are(pfn, order, 1u << AVAIL))
				return pfn;
		}
	}
	return UINT64_MAX;
}

static uint64_t model_alloc(unsigned int order, uint64_t limit)
{
	for (unsigned int z = 3; z-- > 0;) {
		uint64_t pfn = model_find(z, order, limit / PAGE);

		if (pfn != UINT64_MAX)
			return pfn;
	}
	return UINT64_MAX;
}

static unsigned int random_order(void)
{
	return (unsigned int)(rnd(3) ? rnd(4) : rnd(3) ? rnd(8) : rnd(14));
}

static uint64_t random_frame(unsigned int order)
{
	const struct cluster *c = &clusters[rnd(nr_clusters)];

	return (c->first + rnd(c->nr)) & ~((1ull << order) - 1);
}

static void random_alloc(void)
{
	static const uint64_t limits[] = {ANY, ANY, ANY, PLAT_FRAME_DMA32,
					  PLAT_FRAME_REAL};
	unsigned int order = random_order();
	uint64_t limit = limits[rnd(5)];
	uint64_t pfn;
	bool exact;

	if (rnd(8) == 0)
		limit = (random_frame(0) + rnd(50)) * PAGE + rnd(PAGE);
	exact = rnd(32) == 0;
	if (exact)
		drain_all();
	pfn = take(order, limit);
	if (exact || (pfn == UINT64_MAX && rnd(8) == 0))
		assert_int_equal(model_alloc(order, limit), pfn);
	if (pfn == UINT64_MAX)
		return;
	assert_true((pfn + (1ull << order)) * PAGE <= limit);
	assert_true(all_are(pfn, order, 1u << AVAIL));
	become(pfn, order, USED);
}

static void random_alloc_at(void)
{
	unsigned int order = random_order();
	uint64_t pfn = random_frame(order);
	bool ok = all_are(pfn, order, 1u << AVAIL) &&
		  zone_of_frame(pfn) ==
		      zone_of_frame(pfn + (1ull << order) - 1);

	assert_int_equal(take_at(pfn, order), ok ? 0 : -PLAT_EBUSY);
	if (ok)
		become(pfn, order, USED);
}

static void random_free(void)
{
	unsigned int order = random_order();
	uint64_t pfn = random_frame(order);
	bool ok = all_are(pfn, order, 1u << USED | 1u << APART) &&
		  zone_of_frame(pfn) ==
		      zone_of_frame(pfn + (1ull << order) - 1);

	assert_int_equal(give(pfn, order), ok ? 0 : -PLAT_EINVAL);
	if (ok)
		become(pfn, order, AVAIL);
}

/* Single frames, by the way that needs no lock. */
static void random_take(void)
{
	plat_pa_t pa;
	int rc = plat_frame_alloc(0, ANY, &pa);

	assert_int_equal(rc, nr_avail ? 0 : -PLAT_ENOMEM);
	if (rc)
		return;
	assert_int_equal(pa.v % PAGE, 0);
	assert_int_equal(*what_is(pa.v / PAGE), AVAIL);
	become(pa.v / PAGE, 0, USED);
}

static void random_put(void)
{
	uint64_t pfn = random_frame(0);
	bool ok = all_are(pfn, 0, 1u << USED | 1u << APART);

	assert_int_equal(plat_frame_free(plat_pa(pfn * PAGE), 0),
			 ok ? 0 : -PLAT_EINVAL);
	if (ok)
		become(pfn, 0, AVAIL);
}

#define MAX_MANY 300u

static plat_pa_t many[MAX_MANY];

static void all_become(uint32_t nr, const plat_pa_t *pas, enum what from,
		       enum what to)
{
	for (uint32_t i = 0; i < nr; i++) {
		assert_int_equal(pas[i].v % PAGE, 0);
		assert_int_equal(*what_is(pas[i].v / PAGE), from);
		become(pas[i].v / PAGE, 0, to);
	}
}

static uint64_t nr_avail_below(uint64_t end)
{
	uint64_t nr = 0;

	for (unsigned int c = 0; c < nr_clusters; c++) {
		for (uint64_t i = 0; i < clusters[c].nr; i++)
			nr += clusters[c].what[i] == AVAIL &&
			      clusters[c].first + i < end;
	}
	return nr;
}

static void random_alloc_many(void)
{
	uint64_t limit = rnd(4) ? ANY : random_frame(0) * PAGE + rnd(PAGE);
	uint32_t nr = (uint32_t)rnd(rnd(4) ? 20 : MAX_MANY);
	int rc = plat_frame_alloc_many(nr, limit, many);

	if (rc) {
		assert_int_equal(rc, -PLAT_ENOMEM);
		assert_true(nr_avail_below(limit / PAGE) < nr);
		return;
	}
	for (uint32_t i = 0; i < nr; i++)
		assert_true(many[i].v < limit);
	all_become(nr, many, AVAIL, USED);
}

/* In place of one that is right: anything. */
static void spoil(uint32_t nr)
{
	many[rnd(nr)].v = random_frame(0) * PAGE + (rnd(8) ? 0 : rnd(PAGE));
}

/* Whether many[] is frames of this kind, each once. The model's own are as
 * they were. */
static bool all_once(uint32_t nr, enum what kind)
{
	bool ok = true;
	uint32_t i;

	for (i = 0; i < nr; i++) {
		ok = many[i].v % PAGE == 0 &&
		     *what_is(many[i].v / PAGE) == kind;
		if (!ok)
			break;
		*what_is(many[i].v / PAGE) = FOREIGN;
	}
	while (i-- > 0)
		*what_is(many[i].v / PAGE) = (unsigned char)kind;
	return ok;
}

/* Mostly frames that are in use, from one place. */
static void random_free_many(void)
{
	uint64_t pfn = random_frame(0);
	uint32_t wanted = 1 + (uint32_t)rnd(rnd(4) ? 20 : MAX_MANY - 1);
	uint32_t nr = 0;
	bool ok;

	for (unsigned int i = 0; i < 2 * MAX_MANY && nr < wanted; i++) {
		if (*what_is(pfn + i) == USED)
			many[nr++].v = (pfn + i) * PAGE;
	}
	if (nr > 0 && rnd(4) == 0)
		spoil(nr);
	ok = all_once(nr, USED);
	assert_int_equal(plat_frame_free_many(nr, many),
			 ok ? 0 : -PLAT_EINVAL);
	if (ok)
		all_become(nr, many, USED, AVAIL);
}

static void random_give_away(void)
{
	uint32_t nr = (uint32_t)rnd(rnd(4) ? 20 : MAX_MANY);
	uint32_t taken;

	if (nr_away + nr > PLAT_ARRAY_SIZE(away))
		return;
	taken = plat_frame_give_away(nr, away + nr_away);
	assert_int_equal(taken, plat_min_u64(nr, nr_avail));
	all_become(taken, away + nr_away, AVAIL, AWAY);
	nr_away += taken;
}

/* The last ones, in any order. */
static void random_take_back(void)
{
	uint32_t nr = (uint32_t)plat_min_u64(rnd(MAX_MANY), nr_away);
	bool ok;

	memcpy(many, away + nr_away - nr, nr * sizeof(*many));
	for (uint32_t i = 0; i < nr; i++) {
		uint64_t k = rnd(nr);
		plat_pa_t pa = many[i];

		many[i] = many[k];
		many[k] = pa;
	}
	if (nr > 0 && rnd(4) == 0)
		spoil(nr);
	ok = all_once(nr, AWAY);
	assert_int_equal(plat_frame_take_back(nr, many),
			 ok ? 0 : -PLAT_EINVAL);
	if (!ok)
		return;
	all_become(nr, many, AWAY, AVAIL);
	for (uint32_t i = 0, old = nr_away, kept = 0; i < old; i++) {
		if (*what_is(away[i].v / PAGE) == AWAY)
			away[kept++] = away[i];
		nr_away = kept;
	}
}

static void add_cluster(uint64_t first, uint64_t nr)
{
	struct cluster *c = &clusters[nr_clusters++];

	*c = (struct cluster){.first = first, .nr = nr};
	c->what = malloc(nr);
	memset(c->what, AVAIL, nr);
	add(PLAT_MRD_FREE, first, nr);
}

/* Put regions that are in use, or may be given, over the clusters. */
static void add_holes(unsigned int nr)
{
	static const struct {
		unsigned int type;
		enum what what;
	} kinds[] = {
		{PLAT_MRD_INITRD, APART},     {PLAT_MRD_RESERVED, FOREIGN},
		{PLAT_MRD_IMAGE_DATA, APART}, {PLAT_MRD_FIRMWARE, FOREIGN},
		{PLAT_MRD_DEVICETREE, APART}, {PLAT_MRD_DEVICE, FOREIGN},
	};

	for (unsigned int i = 0; i < nr; i++) {
		const struct cluster *c = &clusters[rnd(nr_clusters)];
		unsigned int kind = (unsigned int)rnd(6);
		uint64_t first = rnd(c->nr);
		uint64_t size = 1 + rnd(rnd(4) ? 8 : 500);

		if (size > c->nr - first)
			size = c->nr - first;
		/* No two of them overlap: precedence is tested elsewhere. */
		for (uint64_t k = 0; k < size; k++) {
			if (c->what[first + k] != AVAIL)
				size = k;
		}
		if (size == 0)
			continue;
		memset(c->what + first, (int)kinds[kind].what, size);
		add(kinds[kind].type, c->first + first, size);
	}
}

static void random_layout(void)
{
	const struct cluster *c;
	uint64_t first;
	uint64_t size;

	while (nr_clusters)
		free(clusters[--nr_clusters].what);
	begin();
	add_cluster(rnd(100), 1 + rnd(60));
	if (rnd(2))
		add_cluster(0xf0 + rnd(14), 2 + rnd(3000));
	add_cluster(0x3000 + rnd(5000), 1 + rnd(rnd(2) ? 30 : 5000));
	add_cluster(0x40000 - rnd(5000), 5000 + rnd(100));
	if (rnd(2))
		add_cluster(0x100000 - rnd(100), 1 + rnd(200));
	add_cluster(0x140000 + rnd(70), 1 + rnd(9000));
	if (rnd(2))
		add_cluster(0x10000000 + rnd(5000), 1 + rnd(200));
	if (rnd(2))
		add_cluster((1ull << 40) - 200, 200);
	add_holes(6);
	/* The arena: in the first cluster that is free at its begin. */
	c = &clusters[rnd(nr_clusters)];
	first = rnd(c->nr);
	for (size = 0; size < 100 && first + size < c->nr; size++) {
		if (c->what[first + size] != AVAIL)
			break;
		c->what[first + size] = APART;
	}
	nr_avail = nr_ours = nr_away = 0;
	for (unsigned int k = 0; k < nr_clusters; k++) {
		for (uint64_t i = 0; i < clusters[k].nr; i++)
			nr_avail += clusters[k].what[i] == AVAIL;
	}
	nr_ours = nr_avail;
	init(c->first + first, size);
}

/* Whether each cached frame is counted once is seen by zones being sound both
 * with and without caches. */
static void check_counts(void)
{
	struct plat_frame_stats s;

	assert_sound();
	s = stats();
	assert_int_equal(s.nr_free, nr_avail);
	assert_int_equal(s.nr_total, nr_ours);
	assert_int_equal(s.nr_away, nr_away);
	assert_int_equal(s.nr_free_dma32, plat_frame_zones[0].nr_free +
					      plat_frame_zones[1].nr_free);
	assert_int_equal(s.nr_metadata, (metadata_size + PAGE - 1) / PAGE);
	assert_sound();
}

static void random_operation(uint64_t greed)
{
	static void (*const taking[])(void) = {
		random_take, random_take, random_take, random_take,
		random_alloc, random_alloc, random_alloc, random_alloc_at,
		random_alloc_many, random_give_away,
	};
	static void (*const giving[])(void) = {
		random_put, random_put, random_put, random_put,
		random_put, random_free, random_free, random_free,
		random_free_many, random_take_back,
	};

	if (rnd(10) < greed)
		taking[rnd(PLAT_ARRAY_SIZE(taking))]();
	else
		giving[rnd(PLAT_ARRAY_SIZE(giving))]();
}

static void model_run(uint64_t nr_operations)
{
	uint64_t greed = 5;

	for (uint64_t i = 0; i < nr_operations; i++) {
		if (i % 25000 == 0)
			random_layout();
		if (i % 2500 == 0)
			check_counts();
		if (rnd(500) == 0)
			greed = 1 + rnd(9);
		if (rnd(50) == 0)
			be_lcpu((unsigned int)rnd(NR_LCPUS));
		if (rnd(5000) == 0)
			plat_frame_drain();
		random_operation(greed);
	}
	check_counts();
	while (nr_clusters)
		free(clusters[--nr_clusters].what);
}

#endif /* TESTS_UNIT_MEMORY_FRAME_MODEL_H */
