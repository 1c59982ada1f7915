/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/xen/watchdog.h>

#include <plat/errno.h>

#include "common/xen/xen.h"

/* Of a negative result Xen 4.17 returns the lower half only. */
static long call(uint32_t id, uint32_t seconds)
{
	struct sched_watchdog watchdog = {.id = id, .timeout = seconds};

	return (int32_t)plat_xen_hypercall(__HYPERVISOR_sched_op, SCHEDOP_watchdog,
				  (uintptr_t)&watchdog, 0, 0, 0);
}

int plat_xen_watchdog_start(uint32_t seconds, plat_xen_watchdog_t *watchdog)
{
	long id;

	if (!seconds)
		return -PLAT_EINVAL;
	id = call(0, seconds);
	if (id < 0)
		return plat_xen_error(id);
	watchdog->v = (uint32_t)id;
	return 0;
}

int plat_xen_watchdog_set(plat_xen_watchdog_t watchdog, uint32_t seconds)
{
	return watchdog.v ? plat_xen_error(call(watchdog.v, seconds))
			  : -PLAT_EINVAL;
}
