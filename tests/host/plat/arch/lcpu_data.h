/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine as an ISA: a thread is an lcpu.
 */
#ifndef PLAT_ARCH_LCPU_DATA_H
#define PLAT_ARCH_LCPU_DATA_H

#include <stdint.h>

#define PLAT_LCPU_DATA __thread

static inline uintptr_t plat_lcpu_base(void)
{
	return 0;
}

#define plat_lcpu_get(object)        (object)
#define plat_lcpu_set(object, value) ((void)((object) = (value)))
#define plat_lcpu_add(object, value) ((void)((object) += (value)))

#endif /* PLAT_ARCH_LCPU_DATA_H */
