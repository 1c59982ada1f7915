/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where no frontend of this library has a timer that the ISA does not know.
 */
#include <plat/errno.h>

#include "common/time/event.h"

int plat_event_host_arm(uint64_t ns)
{
	(void)ns;
	return -PLAT_ENOTSUP;
}
