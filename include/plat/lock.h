/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Locks that are waited for by spinning: a ticket lock, and a lock for many
 * readers or one writer. Both are fair in the order of arrival; both may be
 * taken in interrupt handlers, if they are taken with interrupts off
 * everywhere else (the irqsave forms). While one is held, nothing that sleeps
 * may be called.
 *
 * Each lock has a rank, and is taken only while all that the lcpu holds are of
 * lower ranks: that is the lock order. A build with --enable-debug checks it,
 * and that nobody takes a lock twice, gives back one that it does not hold, or
 * sleeps with one held; who does is told, and the guest dies. Zeroes are a
 * lock that nobody holds, of no rank.
 */
#ifndef PLAT_LOCK_H
#define PLAT_LOCK_H

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/config.h>
#include <plat/types.h>

/* The lock order: what stands above is taken first. */
enum plat_lock_rank {
	PLAT_RANK_NONE,     /* not checked for order */
	PLAT_RANK_GUEST,    /* from here on the guest's own, which may call */
	PLAT_RANK_VMEM_SETS = 64, /* whatever takes those: the list of sets */
	PLAT_RANK_VMEM,     /* an address space's ranges */
	PLAT_RANK_EVENT,    /* timers, which are measured by clocks */
	PLAT_RANK_TIME,     /* clocks */
	PLAT_RANK_IRQ,      /* interrupt controllers */
	PLAT_RANK_VECTOR,   /* which interrupt is whose */
	PLAT_RANK_MMIO,     /* mappings of registers */
	PLAT_RANK_SHARE,    /* what the host may access */
	PLAT_RANK_SPACES,   /* the list of address spaces */
	PLAT_RANK_PAGING,   /* page tables of one */
	PLAT_RANK_FRAMES,   /* all zones */
	PLAT_RANK_WAIT,     /* wait queues: any other may be held */
	PLAT_RANK_RUN,      /* run queues of lcpus */
	PLAT_RANK_RUN_0,    /* lcpu 0's, to which others leave theirs */
	PLAT_RANK_EARLY_MAP,
	PLAT_RANK_CONSOLE,  /* anything can be said while any lock is held */
};

struct plat_spinlock {
	union {
		struct {
			uint16_t owner; /* the ticket that holds the lock */
			uint16_t next;  /* the one that is drawn next */
		};
		uint32_t tickets; /* both: owner is the lower half */
	};
	uint8_t rank;
};

struct plat_rwlock {
	/* Bit 0: a writer waits or writes; bit 1: which of two in turn; from
	 * bit 8 on the readers that came and those that went. */
	uint32_t readers_in;
	uint32_t readers_out;
	uint32_t writers_in; /* tickets, as above */
	uint32_t writers_out;
	uint8_t rank;
};

#define PLAT_SPINLOCK(of_rank) {.rank = (of_rank)}
#define PLAT_RWLOCK(of_rank)   {.rank = (of_rank)}

/* What a debug build keeps account of; private. common/lock/debug.c */
void plat_lock_take(const void *lock, uint8_t rank);
void plat_lock_give(const void *lock);
void plat_lock_sleeping(void);
uint32_t plat_lock_nr_held(void);
uint8_t plat_lock_highest(void); /* rank of those that this lcpu holds */

static inline void plat_lock_taking(const void *lock, uint8_t rank)
{
	if (PLAT_HAS(PLAT_DEBUG))
		plat_lock_take(lock, rank);
}

static inline void plat_lock_giving(const void *lock)
{
	if (PLAT_HAS(PLAT_DEBUG))
		plat_lock_give(lock);
}

/**
 * To be called by whatever may sleep, or wait for another thread: dies in a
 * debug build where the lcpu holds a lock, or is in an interrupt handler.
 */
static inline void plat_lock_may_sleep(void)
{
	if (PLAT_HAS(PLAT_DEBUG))
		plat_lock_sleeping();
}

/* Private: wait until @ticket's turn comes. */
void plat_spin_wait(const struct plat_spinlock *lock, uint16_t ticket);

/* Private: draw a ticket. Returns: what was there; whether that means to
 * wait: it was held. */
static inline uint32_t plat_spin_draw(struct plat_spinlock *lock)
{
	plat_lock_taking(lock, lock->rank);
	return plat_cpu_add_acquire(&lock->tickets, 0x10000);
}

static inline bool plat_spin_has_to_wait(uint32_t tickets)
{
	return (tickets ^ (tickets >> 16 | tickets << 16)) != 0;
}

/* Private: what an lcpu does while it waits for a lock, so that nobody waits
 * for it who holds the lock. NULL: there are no other lcpus. */
extern void (*plat_spin_hook)(void);

static inline void plat_spin_relax(void)
{
	if (plat_spin_hook)
		plat_spin_hook();
	plat_cpu_relax();
}

/**
 * Take @lock; waits for whoever came before.
 *
 * Requires: the caller does not hold it.
 * Context:  any; a lock that an interrupt handler takes, too, needs
 *           plat_spin_lock_irqsave().
 */
static inline void plat_spin_lock(struct plat_spinlock *lock)
{
	uint32_t tickets = plat_spin_draw(lock);

	if (plat_unlikely(plat_spin_has_to_wait(tickets)))
		plat_spin_wait(lock, (uint16_t)(tickets >> 16));
}

/**
 * Take @lock if nobody holds it, and nobody waits for it.
 *
 * Context: as plat_spin_lock(); any lock order.
 * Returns: whether it was taken.
 */
static inline bool plat_spin_try_lock(struct plat_spinlock *lock)
{
	uint32_t tickets = plat_atomic_load_relaxed(&lock->tickets);

	if ((uint16_t)tickets != tickets >> 16 ||
	    plat_atomic_cas_acquire(&lock->tickets, tickets,
				    tickets + 0x10000) != tickets)
		return false;
	plat_lock_taking(lock, PLAT_RANK_NONE);
	return true;
}

/**
 * Release @lock.
 *
 * Requires: the caller holds it.
 */
static inline void plat_spin_unlock(struct plat_spinlock *lock)
{
	plat_lock_giving(lock);
	plat_cpu_count_release(&lock->owner);
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

/**
 * Take @lock to read what it protects, with other readers; waits for a writer
 * that came before.
 *
 * Requires: the caller does not hold it, as a reader neither: a writer that
 *           came in between would wait for the one, and be waited for by the
 *           other.
 * Context:  as plat_spin_lock().
 */
void plat_read_lock(struct plat_rwlock *lock);

/**
 * Stop reading what @lock protects: a writer that waits goes on once all
 * readers that came before it have.
 *
 * Requires: the caller holds it as a reader.
 * Context:  as it was taken in; never waits.
 */
void plat_read_unlock(struct plat_rwlock *lock);

/**
 * Take @lock to change what it protects; waits for all who came before.
 *
 * Requires: the caller does not hold it.
 * Context:  as plat_spin_lock().
 */
void plat_write_lock(struct plat_rwlock *lock);

/**
 * Stop changing what @lock protects: the readers that wait go on together,
 * before the next writer.
 *
 * Requires: the caller holds it as a writer.
 * Context:  as it was taken in; never waits.
 */
void plat_write_unlock(struct plat_rwlock *lock);

/** As plat_spin_lock_irqsave(). */
static inline plat_irq_state_t plat_read_lock_irqsave(struct plat_rwlock *lock)
{
	plat_irq_state_t state = plat_irq_save();

	plat_read_lock(lock);
	return state;
}

static inline plat_irq_state_t plat_write_lock_irqsave(struct plat_rwlock *lock)
{
	plat_irq_state_t state = plat_irq_save();

	plat_write_lock(lock);
	return state;
}

/** As plat_spin_unlock_irqrestore(). */
static inline void plat_read_unlock_irqrestore(struct plat_rwlock *lock,
					       plat_irq_state_t state)
{
	plat_read_unlock(lock);
	plat_irq_restore(state);
}

static inline void plat_write_unlock_irqrestore(struct plat_rwlock *lock,
						plat_irq_state_t state)
{
	plat_write_unlock(lock);
	plat_irq_restore(state);
}

#endif /* PLAT_LOCK_H */
