/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutexes that are held, and condition variables. That a mutex is asked for is
 * said, and taken back, with its queue locked: so whoever releases one that is
 * asked for finds who waits.
 */
#include <plat/errno.h>
#include <plat/power.h>

#include "common/thread/wait.h"

void plat_mutex_taken(struct plat_mutex *mutex)
{
	mutex->owner = plat_thread_self();
}

void plat_mutex_giving(struct plat_mutex *mutex)
{
	if (mutex->owner != plat_thread_self())
		plat_panic("the mutex at %p is given back by a thread that "
			   "does not hold it",
			   (void *)mutex);
	mutex->owner = NULL;
}

/* Under the queue's lock. Returns: the caller, if it has to wait. */
static struct plat_thread *ask(struct plat_mutex *mutex)
{
	struct plat_thread *self;

	if (plat_atomic_exchange_acquire(&mutex->state, PLAT_MUTEX_ASKED) ==
	    PLAT_MUTEX_FREE)
		return NULL;
	self = plat_thread_begin_wait();
	plat_wait_append(&mutex->waiters, self);
	return self;
}

static void check_not_held(const struct plat_mutex *mutex)
{
	if (plat_atomic_load_relaxed(&mutex->owner) == plat_thread_self())
		plat_panic("the mutex at %p is taken twice by one thread",
			   (const void *)mutex);
}

void plat_mutex_wait(struct plat_mutex *mutex)
{
	struct plat_thread *self;
	plat_irq_state_t state;

	if (PLAT_HAS(PLAT_DEBUG))
		check_not_held(mutex);
	plat_run_begin();
	state = plat_spin_lock_irqsave(&mutex->waiters.lock);
	self = ask(mutex);
	plat_spin_unlock(&mutex->waiters.lock);
	if (self)
		(void)plat_wait_end(&mutex->waiters, self, PLAT_FOR_EVER);
	plat_irq_restore(state);
	if (PLAT_HAS(PLAT_DEBUG))
		plat_mutex_taken(mutex);
}

/* Whoever is woken holds it: nobody can have come in between. */
void plat_mutex_hand_over(struct plat_mutex *mutex)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&mutex->waiters.lock);

	if (!plat_wait_wake(&mutex->waiters, 1))
		plat_atomic_store_release(&mutex->state, PLAT_MUTEX_FREE);
	plat_spin_unlock_irqrestore(&mutex->waiters.lock, state);
}

int plat_condition_wait(struct plat_condition *condition,
			struct plat_mutex *mutex, uint64_t until_ns)
{
	plat_irq_state_t state;
	struct plat_thread *self;
	int err;

	plat_run_begin();
	state = plat_irq_save();
	self = plat_wait_begin(&condition->waiters);
	plat_mutex_unlock(mutex);
	err = plat_wait_end(&condition->waiters, self, until_ns);
	plat_irq_restore(state);
	plat_mutex_lock(mutex);
	return err;
}
