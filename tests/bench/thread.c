/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What threads cost: from the call in one to the return in the other. Counted
 * by bench.py, as paging.c.
 */
#include <plat/log.h>
#include <plat/thread.h>

#include "tests/bench/marks.h"

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

static int lock_and_unlock(struct plat_mutex *mutex)
{
	plat_mutex_lock(mutex);
	plat_mutex_unlock(mutex);
	return 0;
}

static int nothing(void *arg)
{
	(void)arg;
	return 0;
}

static void create(void)
{
	struct plat_thread *thread;

	MEASURE(thread__create,
		plat_thread_create(&thread, NULL, nothing, NULL));
	MEASURE(thread__join, plat_thread_join(thread));
}

int main(void)
{
	static struct plat_mutex mutex;

	MEASURE(nothing, 0);
	MEASURE(thread__mutex, lock_and_unlock(&mutex));
	status |= yield();
	create();
	if (status)
		plat_printf("bench: it did not do what is counted\n");
	return status;
}
