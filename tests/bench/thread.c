/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What threads cost: from the call in one to the return in the other. Counted
 * by bench.py, as paging.c.
 */
#include <plat/log.h>
#include <plat/thread.h>

#define MARKS(name)                                                        \
	PLAT_NOINLINE void bench_begin_##name(void);                       \
	PLAT_NOINLINE void bench_begin_##name(void)                        \
	{                                                                  \
		__asm__ volatile("" : : : "memory");                       \
	}                                                                  \
	PLAT_NOINLINE void bench_end_##name(void);                         \
	PLAT_NOINLINE void bench_end_##name(void)                          \
	{                                                                  \
		__asm__ volatile("" : : : "memory");                       \
	}

MARKS(nothing)
MARKS(thread__yield)
MARKS(thread__mutex)
MARKS(thread__create)
MARKS(thread__join)

static int answer(void *arg)
{
	(void)arg;
	plat_thread_yield();
	plat_thread_yield();
	bench_end_thread__yield();
	return 0;
}

static int ask(void *arg)
{
	(void)arg;
	plat_thread_yield();
	plat_thread_yield();
	bench_begin_thread__yield();
	plat_thread_yield();
	return 0;
}

static int yield(void)
{
	struct plat_thread *threads[2];

	if (plat_thread_create(&threads[0], NULL, ask, NULL) ||
	    plat_thread_create(&threads[1], NULL, answer, NULL))
		return -1;
	return plat_thread_join(threads[0]) | plat_thread_join(threads[1]);
}

static void mutex(void)
{
	static struct plat_mutex m;

	bench_begin_thread__mutex();
	plat_mutex_lock(&m);
	plat_mutex_unlock(&m);
	bench_end_thread__mutex();
}

static int nothing(void *arg)
{
	(void)arg;
	return 0;
}

static int create(void)
{
	struct plat_thread *thread;
	int err;

	bench_begin_thread__create();
	err = plat_thread_create(&thread, NULL, nothing, NULL);
	bench_end_thread__create();
	if (err)
		return err;
	bench_begin_thread__join();
	err = plat_thread_join(thread);
	bench_end_thread__join();
	return err;
}

int main(void)
{
	bench_begin_nothing();
	bench_end_nothing();
	mutex();
	if (yield() || create())
		plat_printf("bench: it did not do what is counted\n");
	return 0;
}
