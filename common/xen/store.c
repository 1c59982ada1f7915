/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: xenstore: the calls. Replies are copied in an interrupt, so they go to
 * the caller's stack, which is always there; from there to the caller's memory.
 */
#include "common/xen/store.h"

#include <plat/errno.h>
#include <plat/string.h>
#include <plat/time.h>

#define TIMEOUT_NS UINT64_C(10000000000)

/* A directory that changes all the time, or never ends. */
#define MOST_TRIES 8u
#define MOST_BYTES PLAT_MIB(1)

#define MOST_TOLD 64u /* of one dispatch */

#define TOKEN_SIZE 9u

struct plat_xen_wire plat_xen_store_wire;

static struct plat_spinlock lock;
static struct plat_xen_watch *watches; /* lock */
static uint32_t last_token;            /* lock */
static struct plat_xen_watch *busy;    /* lock: it runs, or is set again */
static const void *busy_by;            /* lock */

static void act(unsigned int result)
{
	if (result & PLAT_XEN_WIRE_NOTIFY)
		plat_xen_store_notify();
	if (result & PLAT_XEN_WIRE_DONE)
		plat_xen_store_wake();
	if (result & PLAT_XEN_WIRE_TOLD)
		plat_xen_store_told();
}

void plat_xen_store_interrupt(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

	act(plat_xen_wire_step(&plat_xen_store_wire));
	plat_spin_unlock_irqrestore(&lock, state);
}

/* Under the lock. Returns: 0: the next message is the caller's to fill. */
static int claim(struct plat_xen_wire *wire, uint64_t until)
{
	int err = 0;

	for (;;) {
		if (wire->state == PLAT_XEN_WIRE_BROKEN)
			return -PLAT_EPROTO;
		if (plat_xen_wire_is_free(wire)) {
			wire->is_claimed = true;
			return 0;
		}
		if (err)
			return err;
		act(plat_xen_wire_step(wire));
		if (!plat_xen_wire_is_free(wire))
			err = plat_xen_store_wait(&lock, until);
	}
}

/* Under the lock: it is filled. */
static int send(struct plat_xen_wire *wire, struct plat_xen_request *request,
		uint32_t connection)
{
	wire->is_claimed = false;
	plat_xen_store_wake();
	if (wire->state != PLAT_XEN_WIRE_UP)
		return -PLAT_EPROTO;
	if (request->txn && connection != wire->connection)
		return -PLAT_EAGAIN;
	plat_xen_wire_send(wire, request);
	return 0;
}

/* Under the lock. */
static int wait(struct plat_xen_wire *wire, struct plat_xen_request *request,
		uint64_t until)
{
	int err = 0;

	for (;;) {
		act(plat_xen_wire_step(wire));
		if (request->is_done)
			return request->status;
		if (err)
			break;
		err = plat_xen_store_wait(&lock, until);
	}
	plat_xen_wire_forget(wire, request);
	return err;
}

static int call_until(plat_xen_txn_t txn, struct plat_xen_request *request,
		      const struct plat_xen_part *parts, unsigned int nr,
		      uint64_t until)
{
	struct plat_xen_wire *wire = &plat_xen_store_wire;
	plat_irq_state_t state;
	int err = plat_xen_store_open(), too_large = 0;

	if (err)
		return err;
	request->txn = txn.v;
	state = plat_spin_lock_irqsave(&lock);
	err = claim(wire, until);
	if (!err) {
		plat_spin_unlock_irqrestore(&lock, state);
		too_large = plat_xen_wire_fill(wire, parts, nr);
		state = plat_spin_lock_irqsave(&lock);
		if (too_large)
			wire->is_claimed = false;
		err = too_large ? too_large
				: send(wire, request, txn.connection);
	}
	if (!err)
		err = wait(wire, request, until);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

static int call(plat_xen_txn_t txn, struct plat_xen_request *request,
		const struct plat_xen_part *parts, unsigned int nr)
{
	return call_until(txn, request, parts, nr,
			  plat_time_ns() + TIMEOUT_NS);
}

/* A request whose payload is @text, with its NUL; there is no more in the
 * reply than that it has been done. */
static int order(plat_xen_txn_t txn, uint32_t type, const char *text)
{
	struct plat_xen_request request = {.type = type};
	struct plat_xen_part part = {text, strlen(text) + 1};

	return call(txn, &request, &part, 1);
}

/* A value, or a list, of @size bytes goes to the caller's @to, who has room
 * for *@length. */
static int give(char *to, size_t *length, const char *from, size_t size,
		bool has_nul)
{
	size_t room = *length;

	*length = size;
	if (size + !has_nul > room)
		return -PLAT_ENOSPC;
	memcpy(to, from, size);
	if (!has_nul)
		to[size] = '\0';
	return 0;
}

int plat_xen_store_read(plat_xen_txn_t txn, const char *path, char *value,
			size_t *length)
{
	char reply[XENSTORE_PAYLOAD_MAX];
	struct plat_xen_request request = {
		.type = XS_READ, .reply = reply, .room = sizeof(reply)};
	struct plat_xen_part part = {path, strlen(path) + 1};
	int err = call(txn, &request, &part, 1);

	return err ? err : give(value, length, reply, request.length, false);
}

int plat_xen_store_write(plat_xen_txn_t txn, const char *path,
			 const char *value, size_t length)
{
	struct plat_xen_request request = {.type = XS_WRITE};
	struct plat_xen_part parts[] = {{path, strlen(path) + 1},
					{value, length}};

	return call(txn, &request, parts, 2);
}

int plat_xen_store_remove(plat_xen_txn_t txn, const char *path)
{
	return order(txn, XS_RM, path);
}

static void print_number(char *to, uint32_t number)
{
	char digits[10];
	unsigned int nr = 0;

	do {
		digits[nr++] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	while (nr)
		*to++ = digits[--nr];
	*to = '\0';
}

/* A directory that is asked for in parts. */
struct parts {
	char *to;
	size_t room, length;
	uint64_t until;
	char generation[24]; /* of the first part */
	bool is_last;
};

/* "generation NUL name NUL name NUL ... [NUL]": the last NUL alone is the end
 * of the directory. Returns: -PLAT_EAGAIN: the directory has changed. */
static int take_part(struct parts *p, const char *reply, uint32_t length)
{
	uint32_t head = (uint32_t)strnlen(reply, length) + 1;
	uint32_t size;

	if (head > length || head > sizeof(p->generation) ||
	    reply[length - 1] != '\0')
		return -PLAT_EPROTO;
	if (!p->length)
		memcpy(p->generation, reply, head);
	else if (memcmp(p->generation, reply, head) != 0)
		return -PLAT_EAGAIN;
	size = length - head;
	p->is_last = size == 0 || (size == 1 || reply[length - 2] == '\0');
	if (p->is_last && size)
		size--;
	if (p->length <= p->room && size <= p->room - p->length)
		memcpy(p->to + p->length, reply + head, size);
	p->length += size;
	return p->is_last || size ? 0 : -PLAT_EPROTO;
}

static int ask_part(plat_xen_txn_t txn, const char *path, struct parts *p)
{
	char offset[12], reply[XENSTORE_PAYLOAD_MAX];
	struct plat_xen_request request = {.type = XS_DIRECTORY_PART,
					   .reply = reply,
					   .room = sizeof(reply)};
	struct plat_xen_part parts[] = {{path, strlen(path) + 1}, {offset, 0}};
	int err;

	/* An answer may always be there in time. */
	if (plat_time_ns() >= p->until)
		return -PLAT_ETIMEDOUT;
	print_number(offset, (uint32_t)p->length);
	parts[1].size = strlen(offset) + 1;
	err = call_until(txn, &request, parts, 2, p->until);
	return err ? err : take_part(p, reply, request.length);
}

static int list_in_parts(plat_xen_txn_t txn, const char *path, char *names,
			 size_t *length, uint64_t until)
{
	int err = -PLAT_EAGAIN;

	for (unsigned int i = 0; i < MOST_TRIES && err == -PLAT_EAGAIN; i++) {
		struct parts p = {
			.to = names, .room = *length, .until = until};

		err = 0;
		while (!err && !p.is_last && p.length < MOST_BYTES)
			err = ask_part(txn, path, &p);
		if (err)
			continue;
		if (!p.is_last)
			return -PLAT_EPROTO;
		*length = p.length;
		return p.length > p.room ? -PLAT_ENOSPC : 0;
	}
	return err;
}

static int list_whole(plat_xen_txn_t txn, const char *path, char *names,
		      size_t *length, uint64_t until)
{
	char reply[XENSTORE_PAYLOAD_MAX];
	struct plat_xen_request request = {
		.type = XS_DIRECTORY, .reply = reply, .room = sizeof(reply)};
	struct plat_xen_part part = {path, strlen(path) + 1};
	int err = call_until(txn, &request, &part, 1, until);

	if (err)
		return err;
	if (request.length && reply[request.length - 1] != '\0')
		return -PLAT_EPROTO;
	return give(names, length, reply, request.length, true);
}

int plat_xen_store_list(plat_xen_txn_t txn, const char *path, char *names,
			size_t *length)
{
	uint64_t until = plat_time_ns() + TIMEOUT_NS;
	int err = list_whole(txn, path, names, length, until);

	/* The store says so where the list is larger than a message. */
	if (err == -PLAT_ERANGE)
		err = list_in_parts(txn, path, names, length, until);
	return err;
}

/* Decimal digits and a NUL, not 0. */
static int parse_number(const char *text, uint32_t length, uint32_t *number)
{
	uint64_t value = 0;

	if (length < 2 || length > 11 || text[length - 1] != '\0')
		return -PLAT_EPROTO;
	for (uint32_t i = 0; i < length - 1; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -PLAT_EPROTO;
		value = value * 10 + (uint32_t)(text[i] - '0');
	}
	*number = (uint32_t)value;
	return value && value <= UINT32_MAX ? 0 : -PLAT_EPROTO;
}

int plat_xen_store_begin(plat_xen_txn_t *txn)
{
	char reply[16];
	struct plat_xen_request request = {.type = XS_TRANSACTION_START,
					   .reply = reply,
					   .room = sizeof(reply)};
	struct plat_xen_part part = {"", 1};
	uint32_t connection = plat_xen_store_wire.connection;
	int err = call(PLAT_XEN_NO_TXN, &request, &part, 1);

	if (err)
		return err;
	*txn = (plat_xen_txn_t){.connection = connection};
	return parse_number(reply, request.length, &txn->v);
}

int plat_xen_store_commit(plat_xen_txn_t txn)
{
	return txn.v ? order(txn, XS_TRANSACTION_END, "T") : -PLAT_EINVAL;
}

int plat_xen_store_abort(plat_xen_txn_t txn)
{
	return txn.v ? order(txn, XS_TRANSACTION_END, "F") : -PLAT_EINVAL;
}

static void print_token(char *to, uint32_t token)
{
	for (unsigned int i = 0; i < TOKEN_SIZE - 1; i++)
		to[i] = "0123456789abcdef"[token >> (28 - 4 * i) & 0xf];
	to[TOKEN_SIZE - 1] = '\0';
}

/* XS_WATCH or XS_UNWATCH. */
static int tell_watch(const struct plat_xen_watch *watch, uint32_t type)
{
	char token[TOKEN_SIZE];
	struct plat_xen_request request = {.type = type};
	struct plat_xen_part parts[] = {{watch->path, strlen(watch->path) + 1},
					{token, sizeof(token)}};

	print_token(token, watch->token);
	return call(PLAT_XEN_NO_TXN, &request, parts, 2);
}

/* Under the lock. Returns: whether it was there. */
static bool remove(struct plat_xen_watch *watch)
{
	struct plat_xen_watch **link = &watches;

	while (*link && *link != watch)
		link = &(*link)->next;
	if (!*link)
		return false;
	*link = watch->next;
	return true;
}

int plat_xen_store_watch(struct plat_xen_watch *watch)
{
	plat_irq_state_t state;
	int err;

	watch->is_due = false; /* it is in memory */
	state = plat_spin_lock_irqsave(&lock);
	watch->token = ++last_token;
	watch->connection = plat_xen_store_wire.connection;
	watch->next = watches;
	watches = watch;
	plat_spin_unlock_irqrestore(&lock, state);
	err = tell_watch(watch, XS_WATCH);
	if (!err)
		return 0;
	state = plat_spin_lock_irqsave(&lock);
	(void)remove(watch);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

int plat_xen_store_unwatch(struct plat_xen_watch *watch)
{
	const void *self = plat_xen_store_self();
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	bool was_there = remove(watch);
	int err;

	while (busy == watch && busy_by != self)
		(void)!plat_xen_store_wait(&lock, UINT64_MAX);
	plat_spin_unlock_irqrestore(&lock, state);
	if (!was_there)
		return -PLAT_ENOENT;
	err = tell_watch(watch, XS_UNWATCH);
	return err == -PLAT_ENOENT ? 0 : err;
}

/* Under the lock: the first that @is_it; nobody takes it back until
 * let_go(). */
static struct plat_xen_watch *
take_watch(bool (*is_it)(const struct plat_xen_watch *watch, uint32_t arg),
	   uint32_t arg)
{
	struct plat_xen_watch *watch = watches;

	while (watch && !is_it(watch, arg))
		watch = watch->next;
	busy = watch;
	busy_by = plat_xen_store_self();
	return watch;
}

static void let_go(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

	busy = NULL;
	plat_xen_store_wake();
	plat_spin_unlock_irqrestore(&lock, state);
}

static bool has_token(const struct plat_xen_watch *watch, uint32_t token)
{
	return watch->token == token;
}

static bool is_due(const struct plat_xen_watch *watch, uint32_t unused)
{
	(void)unused;
	return watch->is_due;
}

static bool is_of_old(const struct plat_xen_watch *watch, uint32_t connection)
{
	return watch->connection != connection;
}

/* Returns: whether there was one. */
static bool set_again(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	uint32_t connection = plat_xen_store_wire.connection;
	struct plat_xen_watch *watch = take_watch(is_of_old, connection);

	if (watch)
		watch->connection = connection;
	plat_spin_unlock_irqrestore(&lock, state);
	if (!watch)
		return false;
	(void)!tell_watch(watch, XS_WATCH);
	let_go();
	return true;
}

/* The same, of what a watch has told. */
static bool pass_on_told(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	struct plat_xen_watch *watch = NULL;
	uint32_t token;
	const char *path = plat_xen_wire_told(&plat_xen_store_wire, &token);

	if (path)
		watch = take_watch(has_token, token);
	plat_spin_unlock_irqrestore(&lock, state);
	if (!path)
		return false;
	if (watch) {
		watch->changed(watch, path);
		let_go();
	}
	state = plat_spin_lock_irqsave(&lock);
	plat_xen_wire_next(&plat_xen_store_wire);
	plat_spin_unlock_irqrestore(&lock, state);
	return true;
}

/* Something was lost: it may have been any watch's. */
static void all_are_due(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

	if (plat_xen_store_wire.lost_some) {
		plat_xen_store_wire.lost_some = false;
		for (struct plat_xen_watch *w = watches; w; w = w->next)
			w->is_due = true;
	}
	plat_spin_unlock_irqrestore(&lock, state);
}

static bool pass_on_due(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	struct plat_xen_watch *watch = take_watch(is_due, 0);

	if (watch)
		watch->is_due = false;
	plat_spin_unlock_irqrestore(&lock, state);
	if (!watch)
		return false;
	watch->changed(watch, watch->path);
	let_go();
	return true;
}

void plat_xen_store_dispatch(void)
{
	unsigned int nr = 0;

	for (unsigned int i = 0; i < MOST_TOLD && set_again(); i++)
		;
	while (nr < MOST_TOLD && pass_on_told())
		nr++;
	all_are_due();
	while (pass_on_due())
		;
	if (nr == MOST_TOLD)
		plat_xen_store_told();
}
