/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what cannot be held back is an SError: a virtual one, which the boot
 * file's stub at EL2 sets. In a handler it waits for the handler's end.
 */
#ifndef TESTS_GUEST_NESTED_ISA_H
#define TESTS_GUEST_NESTED_ISA_H

#include <plat/irq.h>

#define TIMER_INTID 30

PLAT_NOINLINE static void raise_critical(void)
{
	register uint64_t x0 __asm__("x0") = 0;

	__asm__ volatile("hvc #0\n\t"
			 "nop"
			 : "+r"(x0) : : "memory");
}

static void raise_interrupt(plat_irq_handler_t handler)
{
	if (plat_irq_request(TIMER_INTID, PLAT_IRQ_LEVEL, handler, NULL))
		return;
	__asm__ volatile("msr cntp_tval_el0, xzr\n\t"
			 "msr cntp_ctl_el0, %0\n\t"
			 "isb"
			 : : "r"((uint64_t)1));
	for (;;)
		plat_cpu_relax();
}

#endif /* TESTS_GUEST_NESTED_ISA_H */
