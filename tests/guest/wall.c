/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A wall clock that is off by a time zone, a century or a month fails every
 * certificate. The boot sets the machine's clock to 2028-02-29 12:34:56 UTC; or
 * there is none, and the argument is "none".
 */
#include "tests/guest/tap.h"

#include <plat/time.h>

#define NS_PER_S UINT64_C(1000000000)
#define EXPECTED UINT64_C(1835440496) /* date -u -d '2028-02-29 12:34:56' +%s */
#define LATE_S   UINT64_C(120)      /* the boot takes a moment */

int main(int argc, char *argv[])
{
	uint64_t ns = 0, later = 0;

	(void)argv;
	if (argc > 1) {
		tap_ok(plat_time_wall_ns(&ns) < 0, "nobody tells the time");
		return tap_done();
	}
	tap_ok(!plat_time_wall_ns(&ns), "the machine tells the time");
	tap_note("%lu s", ns / NS_PER_S);
	tap_ok(ns / NS_PER_S >= EXPECTED - 1 &&
		   ns / NS_PER_S < EXPECTED + LATE_S,
	       "it is the right one");
	plat_time_sleep_ns(NS_PER_S / 50);
	tap_ok(!plat_time_wall_ns(&later) && later - ns >= NS_PER_S / 50,
	       "it goes on with the monotonic clock");
	return tap_done();
}
