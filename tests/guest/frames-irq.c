/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An interrupt handler that allocates while the main line is in the middle of
 * it gets a frame that is in use, or hangs, or leaves the allocator broken.
 */
#include "tests/guest/tap.h"

#include <plat/frame.h>
#include <plat/layout.h>

#include "tick.h"

#define NR_TICKS 3000
#define NR_HELD  48
#define NR_MANY  3

/* What the main line, or the handler, has: in the places from 32 on blocks,
 * from 40 on lists. */
struct owner {
	uint64_t seed;
	uint64_t nr_done;
	uint64_t nr_wrong;
	struct held {
		bool is_held;
		plat_pa_t pas[NR_MANY];
	} held[NR_HELD];
};

static struct owner mainline = {.seed = 88172645463325252u};
static struct owner handler = {.seed = 1};
static volatile unsigned int nr_ticks;

static unsigned int rnd(struct owner *o)
{
	o->seed ^= o->seed << 13;
	o->seed ^= o->seed >> 7;
	o->seed ^= o->seed << 17;
	return (unsigned int)(o->seed >> 32);
}

static int take(struct held *h, unsigned int k)
{
	if (k < 32)
		return plat_frame_alloc(0, PLAT_FRAME_ANY, h->pas);
	if (k < 40)
		return plat_frame_alloc(k & 3, PLAT_FRAME_ANY, h->pas);
	return plat_frame_alloc_many(NR_MANY, PLAT_FRAME_ANY, h->pas);
}

static int give(const struct held *h, unsigned int k)
{
	if (k < 32)
		return plat_frame_free(*h->pas, 0);
	if (k < 40)
		return plat_frame_free(*h->pas, k & 3);
	return plat_frame_free_many(NR_MANY, h->pas);
}

/* The first word of each page, which says whose it is. */
static uint64_t *word(const struct held *h, unsigned int k, unsigned int i)
{
	if (k < 40)
		return plat_direct_map(plat_pa(h->pas[0].v +
					       i * PLAT_PAGE_SIZE));
	return plat_direct_map(h->pas[i]);
}

static unsigned int nr_words(unsigned int k)
{
	return k < 32 ? 1 : k < 40 ? 1u << (k & 3) : NR_MANY;
}

/* Change something: allocate what is not held, or free it. */
static void step(struct owner *o)
{
	unsigned int k = rnd(o) % NR_HELD;
	struct held *h = &o->held[k];

	if (h->is_held) {
		for (unsigned int i = 0; i < nr_words(k); i++)
			o->nr_wrong += *word(h, k, i) != (uintptr_t)h;
		o->nr_wrong += give(h, k) != 0;
		h->is_held = false;
	} else if (take(h, k)) {
		o->nr_wrong++;
	} else {
		h->is_held = true;
		for (unsigned int i = 0; i < nr_words(k); i++)
			*word(h, k, i) = (uintptr_t)h;
	}
	o->nr_done++;
}

static void tick(void *arg)
{
	(void)arg;
	for (unsigned int i = 0; i < 4; i++)
		step(&handler);
	nr_ticks = nr_ticks + 1;
	tick_again();
}

static void give_all(struct owner *o)
{
	for (unsigned int k = 0; k < NR_HELD; k++)
		o->nr_wrong += o->held[k].is_held && give(&o->held[k], k);
}

/* It asks until it is told to go on. */
static void ignore(void *arg)
{
	(void)arg;
	tick_again();
}

int main(void)
{
	struct plat_frame_stats before, after;

	/* What a timer takes when it is first used is not counted. */
	if (tick_start(ignore) || tick_stop())
		tap_note("no timer");
	plat_frame_stats(&before);
	tap_ok(before.nr_free > 2 * NR_HELD, "%lu frames are free",
	       before.nr_free);
	tap_ok(!tick_start(tick), "the timer's interrupt is requested");
	while (nr_ticks < NR_TICKS)
		step(&mainline);
	tap_ok(!tick_stop(), "and released");
	tap_note("%lu operations, and %lu in the handler", mainline.nr_done,
		 handler.nr_done);
	tap_ok(handler.nr_done >= NR_TICKS, "the handler had its turn");
	give_all(&mainline);
	give_all(&handler);
	tap_ok(mainline.nr_wrong == 0, "the main line had its own frames only");
	tap_ok(handler.nr_wrong == 0, "and so had the handler");
	plat_frame_stats(&after);
	tap_ok(after.nr_free == before.nr_free &&
		       after.nr_total == before.nr_total,
	       "all is accounted for");
	return tap_done();
}
