/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/lock.h>

void (*plat_spin_hook)(void);

PLAT_COLD void plat_spin_wait(const struct plat_spinlock *lock, uint16_t ticket)
{
	while (plat_atomic_load_acquire(&lock->owner) != ticket)
		plat_spin_relax();
}

plat_irq_state_t plat_spin_lock_irqsave(struct plat_spinlock *lock)
{
	plat_irq_state_t state = plat_irq_save();

	plat_spin_lock(lock);
	return state;
}

void plat_spin_unlock_irqrestore(struct plat_spinlock *lock,
				 plat_irq_state_t state)
{
	plat_spin_unlock(lock);
	plat_irq_restore(state);
}
