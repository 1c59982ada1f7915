/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: xenstore: the connection. Messages go out in whole, one behind the
 * other; replies find their requests by number; what watches tell is kept until
 * somebody passes it on. Nothing here waits.
 *
 * The other end is not trusted: each word of the page that it can write is read
 * once, a message's length is checked before anything of it is kept, and one
 * step takes a bounded number of bytes. Whatever breaks the protocol ends all
 * requests with -PLAT_EPROTO; the connection is made anew if the other end can
 * do that (docs/misc/xenstore-ring.txt of Xen), else it stays broken.
 *
 * Context of all: one caller at a time, interrupts off.
 */
#ifndef COMMON_XEN_STORE_H
#define COMMON_XEN_STORE_H

#include <plat/lock.h>
#include <plat/xen/store.h>

#include <xen/io/xs_wire.h>

#include "common/xen/ring.h"

/* A request, of which somebody waits for the reply. */
struct plat_xen_request {
	uint32_t type; /* XS_* */
	uint32_t txn;
	char *reply;   /* where it goes, as far as there is @room */
	uint32_t room;
	uint32_t length; /* out: of all of it */
	int status;      /* out, with is_done: 0; what the store answered;
			  * -PLAT_EPROTO */
	bool is_done;
	uint32_t number;
	struct plat_xen_request *next;
};

/* A part of a request's payload. */
struct plat_xen_part {
	const void *bytes;
	size_t size;
};

enum plat_xen_wire_state {
	PLAT_XEN_WIRE_UP,
	PLAT_XEN_WIRE_ASKED,  /* the other end is to begin anew */
	PLAT_XEN_WIRE_BROKEN, /* for good */
};

struct plat_xen_wire {
	struct xenstore_domain_interface *page;
	enum plat_xen_wire_state state;
	uint32_t connection; /* how often it was made anew */
	struct plat_xen_ring out, in;
	struct plat_xen_request *requests; /* whose reply has not come */
	uint32_t last_number;
	uint32_t nr_dropped; /* messages that nobody waited for */
	uint32_t nr_broken;  /* times that the protocol was */

	/* What goes out, header and payload. */
	bool is_claimed; /* somebody fills it */
	uint32_t filled;
	uint32_t sent, to_send;
	char sending[sizeof(struct xsd_sockmsg) + XENSTORE_PAYLOAD_MAX];

	/* What comes in: so many bytes of it. */
	uint32_t got;
	struct xsd_sockmsg head;
	char payload[XENSTORE_PAYLOAD_MAX];

	/* What watches told: a token and a path, each with a NUL, one behind
	 * the other; the first stays where it is while it is passed on. */
	uint32_t nr_told; /* bytes */
	bool lost_some;   /* for which there was no room */
	char told[XENSTORE_PAYLOAD_MAX];
};

/* What a step came to. */
#define PLAT_XEN_WIRE_NOTIFY (1u << 0) /* the other end has to look */
#define PLAT_XEN_WIRE_DONE   (1u << 1) /* a request, or room for the next */
#define PLAT_XEN_WIRE_TOLD   (1u << 2) /* a watch has something, or all have to
					* be set again */

/** Begin at @page, where the rings may have been used before. */
void plat_xen_wire_init(struct plat_xen_wire *wire,
			struct xenstore_domain_interface *page);

/** Whether the next request can be made: who does sets .is_claimed. */
static inline bool plat_xen_wire_is_free(const struct plat_xen_wire *wire)
{
	return wire->state == PLAT_XEN_WIRE_UP && !wire->to_send &&
	       !wire->is_claimed;
}

/**
 * Make @nr parts the payload of the next message: who has claimed it needs no
 * lock for that.
 *
 * Returns: 0; -PLAT_EINVAL: it is larger than a message may be.
 */
PLAT_MUST_CHECK
int plat_xen_wire_fill(struct plat_xen_wire *wire,
		       const struct plat_xen_part *parts, unsigned int nr);

/**
 * Make @request of it, which is on the list from now on until it is done or
 * forgotten. Steps send it.
 *
 * Requires: it is filled, and the connection up.
 */
void plat_xen_wire_send(struct plat_xen_wire *wire,
			struct plat_xen_request *request);

/** Nobody waits for @request any more: a reply that comes late is dropped. */
void plat_xen_wire_forget(struct plat_xen_wire *wire,
			  struct plat_xen_request *request);

/**
 * Send what there is room for, and take what has come.
 *
 * Returns: PLAT_XEN_WIRE_*.
 */
unsigned int plat_xen_wire_step(struct plat_xen_wire *wire);

/**
 * The first of what watches told.
 *
 * Returns: its path, and the token at *@token; NULL: there is none.
 */
const char *plat_xen_wire_told(const struct plat_xen_wire *wire,
			       uint32_t *token);

/** It has been passed on. */
void plat_xen_wire_next(struct plat_xen_wire *wire);

/**
 * Count what the other end can bring about as often as it wants to, in @nr.
 *
 * Returns: whether to log this time: the 1st, 2nd, 4th, 8th and so on.
 */
static inline bool plat_xen_store_says(uint32_t *nr)
{
	uint32_t before = (*nr)++;

	return (*nr & before) == 0;
}

/* store.c */

/** What the other end's interrupt does. Context: it. */
void plat_xen_store_interrupt(void);

/**
 * Pass on what watches told, and set them again on a connection that was made
 * anew.
 *
 * Context: as a store call; one caller at a time.
 */
void plat_xen_store_dispatch(void);

/** The connection that all calls use. */
extern struct plat_xen_wire plat_xen_store_wire;

/* What store_link.c gives. */

/** Make the connection, unless it is made. Returns: 0; -PLAT_ENOTSUP. */
PLAT_MUST_CHECK int plat_xen_store_open(void);

/** The other end is to look. */
void plat_xen_store_notify(void);

/** As plat_wait(), until plat_xen_store_wake(). */
PLAT_MUST_CHECK
int plat_xen_store_wait(struct plat_spinlock *lock, uint64_t until_ns);
void plat_xen_store_wake(void);

/** plat_xen_store_dispatch() is to be called soon. Context: any. */
void plat_xen_store_told(void);

/** Who asks: a thread or main. */
const void *plat_xen_store_self(void);

#endif /* COMMON_XEN_STORE_H */
