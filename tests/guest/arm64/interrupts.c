/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: an interrupt that is not delivered hangs a driver. The physical
 * timer, which the kit does not use, raises a private interrupt of its lcpu;
 * the PL031's alarm a shared one.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/lcpu.h>
#include <plat/mmio.h>
#include <plat/time.h>

/* QEMU's virt; Arm BSA 3.8.4 for the timer. */
#define TIMER_INTID 30
#define RTC_INTID   34
#define RTC_PA      0x09010000ull

/* Arm DDI 0224, chapter 3. */
#define RTC_DR   0x00
#define RTC_MR   0x04
#define RTC_IMSC 0x10
#define RTC_ICR  0x1c

static volatile unsigned int nr_ticks, nr_alarms;
static volatile double sum;
static volatile uint8_t *rtc;

static uint32_t rtc_read(unsigned int at)
{
	return *(const volatile uint32_t *)(rtc + at);
}

static void rtc_write(unsigned int at, uint32_t value)
{
	*(volatile uint32_t *)(rtc + at) = value;
}

/* A millisecond from now; the interrupt goes away by this. */
static void timer_start(void)
{
	uint64_t hz;

	__asm__ volatile("mrs %0, cntfrq_el0" : "=r"(hz));
	__asm__ volatile("msr cntp_tval_el0, %0\n\t"
			 "msr cntp_ctl_el0, %1\n\t"
			 "isb"
			 : : "r"(hz / 1000), "r"((uint64_t)1));
}

static void timer_stop(void)
{
	__asm__ volatile("msr cntp_ctl_el0, xzr; isb");
}

/* Uses SIMD registers, as any guest's handler may. */
static void tick(void *arg)
{
	sum = sum * 0.5 + 1.0;
	nr_ticks = nr_ticks + *(const unsigned int *)arg;
	timer_start();
}

static void alarm(void *arg)
{
	(void)arg;
	nr_alarms = nr_alarms + 1;
	rtc_write(RTC_ICR, 1);
}

static void wait_for(const volatile unsigned int *counter, unsigned int wanted)
{
	plat_irq_disable();
	while (*counter < wanted) {
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

static void private_interrupt(void)
{
	static const unsigned int one = 1;
	unsigned int stopped;

	tap_ok(plat_irq_request(TIMER_INTID, PLAT_IRQ_EDGE | PLAT_IRQ_LEVEL,
				tick, NULL) == -PLAT_EINVAL,
	       "contradicting flags are refused");
	tap_ok(plat_irq_request(5000, 0, tick, NULL) == -PLAT_ENOENT,
	       "a line that is not there is refused");
	tap_ok(!plat_irq_request(TIMER_INTID, PLAT_IRQ_LEVEL, tick,
				 (void *)(uintptr_t)&one),
	       "a private line can be requested");
	tap_ok(plat_irq_request(TIMER_INTID, 0, tick, NULL) == -PLAT_EBUSY,
	       "but once only");
	timer_start();
	wait_for(&nr_ticks, 5);
	tap_ok(nr_ticks >= 5, "interrupts arrive");
	tap_ok(fp_survives(), "FP registers survive a handler that uses them");
	tap_ok(!plat_irq_release(TIMER_INTID), "the line can be released");
	stopped = nr_ticks;
	plat_time_sleep_ns(20000000);
	tap_ok(nr_ticks == stopped, "then nothing arrives any more");
	tap_ok(plat_irq_release(TIMER_INTID) == -PLAT_ENOENT,
	       "a second release is refused");
	timer_stop();
}

static void shared_interrupt(void)
{
	volatile void *regs;

	tap_ok(!plat_mmio_map(plat_pa(RTC_PA), 0x1000, PLAT_MT_DEVICE, &regs),
	       "the clock's registers are mapped");
	rtc = regs;
	tap_ok(!plat_irq_request(RTC_INTID, PLAT_IRQ_LEVEL, alarm, NULL),
	       "a shared line can be requested");
	rtc_write(RTC_IMSC, 1);
	rtc_write(RTC_MR, rtc_read(RTC_DR) + 1);
	wait_for(&nr_alarms, 1);
	tap_ok(nr_alarms == 1, "it arrives, once");
	rtc_write(RTC_IMSC, 0);
	tap_ok(!plat_irq_release(RTC_INTID), "the line can be released");
}

int main(void)
{
	unsigned int flags;
	uint32_t gsi;

	tap_ok(plat_irq_isa(0, &gsi, &flags) == -PLAT_ENOTSUP,
	       "there are no ISA interrupts");
	private_interrupt();
	shared_interrupt();
	return tap_done();
}
