/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory in one piece, where there is no allocator yet: for the new page
 * tables and the allocator's own metadata.
 */
#ifndef COMMON_MEMORY_ARENA_H
#define COMMON_MEMORY_ARENA_H

#include <plat/mrd.h>

/**
 * Where @bytes are, at or above @lowest, in the lowest FREE region that has
 * the room there.
 *
 * Requires: @list is normalised; lowest is not 0.
 * Returns:  an address as aligned as @lowest; 0: no region has the room.
 */
plat_pa_t plat_arena_find(const struct plat_mrd_list *list, uint64_t lowest,
			  uint64_t bytes);

/**
 * Choose the memory for @bytes: in the lowest FREE region from 1 MiB on that
 * has the room, else in the lowest of all; never page 0.
 *
 * @bytes:   rounded up to pages.
 * Requires: @list is normalised.
 * Returns:  0; -PLAT_ENOMEM: no region has the room.
 */
PLAT_MUST_CHECK
int plat_arena_reserve(const struct plat_mrd_list *list, uint64_t bytes,
		       struct plat_pa_range *room);

#endif /* COMMON_MEMORY_ARENA_H */
