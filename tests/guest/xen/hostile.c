/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who can write to a page that is shared with the guest stops the guest, or
 * leads it astray: xenstore's daemon, the console's, or Xen by an event's word.
 * The page is the guest's own, too: here it writes what they must not.
 */
#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/string.h>
#include <plat/time.h>
#include <plat/xen/event.h>
#include <plat/xen/store.h>

#include "common/xen/param.h"
#include "common/xen/port.h"
#include "common/xen/public.h"
#include "common/xen/store.h"
#include "tests/guest/tap.h"

#include <xen/io/console.h>

#define NONE     PLAT_XEN_NO_TXN
#define MS       UINT64_C(1000000)
#define BOUND_NS (30000 * MS)

/* More than the clients wait for. */
#define LONG_NS  (15000 * MS)

/* No request has it, or will. */
#define NOBODYS_ID 0xfffffff0u

static struct plat_xen_wire *const wire = &plat_xen_store_wire;
static struct xenstore_domain_interface *page;

static uint32_t look(const volatile uint32_t *word)
{
	return *word;
}

static int ask(void)
{
	char text[16];
	size_t length = sizeof(text);

	return plat_xen_store_read(NONE, "domid", text, &length);
}

/* Whether it ends in time, with @err: what it was is told. */
static bool ends(int err)
{
	uint64_t begin = plat_time_ns();
	int was = ask();

	if (was != err)
		tap_note("%s", plat_errno_name(was));
	return was == err && plat_time_ns() - begin < LONG_NS;
}

/* As if the store had sent it. */
static void send_bytes(const void *bytes, uint32_t size)
{
	uint32_t at = look(&page->rsp_prod);
	const char *from = bytes;

	for (uint32_t i = 0; i < size; i++)
		page->rsp[MASK_XENSTORE_IDX(at + i)] = from[i];
	plat_atomic_store_release(&page->rsp_prod, at + size);
}

static void send(uint32_t type, uint32_t id, const char *text, uint32_t size)
{
	struct xsd_sockmsg head = {.type = type, .req_id = id, .len = size};

	send_bytes(&head, sizeof(head));
	send_bytes(text, size);
}

/* A store that can begin anew does. For one that cannot, this is what a
 * toolstack would have to do: what is in the ring is of before. */
static void mend(void)
{
	plat_irq_state_t state;

	if (wire->state != PLAT_XEN_WIRE_BROKEN)
		return;
	tap_ok(ends(-PLAT_EPROTO), "it stays broken, and calls say so");
	state = plat_irq_save();
	plat_atomic_store_release(&page->rsp_cons, look(&page->rsp_prod));
	plat_xen_wire_init(wire, page);
	plat_irq_restore(state);
}

/* What is there already is taken before anything is asked for. */
static void breaks(const char *what)
{
	plat_xen_store_interrupt();
	tap_ok(wire->state != PLAT_XEN_WIRE_UP, "%s: it is given up", what);
	mend();
	tap_ok(ends(0), "begun anew it is of use again");
}

static void strays(void)
{
	uint32_t before = wire->nr_dropped;

	send(XS_READ, NOBODYS_ID, "what nobody has asked for", 25);
	tap_ok(ends(0) && wire->nr_dropped == before + 1,
	       "a reply to nobody is dropped");
	send(XS_WATCH_EVENT, 0, "data/x\0fffffff0", 16);
	tap_ok(ends(0), "so is what a watch tells that there is not");
}

static void too_long(void)
{
	struct xsd_sockmsg head = {.type = XS_READ,
				   .len = XENSTORE_PAYLOAD_MAX + 1};

	send_bytes(&head, sizeof(head));
	breaks("a message that is too long");
}

static void too_much(void)
{
	uint32_t cons = look(&page->rsp_cons);

	plat_atomic_store_release(&page->rsp_prod,
				  cons + XENSTORE_RING_SIZE + 1);
	breaks("more in the ring than fits");
}

static void behind(void)
{
	plat_atomic_store_release(&page->rsp_prod, look(&page->rsp_cons) - 1);
	breaks("less in the ring than nothing");
}

static void no_token(void)
{
	send(XS_WATCH_EVENT, 0, "data/x", 6);
	breaks("a watch's path without an end");
}

/* The store's own reply comes behind it: a header and a digit, or more. */
static void other_type(void)
{
	uint32_t end;
	uint64_t until = plat_time_ns() + BOUND_NS;

	send(XS_WRITE, wire->last_number + 1, "OK", 3);
	end = look(&page->rsp_prod);
	tap_ok(ends(-PLAT_EPROTO), "a reply to another request ends it");
	while (wire->state == PLAT_XEN_WIRE_BROKEN &&
	       look(&page->rsp_prod) - end <= sizeof(struct xsd_sockmsg) &&
	       plat_time_ns() < until)
		plat_time_sleep_ns(10 * MS);
	mend();
	tap_ok(ends(0), "begun anew it is of use again");
}

/* What is behind it is taken for the rest of it. */
static void half(void)
{
	struct xsd_sockmsg head = {.type = XS_READ, .req_id = NOBODYS_ID,
				   .len = XENSTORE_PAYLOAD_MAX};

	send_bytes(&head, sizeof(head));
	tap_ok(ends(-PLAT_ETIMEDOUT), "half a message ends the wait for it");
	plat_atomic_store_release(&page->rsp_prod, look(&page->rsp_cons) - 1);
	breaks("and then an index that is wrong");
}

static uint32_t nr_told; /* atomic */

static void told(struct plat_xen_watch *self, const char *path)
{
	(void)self;
	(void)path;
	(void)plat_atomic_add_relaxed(&nr_told, 1u);
}

static bool are_told(uint32_t nr)
{
	uint64_t until = plat_time_ns() + BOUND_NS;

	while (plat_atomic_load_relaxed(&nr_told) < nr &&
	       plat_time_ns() < until)
		plat_time_sleep_ns(10 * MS);
	return plat_atomic_load_relaxed(&nr_told) >= nr;
}

/* It says that it can begin anew, and does not; later it does. */
static void never_again(void)
{
	static struct plat_xen_watch watch = {.path = "data/told",
					      .changed = told};
	uint32_t connection = wire->connection;

	tap_ok(!plat_xen_store_watch(&watch) && are_told(1), "a watch");
	page->server_features |= XENSTORE_SERVER_FEATURE_RECONNECTION;
	plat_atomic_store_release(&page->rsp_prod, look(&page->rsp_cons) - 1);
	plat_xen_store_interrupt();
	tap_ok(wire->state == PLAT_XEN_WIRE_ASKED &&
		   look(&page->connection) == XENSTORE_RECONNECT,
	       "it is asked to begin anew");
	tap_ok(ends(-PLAT_ETIMEDOUT), "nobody waits for that for ever");
	plat_atomic_store_release(&page->rsp_prod, look(&page->rsp_cons));
	plat_atomic_store_release(&page->connection, XENSTORE_CONNECTED);
	tap_ok(ends(0) && wire->connection == connection + 1,
	       "when it has, it is of use again");
	tap_ok(!plat_xen_store_write(NONE, "data/told", "x", 1) && are_told(2),
	       "and the watch is there");
	tap_ok(!plat_xen_store_unwatch(&watch), "and is taken back");
}

/* The last one: the store itself does not believe the page any more. */
static void taken_too_much(void)
{
	plat_atomic_store_release(&page->req_cons, look(&page->req_prod) + 1);
	tap_ok(ends(-PLAT_EPROTO), "what takes more than there is ends it");
}

static void store(void)
{
	tap_ok(ends(0), "xenstore is there");
	page = wire->page;
	tap_note("its features: %#x", look(&page->server_features));
	strays();
	too_long();
	too_much();
	behind();
	no_token();
	other_type();
	half();
	if (!(look(&page->server_features) &
	      XENSTORE_SERVER_FEATURE_RECONNECTION))
		never_again();
	taken_too_much();
}

static struct xencons_interface *ring;

static bool is_read(void)
{
	uint64_t until = plat_time_ns() + BOUND_NS;

	while (look(&ring->out_cons) != look(&ring->out_prod)) {
		if (plat_time_ns() > until)
			return false;
		plat_time_sleep_ns(MS);
	}
	return true;
}

/* What is printed in the meantime is lost, whoever reads. */
static bool print_while(uint32_t wrong)
{
	uint64_t begin = plat_time_ns();
	bool is_late;

	if (!is_read())
		return false;
	plat_atomic_store_release(&ring->out_cons,
				  look(&ring->out_prod) + wrong);
	for (unsigned int i = 0; i < 100; i++)
		plat_printf("lost %u\n", i);
	is_late = plat_time_ns() - begin > BOUND_NS;
	plat_atomic_store_release(&ring->out_cons, look(&ring->out_prod));
	return !is_late;
}

static void console(void)
{
	struct plat_xen_link link;
	int err = plat_xen_find_link(HVM_PARAM_CONSOLE_PFN,
				     HVM_PARAM_CONSOLE_EVTCHN, &link);

	tap_ok(!err, "the console's ring");
	if (err)
		return;
	ring = link.page;
	tap_ok(print_while(1), "a reader that has read more than there is");
	tap_ok(print_while((uint32_t)-(sizeof(ring->out) + 1)),
	       "one that leaves more unread than fits");
	tap_ok(is_read(), "what comes afterwards is read");
}

static uint32_t nr_raised[3]; /* atomic */
static plat_xen_port_t ports[3];

static void raised(void *arg)
{
	(void)plat_atomic_add_relaxed((uint32_t *)arg, 1u);
}

static bool comes(unsigned int i, uint32_t nr)
{
	uint64_t until = plat_time_ns() + BOUND_NS;

	while (plat_atomic_load_relaxed(&nr_raised[i]) < nr) {
		if (plat_time_ns() > until)
			return false;
		plat_cpu_relax();
	}
	return true;
}

/* Port 0 is raised, and its word changed before it is looked at; then port 1,
 * behind it. */
static bool survives(event_word_t link)
{
	event_word_t *word = plat_xen_fifo_word(ports[0].v);
	uint32_t before[] = {nr_raised[0], nr_raised[1]};
	plat_irq_state_t state = plat_irq_save();
	int err = plat_xen_event_notify(ports[0]);

	(void)plat_atomic_or_seq_cst(word, link);
	plat_irq_restore(state);
	return !err && comes(0, before[0] + 1) &&
	       !plat_xen_event_notify(ports[1]) && comes(1, before[1] + 1);
}

static void events(void)
{
	const uint32_t nobodys = 900;
	int err = 0;

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(ports); i++)
		err |= plat_xen_event_bind_ipi(raised, &nr_raised[i],
					       &ports[i]);
	tap_ok(!err && plat_xen_fifo_word(ports[0].v), "ports, of the FIFO");
	if (err)
		return;
	tap_ok(survives(0), "two are raised");
	tap_ok(survives(ports[0].v), "a port that is behind itself");
	tap_ok(survives(ports[2].v), "one behind it that is not raised");
	*plat_xen_fifo_word(nobodys) = 1u << EVTCHN_FIFO_PENDING |
				       1u << EVTCHN_FIFO_LINKED | nobodys;
	tap_ok(survives(nobodys), "one that nobody has, raised, behind itself");
	tap_ok(plat_atomic_load_relaxed(plat_xen_fifo_word(nobodys)) &
		   1u << EVTCHN_FIFO_MASKED,
	       "it is masked");
	tap_ok(survives(EVTCHN_FIFO_LINK_MASK), "one that there is not");
	tap_ok(nr_raised[2] == 0, "what was not raised is not served");
}

static const struct {
	const char *name;
	void (*run)(void);
} tests[] = {
	{"store", store}, {"console", console}, {"events", events},
};

int main(int argc, char *argv[])
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(tests); i++) {
		for (int a = 1; a < argc; a++) {
			if (strcmp(argv[a], tests[i].name) == 0)
				tests[i].run();
		}
	}
	return tap_done();
}
