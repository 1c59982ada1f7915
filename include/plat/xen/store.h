/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: the client of xenstore, the tree of names and values that domains and
 * the toolstack share. What the other side answers is not trusted: a reply
 * that breaks the protocol ends the request with -PLAT_EPROTO, and the
 * connection is made anew.
 */
#ifndef PLAT_XEN_STORE_H
#define PLAT_XEN_STORE_H

#include <plat/types.h>

/* A transaction; v is 0: none. */
typedef struct {
	uint32_t v;
	uint32_t connection; /* on which it was begun */
} plat_xen_txn_t;

#define PLAT_XEN_NO_TXN ((plat_xen_txn_t){0, 0})

/*
 * Each call sends a request and sleeps until its reply is there, or until a
 * bound in time (10 s) is over. A path is absolute, or relative to the domain's
 * own (device/vif/0).
 *
 * Context: from the devices stage on; lcpus and threads may call at the same
 *          time; interrupts on, not in a handler.
 * Returns: 0; -PLAT_ENOTSUP: no xenstore here; -PLAT_ENOENT, -PLAT_EPERM,
 *          -PLAT_EINVAL, ...: what the store answered; -PLAT_EINVAL: path and
 *          value are larger than a message, 4096 bytes; -PLAT_ETIMEDOUT;
 *          -PLAT_EPROTO; in a transaction -PLAT_EAGAIN: the connection was made
 *          anew since it was begun.
 */

/**
 * The value at @path into @value, which gets a NUL behind it.
 *
 * @length: in: the room in @value; out: the value's bytes without that NUL.
 * Returns: -PLAT_ENOSPC: the room is too small; @length says what is needed.
 */
PLAT_MUST_CHECK
int plat_xen_store_read(plat_xen_txn_t txn, const char *path, char *value,
			size_t *length);

/** Set @path, which is made if it is not there. */
PLAT_MUST_CHECK
int plat_xen_store_write(plat_xen_txn_t txn, const char *path,
			 const char *value, size_t length);

/** Remove @path and all below. */
PLAT_MUST_CHECK
int plat_xen_store_remove(plat_xen_txn_t txn, const char *path);

/**
 * The names below @path, one after the other, each with a NUL behind it. As
 * plat_xen_store_read(); a directory larger than one message is asked for in
 * parts.
 */
PLAT_MUST_CHECK
int plat_xen_store_list(plat_xen_txn_t txn, const char *path, char *names,
			size_t *length);

/** Begin a transaction: it sees the tree as it is now. */
PLAT_MUST_CHECK int plat_xen_store_begin(plat_xen_txn_t *txn);

/**
 * End it. Returns: -PLAT_EAGAIN: somebody else has changed what it used:
 * nothing was changed, do it again.
 */
PLAT_MUST_CHECK int plat_xen_store_commit(plat_xen_txn_t txn);
PLAT_MUST_CHECK int plat_xen_store_abort(plat_xen_txn_t txn);

/* A watch, which is the caller's memory until it is taken back. */
struct plat_xen_watch {
	const char *path;

	/**
	 * Something at or below path has changed: @path says what. Called once
	 * at the beginning, too.
	 *
	 * Context: a thread's or main's, as a store call's; store calls may
	 *          be made.
	 */
	void (*changed)(struct plat_xen_watch *self, const char *path);

	/* The client's own. */
	struct plat_xen_watch *next;
	uint32_t token;
	uint32_t connection;
	bool is_due;
};

/* Any number of watches can be set (the store itself has a limit for each
 * domain). They are passed on one after the other, where <plat/events.h> has
 * events served, but before main, too. What is told while there is no room to
 * keep it, some 4 KiB, becomes one call of each watch with its own path. */
PLAT_MUST_CHECK int plat_xen_store_watch(struct plat_xen_watch *watch);

/**
 * changed() is not running, unless it is the caller, and is not called any
 * more, when this returns.
 *
 * Returns: -PLAT_ENOENT: it is not set.
 */
PLAT_MUST_CHECK int plat_xen_store_unwatch(struct plat_xen_watch *watch);

#endif /* PLAT_XEN_STORE_H */
