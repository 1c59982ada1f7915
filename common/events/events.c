/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests from outside: who asks sets a bit; lcpu 0 looks at the bits where it
 * would halt.
 */
#include "common/events/events.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lock.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/stage.h>

#include "common/boot/boot.h"

/* Where they come from comes into the image with them: sources.c. */
extern const struct plat_stage_entry plat_stage_events;
PLAT_USED static const void *const sources = &plat_stage_events;

struct server {
	plat_event_handler_t handler; /* NULL: what the core does */
	void *arg;
};

static uint32_t pending; /* atomic: a bit for each request, and WORK */
static uint32_t is_serving[PLAT_EVENTS_NR_KINDS]; /* atomic: somebody does, and
						   * may sleep */

#define WORK (1u << 31)
static void (*work)(void); /* atomic */

/* Taken last, and nothing is called while it is held. */
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_RUN);
static struct server servers[PLAT_NR_EVENTS]; /* lock */

const char *plat_event_name(enum plat_event event)
{
	static const char names[][10] = {
#define PLAT_EVENT_STRING(name) #name,
	    PLAT_EVENTS(PLAT_EVENT_STRING)
#undef PLAT_EVENT_STRING
	};

	return (unsigned int)event < PLAT_NR_EVENTS ? names[event] : "?";
}

int plat_event_handle(enum plat_event event, plat_event_handler_t handler,
		      void *arg)
{
	plat_irq_state_t state;
	int err = 0;

	if ((unsigned int)event >= PLAT_NR_EVENTS)
		return -PLAT_EINVAL;
	state = plat_spin_lock_irqsave(&lock);
	if (handler && servers[event].handler)
		err = -PLAT_EBUSY;
	else
		servers[event] = (struct server){handler, arg};
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

static void ask(uint32_t bit)
{
	void (*wake)(uint32_t number);

	plat_atomic_or_seq_cst(&pending, bit);
	wake = plat_atomic_load_relaxed(&plat_events_wake);
	if (wake && plat_lcpu_self() != 0)
		wake(0);
}

void plat_event_raise(enum plat_event event)
{
	if ((unsigned int)event < PLAT_NR_EVENTS)
		ask(1u << event);
}

void plat_events_ask_work(void (*function)(void))
{
	plat_atomic_store_release(&work, function);
	ask(WORK);
}

bool plat_events_kind_due(enum plat_events_kind kind)
{
	uint32_t seen = plat_atomic_load_seq_cst(&pending);

	if (kind == PLAT_EVENTS_WORK)
		seen &= WORK;
	else
		seen &= plat_stages_are_up() ? ~WORK : 0;
	return plat_unlikely(seen) &&
	       !plat_atomic_load_relaxed(&is_serving[kind]) &&
	       plat_lcpu_self() == 0;
}

bool plat_events_due(void)
{
	return plat_events_kind_due(PLAT_EVENTS_WORK) ||
	       plat_events_kind_due(PLAT_EVENTS_REQUESTS);
}

/* What happens to who has not been asked: see PLAT_EVENTS(). */
PLAT_COLD static void do_without(enum plat_event event)
{
	switch (event) {
	case PLAT_EVENT_POWER_OFF:
		plat_exit(0);
	case PLAT_EVENT_REBOOT:
		plat_reboot();
	case PLAT_NR_EVENTS:
		break;
	}
}

static void serve(enum plat_event event)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	struct server server = servers[event];

	plat_spin_unlock_irqrestore(&lock, state);
	plat_info("event %s", plat_event_name(event));
	if (server.handler)
		server.handler(event, server.arg);
	else
		do_without(event);
}

static void serve_work(void)
{
	if (plat_atomic_and_acquire(&pending, ~WORK) & WORK)
		plat_atomic_load_acquire(&work)();
}

static void serve_requests(void)
{
	uint32_t seen;

	while ((seen = plat_atomic_load_acquire(&pending) & ~WORK)) {
		uint32_t event = (uint32_t)__builtin_ctz(seen);

		(void)plat_atomic_and_acquire(&pending, ~(1u << event));
		serve((enum plat_event)event);
	}
}

void plat_events_kind_serve(enum plat_events_kind kind)
{
	if (!plat_events_kind_due(kind) ||
	    plat_atomic_exchange_acquire(&is_serving[kind], 1))
		return;
	if (kind == PLAT_EVENTS_WORK)
		serve_work();
	else
		serve_requests();
	plat_atomic_store_release(&is_serving[kind], 0);
}

void plat_events_serve(void)
{
	plat_events_kind_serve(PLAT_EVENTS_WORK);
	plat_events_kind_serve(PLAT_EVENTS_REQUESTS);
}
