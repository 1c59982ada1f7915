/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is timed on the build machine, in nanoseconds, with one and two threads
 * as lcpus: what counting instructions does not tell, say what an atomic
 * operation costs, or a cache line that moves. Printed as comments: no figure,
 * since it is another one each time; the best of some runs.
 */
#ifndef TESTS_BENCH_HOST_H
#define TESTS_BENCH_HOST_H

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define NR_RUNS   5
#define MAX_LCPUS 2u

struct pattern {
	const char *name;
	void (*run)(unsigned int lcpu);
	double nr; /* how often run() does what is timed */
};

static pthread_barrier_t bench_start;
static const struct pattern *bench_pattern;

static inline void must(int rc)
{
	if (rc)
		abort();
}

static inline double bench_now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static inline void *bench_lcpu(void *arg)
{
	pthread_barrier_wait(&bench_start);
	bench_pattern->run((unsigned int)(uintptr_t)arg);
	return NULL;
}

static inline double bench_measure(unsigned int nr_lcpus)
{
	pthread_t threads[MAX_LCPUS];
	double begin;

	pthread_barrier_init(&bench_start, NULL, nr_lcpus + 1);
	for (uintptr_t i = 0; i < nr_lcpus; i++)
		must(pthread_create(&threads[i], NULL, bench_lcpu, (void *)i));
	begin = bench_now_ns();
	pthread_barrier_wait(&bench_start);
	for (unsigned int i = 0; i < nr_lcpus; i++)
		must(pthread_join(threads[i], NULL));
	pthread_barrier_destroy(&bench_start);
	return (bench_now_ns() - begin) / bench_pattern->nr;
}

/** Print what @pattern of @subject costs, for each number of lcpus. */
static inline void bench_print(const char *subject,
			       const struct pattern *pattern)
{
	bench_pattern = pattern;
	for (unsigned int nr = 1; nr <= MAX_LCPUS; nr++) {
		double best = bench_measure(nr);

		for (unsigned int i = 1; i < NR_RUNS; i++) {
			double again = bench_measure(nr);

			if (again < best)
				best = again;
		}
		printf("# build machine: %s.%s %.1f ns, %u thread%s\n",
		       subject, pattern->name, best, nr, nr > 1 ? "s" : "");
	}
}

#endif /* TESTS_BENCH_HOST_H */
