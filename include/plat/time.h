/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time: a monotonic clock, the wall clock, and sleeping. Nothing is
 * calibrated on the way to main: the first call that needs a clock finds one.
 */
#ifndef PLAT_TIME_H
#define PLAT_TIME_H

#include <plat/types.h>

/* A counter that time is read from. */
struct plat_clock {
	const char *name;

	/**
	 * Find out whether the clock is there; fill hz and mask.
	 *
	 * Context: once, when time is first asked for; interrupts on or off.
	 * Returns: 0; -PLAT_ENOTSUP: not on this machine.
	 */
	int (*init)(struct plat_clock *self);

	/** The counter now; it counts up and wraps at mask. */
	uint64_t (*read)(const struct plat_clock *self);

	uint64_t hz;   /* counts a second */
	uint64_t mask; /* 2^bits - 1 */
};

/**
 * Nanoseconds since the clock was first asked for; never goes back.
 *
 * Context: any, from the time stage on.
 * Returns: 0 for ever where the machine has no clock at all (the log says
 *          so).
 */
uint64_t plat_time_ns(void);

/**
 * The wall clock, in nanoseconds since 1970-01-01 00:00 UTC.
 *
 * Context: from the time stage on.
 * Returns: 0; -PLAT_ENOTSUP: the machine does not tell; -PLAT_ENOENT: the host
 *          would, and has not been told.
 */
PLAT_MUST_CHECK int plat_time_wall_ns(uint64_t *ns);

/**
 * Sleep until plat_time_ns() >= @ns: the lcpu halts, interrupts and events
 * (<plat/events.h>) are served; where there are threads, others run.
 *
 * Context: main and stages from irq on, threads; interrupts on.
 */
void plat_time_sleep_until_ns(uint64_t ns);

/**
 * Sleep for @ns at least.
 *
 * Context: as plat_time_sleep_until_ns().
 */
void plat_time_sleep_ns(uint64_t ns);

/**
 * Wait for @ns at least without sleeping.
 *
 * Context: any, from the time stage on.
 */
void plat_time_delay_ns(uint64_t ns);

/** The name of the clock in use, say "tsc"; "none" where there is none. */
const char *plat_time_clock_name(void);

#endif /* PLAT_TIME_H */
