/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads that find each other's numbers, or round as another has said,
 * compute wrongly.
 */
#include "tests/guest/tap.h"

#include <plat/thread.h>

#include "fp-isa.h"

#define NR     6u
#define ROUNDS 200

static volatile double one = 1.0, three = 3.0;

/* What 1 / 3 is, rounded down, up, to nearest and towards zero. */
static double third(void)
{
	return one / three;
}

static int compute(void *arg)
{
	unsigned int mode = (uintptr_t)arg & 3;
	double expected, sum = 0, again = 0;
	int nr_wrong = 0;

	fp_set_rounding(mode);
	expected = third();
	for (int i = 0; i < ROUNDS; i++) {
		sum += third() * i;
		plat_thread_yield();
		again += expected * i;
		nr_wrong += fp_rounding() != mode || third() != expected ||
			    sum != again;
	}
	return nr_wrong;
}

/* Nothing of the compiler's may be in these registers. */
static int keep(void *arg)
{
	uint64_t value = (uintptr_t)arg << 32 | 0x5a5a0000;
	int nr_wrong = 0;

	for (int i = 0; i < ROUNDS; i++) {
		fp_fill(value);
		plat_thread_yield();
		nr_wrong += fp_nr_kept(value) != FP_NR_KEPT;
	}
	return nr_wrong;
}

static int run(int (*function)(void *arg))
{
	struct plat_thread *threads[NR];
	int nr_wrong = 0;

	for (uintptr_t i = 0; i < NR; i++) {
		if (plat_thread_create(&threads[i], NULL, function,
				       (void *)(i + 1)))
			return -1;
	}
	for (uintptr_t i = 0; i < NR; i++)
		nr_wrong += plat_thread_join(threads[i]);
	return nr_wrong;
}

static int new_rounding(void *arg)
{
	(void)arg;
	return (int)fp_rounding();
}

int main(void)
{
	struct plat_thread *thread;

	fp_set_rounding(2);
	tap_ok(!plat_thread_create(&thread, NULL, new_rounding, NULL) &&
		       !plat_thread_join(thread),
	       "a new thread rounds to nearest");
	tap_ok(fp_rounding() == 2, "and main as it has said");
	fp_set_rounding(0);
	tap_ok(!run(compute), "threads compute as if they were alone");
	tap_ok(!run(keep), "and find what a call has to keep");
	return tap_done();
}
