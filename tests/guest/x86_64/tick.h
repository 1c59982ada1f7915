/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: 10,000 interrupts a second, for tests that want to be interrupted.
 * From the 8254's channel 0, ISA interrupt 0; where there is no such thing, as
 * many as the one-shot timer gives.
 */
#ifndef TESTS_GUEST_TICK_H
#define TESTS_GUEST_TICK_H

#include <plat/arch/io.h>
#include <plat/errno.h>
#include <plat/irq.h>

#include "tests/guest/oneshot.h"

#define PIT_CHANNEL0        0x40
#define PIT_CONTROL         0x43
#define PIT_MODE2_LOHI_0    0x34
#define PIT_MODE0_LOHI_0    0x30
#define PIT_DIVISOR_10_KHZ  119

#define TICK_NS 100000u

static uint32_t tick_gsi;
static bool tick_is_oneshot;

static inline void tick_program(uint8_t mode)
{
	plat_out8(PIT_CONTROL, mode);
	plat_out8(PIT_CHANNEL0, PIT_DIVISOR_10_KHZ);
	plat_out8(PIT_CHANNEL0, 0);
}

/** To be called by the handler. */
static inline void tick_again(void)
{
	if (tick_is_oneshot)
		(void)!oneshot_again(TICK_NS);
}

PLAT_MUST_CHECK
static inline int tick_start(plat_irq_handler_t handler)
{
	unsigned int flags;
	int err = plat_irq_isa(0, &tick_gsi, &flags);

	tick_is_oneshot = err == -PLAT_ENOTSUP;
	if (tick_is_oneshot)
		return oneshot_start(handler, TICK_NS);
	if (!err)
		err = plat_irq_request(tick_gsi, flags, handler, NULL);
	if (!err)
		tick_program(PIT_MODE2_LOHI_0);
	return err;
}

PLAT_MUST_CHECK static inline int tick_stop(void)
{
	if (tick_is_oneshot) {
		oneshot_stop();
		return 0;
	}
	tick_program(PIT_MODE0_LOHI_0);
	return plat_irq_release(tick_gsi);
}

#endif /* TESTS_GUEST_TICK_H */
