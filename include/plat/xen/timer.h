/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: the single-shot timer of each vCPU.
 */
#ifndef PLAT_XEN_TIMER_H
#define PLAT_XEN_TIMER_H

#include <plat/types.h>

/**
 * Have the lcpu that asks use its timer: an event wakes whoever sleeps.
 *
 * Context: as plat_xen_event_bind_virq(); once on each lcpu.
 * Returns: as that; -PLAT_ENOTSUP: there is no clock, or no
 *          such timer: on arm64, where the CPU's own is as good.
 */
PLAT_MUST_CHECK int plat_xen_timer_open(void);

/**
 * Raise it in @ns, as plat_event_arm(); a second call replaces the first.
 *
 * Requires: plat_xen_timer_open() on this lcpu.
 * Context:  interrupts off.
 */
PLAT_MUST_CHECK int plat_xen_timer_arm(uint64_t ns);

/** Have it raise nothing. Context: as plat_xen_timer_arm(). */
void plat_xen_timer_stop(void);

#endif /* PLAT_XEN_TIMER_H */
