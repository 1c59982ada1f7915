/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/thread/wait.h"

#include <plat/errno.h>

void plat_wait_append(struct plat_wait_queue *queue, struct plat_thread *self)
{
	self->wait_next = NULL;
	self->wait_previous = queue->last;
	if (queue->last)
		queue->last->wait_next = self;
	else
		queue->first = self;
	queue->last = self;
	self->is_queued = true;
}

static void remove(struct plat_wait_queue *queue, struct plat_thread *thread)
{
	if (thread->wait_previous)
		thread->wait_previous->wait_next = thread->wait_next;
	else
		queue->first = thread->wait_next;
	if (thread->wait_next)
		thread->wait_next->wait_previous = thread->wait_previous;
	else
		queue->last = thread->wait_previous;
	thread->is_queued = false;
}

uint32_t plat_wait_wake(struct plat_wait_queue *queue, uint32_t nr)
{
	struct plat_thread *thread;
	uint32_t nr_woken = 0;

	while (nr_woken < nr && (thread = queue->first)) {
		remove(queue, thread);
		/* Else its time has come, and it wakes itself. */
		if (plat_thread_claim(thread)) {
			plat_run_ready(thread);
			nr_woken++;
		}
	}
	return nr_woken;
}

uint32_t plat_wake(struct plat_wait_queue *queue, uint32_t nr)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&queue->lock);
	uint32_t nr_woken = plat_wait_wake(queue, nr);

	plat_spin_unlock_irqrestore(&queue->lock, state);
	return nr_woken;
}

struct plat_thread *plat_wait_begin(struct plat_wait_queue *queue)
{
	struct plat_thread *self = plat_thread_begin_wait();

	plat_spin_lock(&queue->lock);
	plat_wait_append(queue, self);
	plat_spin_unlock(&queue->lock);
	return self;
}

int plat_wait_end(struct plat_wait_queue *queue, struct plat_thread *self,
		  uint64_t until_ns)
{
	plat_thread_wait(self, until_ns);
	if (!self->timed_out)
		return 0;
	plat_spin_lock(&queue->lock);
	if (self->is_queued)
		remove(queue, self);
	plat_spin_unlock(&queue->lock);
	return -PLAT_ETIMEDOUT;
}

int plat_wait(struct plat_wait_queue *queue, struct plat_spinlock *lock,
	      uint64_t until_ns)
{
	struct plat_thread *self;
	int err;

	plat_run_begin();
	self = plat_wait_begin(queue);
	plat_spin_unlock(lock);
	err = plat_wait_end(queue, self, until_ns);
	plat_spin_lock(lock);
	return err;
}
