/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Atomic operations on ordinary objects of 1, 2, 4 or 8 bytes, integers and
 * pointers, which several lcpus share. The order is in the name:
 *
 *   relaxed  the operation is atomic, and orders nothing
 *   acquire  what follows it in the program comes after it
 *   release  what precedes it in the program comes before it
 *   acq_rel  both
 *   seq_cst  both, and all of these have one order that every lcpu sees
 *
 * They are macros, for objects of any such type: @p points to the object, and
 * values have its type. They are for memory that the lcpus of this guest
 * share, and for what a hypervisor shares by the same rules; order between
 * memory and devices is plat_io_*() in <plat/arch/io.h>.
 *
 * On arm64 the read-modify-write forms use the instructions of FEAT_LSE where
 * the CPU has them, exclusive loads and stores elsewhere; that is found out at
 * boot (common/arm64/lse.c).
 *
 * Context: any.
 * Source:  C17 7.17.3; Intel SDM 3A 9.2; Arm DDI 0487 B2.3, B2.9.
 */
#ifndef PLAT_ATOMIC_H
#define PLAT_ATOMIC_H

#include <plat/types.h>

/** The value at @p. */
#define plat_atomic_load_relaxed(p) __atomic_load_n((p), __ATOMIC_RELAXED)
#define plat_atomic_load_acquire(p) __atomic_load_n((p), __ATOMIC_ACQUIRE)
#define plat_atomic_load_seq_cst(p) __atomic_load_n((p), __ATOMIC_SEQ_CST)

/** Write @value to @p. */
#define plat_atomic_store_relaxed(p, value)                                \
	__atomic_store_n((p), (value), __ATOMIC_RELAXED)
#define plat_atomic_store_release(p, value)                                \
	__atomic_store_n((p), (value), __ATOMIC_RELEASE)
#define plat_atomic_store_seq_cst(p, value)                                \
	__atomic_store_n((p), (value), __ATOMIC_SEQ_CST)

/** Write @value to @p. Returns: the value that was there. */
#define plat_atomic_exchange_relaxed(p, value)                             \
	__atomic_exchange_n((p), (value), __ATOMIC_RELAXED)
#define plat_atomic_exchange_acquire(p, value)                             \
	__atomic_exchange_n((p), (value), __ATOMIC_ACQUIRE)
#define plat_atomic_exchange_release(p, value)                             \
	__atomic_exchange_n((p), (value), __ATOMIC_RELEASE)
#define plat_atomic_exchange_acq_rel(p, value)                             \
	__atomic_exchange_n((p), (value), __ATOMIC_ACQ_REL)
#define plat_atomic_exchange_seq_cst(p, value)                             \
	__atomic_exchange_n((p), (value), __ATOMIC_SEQ_CST)

/**
 * Write @desired to @p if @expected is there.
 *
 * Returns: the value that was there: @expected if, and only if, @desired was
 *          written. It never fails for another reason. A failed one has the
 *          order of a load: relaxed for relaxed and release, else acquire
 *          (seq_cst for seq_cst).
 */
#define plat_atomic_cas_relaxed(p, expected, desired)                      \
	PLAT_ATOMIC_CAS(p, expected, desired, __ATOMIC_RELAXED,            \
			__ATOMIC_RELAXED)
#define plat_atomic_cas_acquire(p, expected, desired)                      \
	PLAT_ATOMIC_CAS(p, expected, desired, __ATOMIC_ACQUIRE,            \
			__ATOMIC_ACQUIRE)
#define plat_atomic_cas_release(p, expected, desired)                      \
	PLAT_ATOMIC_CAS(p, expected, desired, __ATOMIC_RELEASE,            \
			__ATOMIC_RELAXED)
#define plat_atomic_cas_acq_rel(p, expected, desired)                      \
	PLAT_ATOMIC_CAS(p, expected, desired, __ATOMIC_ACQ_REL,            \
			__ATOMIC_ACQUIRE)
#define plat_atomic_cas_seq_cst(p, expected, desired)                      \
	PLAT_ATOMIC_CAS(p, expected, desired, __ATOMIC_SEQ_CST,            \
			__ATOMIC_SEQ_CST)

/* Private. */
#define PLAT_ATOMIC_CAS(p, expected, desired, won, lost)                   \
	__extension__({                                                    \
		__typeof__(*(p)) plat_saw = (expected);                    \
		(void)__atomic_compare_exchange_n((p), &plat_saw,          \
						  (desired), 0, (won),     \
						  (lost));                 \
		plat_saw;                                                  \
	})

/** Add to an integer, modulo its range. Returns: the value before. */
#define plat_atomic_add_relaxed(p, value)                                  \
	__atomic_fetch_add((p), (value), __ATOMIC_RELAXED)
#define plat_atomic_add_acquire(p, value)                                  \
	__atomic_fetch_add((p), (value), __ATOMIC_ACQUIRE)
#define plat_atomic_add_release(p, value)                                  \
	__atomic_fetch_add((p), (value), __ATOMIC_RELEASE)
#define plat_atomic_add_acq_rel(p, value)                                  \
	__atomic_fetch_add((p), (value), __ATOMIC_ACQ_REL)
#define plat_atomic_add_seq_cst(p, value)                                  \
	__atomic_fetch_add((p), (value), __ATOMIC_SEQ_CST)

/** Subtract from an integer, modulo its range. Returns: the value before. */
#define plat_atomic_sub_relaxed(p, value)                                  \
	__atomic_fetch_sub((p), (value), __ATOMIC_RELAXED)
#define plat_atomic_sub_acquire(p, value)                                  \
	__atomic_fetch_sub((p), (value), __ATOMIC_ACQUIRE)
#define plat_atomic_sub_release(p, value)                                  \
	__atomic_fetch_sub((p), (value), __ATOMIC_RELEASE)
#define plat_atomic_sub_acq_rel(p, value)                                  \
	__atomic_fetch_sub((p), (value), __ATOMIC_ACQ_REL)
#define plat_atomic_sub_seq_cst(p, value)                                  \
	__atomic_fetch_sub((p), (value), __ATOMIC_SEQ_CST)

/** Set the bits of @value in an integer. Returns: the value before. */
#define plat_atomic_or_relaxed(p, value)                                   \
	__atomic_fetch_or((p), (value), __ATOMIC_RELAXED)
#define plat_atomic_or_acquire(p, value)                                   \
	__atomic_fetch_or((p), (value), __ATOMIC_ACQUIRE)
#define plat_atomic_or_release(p, value)                                   \
	__atomic_fetch_or((p), (value), __ATOMIC_RELEASE)
#define plat_atomic_or_acq_rel(p, value)                                   \
	__atomic_fetch_or((p), (value), __ATOMIC_ACQ_REL)
#define plat_atomic_or_seq_cst(p, value)                                   \
	__atomic_fetch_or((p), (value), __ATOMIC_SEQ_CST)

/** Clear all bits but those of @value. Returns: the value before. */
#define plat_atomic_and_relaxed(p, value)                                  \
	__atomic_fetch_and((p), (value), __ATOMIC_RELAXED)
#define plat_atomic_and_acquire(p, value)                                  \
	__atomic_fetch_and((p), (value), __ATOMIC_ACQUIRE)
#define plat_atomic_and_release(p, value)                                  \
	__atomic_fetch_and((p), (value), __ATOMIC_RELEASE)
#define plat_atomic_and_acq_rel(p, value)                                  \
	__atomic_fetch_and((p), (value), __ATOMIC_ACQ_REL)
#define plat_atomic_and_seq_cst(p, value)                                  \
	__atomic_fetch_and((p), (value), __ATOMIC_SEQ_CST)

/**
 * Order the accesses before it against those after it: with acquire, loads
 * before against everything after; with release, everything before against
 * stores after; with seq_cst, everything against everything.
 */
#define plat_atomic_fence_acquire() __atomic_thread_fence(__ATOMIC_ACQUIRE)
#define plat_atomic_fence_release() __atomic_thread_fence(__ATOMIC_RELEASE)
#define plat_atomic_fence_seq_cst() __atomic_thread_fence(__ATOMIC_SEQ_CST)

/**
 * Keep the compiler from moving accesses across it: enough between code and
 * an interrupt handler on the same lcpu.
 */
#define plat_atomic_fence_compiler() __atomic_signal_fence(__ATOMIC_SEQ_CST)

#endif /* PLAT_ATOMIC_H */
