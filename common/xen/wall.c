/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: the wall clock at system time 0 is in shared info.
 */
#include <plat/errno.h>

#include "common/time/event.h"
#include "common/time/pvclock.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

_Static_assert(offsetof(struct shared_info, wc_nsec) -
			       offsetof(struct shared_info, wc_version) ==
		   offsetof(struct plat_pvclock_wall_abi, nsec),
	       "xen.h");

/* Xen counts from 1970 until a dom0 tells it the time: what no run of Xen
 * reaches is a year. */
#define UNSET_NS (UINT64_C(365) * 24 * 3600 * PLAT_NS_PER_S)

int plat_xen_wall_ns(uint64_t *ns)
{
	struct shared_info *shared = plat_xen_shared_info();
	uint64_t at_start, since_start;
	int err;

	if (!shared)
		return -PLAT_EAGAIN;
	err = plat_pvclock_wall_ns((const volatile void *)&shared->wc_version,
				   &at_start);
	if (!err && at_start < UNSET_NS)
		err = -PLAT_ENOENT;
	if (!err)
		err = plat_xen_system_time(&since_start);
	if (!err)
		*ns = at_start + since_start;
	return err;
}
