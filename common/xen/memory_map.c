/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/errno.h>
#include <plat/log.h>

#include "common/xen/xen.h"

/* Xen's own limit for a guest's map: E820MAX. */
#define MOST_ENTRIES 128u

int plat_xen_take_memory_map(struct plat_bootinfo *bi)
{
	static PLAT_SECTION(".noinit")
	struct plat_xen_e820 entries[MOST_ENTRIES];
	struct xen_memory_map map = {.nr_entries = MOST_ENTRIES};
	long result;

	set_xen_guest_handle(map.buffer, entries);
	result = plat_xen_hypercall(__HYPERVISOR_memory_op, XENMEM_memory_map,
				    (uintptr_t)&map, 0, 0, 0);
	if (result < 0 || map.nr_entries > MOST_ENTRIES) {
		plat_warn("xen: no memory map: %ld", result);
		return -PLAT_ENOENT;
	}
	return plat_xen_take_e820(bi, entries, map.nr_entries);
}
