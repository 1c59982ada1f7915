/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Run queues: which thread an lcpu runs next.
 *
 * Nothing that is ready is overlooked. An lcpu about to halt first says that it
 * is idle, then looks at all queues; whoever makes a thread ready first queues
 * it, then looks who is idle; all of this sequentially consistent, so one of
 * them sees the other. The idle lcpu does not halt while it passes a thread by
 * because another is still on its stack; and if it was roused after it has
 * looked, and takes another thread than it was roused for, it rouses the next.
 */
#include "common/thread/thread.h"

#include <plat/arch/cpu.h>

#include "common/events/events.h"
#include "common/lcpu/lcpu.h"
#include "common/time/event.h"

PLAT_LCPU_DATA struct plat_run_queue *plat_run_queue;
struct plat_run_queue *plat_run_others_queues;

/* Lcpu 0's. */
static struct plat_run_queue first_queue = {
	.lock = PLAT_SPINLOCK(PLAT_RANK_RUN_0),
};
static struct plat_run_queue *queues; /* atomic: the one that came last */

/* Atomic: the lcpus that say they are idle, those that have to look at the
 * clock because they have no timer, and those with a thread that ends: if there
 * are none, nothing is to be done after a switch. */
static uint32_t nr_alert;

struct plat_run_queue *plat_run_of(uint32_t number)
{
	struct plat_run_queue *q = plat_atomic_load_acquire(&queues);

	while (q && q->number != number)
		q = q->next;
	return q;
}

static void publish(struct plat_run_queue *own)
{
	struct plat_run_queue *seen = plat_atomic_load_relaxed(&queues);

	do {
		own->next = seen;
		seen = plat_atomic_cas_release(&queues, own->next, own);
	} while (seen != own->next);
}

/* The caller's context becomes a thread. */
static void begin(struct plat_run_queue *own, const char *name)
{
	own->number = plat_lcpu_self();
	own->current = &own->own;
	own->own.home = own;
	own->own.is_pinned = true;
	own->own.name = name;
	publish(own);
}

/* An lcpu may have come before there were threads, and runs none yet. */
static bool sleep_until(uint64_t until_ns)
{
	if (!plat_run_own())
		return false;
	plat_thread_sleep_until(until_ns);
	return true;
}

void plat_run_begin(void)
{
	plat_irq_state_t state = plat_irq_save();

	if (!plat_run_own()) {
		begin(&first_queue, "main");
		plat_atomic_store_relaxed(&plat_time_sleep_hook, sleep_until);
		plat_lcpu_set(plat_run_queue, &first_queue);
	}
	plat_irq_restore(state);
}

/* The lcpu may have been here before, stopped, and been started again. */
static struct plat_run_queue *begin_other(void)
{
	struct plat_run_queue *own =
		&plat_run_others_queues[plat_lcpu_self() - 1];

	if (!own->current) {
		begin(own, "idle");
		own->idle = own->current;
	}
	plat_spin_lock(&own->lock);
	own->has_left = false;
	plat_spin_unlock(&own->lock);
	plat_lcpu_set(plat_run_queue, own);
	return own;
}

/* Before the caller looks who is idle. A store would do by the architecture,
 * but QEMU's TCG has an arm64 guest's next load overtake that. (In a yield it
 * remains a store: more would have each of them save registers.) */
static inline void count_one_more(struct plat_run_queue *queue)
{
	(void)plat_cpu_add(&queue->nr, 1);
}

void plat_run_put(struct plat_run_queue *queue, struct plat_thread *thread)
{
	thread->next = NULL;
	if (queue->first)
		queue->last->next = thread;
	else
		queue->first = thread;
	queue->last = thread;
	if (!thread->is_pinned)
		count_one_more(queue);
}

/* Take the thread behind @before, or the first if that is NULL. */
static struct plat_thread *take(struct plat_run_queue *queue,
				struct plat_thread *before)
{
	struct plat_thread **link = before ? &before->next : &queue->first;
	struct plat_thread *thread = *link;

	if (!thread)
		return NULL;
	*link = thread->next;
	if (queue->last == thread)
		queue->last = before;
	if (!thread->is_pinned)
		plat_atomic_store_relaxed(&queue->nr, queue->nr - 1);
	return thread;
}

static struct plat_thread *take_first(struct plat_run_queue *own)
{
	struct plat_thread *thread;

	plat_spin_lock(&own->lock);
	thread = take(own, NULL);
	plat_spin_unlock(&own->lock);
	return thread;
}

static bool can_be_stolen(const struct plat_thread *thread)
{
	return !thread->is_pinned && plat_atomic_load_acquire(&thread->sp);
}

/* @is_held: set if there is one that another lcpu is about to let go. */
static struct plat_thread *steal_from(struct plat_run_queue *other,
				      bool *is_held)
{
	struct plat_thread *before = NULL, *thread;

	plat_spin_lock(&other->lock);
	thread = other->first;
	while (thread && !can_be_stolen(thread)) {
		*is_held |= !thread->is_pinned;
		before = thread;
		thread = thread->next;
	}
	if (thread)
		take(other, before);
	plat_spin_unlock(&other->lock);
	return thread;
}

/* Those behind this lcpu's in the list first, so that not all go to the same
 * one. @is_held: as steal_from(), if there is no other. */
static struct plat_thread *steal(struct plat_run_queue *own, bool *is_held)
{
	struct plat_run_queue *other = own->next;
	struct plat_thread *thread = NULL;

	*is_held = false;
	while (other != own && !thread) {
		if (!other)
			other = plat_atomic_load_acquire(&queues);
		else if (plat_atomic_load_seq_cst(&other->nr) &&
			 (thread = steal_from(other, is_held)))
			thread->home = own;
		else
			other = other->next;
	}
	return thread;
}

/* Returns: whether the caller has made the lcpu of @queue look again. */
static bool rouse(struct plat_run_queue *queue)
{
	if (!plat_atomic_load_seq_cst(&queue->is_idle) ||
	    plat_atomic_cas_seq_cst(&queue->is_idle, 1, 0) != 1)
		return false;
	(void)plat_atomic_sub_seq_cst(&nr_alert, 1);
	/* Its own halt ends with the interrupt that the caller is in. */
	if (queue != plat_run_own())
		plat_lcpu_wake(queue->number);
	return true;
}

void plat_run_rouse_any(void)
{
	struct plat_run_queue *q = plat_atomic_load_acquire(&queues);

	while (q && !rouse(q))
		q = q->next;
}

void plat_run_offer(const struct plat_run_queue *queue)
{
	if (plat_atomic_load_seq_cst(&nr_alert) &&
	    plat_atomic_load_relaxed(&queue->nr))
		plat_run_rouse_any();
}

/* The queue that @thread is to be put into, locked. Interrupts are off. */
static struct plat_run_queue *lock_home(struct plat_thread *thread)
{
	struct plat_run_queue *home = thread->home;

	plat_spin_lock(&home->lock);
	if (plat_likely(!home->has_left) || thread->is_pinned)
		return home;
	plat_spin_unlock(&home->lock);
	thread->home = &first_queue;
	plat_spin_lock(&first_queue.lock);
	return &first_queue;
}

void plat_run_ready(struct plat_thread *thread)
{
	bool is_pinned = thread->is_pinned;
	plat_irq_state_t state = plat_irq_save();
	struct plat_run_queue *home = lock_home(thread);

	plat_run_put(home, thread);
	plat_spin_unlock(&home->lock);
	/* From here on the thread may be gone. */
	if (!rouse(home) && !is_pinned)
		plat_run_offer(home);
	plat_irq_restore(state);
}

/* Nobody is on the stack of @thread any more. */
static void end(struct plat_thread *thread)
{
	struct plat_thread *joiner;

	if (thread->is_pinned)
		plat_run_unpin(thread->home);
	joiner = plat_atomic_exchange_acq_rel(&thread->joiner, thread);
	if (joiner && plat_thread_claim(joiner))
		plat_run_ready(joiner);
}

PLAT_COLD static void be_alert(void)
{
	struct plat_run_queue *own = plat_run_own();
	struct plat_thread *ended = own->ended;

	if (ended) {
		own->ended = NULL;
		(void)plat_atomic_sub_seq_cst(&nr_alert, 1);
		end(ended);
	}
	if (own->has_no_timer)
		plat_run_look_at_clock(own);
	plat_run_offer(own);
}

PLAT_ALWAYS_INLINE static inline void left(void)
{
	if (plat_unlikely(plat_atomic_load_seq_cst(&nr_alert)))
		be_alert();
}

void plat_run_left(void)
{
	left();
}

/* Counted before anybody can rouse it, which takes it from the count: that is
 * never less than it should be, or others pass by what they have to do. */
bool plat_run_say_idle(struct plat_run_queue *own, uint32_t is_idle)
{
	bool is_news;

	if (is_idle)
		(void)plat_atomic_add_seq_cst(&nr_alert, 1);
	is_news = plat_atomic_exchange_seq_cst(&own->is_idle, is_idle) !=
		  is_idle;
	if (is_news != is_idle)
		(void)plat_atomic_sub_seq_cst(&nr_alert, 1);
	return is_news;
}

/* The next of this lcpu's own, which are told the time. */
static struct plat_thread *look(struct plat_run_queue *own)
{
	(void)plat_run_say_idle(own, true);
	if (plat_atomic_load_relaxed(&own->sleepers))
		plat_run_look_at_clock(own);
	return take_first(own);
}

/* With no timer nothing ends a halt: the clock is looked at. */
static bool must_not_halt(const struct plat_run_queue *own)
{
	return plat_unlikely(own->has_no_timer) &&
	       plat_atomic_load_relaxed(&own->sleepers);
}

/* In the place of a halt. */
static void pause(void)
{
	plat_irq_enable();
	plat_cpu_relax();
	plat_irq_disable();
}

/* Returns: whether a thread may be ready: also one that an interrupt has made
 * so meanwhile, which ends no halt any more. */
PLAT_COLD static bool serve_events(const struct plat_run_queue *own)
{
	bool is_ready;

	plat_irq_enable();
	is_ready = plat_events_serve_by_thread();
	plat_irq_disable();
	return is_ready || !plat_atomic_load_seq_cst(&own->is_idle) ||
	       plat_atomic_load_relaxed(&own->first);
}

void plat_run_rest(const struct plat_run_queue *own)
{
	if (plat_events_due() && serve_events(own))
		return;
	if (must_not_halt(own)) {
		pause();
		return;
	}
	plat_lcpu_halt();
	plat_irq_disable();
}

/* Main is the only thread, and nobody can idle for it. */
static struct plat_thread *wait_alone(struct plat_run_queue *own)
{
	struct plat_thread *next;

	while (!(next = look(own)))
		plat_run_rest(own);
	(void)plat_run_say_idle(own, false);
	return next;
}

/* @own may be another lcpu's when this returns. */
PLAT_ALWAYS_INLINE
static inline void switch_to(struct plat_run_queue *own,
			     struct plat_thread *self, struct plat_thread *next)
{
	own->current = next;
	plat_switch(self, next);
	left();
}

void plat_run_others(struct plat_run_queue *own)
{
	struct plat_thread *next = take_first(own);

	if (next && plat_unlikely(own->timer_is_late))
		plat_run_look_at_clock(own);
	if (!next)
		next = own->idle ? own->idle : wait_alone(own);
	if (next != own->current)
		switch_to(own, own->current, next);
}

void plat_run_end(struct plat_run_queue *own)
{
	own->ended = own->current;
	(void)plat_atomic_add_seq_cst(&nr_alert, 1);
	plat_run_others(own);
	__builtin_unreachable();
}

/* Take the first, and put @self behind the last, under the lock: as take() and
 * plat_run_put() do. NULL: there is none. */
static struct plat_thread *exchange(struct plat_run_queue *own,
				    struct plat_thread *self)
{
	struct plat_thread *next = own->first;

	if (!next)
		return NULL;
	self->next = NULL;
	own->last->next = self;
	own->last = self;
	own->first = next->next;
	if (plat_unlikely(next->is_pinned ^ self->is_pinned))
		plat_atomic_store_seq_cst(&own->nr, own->nr +
							    next->is_pinned -
							    self->is_pinned);
	return next;
}

/* The queue is locked. Inlined twice: where the lock is free nothing has to be
 * kept in registers over a call. */
PLAT_ALWAYS_INLINE static inline void yield_locked(struct plat_run_queue *own)
{
	struct plat_thread *self = own->current;
	struct plat_thread *next = exchange(own, self);

	plat_spin_unlock(&own->lock);
	if (plat_likely(next))
		switch_to(own, self, next);
	else if (own->has_no_timer)
		plat_run_look_at_clock(own);
	plat_irq_enable();
}

PLAT_COLD static void yield_later(struct plat_run_queue *own, uint16_t ticket)
{
	plat_spin_wait(&own->lock, ticket);
	yield_locked(own);
}

void plat_thread_yield(void)
{
	struct plat_run_queue *own;
	uint32_t tickets;

	plat_lock_may_sleep();
	plat_irq_disable();
	own = plat_run_own();
	if (plat_unlikely(!own)) {
		plat_irq_enable();
		return;
	}
	tickets = plat_spin_draw(&own->lock);
	if (plat_unlikely(plat_spin_has_to_wait(tickets)))
		yield_later(own, (uint16_t)(tickets >> 16));
	else
		yield_locked(own);
}

void plat_run_has_timer(struct plat_run_queue *own, bool has_timer)
{
	if (own->has_no_timer == !has_timer)
		return;
	own->has_no_timer = !has_timer;
	(void)plat_atomic_add_seq_cst(&nr_alert, has_timer ? -1u : 1u);
}

/* Whoever has roused this lcpu since it looked may have done so for another
 * thread than it goes on with. */
static void stop_idling(struct plat_run_queue *own)
{
	if (plat_unlikely(!plat_run_say_idle(own, false)))
		plat_run_rouse_any();
}

bool plat_thread_idle(void)
{
	struct plat_run_queue *own = plat_run_own();
	struct plat_thread *next;
	bool is_held;

	if (plat_unlikely(!own))
		own = begin_other();
	next = look(own);
	if (!next)
		next = steal(own, &is_held);
	if (next) {
		stop_idling(own);
		switch_to(own, own->current, next);
		return true;
	}
	if (!is_held && !must_not_halt(own))
		return false;
	pause();
	return true;
}
