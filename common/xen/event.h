/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: event channels: what the common part and the ISA's do for each other.
 */
#ifndef COMMON_XEN_EVENT_H
#define COMMON_XEN_EVENT_H

#include <plat/types.h>

/** Xen has raised something on this lcpu. Context: the upcall's interrupt. */
void plat_xen_event_upcall(void);

/* What the ISA gives. */

/**
 * Have Xen call plat_xen_event_upcall() on vCPU @vcpu, which is the caller's.
 * The first time for all.
 *
 * Context: interrupts off.
 */
PLAT_MUST_CHECK int plat_xen_upcall_set_up(uint32_t vcpu);

/** Have it called again, as soon as interrupts are on. Context: the upcall. */
void plat_xen_upcall_again(void);

#endif /* COMMON_XEN_EVENT_H */
