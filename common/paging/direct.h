/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes of the direct map while everybody uses it: the one mapping that
 * cannot be taken away as a whole.
 */
#ifndef COMMON_PAGING_DIRECT_H
#define COMMON_PAGING_DIRECT_H

#include <plat/types.h>

/**
 * Split the large pages that @range takes a part of: the rest of them stays
 * as it is. Where break-before-make is the rule, the rest is not translated
 * for some instructions; who uses it then waits for that, in its fault.
 *
 * Requires: pages that the direct map holds.
 * Context:  any but an NMI or a fault server.
 * Returns:  0; -PLAT_ENOMEM: no frame for a table; -PLAT_ENOENT: the direct
 *           map does not hold all of it. Nothing that matters has changed.
 */
PLAT_MUST_CHECK int plat_direct_split(struct plat_pa_range range);

/**
 * The direct map does not hold @range any more, and no TLB does.
 *
 * Requires: plat_direct_split() of it.
 * Context:  as that.
 */
void plat_direct_hide(struct plat_pa_range range);

/**
 * The direct map holds @range again, at the same virtual addresses.
 *
 * @address: the address that stands for a page of the range in entries: what
 *           it differs in from the page's own is the same for all. NULL: its
 *           own.
 * Requires: it is hidden; whatever stood in its entries last, too, was of one
 *           @address.
 * Context:  as plat_direct_split().
 */
void plat_direct_show(struct plat_pa_range range,
		      plat_pa_t (*address)(plat_pa_t));

#endif /* COMMON_PAGING_DIRECT_H */
