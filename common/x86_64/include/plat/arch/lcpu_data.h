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

#define plat_lcpu_get(object)        PLAT_LCPU_OWN(object)
#define plat_lcpu_set(object, value) ((void)(PLAT_LCPU_OWN(object) = (value)))
#define plat_lcpu_add(object, value) ((void)(PLAT_LCPU_OWN(object) += (value)))

/* This lcpu's base: what GS's base is. */
extern PLAT_LCPU_DATA uintptr_t plat_lcpu_own_base;

static inline uintptr_t plat_lcpu_base(void)
{
	return plat_lcpu_get(plat_lcpu_own_base);
}

static inline uint64_t plat_lcpu_word_load(const uint64_t *p)
{
	return __atomic_load_n(p, __ATOMIC_ACQUIRE);
}

static inline bool plat_lcpu_word_store(uint64_t *p, uint64_t seen,
					uint64_t value)
{
	return __atomic_compare_exchange_n(p, &seen, value, false,
					   __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

#endif /* PLAT_ARCH_LCPU_DATA_H */
