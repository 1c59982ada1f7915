/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An atomic operation that gives back the wrong value, or a lock that leaves
 * interrupts as they were not, breaks what stands on them. On arm64 there are
 * two forms of each operation, of which the CPU says one.
 */
#include "tests/guest/tap.h"

#include <plat/lcpu_data.h>
#include <plat/lock.h>

/* All orders of one operation, on an object of one size: each is to return
 * @was and to leave @is. */
#define ONE(type, how, order, was, value, is)                              \
	(object = (type)(was),                                             \
	 plat_atomic_##how##_##order(&object, (type)(value)) ==            \
		 (type)(was) &&                                            \
	     object == (type)(is))

#define EACH(type, how, was, value, is)                                    \
	(ONE(type, how, relaxed, was, value, is) &&                        \
	 ONE(type, how, acquire, was, value, is) &&                        \
	 ONE(type, how, release, was, value, is) &&                        \
	 ONE(type, how, acq_rel, was, value, is) &&                        \
	 ONE(type, how, seq_cst, was, value, is))

#define CAS_ONE(type, order)                                               \
	(object = (type)-2,                                                \
	 plat_atomic_cas_##order(&object, (type)-1, (type)5) == (type)-2 && \
	     object == (type)-2 &&                                         \
	     plat_atomic_cas_##order(&object, (type)-2, (type)5) ==        \
		 (type)-2 &&                                               \
	     object == 5)

#define ALL(type)                                                          \
	static bool all_of_##type(void)                                    \
	{                                                                  \
		static type object;                                        \
		bool loads;                                                \
                                                                           \
		plat_atomic_store_relaxed(&object, (type)1);               \
		plat_atomic_store_release(&object,                         \
					  (type)(object + (type)1));       \
		plat_atomic_store_seq_cst(&object,                         \
					  (type)(object + (type)1));       \
		loads = plat_atomic_load_relaxed(&object) == 3 &&          \
			plat_atomic_load_acquire(&object) == 3 &&          \
			plat_atomic_load_seq_cst(&object) == 3;            \
		return loads && EACH(type, exchange, -3, 7, 7) &&          \
		       EACH(type, add, -3, 7, 4) &&                        \
		       EACH(type, sub, 3, 7, -4) &&                        \
		       EACH(type, or, 0x50, 0x44, 0x54) &&                 \
		       EACH(type, and, 0x50, 0x44, 0x40) &&                \
		       CAS_ONE(type, relaxed) && CAS_ONE(type, acquire) && \
		       CAS_ONE(type, release) && CAS_ONE(type, acq_rel) && \
		       CAS_ONE(type, seq_cst);                             \
	}

ALL(uint8_t)
ALL(uint16_t)
ALL(uint32_t)
ALL(uint64_t)

static void operations(void)
{
	static int a, b;
	static int *pointer = &a;

	tap_ok(all_of_uint8_t(), "operations on 8 bits");
	tap_ok(all_of_uint16_t(), "on 16 bits");
	tap_ok(all_of_uint32_t(), "on 32 bits");
	tap_ok(all_of_uint64_t(), "on 64 bits");
	tap_ok(plat_atomic_cas_acq_rel(&pointer, &b, &a) == &a &&
		   plat_atomic_exchange_acq_rel(&pointer, &b) == &a &&
		   pointer == &b,
	       "on a pointer");
}

static void locks(void)
{
	static struct plat_spinlock spin = PLAT_SPINLOCK(PLAT_RANK_GUEST);
	static struct plat_rwlock rw = PLAT_RWLOCK(PLAT_RANK_GUEST + 1);
	plat_irq_state_t outer, inner;

	plat_irq_enable();
	outer = plat_spin_lock_irqsave(&spin);
	tap_ok(!plat_irq_enabled(), "a lock that turns interrupts off");
	tap_ok(!plat_spin_try_lock(&spin), "is held");
	inner = plat_write_lock_irqsave(&rw);
	plat_write_unlock_irqrestore(&rw, inner);
	tap_ok(!plat_irq_enabled(), "one inside it leaves them off");
	inner = plat_read_lock_irqsave(&rw);
	plat_read_unlock_irqrestore(&rw, inner);
	plat_spin_unlock_irqrestore(&spin, outer);
	tap_ok(plat_irq_enabled(), "they are on again behind it");
	plat_irq_disable();
}

static PLAT_LCPU_DATA uint32_t counter;
static PLAT_LCPU_DATA uint8_t byte;
static PLAT_LCPU_DATA struct {
	uint64_t numbers[3];
	void *pointer;
} large;

static void lcpu_data(void)
{
	tap_ok(!plat_lcpu_get(counter) && !plat_lcpu_get(byte) &&
		   !plat_lcpu_ptr(large)->pointer,
	       "per-lcpu data begin as zeroes");
	plat_lcpu_set(counter, 41);
	plat_lcpu_set(byte, 255);
	plat_lcpu_add(counter, 1);
	plat_lcpu_add(byte, 2);
	plat_lcpu_ptr(large)->numbers[2] = 7;
	tap_ok(plat_lcpu_get(counter) == 42 && plat_lcpu_get(byte) == 1 &&
		   plat_lcpu_get(large.numbers[2]) == 7,
	       "they are this lcpu's");
	tap_ok(plat_lcpu_base() == 0 && plat_lcpu_ptr(counter) == &counter &&
		   counter == 42,
	       "and the boot lcpu's are those of the image");
}

int main(void)
{
	operations();
	locks();
	lcpu_data();
	return tap_done();
}
