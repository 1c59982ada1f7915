/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A machine for threads: each lcpu is a thread of the build machine, each of
 * ours a context that these pass to each other.
 */
#ifndef TESTS_UNIT_THREAD_WORLD_H
#define TESTS_UNIT_THREAD_WORLD_H

#include <plat/thread.h>

#define WORLD_LCPUS 8u

/* ThreadSanitizer's frames are large. */
#define WORLD_STACK PLAT_KIB(128)

/** The other lcpus begin; the caller is lcpu 0, and main. */
void world_begin(void);

/** They end. Requires: all threads have been joined. */
void world_end(void);

/**
 * What plat_lcpu_stop() does. The caller is on another one than @number, which
 * is not 0, and is the only one that stops and starts any.
 *
 * Returns: 0; what threads say against it.
 */
PLAT_MUST_CHECK int world_stop(uint32_t number);
void world_start(uint32_t number);

/** The caller, a thread of the build machine, is no lcpu. */
void world_leave(void);

/** Whether lcpu @number has an interrupt to take, which it is rid of. */
bool world_was_woken(uint32_t number);

/** If set: called first whenever somebody asks for the time. */
extern void (*world_looks_at_clock)(void);

/** If set, there is something from outside to be served, by this. */
extern bool (*world_serves_events)(void);

/** How many stacks there are. */
uint32_t world_nr_stacks(void);

#endif /* TESTS_UNIT_THREAD_WORLD_H */
