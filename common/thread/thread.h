/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads and run queues. A thread is in one of these states:
 *
 *	running   an lcpu's .current
 *	ready     in a run queue, that of its home
 *	waiting   .wait is THREAD_WAITS. Whoever turns that into THREAD_AWAKE,
 *	          by compare and swap, makes it ready
 *	ended     has left its stack for good
 *
 * A thread that begins to wait is still on its lcpu when it can be woken
 * already: it is ready, and running, then. That lcpu finds it in its own queue
 * when it looks for another, or runs another, and leaves the thread's stack;
 * until then no other lcpu takes it.
 */
#ifndef COMMON_THREAD_THREAD_H
#define COMMON_THREAD_THREAD_H

#include <plat/lcpu.h>
#include <plat/lcpu_data.h>
#include <plat/thread.h>

enum {
	THREAD_AWAKE,
	THREAD_WAITS,
};

struct plat_run_queue;

struct plat_thread {
	PLAT_ALIGNED(16) /* as the stack below it */
	uintptr_t sp;              /* atomic: where it goes on; 0: an lcpu is
				    * on its stack */
	uint64_t kept;             /* plat_switch()'s, beside what is there */
	struct plat_thread *next;  /* in a run queue: that queue's lock */
	bool is_pinned;
	struct plat_run_queue *home; /* where it runs, or ran: changed by the
				      * lcpu that has just taken it */
	uint32_t wait;             /* atomic: THREAD_* */

	/* Of the wait queue's lock. */
	struct plat_thread *wait_next, *wait_previous;
	bool is_queued;

	/* Of the lock of the run queue on whose list of sleepers it is, .clock:
	 * that of its home when it went to sleep; or lcpu 0's, if that lcpu
	 * has left, which is changed with both locks. */
	struct plat_run_queue *clock; /* atomic */
	struct plat_thread *later, *earlier; /* among those who sleep there */
	uint64_t until_ns;
	bool is_timed;
	bool timed_out;            /* why it is awake */

	struct plat_thread *joiner; /* atomic: who waits; itself: has ended */
	int (*function)(void *arg);
	void *arg;
	int result;
	const char *name;
	plat_va_t stack;           /* its lowest byte */
	uint64_t stack_size;
};

/* What an lcpu runs. */
struct plat_run_queue {
	struct plat_spinlock lock;
	struct plat_thread *first, *last; /* lock: those that are ready */
	uint64_t nr;               /* atomic; written with lock: how many that
				    * any lcpu may run */
	uint32_t is_idle;          /* atomic: it looks, or halts; who clears
				    * it has it look again */
	struct plat_thread *sleepers, *latest; /* lock: by time */
	bool has_no_timer;         /* the clock is looked at instead */
	bool timer_is_late;        /* somebody sleeps less than it is set to */
	uint32_t number;           /* constant: the lcpu's */
	struct plat_thread *current;
	struct plat_thread *ended; /* it leaves, or has just left, its stack for
				    * good */
	struct plat_thread *idle;  /* runs when nobody else does; NULL: who
				    * waits does that itself */
	uint32_t nr_pinned;        /* atomic; made more with lock: how many
				    * threads are, that were made for it */
	bool is_closed;            /* lock: there will be no more of them */
	bool has_left;             /* lock: the others go to lcpu 0 */
	struct plat_lcpu_call call; /* to lcpu 0 */
	struct plat_run_queue *next; /* atomic: the others */
	struct plat_thread own;    /* the context in which the lcpu began */
};

extern PLAT_LCPU_DATA struct plat_run_queue *plat_run_queue; /* private */

/** This lcpu's; NULL: it does not run threads. Context: interrupts off. */
static inline struct plat_run_queue *plat_run_own(void)
{
	return plat_lcpu_get(plat_run_queue);
}

/** From lcpu 1 on; zeroes at first. Set before others run threads. */
extern struct plat_run_queue *plat_run_others_queues;

/** The queue of the lcpu of that number; NULL: it has none (yet). */
struct plat_run_queue *plat_run_of(uint32_t number);

/** Begin to run threads: on lcpu 0, main is the first. Context: main. */
void plat_run_begin(void);

/** Put @thread, which was not in a queue, behind those of @queue. Context:
 * interrupts off, the queue locked. */
void plat_run_put(struct plat_run_queue *queue, struct plat_thread *thread);

/** Have an lcpu that idles take what @queue's cannot run now. */
void plat_run_offer(const struct plat_run_queue *queue);

/** Have an lcpu that idles, if there is one, look at all queues. */
void plat_run_rouse_any(void);

/**
 * Say whether this lcpu idles.
 *
 * Context: interrupts off.
 * Returns: whether that is news: an lcpu that says it idles is roused once.
 */
bool plat_run_say_idle(struct plat_run_queue *own, uint32_t is_idle);

/**
 * One more thread is pinned to the lcpu of @queue, which is not stopped until
 * plat_run_unpin().
 *
 * Returns: false: it is closed.
 */
PLAT_MUST_CHECK bool plat_run_pin(struct plat_run_queue *queue);

static inline void plat_run_unpin(struct plat_run_queue *queue)
{
	(void)plat_atomic_sub_release(&queue->nr_pinned, 1u);
}

/**
 * All who are not pinned leave the list of sleepers of @from for that of @to.
 *
 * Context: interrupts off, both locked.
 * Returns: how many it were.
 */
uint32_t plat_run_move_sleepers(struct plat_run_queue *from,
				struct plat_run_queue *to);

/** For lcpus that stop. */
extern const struct plat_lcpu_tenant plat_thread_tenant;

/** Make @thread ready. Context: any. */
void plat_run_ready(struct plat_thread *thread);

/**
 * Run others until the caller, who has set .wait, is awake.
 *
 * Context: interrupts off, no lock held.
 */
void plat_run_others(struct plat_run_queue *own);

/** Begin to wait: from here on the caller can be woken. Interrupts off. */
static inline struct plat_thread *plat_thread_begin_wait(void)
{
	struct plat_thread *self = plat_run_own()->current;

	self->timed_out = false;
	plat_atomic_store_release(&self->wait, THREAD_WAITS);
	return self;
}

/** Be the one who wakes @thread: it is to be made ready if this is true. */
static inline bool plat_thread_claim(struct plat_thread *thread)
{
	return plat_atomic_cas_acq_rel(&thread->wait, THREAD_WAITS,
				       THREAD_AWAKE) == THREAD_WAITS;
}

/** Say whether this lcpu has a timer that runs when it is asked to. Context:
 * interrupts off. */
void plat_run_has_timer(struct plat_run_queue *own, bool has_timer);

/** Halt until something may have come. Context: interrupts off, which they are
 * again. */
void plat_run_rest(const struct plat_run_queue *own);

/** Wait for whoever wakes the caller, who has begun to wait, until @until_ns at
 * the longest. Context: interrupts off, no lock held. */
void plat_thread_wait(struct plat_thread *self, uint64_t until_ns);

/** Sleep. Context: a thread. */
void plat_thread_sleep_until(uint64_t until_ns);

/** Wake those of @queue, this lcpu's, whose time has come, and set the timer
 * for the next. Context: interrupts off, no lock held, handlers too. */
void plat_run_look_at_clock(struct plat_run_queue *queue);

/** What a thread does on its stack first. */
PLAT_NORETURN void plat_thread_first(void);

/** After each switch: somebody has left his stack. Interrupts off. */
void plat_run_left(void);

/** The caller leaves its stack for good. Interrupts off. */
PLAT_NORETURN void plat_run_end(struct plat_run_queue *own);

/*
 * The ISA's part, switch.S.
 *
 * plat_switch() keeps what a call has to keep of @from, and goes on where @to
 * was left. As soon as it is not on the stack of @from any more it sets .sp of
 * that, sequentially consistent: another lcpu may go on with it then.
 * plat_switch_new() has @thread, whose stack lies below it, go on in
 * plat_thread_first().
 */
void plat_switch(struct plat_thread *from, struct plat_thread *to);
void plat_switch_new(struct plat_thread *thread);

/**
 * What an lcpu does that has nothing to do: run threads until there are none.
 *
 * Context: the lcpu's own stack, interrupts off.
 * Returns: whether to look again at once; else it may halt. Interrupts off.
 */
bool plat_thread_idle(void);

#endif /* COMMON_THREAD_THREAD_H */
