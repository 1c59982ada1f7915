/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The allocator of frames on the build machine, in nanoseconds, with one and
 * two threads as lcpus: what counting instructions does not tell, say what an
 * atomic operation costs, or a cache line that moves. Printed as comments: no
 * figure, since it is another one each time; the best of some runs.
 */
#include <plat/errno.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/memory/frame.h"

#define ANY        PLAT_FRAME_ANY
#define NR_RUNS    5
#define NR_ROUNDS  20000u
#define NR_MANY    32u
#define MAX_LCPUS  2u

int plat_frame_set_up(void)
{
	return -PLAT_ENOSYS;
}

static double now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void must(int rc)
{
	if (rc)
		abort();
}

/* Each does NR_ROUNDS rounds of NR_MANY frames, or blocks, allocated and freed.
 */
static void one_by_one(void)
{
	plat_pa_t pa;

	for (unsigned int i = 0; i < NR_ROUNDS * NR_MANY; i++) {
		must(plat_frame_alloc(0, ANY, &pa));
		must(plat_frame_free(pa, 0));
	}
}

static void in_rounds(void)
{
	plat_pa_t pas[NR_MANY];

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		for (unsigned int k = 0; k < NR_MANY; k++)
			must(plat_frame_alloc(0, ANY, &pas[k]));
		for (unsigned int k = 0; k < NR_MANY; k++)
			must(plat_frame_free(pas[k], 0));
	}
}

static void as_lists(void)
{
	plat_pa_t pas[NR_MANY];

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		must(plat_frame_alloc_many(NR_MANY, ANY, pas));
		must(plat_frame_free_many(NR_MANY, pas));
	}
}

static void large_blocks(void)
{
	plat_pa_t pa;

	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		must(plat_frame_alloc(9, ANY, &pa));
		must(plat_frame_free(pa, 9));
	}
}

static const struct pattern {
	const char *name;
	void (*run)(void);
	double nr; /* pairs of operations */
} patterns[] = {
	{"alloc_and_free", one_by_one, NR_ROUNDS * NR_MANY},
	{"alloc_and_free_32_in_turn", in_rounds, NR_ROUNDS * NR_MANY},
	{"alloc_and_free_in_lists_of_32", as_lists, NR_ROUNDS * NR_MANY},
	{"alloc_and_free_2m", large_blocks, NR_ROUNDS},
};

static pthread_barrier_t start;

static void *lcpu(void *arg)
{
	const struct pattern *pattern = arg;

	pthread_barrier_wait(&start);
	pattern->run();
	plat_frame_drain();
	return NULL;
}

/* Per pair of operations of one lcpu. */
static double measure(const struct pattern *pattern, unsigned int nr_lcpus)
{
	pthread_t threads[MAX_LCPUS];
	double begin;

	pthread_barrier_init(&start, NULL, nr_lcpus + 1);
	for (unsigned int i = 0; i < nr_lcpus; i++)
		must(pthread_create(&threads[i], NULL, lcpu,
				    (void *)(uintptr_t)pattern));
	begin = now_ns();
	pthread_barrier_wait(&start);
	for (unsigned int i = 0; i < nr_lcpus; i++)
		must(pthread_join(threads[i], NULL));
	pthread_barrier_destroy(&start);
	return (now_ns() - begin) / pattern->nr;
}

static void print(const struct pattern *pattern, unsigned int nr_lcpus)
{
	double best = measure(pattern, nr_lcpus);

	for (unsigned int i = 1; i < NR_RUNS; i++) {
		double again = measure(pattern, nr_lcpus);

		if (again < best)
			best = again;
	}
	printf("# build machine: frame.%s %.1f ns, %u thread%s\n",
	       pattern->name, best, nr_lcpus, nr_lcpus > 1 ? "s" : "");
}

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
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(patterns); i++) {
		for (unsigned int nr = 1; nr <= MAX_LCPUS; nr++)
			print(&patterns[i], nr);
	}
	return 0;
}
