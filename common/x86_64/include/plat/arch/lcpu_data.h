/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: per-lcpu data at GS's base. Intel SDM 3A 3.4.4.1. See
 * <plat/lcpu_data.h>.
 */
#ifndef PLAT_ARCH_LCPU_DATA_H
#define PLAT_ARCH_LCPU_DATA_H

#include <plat/compiler.h>
#include <stdbool.h>
#include <stdint.h>

#define PLAT_LCPU_DATA PLAT_SECTION(".bss.plat_lcpu_data")

/* Private: this lcpu's @object, as a place that is read and written. */
#define PLAT_LCPU_OWN(object)                                              \
	(*(volatile __seg_gs __typeof__(object) *)(uintptr_t)&(object))

#define plat_lcpu_own(object)        (&PLAT_LCPU_OWN(object))
#define plat_lcpu_get(object)        PLAT_LCPU_OWN(object)
#define plat_lcpu_set(object, value) ((void)(PLAT_LCPU_OWN(object) = (value)))
#define plat_lcpu_add(object, value) ((void)(PLAT_LCPU_OWN(object) += (value)))

/* This lcpu's base: what GS's base is. */
extern PLAT_LCPU_DATA uintptr_t plat_lcpu_own_base;

static inline uintptr_t plat_lcpu_base(void)
{
	return plat_lcpu_get(plat_lcpu_own_base);
}

typedef volatile __seg_gs uint64_t *plat_lcpu_word_t;

/* Intel SDM 3A 9.2.2: loads are not reordered with what follows. */
static inline PLAT_ALWAYS_INLINE uint64_t
plat_lcpu_word_load(plat_lcpu_word_t p)
{
	uint64_t word = *p;

	__asm__ volatile("" : : : "memory");
	return word;
}

static inline PLAT_ALWAYS_INLINE bool
plat_lcpu_word_store(plat_lcpu_word_t p, uint64_t seen, uint64_t value)
{
	bool done;

	/* The segment is said here: of an operand, not all compilers do. */
	__asm__ volatile("lock cmpxchg %3, %%gs:%1"
			 : "=@ccz"(done),
			   "+m"(*(volatile uint64_t *)(uintptr_t)p), "+a"(seen)
			 : "r"(value)
			 : "memory");
	return done;
}

#endif /* PLAT_ARCH_LCPU_DATA_H */
