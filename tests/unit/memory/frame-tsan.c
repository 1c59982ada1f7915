/* SPDX-License-Identifier: BSD-3-Clause */
/* Two lcpus that get the same frame corrupt each other's memory, seldom; one
 * that gets none while some lie in another's cache gives up for nothing. Under
 * ThreadSanitizer: what a frame holds is ordinary memory, so an order that is
 * missing between who frees it and who gets it next is a race. */
#include "tests/unit/memory/frames.h"

#include <pthread.h>

#include <plat/atomic.h>

#define NR_THREADS 8u
#define NR_ROUNDS  20000u
#define FIRST      0x1000u

/* The first word of each frame. */
static uint64_t contents[0x4000];

int plat_frame_set_up(void)
{
	return -PLAT_ENOSYS;
}

static uint64_t *contents_of(plat_pa_t pa)
{
	return &contents[pa.v / PAGE - FIRST];
}

/* Threads fail by this: cmocka's assertions are the main thread's. */
static void check(bool ok)
{
	if (!ok)
		abort();
}

static void own(plat_pa_t pa, unsigned int order, uint64_t owner)
{
	for (uint64_t i = 0; i < 1u << order; i++)
		contents_of(pa)[i] = owner;
}

static void disown(plat_pa_t pa, unsigned int order, uint64_t owner)
{
	for (uint64_t i = 0; i < 1u << order; i++)
		check(contents_of(pa)[i] == owner);
}

static unsigned int rnd(unsigned int *seed, unsigned int limit)
{
	return (unsigned int)rand_r(seed) % limit;
}

static void run(void *(*body)(void *))
{
	pthread_t threads[NR_THREADS];

	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(
		    pthread_create(&threads[i], NULL, body, (void *)(i + 1)), 0);
	for (unsigned int i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	assert_sound();
}

/* What a thread has: blocks, or lists of frames, or frames that are away. */
struct held {
	enum { NOTHING, BLOCK, SINGLE, MANY, GIVEN } what;
	unsigned int order;
	uint32_t nr;
	plat_pa_t pas[20];
};

static void get(struct held *h, uint64_t me, unsigned int *seed)
{
	h->nr = 1;
	h->order = 0;
	h->what = BLOCK + rnd(seed, 10) % 8;
	if (h->what == BLOCK) {
		h->order = rnd(seed, 8);
		h->nr = !plat_frame_alloc(h->order, ANY, h->pas);
	} else if (h->what == MANY) {
		h->nr = 1 + rnd(seed, 20);
		if (plat_frame_alloc_many(h->nr, ANY, h->pas))
			h->nr = 0;
	} else if (h->what == GIVEN) {
		h->nr = plat_frame_give_away(1 + rnd(seed, 20), h->pas);
	} else {
		h->what = SINGLE;
		h->nr = !plat_frame_alloc(0, ANY, h->pas);
	}
	for (uint32_t i = 0; i < h->nr; i++)
		own(h->pas[i], h->order, me);
}

static void put(struct held *h, uint64_t me)
{
	for (uint32_t i = 0; i < h->nr; i++)
		disown(h->pas[i], h->order, me);
	if (h->nr == 0 || h->what == NOTHING)
		return;
	if (h->what == MANY)
		check(!plat_frame_free_many(h->nr, h->pas));
	else if (h->what == GIVEN)
		check(!plat_frame_take_back(h->nr, h->pas));
	else if (h->what == SINGLE)
		check(!plat_frame_free(*h->pas, 0));
	else
		check(!plat_frame_free(*h->pas, h->order));
}

static void *hammer(void *arg)
{
	uint64_t me = (uintptr_t)arg;
	unsigned int seed = (unsigned int)me;
	struct held held[64] = {0};
	struct plat_frame_stats s;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		struct held *h = &held[rnd(&seed, 64)];

		put(h, me);
		get(h, me, &seed);
		if (i % 1000 == 0) {
			plat_frame_stats(&s);
			check(s.nr_total + s.nr_away ==
			      PLAT_ARRAY_SIZE(contents));
		}
	}
	for (unsigned int k = 0; k < 64; k++)
		put(&held[k], me);
	plat_frame_drain();
	return NULL;
}

static void lcpus_do_not_get_the_same_frame(void **state)
{
	(void)state;
	begin_with(FIRST, PLAT_ARRAY_SIZE(contents));
	run(hammer);
	assert_int_equal(stats().nr_free, PLAT_ARRAY_SIZE(contents));
	assert_int_equal(stats().nr_away, 0);
}

/* A place for a frame on its way from one thread to another. */
static uint64_t between[64];

/* Frames are freed by another thread than they were allocated by. */
static void *hand_over(void *arg)
{
	uint64_t me = (uintptr_t)arg;
	unsigned int seed = (unsigned int)me;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		plat_pa_t pa;

		check(!plat_frame_alloc(0, ANY, &pa));
		*contents_of(pa) = pa.v;
		pa.v = plat_atomic_exchange_acq_rel(&between[rnd(&seed, 64)],
						    pa.v);
		if (pa.v == 0)
			continue;
		check(*contents_of(pa) == pa.v);
		*contents_of(pa) = 0;
		check(!plat_frame_free(pa, 0));
	}
	plat_frame_drain();
	return NULL;
}

static void a_frame_goes_back_from_any_lcpu(void **state)
{
	uint64_t nr = 0;

	(void)state;
	begin_with(FIRST, PLAT_ARRAY_SIZE(contents));
	run(hand_over);
	for (unsigned int k = 0; k < 64; k++)
		nr += between[k] != 0;
	assert_int_equal(stats().nr_free, PLAT_ARRAY_SIZE(contents) - nr);
}

/* Each thread has a share of a few frames, and all shares are all memory:
 * there is always one, in whosever cache it is. */
#define SHARE 40u

static void *live_within_a_share(void *arg)
{
	unsigned int seed = (unsigned int)(uintptr_t)arg;
	plat_pa_t mine[SHARE];
	unsigned int nr = 0;

	for (unsigned int i = 0; i < NR_ROUNDS / 4; i++) {
		if (nr == SHARE || (nr > 0 && rnd(&seed, 5) < 2)) {
			nr--;
			check(!plat_frame_free(mine[nr], 0));
		} else {
			check(!plat_frame_alloc(0, ANY, &mine[nr]));
			nr++;
		}
	}
	while (nr > 0)
		check(!plat_frame_free(mine[--nr], 0));
	plat_frame_drain();
	return NULL;
}

static void there_is_no_false_out_of_memory(void **state)
{
	(void)state;
	begin_with(FIRST, NR_THREADS * SHARE);
	run(live_within_a_share);
	assert_int_equal(stats().nr_free, NR_THREADS * SHARE);
}

/* The same for blocks: there is one for each thread, whoever splits another
 * at that moment, and however the caches take a few frames of it. */
static void *live_within_a_block(void *arg)
{
	unsigned int seed = (unsigned int)(uintptr_t)arg;

	for (unsigned int i = 0; i < NR_ROUNDS / 4; i++) {
		unsigned int order = rnd(&seed, 7);
		plat_pa_t pa;

		if (order == 0)
			check(!plat_frame_alloc(0, ANY, &pa));
		else
			check(!plat_frame_alloc(order, ANY, &pa));
		check(!plat_frame_free(pa, order));
	}
	plat_frame_drain();
	return NULL;
}

static void there_is_none_while_others_split_blocks(void **state)
{
	(void)state;
	begin_with(FIRST, NR_THREADS * 64);
	run(live_within_a_block);
	assert_int_equal(stats().nr_free, NR_THREADS * 64);
	assert_int_equal(take(9, ANY), FIRST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lcpus_do_not_get_the_same_frame),
		cmocka_unit_test(a_frame_goes_back_from_any_lcpu),
		cmocka_unit_test(there_is_no_false_out_of_memory),
		cmocka_unit_test(there_is_none_while_others_split_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, at_end);
}
