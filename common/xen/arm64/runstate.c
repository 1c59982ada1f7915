/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: Xen's time, which runstates are told in, cannot be read.
 */
#include <plat/xen/runstate.h>

#include <plat/errno.h>

int plat_xen_runstate(struct plat_xen_runstate *times)
{
	(void)times;
	return -PLAT_ENOTSUP;
}
