/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: 10,000 interrupts a second, for tests that want to be interrupted.
 * From the physical timer, which the kit does not use. Arm DDI 0487 D12.2,
 * BSA 3.8.4.
 */
#ifndef TESTS_GUEST_TICK_H
#define TESTS_GUEST_TICK_H

#include <plat/irq.h>

#define TICK_INTID 30

/** To be called by the handler. */
static inline void tick_again(void)
{
	uint64_t hz;

	__asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hz));
	__asm__ volatile("msr cntp_tval_el0, %0\n\t"
			 "msr cntp_ctl_el0, %1\n\t"
			 "isb"
			 : : "r"(hz / 10000), "r"((uint64_t)1));
}

PLAT_MUST_CHECK
static inline int tick_start(plat_irq_handler_t handler)
{
	int err = plat_irq_request(TICK_INTID, PLAT_IRQ_LEVEL, handler, NULL);

	if (!err)
		tick_again();
	return err;
}

PLAT_MUST_CHECK static inline int tick_stop(void)
{
	int err = plat_irq_release(TICK_INTID);

	__asm__ volatile("msr cntp_ctl_el0, xzr; isb");
	return err;
}

#endif /* TESTS_GUEST_TICK_H */
