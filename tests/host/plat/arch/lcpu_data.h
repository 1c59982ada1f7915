/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine as an ISA: a thread is an lcpu.
 */
#ifndef PLAT_ARCH_LCPU_DATA_H
#define PLAT_ARCH_LCPU_DATA_H

#include <stdbool.h>
#include <stdint.h>

#define PLAT_LCPU_DATA __thread

/* Other than 0: what plat_lcpu_ptr() and plat_lcpu_own() find is that of another
 * lcpu, which the thread plays for a while. */
extern __thread uintptr_t host_lcpu_base;

static inline uintptr_t plat_lcpu_base(void)
{
	return host_lcpu_base;
}

typedef volatile uint64_t *plat_lcpu_word_t;

static inline uint64_t plat_lcpu_word_load(plat_lcpu_word_t p)
{
	return __atomic_load_n(p, __ATOMIC_ACQUIRE);
}

static inline bool plat_lcpu_word_store(plat_lcpu_word_t p, uint64_t seen,
					uint64_t value)
{
	return __atomic_compare_exchange_n(p, &seen, value, false,
					   __ATOMIC_ACQ_REL, __ATOMIC_RELAXED);
}

#define plat_lcpu_own(object)                                              \
	((volatile __typeof__(object) *)((uintptr_t)&(object) +            \
					 plat_lcpu_base()))
#define plat_lcpu_get(object)        (object)
#define plat_lcpu_set(object, value) ((void)((object) = (value)))
#define plat_lcpu_add(object, value) ((void)((object) += (value)))

#endif /* PLAT_ARCH_LCPU_DATA_H */
