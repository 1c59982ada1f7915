/* SPDX-License-Identifier: BSD-3-Clause */
/* A boot info for tests of the protocols' parsers. */
#ifndef TESTS_UNIT_BOOTINFO_H
#define TESTS_UNIT_BOOTINFO_H

#include "tests/unit/unit.h"

#include <plat/bootinfo.h>
#include <plat/errno.h>

#include "tests/host/support.h"

static struct plat_bootinfo bi;
static struct plat_mrd mrds[PLAT_MRD_MAX];

static inline void begin_bootinfo(uint32_t capacity)
{
	memset(&bi, 0, sizeof(bi));
	plat_mrd_list_init(&bi.mrds, mrds, capacity);
}

static inline int setup(void **state)
{
	(void)state;
	begin_bootinfo(PLAT_MRD_MAX);
	host_log_reset();
	return 0;
}

static inline int teardown(void **state)
{
	(void)state;
	host_phys_reset();
	return 0;
}

/* Whether the region is there; in pages, as the list rounds it. */
static inline bool has_mrd(uint64_t start, uint64_t size,
			   enum plat_mrd_type type)
{
	uint64_t end = start + size;

	if (type <= PLAT_MRD_HOLE) {
		start = plat_align_up(start, PLAT_PAGE_SIZE);
		end = plat_align_down(end, PLAT_PAGE_SIZE);
	} else {
		start = plat_align_down(start, PLAT_PAGE_SIZE);
		end = plat_align_up(end, PLAT_PAGE_SIZE);
	}
	size = end - start;
	for (uint32_t i = 0; i < bi.mrds.nr_mrds; i++) {
		const struct plat_mrd *m = &bi.mrds.mrds[i];

		if (m->start.v == start && m->size == size && m->type == type)
			return true;
	}
	return false;
}

#endif /* TESTS_UNIT_BOOTINFO_H */
