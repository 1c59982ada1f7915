/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the parts of the lcpu code know of each other, and what hardware, or a
 * hypervisor, does for them.
 */
#ifndef COMMON_LCPU_LCPU_H
#define COMMON_LCPU_LCPU_H

#include <plat/lcpu.h>
#include <plat/lcpu_ops.h>
#include <plat/lock.h>

/* How one lcpu is known to all. On cache lines of its own. */
struct plat_lcpu {
	struct plat_lcpu_id id;         /* constant */
	uint32_t state;                 /* atomic: enum plat_lcpu_state */
	uintptr_t base;                 /* of its data; 0: not started yet */
	struct plat_lcpu_call *posted;  /* atomic: the last one first */
	uint64_t *asked_by;             /* atomic, a bit for each lcpu that waits
					 * for this one: calls */
	uint64_t *flush_asked_by;       /* the same: invalidations */
	const struct plat_lcpu_request *request; /* its own, to others */
};

/** The table, by number; plat_lcpu_count() of them. */
extern struct plat_lcpu *plat_lcpus;

/** Called by the interrupt that ops->signal() raises, interrupts off. */
void plat_lcpu_serve(void);

/**
 * What an lcpu does that has nothing else to do: NULL; or plat_thread_idle()
 * (common/thread/thread.h), once there are threads. Called on the lcpu's main
 * stack, interrupts off; if it returns false the lcpu halts. Atomic.
 */
extern bool (*plat_lcpu_idle)(void);

/** Called by a new lcpu on its own main stack, interrupts off, once it is set
 * up as lcpu 0 is. */
PLAT_NORETURN void plat_lcpu_main(void);

#endif /* COMMON_LCPU_LCPU_H */
