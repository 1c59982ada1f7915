/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Spinlocks: ticket locks, fair in the order of arrival. The irqsave forms
 * are for what interrupt handlers take as well.
 */
#ifndef PLAT_LOCK_H
#define PLAT_LOCK_H

#include <plat/arch/cpu.h>
#include <plat/types.h>

struct plat_spinlock {
	uint16_t next;  /* the ticket that the next one to come draws */
	uint16_t owner; /* the ticket that holds the lock */
};

#define PLAT_SPINLOCK_INIT {0, 0}

/**
 * Take @lock; waits for whoever came before.
 *
 * Requires: the caller does not hold it.
 * Context:  any; a lock that an interrupt handler takes too needs
 *           plat_spin_lock_irqsave().
 */
static inline void plat_spin_lock(struct plat_spinlock *lock)
{
	uint16_t ticket =
	    __atomic_fetch_add(&lock->next, 1, __ATOMIC_RELAXED);

	while (__atomic_load_n(&lock->owner, __ATOMIC_ACQUIRE) != ticket)
		plat_cpu_relax();
}

/**
 * Release @lock.
 *
 * Requires: the caller holds it.
 */
static inline void plat_spin_unlock(struct plat_spinlock *lock)
{
	uint16_t owner = __atomic_load_n(&lock->owner, __ATOMIC_RELAXED);

	__atomic_store_n(&lock->owner, (uint16_t)(owner + 1),
			 __ATOMIC_RELEASE);
}

/**
 * Disable interrupts on this lcpu, then take @lock.
 *
 * Returns: whether interrupts were on, for plat_spin_unlock_irqrestore().
 */
plat_irq_state_t plat_spin_lock_irqsave(struct plat_spinlock *lock);

/**
 * Release @lock, then enable interrupts if they were on before it was taken.
 */
void plat_spin_unlock_irqrestore(struct plat_spinlock *lock,
				 plat_irq_state_t state);

#endif /* PLAT_LOCK_H */
