/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/memory/arena.h"

#include <plat/errno.h>

/* Where in the lowest FREE region, at or above @lowest, are @bytes? 0: in
 * none. */
static uint64_t find_room(const struct plat_mrd_list *list, uint64_t lowest,
			  uint64_t bytes)
{
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];
		uint64_t end = mrd->start.v + mrd->size;
		uint64_t start = plat_max_u64(mrd->start.v, lowest);

		if (mrd->type == PLAT_MRD_FREE &&
		    plat_range_below(start, bytes, end))
			return start;
	}
	return 0;
}

int plat_arena_reserve(struct plat_arena *arena,
		       const struct plat_mrd_list *list, uint64_t bytes)
{
	uint64_t start;

	if (bytes > UINT64_MAX - PLAT_PAGE_MASK)
		return -PLAT_ENOMEM;
	bytes = plat_align_up(bytes, PLAT_PAGE_SIZE);
	start = find_room(list, PLAT_MIB(1), bytes);
	if (start == 0)
		start = find_room(list, PLAT_PAGE_SIZE, bytes);
	if (start == 0)
		return -PLAT_ENOMEM;
	arena->room = (struct plat_pa_range){{start}, bytes};
	arena->used_bytes = 0;
	return 0;
}

int plat_arena_take(struct plat_arena *arena, uint64_t bytes, plat_pa_t *pa)
{
	uint64_t left = arena->room.size - arena->used_bytes;

	if (bytes > left)
		return -PLAT_ENOMEM;
	*pa = plat_pa(arena->room.start.v + arena->used_bytes);
	/* The room ends on a page boundary, so the rounded size fits too. */
	arena->used_bytes += plat_align_up(bytes, PLAT_PAGE_SIZE);
	return 0;
}

int plat_arena_frame(struct plat_arena *arena, plat_pa_t *pa)
{
	return plat_arena_take(arena, PLAT_PAGE_SIZE, pa);
}

struct plat_pa_range plat_arena_end(struct plat_arena *arena)
{
	struct plat_pa_range used = {arena->room.start, arena->used_bytes};

	arena->room.size = arena->used_bytes;
	return used;
}
