/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads, for guests that want them: each lcpu runs those of its own queue in
 * turn, and one that has none takes another's. An image that makes no thread
 * has nothing of this; main is the first thread of one that does.
 *
 * All here is called by threads, with interrupts on and no spinlock held (a
 * debug build checks it), unless it says otherwise.
 */
#ifndef PLAT_THREAD_H
#define PLAT_THREAD_H

#include <plat/lock.h>
#include <plat/types.h>

struct plat_thread;

/* What a thread is made with; zeroes are the defaults. */
struct plat_thread_attr {
	const char *name;   /* at least as long there as the thread; NULL: "" */
	uint64_t stack;     /* bytes; 0: PLAT_THREAD_STACK */
	bool is_pinned;     /* stays on .lcpu */
	uint32_t lcpu;
};

#define PLAT_THREAD_STACK PLAT_KIB(32)

/**
 * Make a thread that runs @function(@arg), on a stack with guards. It ends when
 * that returns; plat_thread_join() has its result, and must be called.
 *
 * Returns: 0; -PLAT_ENOMEM; -PLAT_EINVAL: pinned to an lcpu that does not run.
 */
PLAT_MUST_CHECK
int plat_thread_create(struct plat_thread **thread,
		       const struct plat_thread_attr *attr,
		       int (*function)(void *arg), void *arg);

/** Wait for the end of @thread, which is forgotten. Returns: its result. */
int plat_thread_join(struct plat_thread *thread);

/** Context: any but an interrupt handler. */
struct plat_thread *plat_thread_self(void);
const char *plat_thread_name(const struct plat_thread *thread);

/** Let others of this lcpu run first. */
void plat_thread_yield(void);

/** Sleep for @ns at least; others run. */
void plat_thread_sleep_ns(uint64_t ns);

/* No timeout. */
#define PLAT_FOR_EVER UINT64_MAX

/*
 * A wait queue: threads that wait until something is so. A waiter looks with
 * the lock held that protects it, and gives it up and sleeps in one step, so
 * that no wake-up between is lost:
 *
 *	state = plat_spin_lock_irqsave(&lock);
 *	while (!ready && !err)
 *		err = plat_wait(&queue, &lock, &state, timeout);
 */
struct plat_wait_queue {
	struct plat_spinlock lock;
	struct plat_waiter *first, *last;
};

/**
 * Release @lock, sleep until woken or until plat_time_ns() is @until, take
 * @lock again. In the order of arrival.
 *
 * Context: @lock is held by irqsave, and is all that is held.
 * Returns: 0; -PLAT_ETIMEDOUT.
 */
int plat_wait(struct plat_wait_queue *queue, struct plat_spinlock *lock,
	      plat_irq_state_t *state, uint64_t until_ns);

/** Wake the @nr that wait longest. Context: any. Returns: how many it were. */
uint32_t plat_wake(struct plat_wait_queue *queue, uint32_t nr);

#define PLAT_WAKE_ALL UINT32_MAX

/* Zeroes: nobody holds it. Fair; who holds it may sleep. Not recursive. */
struct plat_mutex {
	struct plat_spinlock lock;
	struct plat_thread *owner;
	struct plat_wait_queue waiters;
};

void plat_mutex_lock(struct plat_mutex *mutex);
PLAT_MUST_CHECK bool plat_mutex_try_lock(struct plat_mutex *mutex);
void plat_mutex_unlock(struct plat_mutex *mutex);

/* A condition variable: of what a mutex protects. Zeroes: nobody waits. */
struct plat_condition {
	struct plat_spinlock lock;
	struct plat_wait_queue waiters;
};

/**
 * Release @mutex, sleep until signalled or until plat_time_ns() is @until, take
 * @mutex again.
 *
 * Returns: 0; -PLAT_ETIMEDOUT. Either way the caller looks again.
 */
int plat_condition_wait(struct plat_condition *condition,
			struct plat_mutex *mutex, uint64_t until_ns);

/** Wake one, or all. Context: any. */
void plat_condition_signal(struct plat_condition *condition);
void plat_condition_broadcast(struct plat_condition *condition);

#endif /* PLAT_THREAD_H */
