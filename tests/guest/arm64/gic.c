/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: an interrupt that is not delivered hangs a driver, one that is
 * delivered twice or after its end corrupts it. SPIs that no device has are
 * raised in the distributor, which is where "virt" has it; the timer raises a
 * PPI.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/lcpu.h>
#include <plat/mmio.h>
#include <plat/time.h>

#define DISTRIBUTOR  0x08000000ull
#define GICD_ISPENDR 0x200
#define GICD_ICPENDR 0x280
#define MS           1000000ull

/* The last ones that "virt" has are its platform bus's, which is empty. */
#define SPI       150u
#define OTHER_SPI 151u

#define VIRTUAL_TIMER 27u

static volatile uint8_t *distributor;
static volatile unsigned int nr_ticks, nr_others, nr_alarms;
static volatile double sum;

static void write_bit(uint32_t offset, uint32_t intid)
{
	plat_mmio_write32(distributor + offset + intid / 32 * 4,
			  1u << intid % 32);
}

static void raise(uint32_t intid)
{
	write_bit(GICD_ISPENDR, intid);
}

/* Uses FP registers, as any guest's handler may. */
static void tick(void *arg)
{
	sum = sum * 0.5 + 1.0;
	nr_ticks = nr_ticks + *(const unsigned int *)arg;
}

static void other(void *arg)
{
	(void)arg;
	nr_others = nr_others + 1;
}

static uint64_t now(void)
{
	uint64_t count;

	__asm__ volatile("isb; mrs %0, cntvct_el0" : "=r"(count));
	return count;
}

static void arm(uint64_t counts)
{
	__asm__ volatile("msr cntv_cval_el0, %0; msr cntv_ctl_el0, %1; isb"
			 : : "r"(now() + counts), "r"((uint64_t)1));
}

/* Each one arms the next one, and clobbers FP registers. */
static void alarm(void *arg)
{
	uint64_t stop = *(const volatile uint64_t *)arg;

	__asm__ volatile("movi v0.16b, #0x5a; movi v31.16b, #0xa5; "
			 "movi v8.16b, #0x33" : : : "v0", "v8", "v31");
	sum = sum * 0.25 + 1.0;
	nr_alarms = nr_alarms + 1;
	if (stop)
		__asm__ volatile("msr cntv_ctl_el0, xzr; isb");
	else
		arm(20000);
}

static bool wait_for(volatile unsigned int *nr, unsigned int wanted)
{
	plat_irq_disable();
	while (*nr < wanted) {
		plat_lcpu_halt();
		plat_irq_disable();
	}
	plat_irq_enable();
	return *nr == wanted;
}

/* FP arithmetic that interrupts hit again and again. */
static bool fp_survives(void)
{
	static const volatile double begin = 1.0;
	unsigned int until = nr_alarms + 20;
	bool right = true;

	while (nr_alarms < until) {
		double x = begin;

		for (int i = 0; i < 1000; i++)
			x = x * 1.5 - 0.5;
		right = right && x == 1.0;
	}
	return right;
}

/* All general registers, flags and FP registers that the ABI lets a function
 * change, while interrupts hit. */
static bool registers_survive(void)
{
	unsigned int until = nr_alarms + 20;
	uint64_t wrong = 0;

	while (nr_alarms < until && !wrong)
		__asm__ volatile(
		    ".irp n, 0,1,2,3,4,5,6,7,9,10,11,12,13,14,15,16,17\n\t"
		    "mov x\\n, #\\n + 77\n\t"
		    ".endr\n\t"
		    ".irp n, 0,1,7,16,24,31\n\t"
		    "movi v\\n\\().16b, #\\n + 99\n\t"
		    ".endr\n\t"
		    "mov x8, #20000\n"
		    "1:\tsubs x8, x8, #1\n\t"
		    "b.ne 1b\n\t"
		    ".irp n, 0,1,2,3,4,5,6,7,9,10,11,12,13,14,15,16,17\n\t"
		    "sub x\\n, x\\n, #\\n + 77\n\t"
		    "orr %[wrong], %[wrong], x\\n\n\t"
		    ".endr\n\t"
		    ".irp n, 0,1,7,16,24,31\n\t"
		    "umov w0, v\\n\\().b[0]\n\t"
		    "umov w1, v\\n\\().b[15]\n\t"
		    "sub x0, x0, #\\n + 99\n\t"
		    "sub x1, x1, #\\n + 99\n\t"
		    "orr %[wrong], %[wrong], x0\n\t"
		    "orr %[wrong], %[wrong], x1\n\t"
		    ".endr"
		    : [wrong] "+r"(wrong) : :
		    "cc", "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8",
		    "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16",
		    "x17", "v0", "v1", "v7", "v16", "v24", "v31");
	return !wrong;
}

static void refusals(void)
{
	unsigned int flags;
	uint32_t gsi;

	tap_ok(plat_irq_isa(16, &gsi, &flags) == -PLAT_EINVAL &&
		   plat_irq_isa(0, &gsi, &flags) == -PLAT_ENOTSUP,
	       "there are no ISA interrupts");
	tap_ok(plat_irq_request(SPI, PLAT_IRQ_EDGE | PLAT_IRQ_LEVEL, tick,
				NULL) == -PLAT_EINVAL,
	       "contradicting flags are refused");
	tap_ok(plat_irq_request(SPI, PLAT_IRQ_LEVEL | PLAT_IRQ_LOW, tick,
				NULL) == -PLAT_EINVAL,
	       "an SPI that is active low is refused");
	tap_ok(plat_irq_request(SPI, 0, NULL, NULL) == -PLAT_EINVAL,
	       "no handler is refused");
	tap_ok(plat_irq_request(15, 0, tick, NULL) == -PLAT_ENOENT,
	       "an SGI is refused");
	tap_ok(plat_irq_request(1020, 0, tick, NULL) == -PLAT_ENOENT &&
		   plat_irq_request(5000, 0, tick, NULL) == -PLAT_ENOENT &&
		   plat_irq_request(UINT32_MAX, 0, tick, NULL) == -PLAT_ENOENT,
	       "a line that is not there is refused");
}

static void spi(void)
{
	static const unsigned int one = 1;

	tap_ok(!plat_irq_request(SPI, PLAT_IRQ_EDGE, tick, (void *)&one),
	       "an SPI can be requested");
	tap_ok(plat_irq_request(SPI, PLAT_IRQ_EDGE, tick, NULL) ==
		   -PLAT_EBUSY,
	       "but once only");
	raise(SPI);
	tap_ok(wait_for(&nr_ticks, 1), "it arrives, once");
	plat_irq_disable();
	raise(SPI);
	plat_time_delay_ns(MS);
	tap_ok(nr_ticks == 1, "not while interrupts are off");
	plat_lcpu_halt();
	tap_ok(nr_ticks == 2, "a wait does not lose one that is pending");
	tap_ok(!plat_irq_request(OTHER_SPI, PLAT_IRQ_EDGE, other, NULL),
	       "a second SPI can be requested");
	plat_irq_disable();
	raise(SPI);
	raise(OTHER_SPI);
	plat_irq_enable();
	tap_ok(wait_for(&nr_others, 1) && wait_for(&nr_ticks, 3),
	       "both arrive, each at its handler");
	tap_ok(!plat_irq_release(SPI), "the line can be released");
	raise(SPI);
	plat_time_sleep_ns(5 * MS);
	tap_ok(nr_ticks == 3, "then nothing arrives any more");
	tap_ok(plat_irq_release(SPI) == -PLAT_ENOENT,
	       "a second release is refused");
	tap_ok(!plat_irq_request(SPI, PLAT_IRQ_EDGE, tick, (void *)&one),
	       "it can be requested again");
	plat_time_delay_ns(MS);
	tap_ok(nr_ticks == 3, "what came meanwhile is forgotten");
	raise(SPI);
	tap_ok(wait_for(&nr_ticks, 4), "it arrives again");
}

/* An interrupt that is withdrawn between its signal and its acknowledgement
 * leaves nothing to serve: INTID 1023. */
static void spurious(void)
{
	for (int i = 0; i < 100; i++) {
		plat_irq_disable();
		raise(SPI);
		write_bit(GICD_ICPENDR, SPI);
		plat_irq_enable();
	}
	tap_ok(nr_ticks == 4, "one that is withdrawn is not served");
	raise(SPI);
	tap_ok(wait_for(&nr_ticks, 5), "and the next one is");
}

static void ppi(void)
{
	static volatile uint64_t stop;

	tap_ok(!plat_irq_request(VIRTUAL_TIMER, PLAT_IRQ_LEVEL, alarm,
				 (void *)&stop),
	       "the virtual timer's PPI can be requested");
	arm(1000);
	tap_ok(wait_for(&nr_alarms, 3), "it arrives, a level");
	tap_ok(fp_survives(), "FP arithmetic survives a handler that does it");
	tap_ok(registers_survive(), "all registers survive");
	stop = 1;
	plat_time_delay_ns(5 * MS);
	tap_ok(!plat_irq_release(VIRTUAL_TIMER), "it can be released");
	nr_alarms = 0;
	arm(0);
	plat_time_delay_ns(5 * MS);
	tap_ok(nr_alarms == 0, "then nothing arrives any more");
}

int main(void)
{
	volatile void *registers;

	if (plat_mmio_map(plat_pa(DISTRIBUTOR), 0x1000, PLAT_MT_DEVICE,
			  &registers))
		return 1;
	distributor = registers;
	ppi();
	refusals();
	spi();
	spurious();
	return tap_done();
}
