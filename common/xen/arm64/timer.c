/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: there is no timer of Xen's, as each CPU has one of its own.
 */
#include <plat/xen/timer.h>

#include <plat/errno.h>

int plat_xen_timer_open(void)
{
	return -PLAT_ENOTSUP;
}

int plat_xen_timer_arm(uint64_t ns)
{
	(void)ns;
	return -PLAT_ENOTSUP;
}

void plat_xen_timer_stop(void)
{
}
