/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/lock.h>

void (*plat_spin_hook)(void);

PLAT_COLD void plat_spin_wait(const struct plat_spinlock *lock, uint16_t ticket)
{
	while (plat_atomic_load_acquire(&lock->owner) != ticket)
		plat_spin_relax();
}

/* So that the way without waiting calls nothing, and keeps nothing for it. */
PLAT_COLD static plat_irq_state_t wait_with(const struct plat_spinlock *lock,
					    uint16_t ticket,
					    plat_irq_state_t state)
{
	plat_spin_wait(lock, ticket);
	return state;
}

plat_irq_state_t plat_spin_lock_irqsave(struct plat_spinlock *lock)
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t tickets = plat_spin_draw(lock);

	if (plat_unlikely(plat_spin_has_to_wait(tickets)))
		return wait_with(lock, (uint16_t)(tickets >> 16), state);
	return state;
}

void plat_spin_unlock_irqrestore(struct plat_spinlock *lock,
				 plat_irq_state_t state)
{
	plat_spin_unlock(lock);
	plat_irq_restore(state);
}
