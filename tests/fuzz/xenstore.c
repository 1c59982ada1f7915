/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The other end of a xenstore ring that does what the input says. Its first
 * byte: 1: it can begin anew; 2: it does so at first. Then it is a sequence of
 * steps, a byte each and what that needs:
 *
 *   0 n bytes    put n bytes where replies are
 *   1 t x n bytes  a message that answers the last request: five bits of t are
 *                xored to its type, x to its transaction; n, and the other bits
 *                of t above it, are its length
 *   2 i          set one of the six words (i & 7) to the next four bytes
 *   3            let the client look
 *   4 w          the client calls: w says what
 *   5            take all requests
 *   6            pass on what watches told
 *   7 n bytes    tell the watch that is set: a path of n bytes
 */
#include "tests/fuzz/fuzz.h"

#include <plat/errno.h>
#include <plat/time.h>

#include "common/xen/store.h"

static struct xenstore_domain_interface page;
static uint64_t now_ns;

/* What is left of the input. */
static const uint8_t *at, *end;

static uint32_t last_id, last_type, last_txn;
static struct plat_xen_watch watch;
static bool is_watched;

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
}

void plat_xen_store_wake(void)
{
}

void plat_xen_store_told(void)
{
}

const void *plat_xen_store_self(void)
{
	return &page;
}

static uint8_t take(void)
{
	return at < end ? *at++ : 0;
}

static void put(const void *bytes, size_t size)
{
	const char *from = bytes;

	for (size_t i = 0; i < size; i++)
		page.rsp[MASK_XENSTORE_IDX(page.rsp_prod++)] = from[i];
}

static void put_input(size_t size)
{
	size = size < (size_t)(end - at) ? size : (size_t)(end - at);
	put(at, size);
	at += size;
}

/* The client has to look between what does not fit at one time. */
static void answer(void)
{
	uint8_t kind = take(), txn = take();
	uint32_t size = take() | (uint32_t)(kind >> 5) << 8;
	struct xsd_sockmsg head = {last_type ^ (kind & 31u), last_id,
				   last_txn ^ txn, size};

	put(&head, sizeof(head));
	while (size) {
		uint32_t nr = size < 512 ? size : 512;

		plat_xen_store_interrupt();
		put_input(nr);
		size -= nr;
	}
}

static void set_word(void)
{
	uint32_t *const words[] = {
		&page.req_cons, &page.req_prod, &page.rsp_cons,
		&page.rsp_prod, &page.server_features, &page.connection,
		&page.error, &page.connection,
	};
	uint32_t *word = words[take() & 7];
	uint32_t value = 0;

	for (int i = 0; i < 4; i++)
		value |= (uint32_t)take() << 8 * i;
	*word = value;
}

static void take_requests(void)
{
	const struct xsd_sockmsg *head =
		(const void *)plat_xen_store_wire.sending;

	page.req_cons = page.req_prod;
	last_id = head->req_id;
	last_type = head->type;
	last_txn = head->tx_id;
}

static void changed(struct plat_xen_watch *self, const char *path)
{
	FUZZ_CHECK(self == &watch);
	FUZZ_CHECK(strlen(path) < XENSTORE_PAYLOAD_MAX);
}

static void call(uint8_t what)
{
	static char text[20000];
	plat_xen_txn_t txn = {what >> 4, what >> 7};
	size_t room = (size_t)(what >> 3) * 600, length = room;
	int err = 0;

	memset(text, '!', sizeof(text));
	switch (what & 7) {
	case 0:
		err = plat_xen_store_read(txn, "a/path", text, &length);
		FUZZ_CHECK(err || (length < room && text[length] == 0));
		break;
	case 1:
		err = plat_xen_store_write(txn, "a/path", text, room);
		break;
	case 2:
		err = plat_xen_store_list(txn, "a/path", text, &length);
		FUZZ_CHECK(err || length <= room);
		break;
	case 3:
		err = plat_xen_store_begin(&txn);
		FUZZ_CHECK(err || txn.v);
		break;
	case 4:
		err = plat_xen_store_commit(txn);
		break;
	case 5:
		if (is_watched)
			break;
		watch = (struct plat_xen_watch){.path = "w",
						.changed = changed};
		err = plat_xen_store_watch(&watch);
		is_watched = !err;
		break;
	case 6:
		if (is_watched)
			err = plat_xen_store_unwatch(&watch);
		is_watched = false;
		break;
	default:
		err = plat_xen_store_remove(txn, "a/path");
	}
	FUZZ_CHECK(text[room] == '!');
	FUZZ_CHECK(err <= 0 && err >= -PLAT_ENOSPC);
}

static void tell(void)
{
	char payload[256 + 1 + 9];
	size_t nr = take();
	struct xsd_sockmsg head = {.type = XS_WATCH_EVENT};

	nr = nr < (size_t)(end - at) ? nr : (size_t)(end - at);
	memcpy(payload, at, nr);
	at += nr;
	payload[nr] = '\0';
	snprintf(payload + nr + 1, 9, "%08x", watch.token);
	head.len = (uint32_t)nr + 1 + 9;
	put(&head, sizeof(head));
	put(payload, head.len);
	plat_xen_store_interrupt();
}

/* Calls are made from outside of calls only. */
static void step(bool may_call)
{
	switch (take() & 7) {
	case 0:
		put_input(take());
		break;
	case 1:
		answer();
		break;
	case 2:
		set_word();
		break;
	case 4:
		if (may_call)
			call(take());
		break;
	case 5:
		take_requests();
		break;
	case 6:
		if (may_call)
			plat_xen_store_dispatch();
		break;
	case 7:
		tell();
		break;
	default:
		plat_xen_store_interrupt();
	}
}

/* While the client waits the other end goes on. */
int plat_xen_store_wait(struct plat_spinlock *lock, uint64_t until_ns)
{
	if (at == end) {
		now_ns = until_ns;
		return -PLAT_ETIMEDOUT;
	}
	plat_spin_unlock(lock);
	step(false);
	plat_xen_store_interrupt();
	plat_spin_lock(lock);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	memset(&page, 0, sizeof(page));
	memset(&plat_xen_store_wire, 0, sizeof(plat_xen_store_wire));
	at = data;
	end = data + size;
	if (size && *at & 1)
		page.server_features = XENSTORE_SERVER_FEATURE_RECONNECTION;
	if (size && *at & 2)
		page.connection = XENSTORE_RECONNECT;
	at += size != 0;
	plat_xen_wire_init(&plat_xen_store_wire, &page);
	last_id = 1;
	last_type = XS_READ;
	last_txn = 0;
	while (at < end)
		step(true);
	if (is_watched)
		(void)!plat_xen_store_unwatch(&watch);
	is_watched = false;
	FUZZ_CHECK(!plat_xen_store_wire.requests);
	host_log_reset();
	return 0;
}
