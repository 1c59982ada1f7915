/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One lcpu.
 */
#include "common/lcpu/lcpu.h"

#include <plat/irq.h>

PLAT_LCPU_DATA uint32_t plat_lcpu_number;
bool (*plat_lcpu_idle)(void);

enum plat_lcpu_state plat_lcpu_state(uint32_t number)
{
	return number ? PLAT_LCPU_OFFLINE : PLAT_LCPU_BUSY;
}

void plat_lcpu_halt(void)
{
	plat_irq_wait();
}

void plat_lcpu_wake(uint32_t number)
{
	(void)number;
}
