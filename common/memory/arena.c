/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/memory/arena.h"

#include <plat/errno.h>

plat_pa_t plat_arena_find(const struct plat_mrd_list *list, uint64_t lowest,
			  uint64_t bytes)
{
	const struct plat_mrd *end = list->mrds + list->nr_mrds;

	for (const struct plat_mrd *mrd = list->mrds; mrd < end; mrd++) {
		uint64_t start = plat_max_u64(mrd->start.v, lowest);

		if (mrd->type == PLAT_MRD_FREE &&
		    plat_range_below(start, bytes, mrd->start.v + mrd->size))
			return plat_pa(start);
	}
	return plat_pa(0);
}

int plat_arena_reserve(const struct plat_mrd_list *list, uint64_t bytes,
		       struct plat_pa_range *room)
{
	room->size = plat_align_up(bytes, PLAT_PAGE_SIZE);
	room->start = plat_arena_find(list, PLAT_MIB(1), room->size);
	if (room->start.v == 0)
		room->start = plat_arena_find(list, PLAT_PAGE_SIZE, room->size);
	return room->start.v && room->size >= bytes ? 0 : -PLAT_ENOMEM;
}
