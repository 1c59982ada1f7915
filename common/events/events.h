/* SPDX-License-Identifier: BSD-3-Clause */
/* What the parts of <plat/events.h> know of each other. */
#ifndef COMMON_EVENTS_EVENTS_H
#define COMMON_EVENTS_EVENTS_H

#include <plat/events.h>
#include <plat/lcpu.h>

/**
 * Whether there is something that plat_events_serve() would serve now: main
 * runs, nobody serves that kind, and the caller's is lcpu 0. Who looks with
 * interrupts off, and halts, misses nothing.
 *
 * Context: any.
 */
bool plat_events_due(void);

/**
 * Have a thread of lcpu 0 serve what was asked for: where lcpu 0 idles, nobody
 * may block.
 *
 * Context: lcpu 0's idle thread, or main where it idles; interrupts on.
 * Returns: whether a thread has become ready.
 */
bool plat_events_serve_by_thread(void);

/* What is served, each kind by itself: so a handler that waits for what a watch
 * tells does not keep the watch from being served. */
enum plat_events_kind {
	PLAT_EVENTS_WORK,     /* the core's own */
	PLAT_EVENTS_REQUESTS, /* those of <plat/events.h> */
	PLAT_EVENTS_NR_KINDS,
};

/** As plat_events_due(), of one @kind. */
bool plat_events_kind_due(enum plat_events_kind kind);

/**
 * Serve what of @kind is due; nothing where somebody does already.
 *
 * Context: lcpu 0, main's or a thread's; interrupts on.
 */
void plat_events_kind_serve(enum plat_events_kind kind);

/**
 * Have @work called where events are served, before main, too. There is one
 * such function.
 *
 * Context: any, interrupt handlers included.
 */
void plat_events_ask_work(void (*work)(void));

/**
 * Have lcpu @number, which may be halted, look again. NULL: lcpu 0 is alone.
 * Atomic.
 */
extern void (*plat_events_wake)(uint32_t number);

#endif /* COMMON_EVENTS_EVENTS_H */
