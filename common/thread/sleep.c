/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Those who sleep: each lcpu has a list of those who went to sleep on it, by
 * time; of the same time, in the order in which they came.
 */
#include <plat/time.h>

#include "common/thread/thread.h"
#include "common/time/event.h"

/* Under the queue's lock. */
static void insert(struct plat_run_queue *queue, struct plat_thread *thread)
{
	struct plat_thread *earlier = queue->latest;

	while (earlier && earlier->until_ns > thread->until_ns)
		earlier = earlier->earlier;
	thread->earlier = earlier;
	thread->later = earlier ? earlier->later : queue->sleepers;
	if (earlier)
		earlier->later = thread;
	else
		plat_atomic_store_relaxed(&queue->sleepers, thread);
	if (thread->later)
		thread->later->earlier = thread;
	else
		queue->latest = thread;
	thread->is_timed = true;
}

static void remove(struct plat_run_queue *queue, struct plat_thread *thread)
{
	if (thread->earlier)
		thread->earlier->later = thread->later;
	else
		plat_atomic_store_relaxed(&queue->sleepers, thread->later);
	if (thread->later)
		thread->later->earlier = thread->earlier;
	else
		queue->latest = thread->earlier;
	thread->is_timed = false;
}

/* Returns: when the next is to be woken. Under the queue's lock. */
static uint64_t wake_until(struct plat_run_queue *queue, uint64_t now)
{
	struct plat_thread *thread;

	while ((thread = queue->sleepers) && thread->until_ns <= now) {
		remove(queue, thread);
		if (!plat_thread_claim(thread))
			continue; /* it is woken, and ready elsewhere */
		thread->timed_out = true;
		thread->home = queue;
		plat_run_put(queue, thread);
	}
	return thread ? thread->until_ns : PLAT_FOR_EVER;
}

uint32_t plat_run_move_sleepers(struct plat_run_queue *from,
				struct plat_run_queue *to)
{
	struct plat_thread *thread = from->sleepers, *later;
	uint32_t nr = 0;

	for (; thread; thread = later) {
		later = thread->later;
		if (thread->is_pinned)
			continue;
		remove(from, thread);
		insert(to, thread);
		plat_atomic_store_relaxed(&thread->clock, to);
		nr++;
	}
	return nr;
}

void plat_run_look_at_clock(struct plat_run_queue *queue)
{
	uint64_t now = plat_time_ns(), next;

	plat_spin_lock(&queue->lock);
	next = wake_until(queue, now);
	plat_spin_unlock(&queue->lock);
	queue->timer_is_late = false;
	if (next != PLAT_FOR_EVER)
		plat_run_has_timer(queue, !plat_event_arm(next - now));
}

/* The timer's interrupt. */
static void timer_has_expired(void)
{
	struct plat_run_queue *own = plat_run_own();

	if (!own || !plat_atomic_load_relaxed(&own->sleepers))
		return;
	plat_run_look_at_clock(own);
	if (!plat_atomic_load_relaxed(&own->is_idle))
		plat_run_offer(own);
}

static void sleep_until(struct plat_run_queue *own, struct plat_thread *self,
			uint64_t until_ns)
{
	plat_atomic_store_relaxed(&plat_event_hook, timer_has_expired);
	plat_atomic_store_relaxed(&self->clock, own);
	self->until_ns = until_ns;
	plat_spin_lock(&own->lock);
	insert(own, self);
	plat_spin_unlock(&own->lock);
	if (plat_atomic_load_relaxed(&own->sleepers) == self)
		own->timer_is_late = true;
}

/* The one that @self is with is locked: it stays there. */
static struct plat_run_queue *lock_clock(struct plat_thread *self)
{
	for (;;) {
		struct plat_run_queue *clock =
			plat_atomic_load_relaxed(&self->clock);

		plat_spin_lock(&clock->lock);
		if (clock == plat_atomic_load_relaxed(&self->clock))
			return clock;
		plat_spin_unlock(&clock->lock);
	}
}

/* Woken before its time, or by its time; perhaps on another lcpu. */
static void forget(struct plat_thread *self)
{
	struct plat_run_queue *clock = lock_clock(self);

	if (self->is_timed)
		remove(clock, self);
	plat_spin_unlock(&clock->lock);
}

void plat_thread_wait(struct plat_thread *self, uint64_t until_ns)
{
	struct plat_run_queue *own = plat_run_own();

	plat_lock_may_sleep();
	if (until_ns != PLAT_FOR_EVER)
		sleep_until(own, self, until_ns);
	plat_run_others(own);
	if (until_ns != PLAT_FOR_EVER)
		forget(self);
}

void plat_thread_sleep_until(uint64_t until_ns)
{
	plat_irq_state_t state = plat_irq_save();

	/* One before "for ever" is as long. */
	plat_thread_wait(plat_thread_begin_wait(),
			 plat_min_u64(until_ns, PLAT_FOR_EVER - 1));
	plat_irq_restore(state);
}

void plat_thread_sleep_ns(uint64_t ns)
{
	uint64_t now = plat_time_ns();

	plat_run_begin();
	plat_thread_sleep_until(now + plat_min_u64(ns, PLAT_FOR_EVER - now));
}
