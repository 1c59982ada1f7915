/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: watchdogs of the domain. One that runs out ends the domain, and the
 * toolstack does what on_watchdog= says.
 */
#ifndef PLAT_XEN_WATCHDOG_H
#define PLAT_XEN_WATCHDOG_H

#include <plat/types.h>

typedef struct {
	uint32_t v;
} plat_xen_watchdog_t;

/**
 * Start a watchdog that runs out in @seconds.
 *
 * Context: from the vectors stage on, any lcpu.
 * Returns: 0; -PLAT_EINVAL: 0 seconds; -PLAT_ENOMEM: Xen has no more of them
 *          for a domain (it has two); -PLAT_ENOTSUP.
 * Source:  xen/include/public/sched.h, SCHEDOP_watchdog.
 */
PLAT_MUST_CHECK
int plat_xen_watchdog_start(uint32_t seconds, plat_xen_watchdog_t *watchdog);

/**
 * Have it run out in @seconds from now; 0: not at all, it is stopped.
 *
 * Context: any.
 * Returns: 0; -PLAT_EINVAL: it does not run.
 */
PLAT_MUST_CHECK
int plat_xen_watchdog_set(plat_xen_watchdog_t watchdog, uint32_t seconds);

#endif /* PLAT_XEN_WATCHDOG_H */
