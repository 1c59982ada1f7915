/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/xen/store.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

/* Of messages, in one step: the other end can go on for ever. A header and a
 * payload for each that the ring holds: what was there is not left behind. */
#define MOST_PIECES                                                        \
	(2 * XENSTORE_RING_SIZE / (unsigned int)sizeof(struct xsd_sockmsg))

/* Eight hexadecimal digits. */
#define TOKEN_LENGTH 8u

static const struct {
	char name[10];
	uint8_t status;
} errors[] = {
	{"EINVAL", PLAT_EINVAL},   {"EACCES", PLAT_EPERM},
	{"EEXIST", PLAT_EEXIST},   {"EISDIR", PLAT_EINVAL},
	{"ENOENT", PLAT_ENOENT},   {"ENOMEM", PLAT_ENOMEM},
	{"ENOSPC", PLAT_ENOSPC},   {"ENOTEMPTY", PLAT_EBUSY},
	{"ENOSYS", PLAT_ENOTSUP},  {"EROFS", PLAT_EPERM},
	{"EBUSY", PLAT_EBUSY},     {"EAGAIN", PLAT_EAGAIN},
	{"EISCONN", PLAT_EEXIST},  {"E2BIG", PLAT_ERANGE},
	{"EPERM", PLAT_EPERM},
};

/* The status that an error's payload means; what is unknown, and EIO, is the
 * store's own trouble. */
static int error_of(const char *text, uint32_t length)
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(errors); i++) {
		size_t size = strlen(errors[i].name) + 1;

		if (length == size && memcmp(text, errors[i].name, size) == 0)
			return -(int)errors[i].status;
	}
	return -PLAT_EPROTO;
}

static uint32_t look(const volatile uint32_t *word)
{
	return *word;
}

/* Everything that was between us is gone. */
static void begin_anew(struct plat_xen_wire *wire)
{
	plat_xen_ring_begin(&wire->out);
	plat_xen_ring_begin(&wire->in);
	wire->sent = wire->to_send = wire->got = 0;
	wire->state = PLAT_XEN_WIRE_UP;
}

void plat_xen_wire_init(struct plat_xen_wire *wire,
			struct xenstore_domain_interface *page)
{
	wire->page = page;
	wire->out = (struct plat_xen_ring){
		.bytes = page->req,
		.size = sizeof(page->req),
		.ours = &page->req_prod,
		.theirs = &page->req_cons,
	};
	wire->in = (struct plat_xen_ring){
		.bytes = page->rsp,
		.size = sizeof(page->rsp),
		.ours = &page->rsp_cons,
		.theirs = &page->rsp_prod,
	};
	begin_anew(wire);
	if (look(&page->connection) != XENSTORE_CONNECTED)
		wire->state = PLAT_XEN_WIRE_ASKED;
}

/* Returns: PLAT_XEN_WIRE_DONE if it was there. */
static unsigned int finish(struct plat_xen_wire *wire,
			   struct plat_xen_request *request, int status)
{
	struct plat_xen_request **link = &wire->requests;

	while (*link && *link != request)
		link = &(*link)->next;
	if (!*link)
		return 0;
	*link = request->next;
	request->status = status;
	request->is_done = true;
	return PLAT_XEN_WIRE_DONE;
}

void plat_xen_wire_forget(struct plat_xen_wire *wire,
			  struct plat_xen_request *request)
{
	(void)finish(wire, request, -PLAT_ETIMEDOUT);
}

/* The other end has broken the protocol. */
PLAT_COLD static unsigned int give_up(struct plat_xen_wire *wire,
				      const char *why)
{
	uint32_t features = look(&wire->page->server_features);

	if (plat_xen_store_says(&wire->nr_broken))
		plat_warn("xenstore: %s (%u)", why, wire->nr_broken);
	while (wire->requests)
		(void)finish(wire, wire->requests, -PLAT_EPROTO);
	wire->to_send = 0;
	wire->state = PLAT_XEN_WIRE_BROKEN;
	if (features & XENSTORE_SERVER_FEATURE_RECONNECTION) {
		wire->state = PLAT_XEN_WIRE_ASKED;
		plat_atomic_store_release(&wire->page->connection,
					  XENSTORE_RECONNECT);
	}
	return PLAT_XEN_WIRE_DONE | PLAT_XEN_WIRE_NOTIFY;
}

/* Watches and transactions of before are not there any more. */
static unsigned int look_whether_up(struct plat_xen_wire *wire)
{
	if (plat_atomic_load_acquire(&wire->page->connection) !=
	    XENSTORE_CONNECTED)
		return 0;
	begin_anew(wire);
	wire->connection++;
	return PLAT_XEN_WIRE_DONE | PLAT_XEN_WIRE_TOLD;
}

int plat_xen_wire_fill(struct plat_xen_wire *wire,
		       const struct plat_xen_part *parts, unsigned int nr)
{
	char *to = wire->sending + sizeof(struct xsd_sockmsg);
	size_t left = XENSTORE_PAYLOAD_MAX;

	for (unsigned int i = 0; i < nr; i++) {
		if (parts[i].size > left)
			return -PLAT_EINVAL;
		memcpy(to, parts[i].bytes, parts[i].size);
		to += parts[i].size;
		left -= parts[i].size;
	}
	wire->filled = XENSTORE_PAYLOAD_MAX - (uint32_t)left;
	return 0;
}

void plat_xen_wire_send(struct plat_xen_wire *wire,
			struct plat_xen_request *request)
{
	struct xsd_sockmsg head = {.type = request->type,
				   .req_id = ++wire->last_number,
				   .tx_id = request->txn,
				   .len = wire->filled};

	memcpy(wire->sending, &head, sizeof(head));
	wire->sent = 0;
	wire->to_send = (uint32_t)sizeof(head) + head.len;
	wire->is_claimed = false;
	request->number = head.req_id;
	request->is_done = false;
	request->next = wire->requests;
	wire->requests = request;
}

static unsigned int push(struct plat_xen_wire *wire)
{
	int nr;

	if (!wire->to_send)
		return 0;
	nr = plat_xen_ring_put(&wire->out, wire->sending + wire->sent,
			       wire->to_send - wire->sent);
	if (nr < 0)
		return give_up(wire, "it takes requests that there are not");
	wire->sent += (uint32_t)nr;
	if (wire->sent < wire->to_send)
		return nr ? PLAT_XEN_WIRE_NOTIFY : 0;
	wire->to_send = 0;
	return PLAT_XEN_WIRE_NOTIFY | PLAT_XEN_WIRE_DONE;
}

static bool is_token(const char *text)
{
	for (unsigned int i = 0; i < TOKEN_LENGTH; i++) {
		bool is_digit = text[i] >= '0' && text[i] <= '9';

		if (!is_digit && (text[i] < 'a' || text[i] > 'f'))
			return false;
	}
	return text[TOKEN_LENGTH] == '\0';
}

/* Keep "path NUL token NUL" as "token NUL path NUL". */
static unsigned int take_told(struct plat_xen_wire *wire)
{
	uint32_t length = wire->head.len;
	size_t path = strnlen(wire->payload, length) + 1;
	const char *token = wire->payload + path;

	if (length != path + TOKEN_LENGTH + 1 || !is_token(token))
		return give_up(wire, "what a watch tells is no path and token");
	if (length > sizeof(wire->told) - wire->nr_told) {
		wire->lost_some = true;
		return PLAT_XEN_WIRE_TOLD;
	}
	memcpy(wire->told + wire->nr_told, token, TOKEN_LENGTH + 1);
	memcpy(wire->told + wire->nr_told + TOKEN_LENGTH + 1, wire->payload,
	       path);
	wire->nr_told += length;
	return PLAT_XEN_WIRE_TOLD;
}

static uint32_t digit(char c)
{
	return (uint32_t)(c <= '9' ? c - '0' : c - 'a' + 10);
}

const char *plat_xen_wire_told(const struct plat_xen_wire *wire,
			       uint32_t *token)
{
	if (!wire->nr_told)
		return NULL;
	*token = 0;
	for (unsigned int i = 0; i < TOKEN_LENGTH; i++)
		*token = *token << 4 | digit(wire->told[i]);
	return wire->told + TOKEN_LENGTH + 1;
}

void plat_xen_wire_next(struct plat_xen_wire *wire)
{
	uint32_t token;
	const char *path = plat_xen_wire_told(wire, &token);
	const char *end;

	if (!path)
		return;
	end = path + strlen(path) + 1;
	wire->nr_told -= (uint32_t)(end - wire->told);
	memmove(wire->told, end, wire->nr_told);
}

static struct plat_xen_request *find(const struct plat_xen_wire *wire)
{
	struct plat_xen_request *request = wire->requests;

	while (request && request->number != wire->head.req_id)
		request = request->next;
	return request;
}

/* A message is whole. */
static unsigned int take_message(struct plat_xen_wire *wire)
{
	const struct xsd_sockmsg *head = &wire->head;
	struct plat_xen_request *request;

	wire->got = 0;
	if (head->type == XS_WATCH_EVENT)
		return take_told(wire);
	request = find(wire);
	if (!request) {
		wire->nr_dropped++;
		return 0;
	}
	if (head->type == XS_ERROR)
		return finish(wire, request,
			      error_of(wire->payload, head->len));
	if (head->type != request->type || head->tx_id != request->txn)
		return give_up(wire, "a reply is to another request");
	request->length = head->len;
	if (request->room)
		memcpy(request->reply, wire->payload,
		       plat_min_u64(head->len, request->room));
	return finish(wire, request, 0);
}

/* Take the next bytes of the message that is coming, or nothing: *@is_all. */
static unsigned int pull(struct plat_xen_wire *wire, bool *is_all)
{
	uint32_t got = wire->got, most = sizeof(wire->head) - got;
	char *to = (char *)&wire->head + got;
	int nr;

	if (got >= sizeof(wire->head)) {
		got -= (uint32_t)sizeof(wire->head);
		most = wire->head.len - got;
		to = wire->payload + got;
	}
	nr = plat_xen_ring_get(&wire->in, to, most);
	*is_all = nr <= 0;
	if (nr < 0)
		return give_up(wire, "it has sent more than fits");
	wire->got += (uint32_t)nr;
	if (wire->got < sizeof(wire->head))
		return nr ? PLAT_XEN_WIRE_NOTIFY : 0;
	if (wire->head.len > XENSTORE_PAYLOAD_MAX) {
		*is_all = true;
		return give_up(wire, "a message is too long");
	}
	if (wire->got == sizeof(wire->head) + wire->head.len)
		return take_message(wire) | PLAT_XEN_WIRE_NOTIFY;
	return nr ? PLAT_XEN_WIRE_NOTIFY : 0;
}

unsigned int plat_xen_wire_step(struct plat_xen_wire *wire)
{
	unsigned int result = 0;
	bool is_all = false;

	if (wire->state == PLAT_XEN_WIRE_ASKED)
		result |= look_whether_up(wire);
	if (wire->state == PLAT_XEN_WIRE_UP)
		result |= push(wire);
	for (unsigned int i = 0; i < MOST_PIECES && !is_all &&
				 wire->state == PLAT_XEN_WIRE_UP;
	     i++)
		result |= pull(wire, &is_all);
	return result;
}
