/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/power.h>

#include "common/arm64/traps.h"

void plat_arm64_interrupt(void)
{
	plat_panic("interrupt, though no controller is set up");
}
