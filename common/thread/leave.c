/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Threads of lcpus that stop. Those that are pinned keep their lcpu from it. An
 * lcpu that is told to leave has its own context, the one that idles, among
 * the threads that are ready: so it comes to that by the turns that threads
 * take anyway. There, where nobody is on another stack of this lcpu, all goes
 * to lcpu 0, which does not leave: who is ready, who sleeps, and from then on
 * whoever wakes up and ran there last.
 */
#include <plat/errno.h>

#include "common/lcpu/lcpu.h"
#include "common/thread/thread.h"

/* Before it has ever run threads, too. */
static struct plat_run_queue *queue_of(uint32_t number)
{
	return &plat_run_others_queues[number - 1];
}

bool plat_run_pin(struct plat_run_queue *queue)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&queue->lock);
	bool is_open = !queue->is_closed;

	if (is_open)
		(void)plat_atomic_add_relaxed(&queue->nr_pinned, 1u);
	plat_spin_unlock_irqrestore(&queue->lock, state);
	return is_open;
}

static void set_closed(struct plat_run_queue *queue, bool is_closed)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&queue->lock);

	queue->is_closed = is_closed;
	plat_spin_unlock_irqrestore(&queue->lock, state);
}

static int close(uint32_t number)
{
	struct plat_run_queue *queue = queue_of(number);

	set_closed(queue, true);
	if (!plat_atomic_load_acquire(&queue->nr_pinned))
		return 0;
	set_closed(queue, false);
	return -PLAT_EBUSY;
}

static void open(uint32_t number)
{
	set_closed(queue_of(number), false);
}

static bool is_ready(const struct plat_run_queue *own,
		     const struct plat_thread *thread)
{
	const struct plat_thread *at = own->first;

	while (at && at != thread)
		at = at->next;
	return at;
}

static void tell(void)
{
	struct plat_run_queue *own = plat_run_own();

	if (!own || own->current == own->idle)
		return;
	plat_spin_lock(&own->lock);
	if (!is_ready(own, own->idle))
		plat_run_put(own, own->idle);
	plat_spin_unlock(&own->lock);
}

/* Returns: how many. */
static uint32_t move_ready(struct plat_run_queue *from,
			   struct plat_run_queue *to)
{
	struct plat_thread *thread = from->first, *next;
	uint32_t nr = 0;

	from->first = NULL;
	plat_atomic_store_relaxed(&from->nr, 0u);
	for (; thread; thread = next) {
		next = thread->next;
		if (!thread->is_pinned) {
			thread->home = to;
			nr++;
		}
		plat_run_put(thread->home, thread);
	}
	return nr;
}

static void look_at_clock(void *arg)
{
	plat_run_look_at_clock(arg);
}

static void leave_all_to(struct plat_run_queue *to, struct plat_run_queue *own)
{
	uint32_t nr_ready, nr_sleep;

	plat_spin_lock(&own->lock);
	plat_spin_lock(&to->lock);
	own->has_left = true;
	nr_ready = move_ready(own, to);
	nr_sleep = plat_run_move_sleepers(own, to);
	plat_spin_unlock(&to->lock);
	plat_spin_unlock(&own->lock);
	if (nr_sleep)
		/* Busy: it has not run, and will see these, too. */
		(void)!plat_lcpu_post(0, &own->call, look_at_clock, to);
	/* One more, as this lcpu may just have been the one that was roused
	 * for somebody else's. */
	do
		plat_run_rouse_any();
	while (nr_ready--);
}

static void leave(void)
{
	struct plat_run_queue *own = plat_run_own();

	if (!own)
		return;
	(void)plat_run_say_idle(own, false);
	plat_run_has_timer(own, true);
	leave_all_to(plat_run_of(0), own);
}

const struct plat_lcpu_tenant plat_thread_tenant = {
	.close = close,
	.open = open,
	.tell = tell,
	.leave = leave,
};
