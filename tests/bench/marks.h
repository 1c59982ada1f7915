/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Marks in a guest whose calls are counted by bench.py: MEASURE(name, call)
 * prints as the figure NAME, "__" in it as a dot, from where bench_begin_name()
 * is called to where bench_end_name() is, less what there is between these for
 * the name "nothing".
 */
#ifndef TESTS_BENCH_MARKS_H
#define TESTS_BENCH_MARKS_H

#include <plat/compiler.h>

/* The name inside keeps the compiler from making one of all. */
#define MARK(function)                                                     \
	PLAT_NOINLINE void function(void);                                 \
	PLAT_NOINLINE void function(void)                                  \
	{                                                                  \
		__asm__ volatile("/* " #function " */" : : : "memory");    \
	}

#define MARKS(name)                                                        \
	MARK(bench_begin_##name)                                           \
	MARK(bench_end_##name)

#define MEASURE(name, call)                                                \
	do {                                                               \
		int rc;                                                    \
                                                                           \
		bench_begin_##name();                                      \
		rc = (call);                                               \
		bench_end_##name();                                        \
		status |= rc;                                              \
	} while (0)

static int status;

#endif /* TESTS_BENCH_MARKS_H */
