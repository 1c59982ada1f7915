/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: an interrupt that is not delivered hangs a driver. The 8254's
 * channel 0 raises ISA interrupt 0 through an I/O APIC's pin.
 */
#include "tests/guest/tap.h"

#include <plat/arch/io.h>
#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/lcpu.h>
#include <plat/time.h>

#define PIT_CHANNEL0        0x40
#define PIT_CONTROL         0x43
#define PIT_MODE2_LOHI_0    0x34
#define PIT_MODE0_LOHI_0    0x30
#define PIT_DIVISOR_1_KHZ   1193

static volatile unsigned int nr_ticks;
static volatile double sum;

/* Uses SSE, as any guest's handler may. */
static void tick(void *arg)
{
	sum = sum * 0.5 + 1.0;
	nr_ticks = nr_ticks + *(const unsigned int *)arg;
}

static void program_pit(uint8_t mode)
{
	plat_out8(PIT_CONTROL, mode);
	plat_out8(PIT_CHANNEL0, PIT_DIVISOR_1_KHZ & 0xff);
	plat_out8(PIT_CHANNEL0, PIT_DIVISOR_1_KHZ >> 8);
}

static void wait_for_ticks(unsigned int wanted)
{
	plat_irq_disable();
	while (nr_ticks < wanted) {
		plat_lcpu_halt();
		plat_irq_disable();
	}
	plat_irq_enable();
}

/* FP arithmetic that interrupts hit again and again. */
static bool fp_survives(void)
{
	volatile unsigned int until = nr_ticks + 20;
	bool right = true;

	while (nr_ticks < until) {
		double x = 1.0;

		for (int i = 0; i < 1000; i++)
			x = x * 1.5 - 0.5;
		right = right && x == 1.0;
	}
	return right;
}

int main(void)
{
	static const unsigned int one = 1;
	unsigned int flags, stopped;
	uint32_t gsi;

	tap_ok(plat_irq_isa(16, &gsi, &flags) == -PLAT_EINVAL,
	       "there is no ISA interrupt 16");
	tap_ok(!plat_irq_isa(0, &gsi, &flags), "ISA interrupt 0 is GSI %u",
	       gsi);
	tap_ok(plat_irq_request(gsi, PLAT_IRQ_EDGE | PLAT_IRQ_LEVEL, tick,
				NULL) == -PLAT_EINVAL,
	       "contradicting flags are refused");
	tap_ok(plat_irq_request(5000, 0, tick, NULL) == -PLAT_ENOENT,
	       "a line that is not there is refused");
	tap_ok(!plat_irq_request(gsi, flags, tick, (void *)&one),
	       "the line can be requested");
	tap_ok(plat_irq_request(gsi, flags, tick, NULL) == -PLAT_EBUSY,
	       "but once only");
	program_pit(PIT_MODE2_LOHI_0);
	wait_for_ticks(5);
	tap_ok(nr_ticks >= 5, "interrupts arrive");
	tap_ok(fp_survives(), "FP registers survive a handler that uses them");
	tap_ok(!plat_irq_release(gsi), "the line can be released");
	stopped = nr_ticks;
	plat_time_sleep_ns(20000000);
	tap_ok(nr_ticks == stopped, "then nothing arrives any more");
	tap_ok(plat_irq_release(gsi) == -PLAT_ENOENT,
	       "a second release is refused");
	program_pit(PIT_MODE0_LOHI_0);
	return tap_done();
}
