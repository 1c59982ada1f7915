/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where there are threads, threads of lcpu 0's serve what is asked for while
 * the others wait: one for each kind, made when it is first needed.
 */
#include "common/events/events.h"

#include <plat/lock.h>
#include <plat/log.h>
#include <plat/thread.h>

/* lcpu 0's alone, but for what the lock is for. */
static struct server {
	struct plat_thread *thread;
	struct plat_spinlock lock;
	struct plat_wait_queue queue;
} servers[PLAT_EVENTS_NR_KINDS];

PLAT_NORETURN static int serve(void *arg)
{
	struct server *own = arg;
	enum plat_events_kind kind = (enum plat_events_kind)(own - servers);
	plat_irq_state_t state;

	for (;;) {
		state = plat_spin_lock_irqsave(&own->lock);
		while (!plat_events_kind_due(kind))
			(void)!plat_wait(&own->queue, &own->lock,
					 PLAT_FOR_EVER);
		plat_spin_unlock_irqrestore(&own->lock, state);
		plat_events_kind_serve(kind);
	}
}

static const struct plat_thread_attr attr = {
	.name = "events",
	.is_pinned = true,
	.lcpu = 0,
};

/* Returns: whether a thread is ready for it. */
static bool wake(struct server *server)
{
	if (server->thread)
		return plat_wake(&server->queue, 1) != 0;
	if (!plat_thread_create(&server->thread, &attr, serve, server))
		return true;
	server->thread = NULL;
	plat_warn("events: no memory for a thread that serves them");
	return false;
}

bool plat_events_serve_by_thread(void)
{
	bool is_ready = false;

	for (unsigned int i = 0; i < PLAT_EVENTS_NR_KINDS; i++) {
		if (plat_events_kind_due((enum plat_events_kind)i))
			is_ready |= wake(&servers[i]);
	}
	return is_ready;
}
