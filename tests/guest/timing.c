/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A clock that goes back, or a sleep that ends early or never, breaks every
 * timeout. No upper bound on how long anything takes: the machine is shared.
 */
#include "tests/guest/tap.h"

#include <plat/arch/cpu.h>
#include <plat/irq.h>
#include <plat/time.h>

#define MS 1000000ull

static bool never_goes_back(void)
{
	uint64_t last = plat_time_ns();

	for (int i = 0; i < 10000; i++) {
		uint64_t now = plat_time_ns();

		if (now < last)
			return false;
		last = now;
	}
	return true;
}

static bool sleeps(uint64_t ns)
{
	uint64_t begin = plat_time_ns();

	plat_time_sleep_ns(ns);
	return plat_time_ns() - begin >= ns;
}

static bool delays(uint64_t ns)
{
	uint64_t begin = plat_time_ns();

	plat_time_delay_ns(ns);
	return plat_time_ns() - begin >= ns;
}

int main(void)
{
	tap_note("clock: %s", plat_time_clock_name());
	tap_ok(never_goes_back(), "the clock never goes back");
	tap_ok(plat_time_ns() > 0, "it goes");
	tap_ok(plat_irq_enabled(), "interrupts are on in main");
	tap_ok(sleeps(1), "sleeps 1 ns");
	tap_ok(sleeps(3 * MS), "sleeps 3 ms");
	tap_ok(sleeps(50 * MS), "sleeps 50 ms");
	tap_ok(delays(2 * MS), "waits 2 ms");
	plat_time_sleep_until_ns(0);
	tap_ok(true, "a time in the past is no reason to sleep");
	tap_ok(plat_irq_enabled(), "interrupts are still on");
	return tap_done();
}
