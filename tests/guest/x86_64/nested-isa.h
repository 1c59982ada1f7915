/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what cannot be held back is an NMI: that of an ib700 watchdog. What
 * can is the 8254's interrupt or, where that is not, the one-shot timer's.
 */
#ifndef TESTS_GUEST_NESTED_ISA_H
#define TESTS_GUEST_NESTED_ISA_H

#include <plat/arch/io.h>
#include <plat/irq.h>

#include "tests/guest/oneshot.h"

#define WATCHDOG_ENABLE 0x443
#define WATCHDOG_NOW    0x0f

#define PIT_CHANNEL0     0x40
#define PIT_CONTROL      0x43
#define PIT_MODE2_LOHI_0 0x34

PLAT_NOINLINE static void raise_critical(void)
{
	plat_out8(WATCHDOG_ENABLE, WATCHDOG_NOW);
	for (;;)
		plat_cpu_relax();
}

static int raise_pit(plat_irq_handler_t handler)
{
	unsigned int flags;
	uint32_t gsi;
	int err = plat_irq_isa(0, &gsi, &flags);

	if (!err)
		err = plat_irq_request(gsi, flags, handler, NULL);
	if (err)
		return err;
	plat_out8(PIT_CONTROL, PIT_MODE2_LOHI_0);
	plat_out8(PIT_CHANNEL0, 0xa9);
	plat_out8(PIT_CHANNEL0, 0x04);
	return 0;
}

static void raise_interrupt(plat_irq_handler_t handler)
{
	if (raise_pit(handler) && oneshot_start(handler, 1000000))
		return;
	for (;;)
		plat_cpu_relax();
}

#endif /* TESTS_GUEST_NESTED_ISA_H */
