/* SPDX-License-Identifier: BSD-3-Clause */
/* A grant table in the test's own memory. */
#ifndef TESTS_UNIT_XEN_GRANTS_H
#define TESTS_UNIT_XEN_GRANTS_H

#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "common/xen/grant.h"

static struct plat_xen_grant_table table;
static PLAT_ALIGNED(4096) uint8_t frames[PLAT_XEN_GRANT_FRAMES][4096];
static PLAT_ALIGNED(4096) uint16_t statuses[PLAT_XEN_GRANT_FRAMES][256];
static uint32_t fails_at = UINT32_MAX;

static inline int add(struct plat_xen_grant_table *t, uint32_t index)
{
	if (index == fails_at)
		return -PLAT_ENOMEM;
	t->frames[index] = frames[index];
	t->status[index] = t->version == 2 ? statuses[index] : NULL;
	return 0;
}

static inline void begin(unsigned int version, uint32_t most)
{
	memset(&table, 0, sizeof(table));
	memset(frames, 0, sizeof(frames));
	memset(statuses, 0, sizeof(statuses));
	fails_at = UINT32_MAX;
	table.add = add;
	plat_xen_grant_init(&table, version, most);
}

static inline int give(uint64_t frame, uint32_t *grant)
{
	return plat_xen_grant_give(&table, 3, frame, 0, grant);
}

#endif /* TESTS_UNIT_XEN_GRANTS_H */
