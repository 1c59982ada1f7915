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
 * Raise an interrupt on this lcpu in @ns (or a little earlier or later: the
 * caller looks at the clock). A second call replaces the first.
 *
 * Context: interrupts off, from the irq stage on.
 * Returns: 0; -PLAT_ENOTSUP: there is no timer.
 */
PLAT_MUST_CHECK int plat_event_arm(uint64_t ns);

/**
 * What the timer's interrupt calls, if that is not NULL: whoever sleeps while
 * others run. Atomic.
 */
extern void (*plat_event_hook)(void);

/** The timer's interrupt. Context: it. */
void plat_event_happened(void);

#endif /* COMMON_TIME_EVENT_H */
