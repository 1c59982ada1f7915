/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: the console ring, which dom0's daemon reads (`xl console`). From the irq
 * stage on it takes the place of the frontend's first console.
 */
#include "common/xen/console.h"

#include <plat/atomic.h>
#include <plat/console.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/lock.h>
#include <plat/log.h>
#include <plat/stage.h>
#include <plat/xen/event.h>
#include <plat/xen/hypercall.h>

#include "common/console/console.h"
#include "common/xen/param.h"
#include "common/xen/public.h"
#include "common/xen/ring.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

#include <xen/io/console.h>

static struct plat_xen_ring ring;
static void *early; /* where it is in the early window; NULL: it is not there */
static plat_xen_port_t port;

/* Nobody has read for so long: there is no more waiting until somebody does. */
static bool is_left_alone;
static uint32_t left_at; /* as *ring.theirs */

static void yield(void)
{
	(void)plat_xen_hypercall(__HYPERVISOR_sched_op, SCHEDOP_yield, 0, 0,
				 0, 0);
}

static uint32_t put(const char *text, size_t length)
{
	int nr = plat_xen_ring_put(&ring, text, (uint32_t)length);

	/* An index that is wrong takes nothing. */
	return nr < 0 ? 0 : (uint32_t)nr;
}

/*
 * For how long @length bytes are waited for, in ticks: xenconsoled looks away for
 * a fifth of a second from a domain that has had it read 30 times in that time.
 */
static uint64_t patience(size_t length)
{
	return plat_xen_ticks_per_s() * (1 + length / ring.size);
}

/*
 * Wait until somebody reads, until @ticks after @begin at the longest: who was
 * not run meanwhile looks once more.
 *
 * Returns: whether somebody has read since *@seen, which becomes what is read
 * now.
 */
static bool wait_for_reader(uint32_t *seen, uint64_t begin, uint64_t ticks)
{
	uint32_t was = *seen;
	bool is_late;

	(void)plat_xen_event_notify(port);
	do {
		is_late = plat_xen_ticks() - begin >= ticks;
		*seen = plat_atomic_load_acquire(ring.theirs);
		if (*seen != was) {
			is_left_alone = false;
			return true;
		}
		if (is_left_alone)
			return false;
		yield();
		plat_spin_relax();
	} while (!is_late);
	is_left_alone = true;
	left_at = was;
	return false;
}

static uint32_t look_for_reader(void)
{
	uint32_t seen = plat_atomic_load_acquire(ring.theirs);

	is_left_alone = is_left_alone && seen == left_at;
	return seen;
}

/* What nobody makes room for is dropped. Each time that somebody has read there
 * is room for a byte, or the index is wrong. */
static void write(const struct plat_console *self, const char *text,
		  size_t length)
{
	uint64_t begin = plat_xen_ticks(), ticks = patience(length);
	uint32_t seen = look_for_reader();

	(void)self;
	for (size_t waits = length; length; waits--) {
		uint32_t nr = put(text, length);

		text += nr;
		length -= nr;
		if (length && (!waits || !wait_for_reader(&seen, begin, ticks)))
			break;
	}
	(void)plat_xen_event_notify(port);
}

static void drain(void)
{
	uint64_t begin = plat_xen_ticks(), ticks = patience(ring.size);
	uint32_t seen = look_for_reader();

	for (uint32_t waits = ring.size; waits && seen != ring.at; waits--) {
		if (!wait_for_reader(&seen, begin, ticks))
			break;
	}
}

struct plat_console plat_xen_console = {.name = "xen", .write = write};

static void use(const struct plat_xen_link *link)
{
	struct xencons_interface *page = link->page;

	port.v = link->port;
	ring = (struct plat_xen_ring){
		.bytes = page->out,
		.size = sizeof(page->out),
		.ours = &page->out_prod,
		.theirs = &page->out_cons,
		.at = ring.at,
	};
	plat_atomic_store_release(&plat_xen_console_drain, drain);
}

void plat_xen_console_at(void *page, plat_xen_port_t at_port)
{
	use(&(struct plat_xen_link){.page = page, .port = at_port.v});
	plat_xen_ring_begin(&ring);
}

int plat_xen_console_early(void)
{
	struct plat_xen_link link;
	plat_pa_t frame;
	int err;

	if (early)
		return 0;
	err = plat_xen_ask_link(HVM_PARAM_CONSOLE_PFN,
				HVM_PARAM_CONSOLE_EVTCHN, &frame, &link.port);
	if (err)
		return err;
	early = plat_early_map(frame, PLAT_PAGE_SIZE, PLAT_MT_WB);
	if (!early)
		return -PLAT_ENOMEM;
	plat_xen_console_at(early, (plat_xen_port_t){link.port});
	return 0;
}

static int init(void)
{
	struct plat_xen_link link;

	if (!plat_xen_present() ||
	    plat_xen_find_link(HVM_PARAM_CONSOLE_PFN, HVM_PARAM_CONSOLE_EVTCHN,
			       &link))
		return 0;
	use(&link);
	if (early) {
		plat_early_unmap(early, PLAT_PAGE_SIZE);
		early = NULL;
		return 0;
	}
	plat_xen_ring_begin(&ring);
	plat_console_replace(plat_frontend()->emergency_console,
			     &plat_xen_console);
	return 0;
}

PLAT_STAGE(irq, memory, xen_console, .init = init);
