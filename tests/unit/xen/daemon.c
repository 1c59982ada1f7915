/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/unit/xen/daemon.h"

#include <string.h>

#include <plat/errno.h>
#include <plat/time.h>

struct daemon daemon_;

static uint64_t now_ns;

uint64_t plat_time_ns(void)
{
	return now_ns;
}

int plat_xen_store_open(void)
{
	return 0;
}

void plat_xen_store_notify(void)
{
	daemon_.nr_notified++;
}

void plat_xen_store_wake(void)
{
}

void plat_xen_store_told(void)
{
	daemon_.nr_told++;
}

const void *plat_xen_store_self(void)
{
	return &daemon_;
}

/* Time passes, and the other end works. */
int plat_xen_store_wait(struct plat_spinlock *lock, uint64_t until_ns)
{
	plat_spin_unlock(lock);
	now_ns += 1000000;
	daemon_run(&daemon_);
	plat_spin_lock(lock);
	return now_ns >= until_ns ? -PLAT_ETIMEDOUT : 0;
}

static void take(struct daemon *d, uint8_t byte)
{
	uint32_t head = sizeof(d->head);

	if (d->got < head)
		((uint8_t *)&d->head)[d->got] = byte;
	else if (d->got - head < XENSTORE_PAYLOAD_MAX)
		d->payload[d->got - head] = (char)byte;
	d->got++;
	if (d->got < head || d->got < head + d->head.len)
		return;
	d->payload[d->head.len] = '\0';
	d->got = 0;
	d->nr_requests++;
	if (d->serve)
		d->serve(d);
}

void daemon_send(struct daemon *d, uint32_t type, uint32_t req_id,
		 uint32_t tx_id, const void *payload, uint32_t length)
{
	struct xsd_sockmsg head = {type, req_id, tx_id, length};

	memcpy(d->queue + d->queued, &head, sizeof(head));
	d->queued += sizeof(head);
	if (length <= XENSTORE_PAYLOAD_MAX) {
		memcpy(d->queue + d->queued, payload, length);
		d->queued += length;
	}
}

void daemon_reply(struct daemon *d, const void *payload, uint32_t length)
{
	daemon_send(d, d->head.type, d->head.req_id, d->head.tx_id, payload,
		    length);
}

void daemon_fail(struct daemon *d, const char *error)
{
	daemon_send(d, XS_ERROR, d->head.req_id, d->head.tx_id, error,
		    (uint32_t)strlen(error) + 1);
}

void daemon_tell(struct daemon *d, const char *path, const char *token)
{
	char payload[XENSTORE_PAYLOAD_MAX];
	size_t a = strlen(path) + 1, b = strlen(token) + 1;

	memcpy(payload, path, a);
	memcpy(payload + a, token, b);
	daemon_send(d, XS_WATCH_EVENT, 0, 0, payload, (uint32_t)(a + b));
}

static void begin_anew(struct daemon *d)
{
	d->page.req_prod = d->page.req_cons = 0;
	d->page.rsp_prod = d->page.rsp_cons = 0;
	d->got = d->queued = 0;
	d->page.connection = XENSTORE_CONNECTED;
}

void daemon_run(struct daemon *d)
{
	struct xenstore_domain_interface *p = &d->page;
	uint32_t nr;

	if (p->connection == XENSTORE_RECONNECT)
		begin_anew(d);
	for (nr = 0; nr < d->most && p->req_cons != p->req_prod; nr++) {
		uint32_t at = p->req_cons++;

		take(d, (uint8_t)p->req[MASK_XENSTORE_IDX(at)]);
	}
	for (nr = 0; nr < d->most && nr < d->queued &&
		     p->rsp_prod - p->rsp_cons < XENSTORE_RING_SIZE;
	     nr++)
		p->rsp[MASK_XENSTORE_IDX(p->rsp_prod++)] = (char)d->queue[nr];
	d->queued -= nr;
	memmove(d->queue, d->queue + nr, d->queued);
	plat_xen_store_interrupt();
}

void daemon_begin(void)
{
	uint32_t connection = plat_xen_store_wire.connection;

	memset(&daemon_, 0, sizeof(daemon_));
	memset(&plat_xen_store_wire, 0, sizeof(plat_xen_store_wire));
	plat_xen_store_wire.connection = connection;
	daemon_.most = UINT32_MAX;
	/* They wrap in each test. */
	daemon_.page.req_prod = daemon_.page.req_cons = UINT32_MAX - 100;
	daemon_.page.rsp_prod = daemon_.page.rsp_cons = UINT32_MAX - 900;
	plat_xen_wire_init(&plat_xen_store_wire, &daemon_.page);
}
