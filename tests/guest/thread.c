/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads that do not end with their result, wait for what has happened, or
 * are in a mutex together, make each program that stands on them wrong.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/string.h>
#include <plat/thread.h>
#include <plat/time.h>

#define NR 8u
#define MS 1000000ull

static struct plat_thread *threads[NR];

/* Thread i gets i. Returns: whether all were made. */
static bool make_all(unsigned int nr, int (*function)(void *arg))
{
	for (uintptr_t i = 0; i < nr; i++) {
		if (plat_thread_create(&threads[i], NULL, function, (void *)i))
			return false;
	}
	return true;
}

static int join_all(unsigned int nr)
{
	int sum = 0;

	for (unsigned int i = 0; i < nr; i++)
		sum += plat_thread_join(threads[i]);
	return sum;
}

static uint64_t nr_free(void)
{
	struct plat_frame_stats stats;

	plat_frame_stats(&stats);
	return stats.nr_free;
}

static int square(void *arg)
{
	int i = (int)(uintptr_t)arg;

	return i * i;
}

static int at_once(void *arg)
{
	return plat_thread_self() == *(struct plat_thread **)arg ? 7 : 8;
}

static void results(void)
{
	static struct plat_thread *itself;
	const struct plat_thread_attr attr = {.name = "one", .stack = 1};
	uint64_t before;

	tap_ok(plat_thread_self() && !strcmp(plat_thread_name(
						     plat_thread_self()),
					     "main"),
	       "main is a thread");
	tap_ok(make_all(NR, square), "threads are made");
	tap_ok(join_all(NR) == 140, "and their results are joined");
	tap_ok(!plat_thread_create(&itself, &attr, at_once, &itself) &&
		       !strcmp(plat_thread_name(itself), "one") &&
		       plat_thread_join(itself) == 7,
	       "a thread has its name, and knows itself");
	before = nr_free();
	for (unsigned int i = 0; i < 100; i++) {
		if (!make_all(NR, square) || join_all(NR) != 140)
			break;
	}
	tap_ok(nr_free() == before, "what has been joined leaves nothing");
}

static char text[4 * NR + 1];
static unsigned int length;

static int write_thrice(void *arg)
{
	for (int i = 0; i < 3; i++) {
		text[length++] = (char)('a' + (uintptr_t)arg);
		plat_thread_yield();
	}
	return 0;
}

static void turns(void)
{
	length = 0;
	tap_ok(make_all(3, write_thrice) && !join_all(3) &&
		       !strcmp(text, "abcabcabc"),
	       "who yields runs again after the others: %s", text);
}

static struct plat_mutex mutex;
static unsigned int nr_inside, nr_rounds;
static bool were_two;

static int enter(void *arg)
{
	(void)arg;
	for (unsigned int i = 0; i < 100; i++) {
		plat_mutex_lock(&mutex);
		were_two |= ++nr_inside != 1;
		if (i % 3)
			plat_thread_yield();
		nr_rounds++;
		nr_inside--;
		plat_mutex_unlock(&mutex);
		if (i % 5)
			plat_thread_yield();
	}
	return 0;
}

static void mutexes(void)
{
	bool is_free = plat_mutex_try_lock(&mutex);

	tap_ok(is_free && !plat_mutex_try_lock(&mutex),
	       "a mutex is taken once");
	tap_ok(make_all(NR, enter), "threads that want it");
	plat_thread_yield();
	tap_ok(!nr_rounds, "wait");
	plat_mutex_unlock(&mutex);
	join_all(NR);
	tap_ok(nr_rounds == 100 * NR && !were_two, "and enter one by one");
	tap_ok(plat_mutex_try_lock(&mutex), "it is free after that");
	plat_mutex_unlock(&mutex);
}

/* A buffer of one: makers and takers. */
static struct plat_condition is_full, is_empty;
static unsigned int content, sum_taken;

static int make(void *arg)
{
	for (unsigned int i = 1; i <= 100; i++) {
		plat_mutex_lock(&mutex);
		while (content)
			(void)!plat_condition_wait(&is_empty, &mutex,
						   PLAT_FOR_EVER);
		content = i;
		plat_condition_signal(&is_full);
		plat_mutex_unlock(&mutex);
	}
	return (int)(uintptr_t)arg;
}

static int consume(void *arg)
{
	for (unsigned int i = 1; i <= 100; i++) {
		plat_mutex_lock(&mutex);
		while (!content)
			(void)!plat_condition_wait(&is_full, &mutex,
						   PLAT_FOR_EVER);
		sum_taken += content;
		content = 0;
		plat_condition_signal(&is_empty);
		plat_mutex_unlock(&mutex);
	}
	return (int)(uintptr_t)arg;
}

static int make_or_consume(void *arg)
{
	return (uintptr_t)arg % 2 ? make(arg) : consume(arg);
}

static void conditions(void)
{
	uint64_t begin;
	int err;

	tap_ok(make_all(NR, make_or_consume) && join_all(NR) == 28 &&
		       sum_taken == NR / 2 * 5050,
	       "what was made was taken, once");
	plat_mutex_lock(&mutex);
	begin = plat_time_ns();
	err = plat_condition_wait(&is_full, &mutex, begin + 2 * MS);
	tap_ok(err == -PLAT_ETIMEDOUT && plat_time_ns() >= begin + 2 * MS,
	       "nobody signals: the time comes");
	tap_ok(!plat_mutex_try_lock(&mutex), "and the mutex is held again");
	plat_mutex_unlock(&mutex);
}

/* All sleep long before that, also on a machine that is busy. */
static uint64_t first_wakes;

static int sleep_and_write(void *arg)
{
	static const unsigned char ms[] = {20, 0, 30, 10, 0, 40};

	plat_time_sleep_until_ns(first_wakes + ms[(uintptr_t)arg] * MS);
	text[length++] = (char)('a' + (uintptr_t)arg);
	return 0;
}

static void sleepers(void)
{
	uint64_t begin;

	first_wakes = plat_time_ns() + 200 * MS;
	length = 0;
	memset(text, 0, sizeof(text));
	tap_ok(make_all(6, sleep_and_write) && !join_all(6) &&
		       !strcmp(text, "bedacf"),
	       "sleepers wake in the order of their times: %s", text);
	tap_ok(plat_time_ns() >= first_wakes + 40 * MS, "not before them");
	begin = plat_time_ns();
	plat_thread_sleep_ns(3 * MS);
	tap_ok(plat_time_ns() - begin >= 3 * MS, "main alone sleeps as well");
}

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_GUEST);
static struct plat_wait_queue queue;
static unsigned int nr_tickets, nr_served;

static int take_ticket(void *arg)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	int err = 0;

	while (!nr_tickets && !err)
		err = plat_wait(&queue, &lock, PLAT_FOR_EVER);
	nr_tickets--;
	text[nr_served++] = (char)('a' + (uintptr_t)arg);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

static void give_tickets(unsigned int nr)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

	nr_tickets += nr;
	plat_spin_unlock_irqrestore(&lock, state);
}

static void wait_queues(void)
{
	plat_irq_state_t state;
	int err;

	memset(text, 0, sizeof(text));
	tap_ok(!plat_wake(&queue, 1), "nobody waits: nobody is woken");
	tap_ok(make_all(5, take_ticket), "threads that wait");
	plat_thread_yield();
	tap_ok(nr_served == 0, "for something to be so");
	give_tickets(2);
	tap_ok(plat_wake(&queue, 2) == 2, "the first two are woken");
	plat_thread_yield();
	tap_ok(!strcmp(text, "ab"), "in the order in which they came: %s",
	       text);
	give_tickets(3);
	tap_ok(plat_wake(&queue, PLAT_WAKE_ALL) == 3, "then all others");
	tap_ok(!join_all(5) && !strcmp(text, "abcde"), "as well: %s", text);

	state = plat_spin_lock_irqsave(&lock);
	err = plat_wait(&queue, &lock, plat_time_ns() + MS);
	plat_spin_unlock_irqrestore(&lock, state);
	tap_ok(err == -PLAT_ETIMEDOUT && !queue.first,
	       "who has waited long enough does not wait any more");
}

static int none(void *arg)
{
	(void)arg;
	return 0;
}

static void refusals(void)
{
	const struct plat_thread_attr huge = {.stack = UINT64_MAX};
	const struct plat_thread_attr too_much = {.stack = PLAT_GIB(1)};
	const struct plat_thread_attr elsewhere = {.is_pinned = true,
						   .lcpu = 1000};
	struct plat_thread *thread = NULL;
	uint64_t before;

	tap_ok(plat_thread_create(&thread, &huge, none, NULL) ==
			       -PLAT_ENOMEM &&
		       plat_thread_create(&thread, &too_much, none, NULL) ==
			       -PLAT_ENOMEM,
	       "no memory for a stack");
	before = nr_free(); /* page tables are kept */
	tap_ok(plat_thread_create(&thread, &too_much, none, NULL) ==
		       -PLAT_ENOMEM,
	       "nor the next time");
	tap_ok(plat_thread_create(&thread, &elsewhere, none, NULL) ==
		       -PLAT_EINVAL,
	       "no such lcpu");
	tap_ok(nr_free() == before && !thread, "nothing is left of them");
}

int main(void)
{
	results();
	turns();
	mutexes();
	conditions();
	sleepers();
	wait_queues();
	refusals();
	return tap_done();
}
