/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what cannot be held back is an NMI: that of an ib700 watchdog.
 */
#ifndef TESTS_GUEST_NESTED_ISA_H
#define TESTS_GUEST_NESTED_ISA_H

#include <plat/arch/io.h>
#include <plat/irq.h>

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

static void raise_interrupt(plat_irq_handler_t handler)
{
	unsigned int flags;
	uint32_t gsi;

	if (plat_irq_isa(0, &gsi, &flags) ||
	    plat_irq_request(gsi, flags, handler, NULL))
		return;
	plat_out8(PIT_CONTROL, PIT_MODE2_LOHI_0);
	plat_out8(PIT_CHANNEL0, 0xa9);
	plat_out8(PIT_CHANNEL0, 0x04);
	for (;;)
		plat_cpu_relax();
}

#endif /* TESTS_GUEST_NESTED_ISA_H */
