/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: xenstore: the page, the port, and who waits.
 */
#include "common/xen/store.h"

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/thread.h>
#include <plat/xen/event.h>
#include <plat/xen/hypercall.h>

#include "common/events/events.h"
#include "common/xen/param.h"
#include "common/xen/public.h"

/* The first who asks, which is a stage: see events. */
static int status = -PLAT_ENOSYS;
static plat_xen_port_t port;

static struct plat_wait_queue queue;

static void interrupt(void *arg)
{
	(void)arg;
	plat_xen_store_interrupt();
}

static int connect(void)
{
	struct plat_xen_link link;
	int err = plat_xen_find_link(HVM_PARAM_STORE_PFN,
				     HVM_PARAM_STORE_EVTCHN, &link);

	if (err)
		return err;
	port.v = link.port;
	plat_xen_wire_init(&plat_xen_store_wire, link.page);
	return plat_xen_event_adopt(port, interrupt, NULL);
}

int plat_xen_store_open(void)
{
	int err;

	if (plat_likely(status != -PLAT_ENOSYS))
		return status;
	if (!plat_xen_present())
		return status = -PLAT_ENOTSUP;
	err = connect();
	if (err)
		plat_warn("xenstore: there is none: %s", plat_errno_name(err));
	status = err ? -PLAT_ENOTSUP : 0;
	return status;
}

void plat_xen_store_notify(void)
{
	(void)plat_xen_event_notify(port);
}

int plat_xen_store_wait(struct plat_spinlock *lock, uint64_t until_ns)
{
	return plat_wait(&queue, lock, until_ns);
}

void plat_xen_store_wake(void)
{
	(void)plat_wake(&queue, PLAT_WAKE_ALL);
}

void plat_xen_store_told(void)
{
	plat_events_ask_work(plat_xen_store_dispatch);
}

const void *plat_xen_store_self(void)
{
	return plat_thread_self();
}
