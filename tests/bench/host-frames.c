/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The allocator of frames.
 */
#include "tests/bench/host.h"

#include <plat/errno.h>

#include "common/memory/frame.h"

#define ANY        PLAT_FRAME_ANY
#define NR_ROUNDS  20000u
#define NR_MANY    32u

int plat_frame_set_up(void)
{
	return -PLAT_ENOSYS;
}

/* Each does NR_ROUNDS rounds of NR_MANY frames, or blocks, allocated and freed,
 * and leaves none in the cache of an lcpu that ends. */
static void one_by_one(unsigned int lcpu)
{
	plat_pa_t pa;

	(void)lcpu;
	for (unsigned int i = 0; i < NR_ROUNDS * NR_MANY; i++) {
		must(plat_frame_alloc(0, ANY, &pa));
		must(plat_frame_free(pa, 0));
	}
	plat_frame_drain();
}

static void in_rounds(unsigned int lcpu)
{
	plat_pa_t pas[NR_MANY];

	(void)lcpu;
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		for (unsigned int k = 0; k < NR_MANY; k++)
			must(plat_frame_alloc(0, ANY, &pas[k]));
		for (unsigned int k = 0; k < NR_MANY; k++)
			must(plat_frame_free(pas[k], 0));
	}
	plat_frame_drain();
}

static void as_lists(unsigned int lcpu)
{
	plat_pa_t pas[NR_MANY];

	(void)lcpu;
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		must(plat_frame_alloc_many(NR_MANY, ANY, pas));
		must(plat_frame_free_many(NR_MANY, pas));
	}
	plat_frame_drain();
}

static void large_blocks(unsigned int lcpu)
{
	plat_pa_t pa;

	(void)lcpu;
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		must(plat_frame_alloc(9, ANY, &pa));
		must(plat_frame_free(pa, 9));
	}
	plat_frame_drain();
}

/* A pair of operations each. */
static const struct pattern patterns[] = {
	{"alloc_and_free", one_by_one, NR_ROUNDS * NR_MANY},
	{"alloc_and_free_32_in_turn", in_rounds, NR_ROUNDS * NR_MANY},
	{"alloc_and_free_in_lists_of_32", as_lists, NR_ROUNDS * NR_MANY},
	{"alloc_and_free_2m", large_blocks, NR_ROUNDS},
};

int main(void)
{
	static struct plat_mrd mrds[] = {
		{.start = {PLAT_GIB(4)},
		 .size = PLAT_GIB(4),
		 .type = PLAT_MRD_FREE,
		 .owner = "bench"},
	};
	static const struct plat_mrd_list list = {.mrds = mrds, .nr_mrds = 1};
	struct plat_pa_range place = {{PLAT_GIB(1)}, 0};
	struct plat_pa_range none = {{0}, 0};

	place.size = plat_frame_metadata_bytes(&list);
	must(plat_frame_init(&list, calloc(1, place.size), place, none, none));
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(patterns); i++)
		bench_print("frame", &patterns[i]);
	return 0;
}
