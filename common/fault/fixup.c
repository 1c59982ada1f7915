/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/fault/fixup.h"

extern const struct plat_fixup plat_fixups_begin[], plat_fixups_end[];

static uint64_t target(const int32_t *distance)
{
	return (uintptr_t)distance + (uint64_t)(int64_t)*distance;
}

uint64_t plat_fixup_find(uint64_t pc)
{
	for (const struct plat_fixup *f = plat_fixups_begin;
	     f < plat_fixups_end; f++) {
		if (target(&f->instruction) == pc)
			return target(&f->landing);
	}
	return 0;
}
