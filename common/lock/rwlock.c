/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The readers-writer lock: phase-fair tickets. Writers queue by tickets.
 * Readers come and go by counters, in steps of READER; the low bits of
 * readers_in tell them that a writer is there, and which of two in turn, so
 * that those who wait for one do not wait for the next as well. Brandenburg
 * and Anderson, "Spin-based reader-writer synchronization for multiprocessor
 * real-time systems", Real-Time Systems 46, 2010.
 */
#include <plat/lock.h>

#define READER      0x100u
#define WRITER      0x1u
#define TURN        0x2u
#define WRITER_BITS (WRITER | TURN)

void plat_read_lock(struct plat_rwlock *lock)
{
	uint32_t writer;

	plat_lock_taking(lock, lock->rank);
	writer = plat_atomic_add_acquire(&lock->readers_in, READER) &
		 WRITER_BITS;
	if (!writer)
		return;
	while ((plat_atomic_load_acquire(&lock->readers_in) & WRITER_BITS) ==
	       writer)
		plat_spin_relax();
}

void plat_read_unlock(struct plat_rwlock *lock)
{
	plat_lock_giving(lock);
	(void)plat_atomic_add_release(&lock->readers_out, READER);
}

void plat_write_lock(struct plat_rwlock *lock)
{
	uint32_t ticket, readers, bits;

	plat_lock_taking(lock, lock->rank);
	ticket = plat_atomic_add_relaxed(&lock->writers_in, 1u);
	while (plat_atomic_load_acquire(&lock->writers_out) != ticket)
		plat_spin_relax();
	bits = WRITER | (ticket & 1) * TURN;
	readers = plat_atomic_add_relaxed(&lock->readers_in, bits);
	while (plat_atomic_load_acquire(&lock->readers_out) != readers)
		plat_spin_relax();
}

void plat_write_unlock(struct plat_rwlock *lock)
{
	uint32_t ticket = plat_atomic_load_relaxed(&lock->writers_out);

	plat_lock_giving(lock);
	(void)plat_atomic_and_release(&lock->readers_in, ~WRITER_BITS);
	plat_atomic_store_release(&lock->writers_out, ticket + 1);
}
