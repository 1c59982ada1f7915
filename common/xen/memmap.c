/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory as Xen has it, and where there is none.
 */
#include <plat/errno.h>
#include <plat/log.h>

#include "common/boot/e820_abi.h"
#include "common/xen/xen.h"

/* A 32-bit machine's devices are below. */
#define LEAST_HOLE   PLAT_GIB(4)
#define HOLE_ALIGNED PLAT_GIB(1)

int plat_xen_take_e820(struct plat_bootinfo *bi,
		       const struct plat_xen_e820 *entries, uint32_t nr)
{
	int err = 0;

	for (uint32_t i = 0; i < nr && !err; i++)
		err = plat_bootinfo_add_region(
		    bi,
		    (struct plat_pa_range){plat_pa(entries[i].start),
					   entries[i].size},
		    e820_mrd_type(entries[i].type), "xen");
	return nr ? err : -PLAT_ENOENT;
}

/* Where the regions that [start, start + size) lies in, or reaches, end;
 * @start: there are none. */
static uint64_t behind(const struct plat_mrd_list *list, uint64_t start,
		       uint64_t size)
{
	uint64_t end = start;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];

		if (mrd->start.v < start + size &&
		    mrd->start.v + mrd->size > end)
			end = mrd->start.v + mrd->size;
	}
	return end;
}

/* Each round leaves at least one region behind. */
struct plat_pa_range plat_xen_find_hole(const struct plat_bootinfo *bi,
					uint64_t size, uint64_t limit)
{
	uint64_t start = LEAST_HOLE;

	while (plat_range_below(start, size, limit)) {
		uint64_t end = behind(&bi->mrds, start, size);

		if (end == start)
			return (struct plat_pa_range){plat_pa(start), size};
		if (end > limit)
			break;
		start = plat_align_up(end, HOLE_ALIGNED);
	}
	return (struct plat_pa_range){{0}, 0};
}
