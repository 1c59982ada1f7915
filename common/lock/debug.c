/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a build with --enable-debug knows of locks: which ones each lcpu holds.
 */
#include <plat/lcpu_data.h>
#include <plat/lock.h>
#include <plat/power.h>

/* More at one time is a mistake. */
#define HELD_MAX 16u

struct held {
	const void *lock;
	uint8_t rank;
};

static PLAT_LCPU_DATA struct {
	struct held locks[HELD_MAX]; /* in the order in which they were taken */
	uint32_t nr;
} mine;

static void check(const struct held *held, const void *lock, uint8_t rank)
{
	if (held->lock == lock)
		plat_panic("the lock at %p is taken twice by one lcpu", lock);
	if (rank && held->rank >= rank)
		plat_panic("lock order: %p of rank %u is taken while %p of "
			   "rank %u is held",
			   lock, rank, held->lock, held->rank);
}

void plat_lock_take(const void *lock, uint8_t rank)
{
	plat_irq_state_t state = plat_irq_save();
	__typeof__(mine) *m = plat_lcpu_ptr(mine);

	for (uint32_t i = 0; i < m->nr; i++)
		check(&m->locks[i], lock, rank);
	if (m->nr == HELD_MAX)
		plat_panic("one lcpu takes more than %u locks", HELD_MAX);
	m->locks[m->nr++] = (struct held){lock, rank};
	plat_irq_restore(state);
}

void plat_lock_give(const void *lock)
{
	plat_irq_state_t state = plat_irq_save();
	__typeof__(mine) *m = plat_lcpu_ptr(mine);
	uint32_t i = m->nr;

	while (i > 0 && m->locks[i - 1].lock != lock)
		i--;
	if (i == 0)
		plat_panic("the lock at %p is given back by an lcpu that does "
			   "not hold it",
			   lock);
	for (m->nr--; i <= m->nr; i++)
		m->locks[i - 1] = m->locks[i];
	plat_irq_restore(state);
}

void plat_lock_sleeping(void)
{
	plat_irq_state_t state = plat_irq_save();
	uint32_t nr = plat_lcpu_ptr(mine)->nr;

	plat_irq_restore(state);
	if (nr)
		plat_panic("sleeping while %u locks are held", nr);
}

uint8_t plat_lock_highest(void)
{
	plat_irq_state_t state = plat_irq_save();
	const __typeof__(mine) *m = plat_lcpu_ptr(mine);
	uint8_t rank = PLAT_RANK_NONE;

	for (uint32_t i = 0; i < m->nr; i++) {
		if (m->locks[i].rank > rank)
			rank = m->locks[i].rank;
	}
	plat_irq_restore(state);
	return rank;
}
