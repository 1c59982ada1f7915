/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An interrupt that each machine has: the one-shot timer's, which nobody else
 * uses meanwhile.
 */
#ifndef TESTS_GUEST_ONESHOT_H
#define TESTS_GUEST_ONESHOT_H

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/irq.h>

#include "common/time/event.h"

static plat_irq_handler_t oneshot_handler;

static inline void oneshot_happened(void)
{
	oneshot_handler(NULL);
}

/** Once more, in @ns; by the handler, too. */
PLAT_MUST_CHECK static inline int oneshot_again(uint64_t ns)
{
	plat_irq_state_t state = plat_irq_save();
	int err = plat_event_arm(ns);

	plat_irq_restore(state);
	return err;
}

PLAT_MUST_CHECK
static inline int oneshot_start(plat_irq_handler_t handler, uint64_t ns)
{
	oneshot_handler = handler;
	plat_atomic_store_relaxed(&plat_event_hook, oneshot_happened);
	return oneshot_again(ns);
}

static inline void oneshot_stop(void)
{
	plat_atomic_store_relaxed(&plat_event_hook, NULL);
}

#endif /* TESTS_GUEST_ONESHOT_H */
