/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes of page tables on the build machine, in nanoseconds, with one and
 * two threads as lcpus, each in an address space of its own, and both in one:
 * what the locks and the tables cost. No CPU walks the tables and no TLB is
 * told, which is the larger part on a machine. Printed as comments: no figure,
 * since it is another one each time; the best of some runs.
 */
#include <plat/arch/mmu.h>
#include <plat/errno.h>
#include <plat/paging.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "common/paging/space.h"

#define NR_RUNS   5
#define NR_ROUNDS 200000u
#define MAX_LCPUS 2u
#define MANY      256u

struct plat_space plat_kernel;
struct plat_space *plat_spaces;

void plat_spaces_follow(plat_va_t va, uint64_t size)
{
	(void)va;
	(void)size;
}

void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush)
{
	(void)ctx;
	(void)pt;
	(void)flush;
}

void plat_mmu_changes_begin(void)
{
}

void plat_mmu_flags_begin(void)
{
}

void plat_mmu_flush_page(plat_va_t va)
{
	(void)va;
}

void plat_mmu_publish(void)
{
}

bool plat_mmu_others(void)
{
	return false;
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

static int table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	table->v = (uintptr_t)aligned_alloc(PLAT_PAGE_SIZE, PLAT_PAGE_SIZE);
	return table->v ? 0 : -PLAT_ENOMEM;
}

static void table_free(void *ctx, plat_pa_t table)
{
	(void)ctx;
	free(plat_va_ptr(plat_va(table.v)));
}

static const struct plat_pt_ops ops = {
	.table_alloc = table_alloc,
	.table_free = table_free,
};

static struct plat_space spaces[MAX_LCPUS];

static int map(struct plat_space *space, uint64_t va, unsigned int nr)
{
	return plat_map(space, plat_va(va), plat_pa(PLAT_MIB(4)),
			nr * PLAT_PAGE_SIZE, PLAT_ATTR_RW, PLAT_PT_MAX_4K);
}

static void one_page(struct plat_space *space, uint64_t va)
{
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		must(map(space, va, 1));
		must(plat_protect(space, plat_va(va), PLAT_PAGE_SIZE,
				  PLAT_ATTR_R, PLAT_PT_FAIL));
		must(plat_unmap(space, plat_va(va), PLAT_PAGE_SIZE,
				PLAT_PT_FAIL));
	}
}

static void many_pages(struct plat_space *space, uint64_t va)
{
	for (unsigned int i = 0; i < NR_ROUNDS / 16; i++) {
		must(map(space, va, MANY));
		must(plat_protect(space, plat_va(va), MANY * PLAT_PAGE_SIZE,
				  PLAT_ATTR_R, PLAT_PT_FAIL));
		must(plat_unmap(space, plat_va(va), MANY * PLAT_PAGE_SIZE,
				PLAT_PT_FAIL));
	}
}

static const struct pattern {
	const char *name;
	void (*run)(struct plat_space *space, uint64_t va);
	double nr; /* rounds */
	bool is_shared;
} patterns[] = {
	{"map_protect_unmap", one_page, NR_ROUNDS, false},
	{"map_protect_unmap_in_one_space", one_page, NR_ROUNDS, true},
	{"map_protect_unmap_256", many_pages, NR_ROUNDS / 16, false},
};

static pthread_barrier_t start;
static const struct pattern *pattern;

static void *lcpu(void *arg)
{
	uintptr_t me = (uintptr_t)arg;
	uint64_t va = PLAT_GIB(1) + me * PLAT_MIB(8);

	pthread_barrier_wait(&start);
	pattern->run(&spaces[pattern->is_shared ? 0 : me], va);
	return NULL;
}

/* Per round of one lcpu. */
static double measure(unsigned int nr_lcpus)
{
	pthread_t threads[MAX_LCPUS];
	double begin;

	pthread_barrier_init(&start, NULL, nr_lcpus + 1);
	for (uintptr_t i = 0; i < nr_lcpus; i++)
		must(pthread_create(&threads[i], NULL, lcpu, (void *)i));
	begin = now_ns();
	pthread_barrier_wait(&start);
	for (unsigned int i = 0; i < nr_lcpus; i++)
		must(pthread_join(threads[i], NULL));
	pthread_barrier_destroy(&start);
	return (now_ns() - begin) / pattern->nr;
}

static void print(unsigned int nr_lcpus)
{
	double best = measure(nr_lcpus);

	for (unsigned int i = 1; i < NR_RUNS; i++) {
		double again = measure(nr_lcpus);

		if (again < best)
			best = again;
	}
	printf("# build machine: paging.%s %.1f ns, %u thread%s\n",
	       pattern->name, best, nr_lcpus, nr_lcpus > 1 ? "s" : "");
}

/* With the tables that the threads need. */
static void begin(struct plat_space *space,
		  const struct plat_pt_geometry *geometry)
{
	must(plat_pt_init(&space->pt, geometry, &ops, NULL, 0));
	for (unsigned int i = 0; i < MAX_LCPUS; i++)
		must(map(space, PLAT_GIB(1) + i * PLAT_MIB(8) + PLAT_MIB(1),
			 1));
}

int main(void)
{
	struct plat_pt_geometry geometry;

	plat_pt_geometry_x86_64(&geometry, 4, 52, true);
	for (unsigned int i = 0; i < MAX_LCPUS; i++)
		begin(&spaces[i], &geometry);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(patterns); i++) {
		pattern = &patterns[i];
		for (unsigned int nr = 1; nr <= MAX_LCPUS; nr++)
			print(nr);
	}
	return 0;
}
