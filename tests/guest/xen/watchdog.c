/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A watchdog that cannot be stopped ends a guest that works; one that does not
 * run leaves one that hangs. With an argument this one hangs.
 */
#include <plat/arch/cpu.h>
#include <plat/errno.h>
#include <plat/time.h>
#include <plat/xen/watchdog.h>

#include "tests/guest/tap.h"

#define MS 1000000ull

int main(int argc, char *argv[])
{
	plat_xen_watchdog_t one, two, three;

	(void)argv;
	tap_ok(plat_xen_watchdog_start(0, &one) == -PLAT_EINVAL,
	       "a watchdog that has run out is refused");
	tap_ok(!plat_xen_watchdog_start(1, &one), "one that runs");
	tap_ok(!plat_xen_watchdog_start(1, &two), "another");
	tap_ok(plat_xen_watchdog_start(1, &three) == -PLAT_ENOMEM,
	       "Xen has two");
	if (argc > 1) {
		plat_irq_disable();
		plat_printf("hangs\n");
		for (;;)
			plat_cpu_relax();
	}
	for (int i = 0; i < 4; i++) {
		plat_time_delay_ns(500 * MS);
		if (plat_xen_watchdog_set(one, 1) ||
		    plat_xen_watchdog_set(two, 1))
			break;
	}
	tap_ok(!plat_xen_watchdog_set(one, 0) &&
		   !plat_xen_watchdog_set(two, 0),
	       "fed they do not bite, and are stopped");
	plat_time_delay_ns(1500 * MS);
	tap_ok(plat_xen_watchdog_set(one, 1) == -PLAT_EINVAL,
	       "what is stopped does not run");
	return tap_done();
}
