/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: a line of a device that a test can raise: that of the 8254's channel
 * 0, which counts down once.
 */
#ifndef TESTS_GUEST_LINE_ISA_H
#define TESTS_GUEST_LINE_ISA_H

#include <plat/arch/io.h>
#include <plat/irq.h>

#define PIT_CHANNEL0     0x40
#define PIT_CONTROL      0x43
#define PIT_MODE0_LOHI_0 0x30

PLAT_MUST_CHECK
static inline int line_request(plat_irq_handler_t handler)
{
	unsigned int flags;
	uint32_t gsi;
	int err = plat_irq_isa(0, &gsi, &flags);

	return err ? err : plat_irq_request(gsi, flags, handler, NULL);
}

/** Soon. */
static inline void line_raise(void)
{
	plat_out8(PIT_CONTROL, PIT_MODE0_LOHI_0);
	plat_out8(PIT_CHANNEL0, 0xff);
	plat_out8(PIT_CHANNEL0, 0);
}

#endif /* TESTS_GUEST_LINE_ISA_H */
