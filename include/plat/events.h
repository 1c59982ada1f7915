/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests from outside: what the host, or who administers the machine, asks
 * of the guest: a power button, `shutdown` of a toolstack. One handler for
 * each kind; without one, the core does what the request means.
 *
 * They are listened to, from the devices stage on, in an image that calls a
 * function of these or plat_time_sleep_*(), or that has threads. One that only
 * computes, and never asks, is not made larger by them, and goes on.
 */
#ifndef PLAT_EVENTS_H
#define PLAT_EVENTS_H

#include <plat/types.h>

/* X(name): what is asked for. */
#define PLAT_EVENTS(X)                                                     \
	X(POWER_OFF) /* go off, in order. No handler: plat_exit(0) */      \
	X(REBOOT)    /* reboot, in order. No handler: plat_reboot() */

enum plat_event {
#define PLAT_EVENT_ENUM(name) PLAT_EVENT_##name,
	PLAT_EVENTS(PLAT_EVENT_ENUM)
#undef PLAT_EVENT_ENUM
	PLAT_NR_EVENTS,
};

/** "POWER_OFF" and so on: a constant string, "?" for none of them. */
const char *plat_event_name(enum plat_event event);

/**
 * A handler.
 *
 * Context: lcpu 0, on main's stack or a thread's, interrupts on: where
 *          plat_events_serve() was called, inside plat_time_sleep_*(), or a
 *          thread for that. No two run at a time. It may block, and may end
 *          the guest.
 */
typedef void (*plat_event_handler_t)(enum plat_event event, void *arg);

/**
 * Have @handler get the requests of kind @event. NULL: what the core does.
 *
 * Context: from the irq stage on; not in a handler of an interrupt.
 * Returns: 0; -PLAT_EBUSY: another handler is there; -PLAT_EINVAL: no such
 *          kind.
 */
PLAT_MUST_CHECK
int plat_event_handle(enum plat_event event, plat_event_handler_t handler,
		      void *arg);

/**
 * A request has come: a driver calls this. It is served as soon as main runs
 * and lcpu 0 sleeps, is idle, or calls plat_events_serve(); asked for again
 * before that, it is served once; while a handler runs, when that returns.
 *
 * Context: any, interrupt handlers included.
 */
void plat_event_raise(enum plat_event event);

/**
 * Serve what was asked for. A guest that never sleeps calls it now and then.
 *
 * Context: lcpu 0, interrupts on, where a handler may block.
 */
void plat_events_serve(void);

#endif /* PLAT_EVENTS_H */
