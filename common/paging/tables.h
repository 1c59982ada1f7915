/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page tables that are frames of the allocator, of no limit: members of struct
 * plat_pt_ops.
 */
#ifndef COMMON_PAGING_TABLES_H
#define COMMON_PAGING_TABLES_H

#include <plat/pt.h>

int plat_table_alloc(void *ctx, plat_pa_t *table);
void plat_table_free(void *ctx, plat_pa_t table);

#endif /* COMMON_PAGING_TABLES_H */
