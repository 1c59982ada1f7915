/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Setting up the frame allocator: for the boot code.
 */
#ifndef COMMON_MEMORY_FRAME_H
#define COMMON_MEMORY_FRAME_H

#include <plat/frame.h>
#include <plat/mrd.h>

#include "common/memory/zone.h"

/* Below 1 MiB, below 4 GiB, above. Each has a lock; plat_frame_stats() takes
 * all, the lower first. */
#define PLAT_NR_ZONES 3u

extern struct plat_zone plat_frame_zones[PLAT_NR_ZONES];

/**
 * How much memory plat_frame_init() needs: some 1/15,000 of the memory that
 * the allocator may ever have (two bits a frame and a tenth of that), whatever
 * holes are between, and a few KiB. What it will touch of that at once is one
 * or two KiB for each of the list's FREE regions, from the start on.
 *
 * Requires: @list is normalised.
 */
uint64_t plat_frame_metadata_bytes(const struct plat_mrd_list *list);

/**
 * Begin with all FREE regions of @list but @used, where the boot keeps page
 * tables and @metadata: those frames may be freed one by one later.
 *
 * @metadata: @bytes of memory, aligned to 8, not zeroed; the allocator's from
 *            now on.
 * Requires:  @list is normalised, and remains; used is page-aligned.
 * Context:   the boot lcpu, before any other function of <plat/frame.h>.
 * Returns:   0; -PLAT_ENOMEM: @bytes are less than
 *            plat_frame_metadata_bytes(@list) says.
 */
PLAT_MUST_CHECK
int plat_frame_init(const struct plat_mrd_list *list, void *metadata,
		    uint64_t bytes, struct plat_pa_range used);

#endif /* COMMON_MEMORY_FRAME_H */
