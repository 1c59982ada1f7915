/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/time/event.h"

#include <plat/atomic.h>

void (*plat_event_hook)(void);
bool (*plat_time_sleep_hook)(uint64_t until_ns);

void plat_event_happened(void)
{
	void (*hook)(void) = plat_atomic_load_relaxed(&plat_event_hook);

	if (hook)
		hook();
}
