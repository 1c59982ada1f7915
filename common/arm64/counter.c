/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/timer.h"

#include <plat/log.h>

uint64_t plat_arm64_counter_hz(uint64_t cntfrq, uint64_t told)
{
	uint64_t hz = cntfrq & UINT32_MAX;

	if (hz == 0 && told == 0)
		plat_err("generic timer: its frequency is not told: CNTFRQ_EL0 "
			 "is 0");
	else if (hz == 0)
		plat_warn("generic timer: CNTFRQ_EL0 is 0: %lu Hz, as firmware "
			  "says", told);
	else if (told && told != hz)
		plat_warn("generic timer: %lu Hz, as CNTFRQ_EL0 says; firmware's "
			  "%lu Hz are ignored", hz, told);
	return hz ? hz : told;
}
