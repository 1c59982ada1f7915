/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: event channels: a port of this domain's that another domain, Xen
 * itself or another lcpu raises. A port has one handler and is served by one
 * lcpu: when that stops, by lcpu 0; but a port that is bound to an lcpu waits
 * until it is there again. 2-level and FIFO are the same from here.
 */
#ifndef PLAT_XEN_EVENT_H
#define PLAT_XEN_EVENT_H

#include <plat/irq.h>
#include <plat/types.h>

typedef struct {
	uint32_t v;
} plat_xen_port_t;

/* What a port is bound to is told by one of these; each gives a port that is
 * served by the calling lcpu, unmasked, by @handler as an interrupt is (see
 * plat_irq_handler_t).
 *
 * Context: from the irq stage on, any lcpu, not in a handler.
 * Returns: 0; -PLAT_ENOMEM: no port, or no room for its handler; -PLAT_EINVAL,
 *          -PLAT_EPERM, -PLAT_ENOENT: Xen refuses it.
 */

/** A port that domain @remote may bind to. */
PLAT_MUST_CHECK
int plat_xen_event_offer(uint16_t remote, plat_irq_handler_t handler,
			 void *arg, plat_xen_port_t *port);

/** The other end of a port that domain @remote offers. Xen raises it once, at
 * the beginning. */
PLAT_MUST_CHECK
int plat_xen_event_bind(uint16_t remote, plat_xen_port_t remote_port,
			plat_irq_handler_t handler, void *arg,
			plat_xen_port_t *port);

/** A virtual interrupt (VIRQ_*) of the calling lcpu, or of the domain. */
PLAT_MUST_CHECK
int plat_xen_event_bind_virq(uint32_t virq, plat_irq_handler_t handler,
			     void *arg, plat_xen_port_t *port);

/** A port that this domain raises itself, for the calling lcpu. */
PLAT_MUST_CHECK
int plat_xen_event_bind_ipi(plat_irq_handler_t handler, void *arg,
			    plat_xen_port_t *port);

/** A port that exists already (start info, HVM parameter, xenstore). */
PLAT_MUST_CHECK
int plat_xen_event_adopt(plat_xen_port_t port, plat_irq_handler_t handler,
			 void *arg);

/**
 * Raise the other end.
 *
 * Context: any. What was stored before is seen there.
 * Returns: 0; -PLAT_EINVAL: not a port of ours.
 */
int plat_xen_event_notify(plat_xen_port_t port);

/**
 * Keep the handler from being called, and let it again: what came meanwhile
 * is served then, once.
 *
 * Context: any, handlers included.
 */
void plat_xen_event_mask(plat_xen_port_t port);
void plat_xen_event_unmask(plat_xen_port_t port);

/**
 * Have lcpu @lcpu serve it from now on.
 *
 * Context: as binding.
 * Returns: 0; -PLAT_EINVAL: a port that is bound to an lcpu, or no such lcpu.
 */
PLAT_MUST_CHECK
int plat_xen_event_move(plat_xen_port_t port, uint32_t lcpu);

/**
 * Close the port; its handler does not run any more when this returns.
 *
 * Context: as binding.
 * Returns: 0; -PLAT_ENOENT: it has no handler.
 */
PLAT_MUST_CHECK int plat_xen_event_close(plat_xen_port_t port);

#endif /* PLAT_XEN_EVENT_H */
