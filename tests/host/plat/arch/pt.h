/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine: all page-table formats, so that all can be tested.
 */
#ifndef PLAT_ARCH_PT_H
#define PLAT_ARCH_PT_H

#include <stdint.h>

#define PLAT_PT_HAS_X86_64 1
#define PLAT_PT_HAS_ARM64  1

#define PLAT_ARCH_PT_FILL_MIN (~0u)

/* The build machine has no better way than the library's own. */
static inline void plat_arch_pt_fill(uint64_t *p, unsigned int nr,
				     uint64_t entry, uint64_t step)
{
	(void)p;
	(void)nr;
	(void)entry;
	(void)step;
}

static inline void plat_arch_pt_clear(uint64_t *table)
{
	for (unsigned int i = 0; i < 512; i++)
		table[i] = 0;
}

#endif /* PLAT_ARCH_PT_H */
