/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads, for guests that want them: each lcpu runs those of its own queue in
 * turn, and one that has none takes another's. An image that makes no thread
 * has nothing of this; main is the first thread of one that does.
 *
 * A thread runs until it waits, sleeps, yields or ends. There is no tick: a
 * timer runs while somebody sleeps, and is what ends the sleep even where
 * another thread computes, if an lcpu is idle.
 *
 * Each thread has its own floating-point state: what a call must keep by the
 * ISA's ABI, and the control and status registers (x86_64: MXCSR, the x87
 * control word; arm64: FPCR, FPSR).
 *
 * All here is called by threads, with interrupts on and no spinlock held (a
 * debug build checks it), unless it says otherwise. After any of it the caller
 * may be on another lcpu, unless it is pinned; main is, to lcpu 0.
 *
 * An lcpu that is stopped leaves its threads, those that are ready and those
 * that sleep, to lcpu 0, from where others that idle take them. While a thread
 * is pinned to it, it is not stopped: plat_lcpu_stop() says so, until that
 * thread has ended.
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

/* As many stacks of that size, at the most, are kept for threads to come. */
#define PLAT_THREAD_STACKS_KEPT 16u

/**
 * Make a thread that runs @function(@arg), on a stack with a guard on either
 * side, all of which is there from the start: the stack's last bytes are the
 * thread's own data. It ends when @function returns; plat_thread_join() has its
 * result, and must be called.
 *
 * @thread: out: set before the thread begins.
 * @attr:   NULL: the defaults.
 * Returns: 0; -PLAT_ENOMEM; -PLAT_EINVAL: pinned to an lcpu that does not run,
 *          or is about to stop.
 */
PLAT_MUST_CHECK
int plat_thread_create(struct plat_thread **thread,
		       const struct plat_thread_attr *attr,
		       int (*function)(void *arg), void *arg);

/**
 * Wait for the end of @thread, which is forgotten.
 *
 * Requires: nobody else joins it; it is not main.
 * Returns:  its result.
 */
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
 * A wait queue: threads that wait until something is so; zeroes are an empty
 * one. A waiter looks with the lock held that protects it, and gives it up and
 * sleeps in one step, so that no wake-up between is lost:
 *
 *	state = plat_spin_lock_irqsave(&lock);
 *	while (!ready && !err)
 *		err = plat_wait(&queue, &lock, until);
 *	plat_spin_unlock_irqrestore(&lock, state);
 *
 * Whoever makes it so does that with the lock held, and wakes, with or without
 * it.
 */
struct plat_wait_queue {
	struct plat_spinlock lock;
	struct plat_thread *first, *last; /* lock */
};

/**
 * Release @lock, sleep until woken or until plat_time_ns() is @until, take
 * @lock again. Those who wait are woken in the order of their arrival.
 *
 * Context: @lock is held, and is all that is held; interrupts are off, and were
 *          on before it was taken.
 * Returns: 0; -PLAT_ETIMEDOUT: nobody has woken it. Interrupts are off.
 */
PLAT_MUST_CHECK
int plat_wait(struct plat_wait_queue *queue, struct plat_spinlock *lock,
	      uint64_t until_ns);

/**
 * Wake the @nr that wait longest.
 *
 * Context: any, interrupt handlers too; no lock of PLAT_RANK_WAIT or above.
 * Returns: how many it were.
 */
uint32_t plat_wake(struct plat_wait_queue *queue, uint32_t nr);

#define PLAT_WAKE_ALL UINT32_MAX

/*
 * Zeroes: nobody holds it. Who holds it may sleep. Not recursive. Fair: it is
 * handed to who waits longest, and nobody overtakes.
 */
struct plat_mutex {
	uint32_t state; /* atomic: PLAT_MUTEX_* */
	const struct plat_thread *owner; /* in a debug build */
	struct plat_wait_queue waiters;
};

/* Private. */
#define PLAT_MUTEX_FREE  0u
#define PLAT_MUTEX_HELD  1u
#define PLAT_MUTEX_ASKED 2u /* held, and its release looks who waits */
void plat_mutex_wait(struct plat_mutex *mutex);
void plat_mutex_hand_over(struct plat_mutex *mutex);
void plat_mutex_taken(struct plat_mutex *mutex);
void plat_mutex_giving(struct plat_mutex *mutex);

/** Take @mutex if nobody holds it. Returns: whether it was taken. */
PLAT_MUST_CHECK
static inline bool plat_mutex_try_lock(struct plat_mutex *mutex)
{
	bool is_free = plat_atomic_cas_acquire(&mutex->state, PLAT_MUTEX_FREE,
					       PLAT_MUTEX_HELD) ==
		       PLAT_MUTEX_FREE;

	if (PLAT_HAS(PLAT_DEBUG) && is_free)
		plat_mutex_taken(mutex);
	return is_free;
}

/** Take @mutex; sleeps while others hold it. */
static inline void plat_mutex_lock(struct plat_mutex *mutex)
{
	plat_lock_may_sleep();
	if (plat_unlikely(!plat_mutex_try_lock(mutex)))
		plat_mutex_wait(mutex);
}

/** Release @mutex. Requires: the caller holds it. */
static inline void plat_mutex_unlock(struct plat_mutex *mutex)
{
	if (PLAT_HAS(PLAT_DEBUG))
		plat_mutex_giving(mutex);
	if (plat_unlikely(plat_atomic_cas_release(&mutex->state,
						  PLAT_MUTEX_HELD,
						  PLAT_MUTEX_FREE) !=
			  PLAT_MUTEX_HELD))
		plat_mutex_hand_over(mutex);
}

/* A condition variable: of what a mutex protects. Zeroes: nobody waits. */
struct plat_condition {
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

/** Wake one. Context: any; the mutex is held or not. */
static inline void plat_condition_signal(struct plat_condition *condition)
{
	(void)plat_wake(&condition->waiters, 1);
}

/** Wake all. Context: any; the mutex is held or not. */
static inline void plat_condition_broadcast(struct plat_condition *condition)
{
	(void)plat_wake(&condition->waiters, PLAT_WAKE_ALL);
}

#endif /* PLAT_THREAD_H */
