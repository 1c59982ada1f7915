/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The other end of a xenstore ring: what a test has it do. It works while the
 * client waits, on the same thread.
 */
#ifndef TESTS_UNIT_XEN_DAEMON_H
#define TESTS_UNIT_XEN_DAEMON_H

#include <stdbool.h>
#include <stdint.h>

#include "common/xen/store.h"

struct daemon {
	struct xenstore_domain_interface page;
	struct xsd_sockmsg head; /* of the request that came last */
	char payload[XENSTORE_PAYLOAD_MAX + 1];
	uint32_t got;

	/* What it is to send: bytes. */
	uint8_t queue[32768];
	uint32_t queued;

	uint32_t nr_requests, nr_notified, nr_told;

	/* How many bytes it takes, and gives, each time that it is let. */
	uint32_t most;

	/** What it does with a request that is whole. NULL: nothing. */
	void (*serve)(struct daemon *d);
};

extern struct daemon daemon_;

/** Queue a message. */
void daemon_send(struct daemon *d, uint32_t type, uint32_t req_id,
		 uint32_t tx_id, const void *payload, uint32_t length);

/** Answer the last request. */
void daemon_reply(struct daemon *d, const void *payload, uint32_t length);
void daemon_fail(struct daemon *d, const char *error);

/** A watch event. */
void daemon_tell(struct daemon *d, const char *path, const char *token);

/** Let it work. */
void daemon_run(struct daemon *d);

/** A new page, a new client. */
void daemon_begin(void);

#endif /* TESTS_UNIT_XEN_DAEMON_H */
