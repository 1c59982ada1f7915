/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Event channels, FIFO: a word for each port, in an array that grows by pages;
 * those that are raised are linked into queues, one for each lcpu and priority.
 * xen/include/public/event_channel.h; "Event Channel FIFO ABI" (D. Vrabel).
 *
 *	31      30     29     28   27      17 16                    0
 *	+-------+------+------+----+---------+-----------------------+
 *	|PENDING|MASKED|LINKED|BUSY| 0       | port that is next, 0: |
 *	|       |      |      |    |         | the last one          |
 *	+-------+------+------+----+---------+-----------------------+
 */
#include <plat/atomic.h>

#include "common/xen/port.h"

#define PENDING ((event_word_t)1 << EVTCHN_FIFO_PENDING)
#define MASKED  ((event_word_t)1 << EVTCHN_FIFO_MASKED)
#define LINKED  ((event_word_t)1 << EVTCHN_FIFO_LINKED)
#define LINK    ((event_word_t)EVTCHN_FIFO_LINK_MASK)

#define QUEUES  ((1u << EVTCHN_FIFO_MAX_QUEUES) - 1)

/* How often a word is tried to be changed that Xen changes, too. */
#define MOST_TRIES 1000u

static event_word_t *pages[PLAT_XEN_FIFO_MOST_PAGES];
static uint32_t nr_pages; /* atomic */

uint32_t plat_xen_fifo_nr_words(void)
{
	return plat_atomic_load_acquire(&nr_pages) *
	       (uint32_t)PLAT_XEN_FIFO_PER_PAGE;
}

void plat_xen_fifo_prepare(event_word_t *page)
{
	for (uint32_t i = 0; i < PLAT_XEN_FIFO_PER_PAGE; i++)
		page[i] = MASKED;
}

void plat_xen_fifo_add(event_word_t *page)
{
	pages[nr_pages] = page;
	plat_atomic_store_release(&nr_pages, nr_pages + 1);
}

event_word_t *plat_xen_fifo_word(uint32_t port)
{
	if (port >= plat_xen_fifo_nr_words())
		return NULL;
	return &pages[port / PLAT_XEN_FIFO_PER_PAGE]
		     [port % PLAT_XEN_FIFO_PER_PAGE];
}

static bool mask(uint32_t port)
{
	event_word_t *word = plat_xen_fifo_word(port);

	return !word || plat_atomic_or_seq_cst(word, MASKED) & MASKED;
}

static bool unmask(uint32_t port)
{
	event_word_t *word = plat_xen_fifo_word(port);

	if (!word ||
	    !(plat_atomic_and_seq_cst(word, ~MASKED) & PENDING))
		return false;
	(void)plat_atomic_or_seq_cst(word, MASKED);
	return true;
}

const struct plat_xen_event_abi plat_xen_fifo = {
	.nr_ports = EVTCHN_FIFO_NR_CHANNELS,
	.mask = mask,
	.unmask = unmask,
};

/* Take the port out of its queue. Returns: the next one. */
static uint32_t unlink(event_word_t *word)
{
	event_word_t old = plat_atomic_load_relaxed(word);

	for (unsigned int i = 0; i < MOST_TRIES; i++) {
		event_word_t saw = plat_atomic_cas_seq_cst(
		    word, old, old & ~(LINKED | LINK));

		if (saw == old)
			return old & LINK;
		old = saw;
	}
	plat_xen_port_complain("a word of an event that changes all the time",
			       old);
	return 0;
}

static void take(uint32_t port, event_word_t *word)
{
	enum plat_xen_whose whose;

	if ((plat_atomic_load_seq_cst(word) & (PENDING | MASKED)) != PENDING)
		return;
	whose = plat_xen_port_whose(port);
	if (whose == PLAT_XEN_NOBODYS) {
		(void)plat_atomic_or_seq_cst(word, MASKED);
		plat_xen_port_complain("an event on a port that nobody has",
				       port);
	}
	/* It was moved while it was in a queue of this lcpu's: in another it
	 * is only now that it is in this one no more. */
	if (whose == PLAT_XEN_OTHERS)
		plat_xen_port_forward(port);
	if (whose != PLAT_XEN_MINE)
		return;
	(void)plat_atomic_and_seq_cst(word, ~PENDING);
	plat_xen_port_serve(port);
}

/* Take the first of queue @q. Returns: whether there may be another. */
static bool take_first(struct plat_xen_fifo_queues *queues, unsigned int q)
{
	uint32_t port = queues->heads[q];
	event_word_t *word;

	if (!port)
		port = plat_atomic_load_acquire(&queues->control.head[q]);
	word = plat_xen_fifo_word(port);
	if (!port || !word) {
		if (port)
			plat_xen_port_complain("a queue of events goes to a "
					       "port that is none", port);
		queues->heads[q] = 0;
		return false;
	}
	queues->heads[q] = unlink(word);
	take(port, word);
	return queues->heads[q] != 0;
}

/* Returns: how many steps are left. None: the queue goes on. */
static uint32_t take_queue(struct plat_xen_fifo_queues *queues,
			   unsigned int q, uint32_t steps)
{
	while (steps && take_first(queues, q))
		steps--;
	return steps;
}

/* Queues come in the order of their priorities, 0 first; one that is raised
 * while another is served waits for the next look. Each port is in one queue,
 * once: after more steps than ports others have their turn. */
bool plat_xen_fifo_scan(struct vcpu_info *info,
			struct plat_xen_fifo_queues *queues)
{
	uint32_t steps = plat_xen_fifo_nr_words(), ready;

	for (unsigned int i = 0; i < PLAT_XEN_MOST_ROUNDS; i++) {
		(void)plat_atomic_exchange_seq_cst(
		    &info->evtchn_upcall_pending, (uint8_t)0);
		ready = plat_atomic_exchange_seq_cst(&queues->control.ready,
						     0u);
		if (!ready)
			return false;
		for (ready &= QUEUES; ready; ready &= ready - 1) {
			unsigned int q = (unsigned int)__builtin_ctz(ready);

			steps = take_queue(queues, q, steps);
			if (!steps)
				break;
		}
		if (ready) {
			(void)plat_atomic_or_seq_cst(&queues->control.ready,
						     ready);
			return true;
		}
	}
	return true;
}
