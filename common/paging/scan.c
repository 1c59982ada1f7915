/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * To go when the paging API has it: pages by query, no flags cleared.
 */
#include <plat/errno.h>
#include <plat/paging.h>

int plat_scan(struct plat_space *space, plat_va_t va, uint64_t size,
	      unsigned int clear,
	      int (*visit)(void *arg, const struct plat_pt_mapping *page),
	      void *arg)
{
	struct plat_pt_mapping page;
	int err = clear ? -PLAT_ENOSYS : 0;

	for (uint64_t at = 0; at < size && !err; at += PLAT_PAGE_SIZE) {
		err = plat_query(space, plat_va(va.v + at), &page);
		if (!err)
			err = visit(arg, &page);
		else if (err == -PLAT_ENOENT)
			err = 0;
	}
	return err;
}

/* To go when the ISAs can start lcpus. */
#include "common/lcpu/lcpu.h"

const struct plat_lcpu_ops *plat_arch_lcpu_ops(void)
{
	return NULL;
}

uint64_t plat_arch_lcpu_hw_id(void)
{
	return 0;
}
