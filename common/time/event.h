/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the ISA gives to the time code: clocks that it knows, and a one-shot
 * timer.
 */
#ifndef COMMON_TIME_EVENT_H
#define COMMON_TIME_EVENT_H

#include <plat/time.h>

#define PLAT_NS_PER_S 1000000000ull

/* The ISA's clocks, the best first; ends with a NULL. */
extern struct plat_clock *const plat_arch_clocks[];

/**
 * The longest that the clock may go unread: a quarter of its period.
 *
 * Requires: plat_time_ns() was called.
 * Returns:  0: there is no clock.
 */
uint64_t plat_time_longest_ns(void);

/**
 * Raise an interrupt on this lcpu in @ns (or a little earlier or later: the
 * caller looks at the clock). A second call replaces the first.
 *
 * Context: interrupts off, from the irq stage on.
 * Returns: 0; -PLAT_ENOTSUP: there is no timer.
 */
PLAT_MUST_CHECK int plat_event_arm(uint64_t ns);

/**
 * As plat_event_arm(), where the ISA has no timer and the host may: a library
 * with a frontend that knows one has it, others native.c.
 */
PLAT_MUST_CHECK int plat_event_host_arm(uint64_t ns);

/**
 * What the timer's interrupt calls, if that is not NULL: whoever sleeps while
 * others run. Atomic.
 */
extern void (*plat_event_hook)(void);

/**
 * How who would halt an lcpu sleeps instead, if that is not NULL: others run
 * meanwhile. Returns: false: this lcpu has no threads. Atomic.
 */
extern bool (*plat_time_sleep_hook)(uint64_t until_ns);

/** The timer's interrupt. Context: it. */
void plat_event_happened(void);

#endif /* COMMON_TIME_EVENT_H */
