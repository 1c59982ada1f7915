/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen PV: the timer that there is instead of a local APIC's.
 */
#include <plat/errno.h>
#include <plat/lcpu_data.h>
#include <plat/xen/timer.h>

#include "common/time/event.h"
#include "common/xen/xen.h"

static PLAT_LCPU_DATA bool is_open;

/* It may be from before the lcpu left, and came again. */
static int open_once(void)
{
	int err;

	if (plat_lcpu_get(is_open))
		return 0;
	err = plat_xen_timer_open();
	if (err && err != -PLAT_EEXIST)
		return err;
	plat_lcpu_set(is_open, true);
	return 0;
}

int plat_event_host_arm(uint64_t ns)
{
	int err = plat_xen_pv ? open_once() : -PLAT_ENOTSUP;

	return err ? err : plat_xen_timer_arm(ns);
}
