/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/paging/tables.h"

#include <plat/frame.h>
#include <plat/log.h>

int plat_table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	return plat_frame_alloc(0, PLAT_FRAME_ANY, table);
}

void plat_table_free(void *ctx, plat_pa_t table)
{
	(void)ctx;
	if (plat_frame_free(table, 0))
		plat_err("a page table's frame %#lx was free already",
			 table.v);
}
