/* SPDX-License-Identifier: BSD-3-Clause */
/* The inner loop of building tables: some instructions for many entries. */
#include "common/paging/entry.h"

void plat_pt_fill(uint64_t *p, unsigned int nr, uint64_t entry, uint64_t step)
{
	if (nr >= PLAT_ARCH_PT_FILL_MIN) {
		plat_arch_pt_fill(p, nr, entry, step);
		return;
	}
	for (; nr; nr--, p++, entry += step)
		*p = entry;
}
