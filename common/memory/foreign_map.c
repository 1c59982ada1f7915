/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Foreign pages are mapped in a window of their own, at the lower 40 bits of
 * their address.
 */
#include <plat/errno.h>
#include <plat/foreign.h>
#include <plat/layout.h>

#include "common/memory/foreign.h"
#include "common/paging/kernel.h"

static int place(size_t nr, plat_pa_t first, plat_va_t *va)
{
	uint64_t at = first.v % PLAT_FOREIGN_SIZE;

	if (!nr || first.v & PLAT_PAGE_MASK ||
	    nr > (PLAT_FOREIGN_SIZE - at) / PLAT_PAGE_SIZE)
		return -PLAT_EINVAL;
	*va = plat_va(PLAT_FOREIGN_BASE + at);
	return 0;
}

/* Its place is that of its address, so it may have been mapped before. */
static bool is_mapped(plat_va_t va, plat_pa_t first, size_t nr)
{
	struct plat_pt_mapping page;

	for (uint64_t at = 0; at < nr * PLAT_PAGE_SIZE; at += PLAT_PAGE_SIZE) {
		if (plat_pt_query(plat_kernel_pt(), plat_va(va.v + at), &page) ||
		    page.pa.v != first.v + at)
			return false;
	}
	return true;
}

int plat_foreign_map(size_t nr, plat_pa_t first, void **out)
{
	plat_va_t va;
	int err = place(nr, first, &va);

	if (!err && plat_foreign_is_own(nr, first))
		err = -PLAT_EPERM;
	if (!err)
		err = plat_kernel_add(va, first, nr * PLAT_PAGE_SIZE,
				      PLAT_ATTR_RW | PLAT_ATTR_GLOBAL);
	if (err == -PLAT_EEXIST && is_mapped(va, first, nr))
		err = 0;
	if (!err)
		*out = (void *)(uintptr_t)va.v;
	return err;
}

int plat_foreign_unmap(size_t nr, plat_pa_t first)
{
	plat_va_t va;
	int err = place(nr, first, &va);

	return err ? err
		   : plat_kernel_unmap(va, nr * PLAT_PAGE_SIZE, PLAT_PT_FAIL);
}
