/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: grants: the table, as far as it is memory that Xen reads and writes.
 * Which entries are free is known here, not there: in the table nothing is
 * believed but whether an entry is in use.
 *
 * An entry of version 1 is flags, domain and frame, 8 bytes; Xen says in the
 * flags that it is used. One of version 2 has 16 bytes, and Xen says that in
 * another word, in the status frames (xen/include/public/grant_table.h).
 */
#ifndef COMMON_XEN_GRANT_H
#define COMMON_XEN_GRANT_H

#include <plat/lock.h>
#include <plat/xen/grant.h>

#include "common/xen/public.h"

#include <xen/grant_table.h>

/* Of the table: Xen's own default for what a domain may have. */
#define PLAT_XEN_GRANT_FRAMES 64u

#define PLAT_XEN_GRANTS_MOST                                               \
	(PLAT_XEN_GRANT_FRAMES *                                           \
	 (PLAT_PAGE_SIZE / sizeof(struct grant_entry_v1)))

struct plat_xen_grant_table {
	/* Constant. */
	unsigned int version; /* 1 or 2 */
	uint32_t per_frame;   /* entries */
	uint32_t most_frames;

	/** Map frame number @index, and the status words of its entries, to
	 * .frames and .status. Returns: a status. */
	int (*add)(struct plat_xen_grant_table *table, uint32_t index);

	struct plat_spinlock lock;
	uint32_t nr_frames; /* atomic; written with lock */
	uint32_t nr_given;  /* atomic */
	void *frames[PLAT_XEN_GRANT_FRAMES];
	uint16_t *status[PLAT_XEN_GRANT_FRAMES]; /* version 2 */
	uint64_t taken[PLAT_XEN_GRANTS_MOST / 64]; /* atomic; a bit each */
	uint32_t hint; /* atomic: the word to look at first */
};

/** A table of @version, without entries, that can have @most_frames. */
void plat_xen_grant_init(struct plat_xen_grant_table *table,
			 unsigned int version, uint32_t most_frames);

/** As the functions of <plat/xen/grant.h>, in @table; @frame is a number. */
PLAT_MUST_CHECK
int plat_xen_grant_give(struct plat_xen_grant_table *table, uint16_t remote,
			uint64_t frame, unsigned int flags, uint32_t *grant);
PLAT_MUST_CHECK
int plat_xen_grant_take(struct plat_xen_grant_table *table, uint32_t grant);
bool plat_xen_grant_is_used(const struct plat_xen_grant_table *table,
			    uint32_t grant);

#endif /* COMMON_XEN_GRANT_H */
