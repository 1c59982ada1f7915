/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The early arena: frames in a row, before there is an allocator, for the new
 * page tables and the allocator's own metadata.
 */
#ifndef COMMON_MEMORY_ARENA_H
#define COMMON_MEMORY_ARENA_H

#include <plat/mrd.h>

struct plat_arena {
	struct plat_pa_range room;
	uint64_t used_bytes;
};

/**
 * Choose the memory for an arena of @bytes: in the lowest FREE region from
 * 1 MiB on that has the room, else in the lowest of all; never page 0.
 *
 * @bytes:   rounded up to pages.
 * Requires: @list is normalised.
 * Returns:  0; -PLAT_ENOMEM: no region has the room.
 */
PLAT_MUST_CHECK
int plat_arena_reserve(struct plat_arena *arena,
		       const struct plat_mrd_list *list, uint64_t bytes);

/**
 * The next @bytes of the arena, rounded up to frames; contents undefined.
 *
 * Returns: 0; -PLAT_ENOMEM: there is not as much left.
 */
PLAT_MUST_CHECK
int plat_arena_take(struct plat_arena *arena, uint64_t bytes, plat_pa_t *pa);

/**
 * The next frame.
 *
 * Returns: as plat_arena_take().
 */
PLAT_MUST_CHECK
int plat_arena_frame(struct plat_arena *arena, plat_pa_t *pa);

/**
 * Close the arena: what was taken, for plat_frame_init(); the rest is free.
 */
struct plat_pa_range plat_arena_end(struct plat_arena *arena);

#endif /* COMMON_MEMORY_ARENA_H */
