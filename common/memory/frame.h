/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Setting up the frame allocator: for the boot code.
 */
#ifndef COMMON_MEMORY_FRAME_H
#define COMMON_MEMORY_FRAME_H

#include <plat/frame.h>
#include <plat/mrd.h>

#include "common/memory/zone.h"

/* Below 1 MiB, below 4 GiB, above. */
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
 * Called by the first use of the allocator, which does not define it: it ends
 * with a call of plat_frame_init(), or returns a status that fails that use.
 *
 * Context: any, with the allocator locked.
 * Returns: 0; -PLAT_ENOSYS: before the memory stage has run; what
 *          plat_frame_init() returns.
 */
PLAT_MUST_CHECK
int plat_frame_set_up(void);

/**
 * Begin with all FREE regions of @list but @place and @used, which hold the
 * metadata and the boot's page tables: those frames may be freed one by one
 * later; and with @given, which is free though no FREE region has it (the boot
 * page tables in the image). Notes that only: the first use of the allocator
 * sets it up.
 *
 * @memory: where @place can be reached; aligned to 8, not zeroed; the
 *          allocator's from now on.
 * Requires: plat_frame_metadata_bytes(@list) was the last call of it; @list
 *           is normalised, and remains; used and given are page-aligned; place
 *           begins at a page and does not overlap used.
 * Context:  before, or in, the first use of a function of <plat/frame.h>.
 * Returns:  0; -PLAT_ENOMEM: @place is smaller than
 *           plat_frame_metadata_bytes(@list) says.
 */
PLAT_MUST_CHECK
int plat_frame_init(const struct plat_mrd_list *list, void *memory,
		    struct plat_pa_range place, struct plat_pa_range used,
		    struct plat_pa_range given);

/*
 * The allocator for code that every image has: an image whose guest has no use
 * for frames is linked without it. What comes into the link with the allocator
 * puts itself into this linker set.
 */
struct plat_frame_source {
	int (*alloc)(unsigned int order, uint64_t limit, plat_pa_t *pa);
	int (*free)(plat_pa_t pa, unsigned int order);
};

extern const struct plat_frame_source plat_frame_sources_begin[];
extern const struct plat_frame_source plat_frame_sources_end[];

/** The allocator; NULL: the image is without. */
static inline const struct plat_frame_source *plat_frame_source(void)
{
	const struct plat_frame_source *first = plat_frame_sources_begin;

	return first == plat_frame_sources_end ? NULL : first;
}

#endif /* COMMON_MEMORY_FRAME_H */
