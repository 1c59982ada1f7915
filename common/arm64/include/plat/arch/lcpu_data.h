/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: per-lcpu data, the base in TPIDR_EL1. Arm DDI 0487 D19.2.140. See
 * <plat/lcpu_data.h>.
 */
#ifndef PLAT_ARCH_LCPU_DATA_H
#define PLAT_ARCH_LCPU_DATA_H

#include <plat/compiler.h>
#include <stdbool.h>
#include <stdint.h>

#define PLAT_LCPU_DATA PLAT_SECTION(".bss.plat_lcpu_data")

/* Volatile: code that has moved to another lcpu reads it again. */
static inline uintptr_t plat_lcpu_base(void)
{
	uintptr_t base;

	__asm__ volatile("mrs %0, tpidr_el1" : "=r"(base));
	return base;
}

/* Private: this lcpu's @object, as a place that is read and written. */
#define PLAT_LCPU_OWN(object)                                              \
	(*(volatile __typeof__(object) *)((uintptr_t)&(object) +           \
					  plat_lcpu_base()))

typedef volatile uint64_t *plat_lcpu_word_t;

/* With a reservation, which an exception in between clears: DDI 0487 B2.17. */
static inline PLAT_ALWAYS_INLINE uint64_t
plat_lcpu_word_load(plat_lcpu_word_t p)
{
	uint64_t word;

	__asm__ volatile("ldaxr %0, %1" : "=r"(word) : "Q"(*p) : "memory");
	return word;
}

static inline PLAT_ALWAYS_INLINE bool
plat_lcpu_word_store(plat_lcpu_word_t p, uint64_t seen, uint64_t value)
{
	uint32_t failed;

	(void)seen;
	__asm__ volatile("stlxr %w0, %2, %1"
			 : "=&r"(failed), "=Q"(*p) : "r"(value) : "memory");
	return failed == 0;
}

#define plat_lcpu_own(object)        (&PLAT_LCPU_OWN(object))
#define plat_lcpu_get(object)        PLAT_LCPU_OWN(object)
#define plat_lcpu_set(object, value) ((void)(PLAT_LCPU_OWN(object) = (value)))
#define plat_lcpu_add(object, value) ((void)(PLAT_LCPU_OWN(object) += (value)))

#endif /* PLAT_ARCH_LCPU_DATA_H */
