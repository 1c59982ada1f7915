/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An event that is lost is a driver that waits for ever; one that comes to
 * another lcpu, or after its port was closed, runs into memory of somebody
 * else's.
 */
#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/irq.h>
#include <plat/lcpu.h>
#include <plat/time.h>
#include <plat/xen/event.h>
#include <plat/xen/hypercall.h>
#include <plat/xen/timer.h>

#include "common/lcpu/lcpu.h"
#include "common/time/event.h"
#include "common/xen/event.h"
#include "common/xen/port.h"
#include "common/xen/shared.h"
#include "tests/guest/tap.h"


#define MS       1000000ull
#define BOUND_NS (5000 * MS)
#define LONG_NS  (300 * MS)
#define NR_MANY  1000u

/* What a handler has seen; atomic. */
struct seen {
	uint32_t nr;
	uint32_t lcpu;
};

static void note(void *arg)
{
	struct seen *seen = arg;

	plat_atomic_store_relaxed(&seen->lcpu, plat_lcpu_self());
	(void)plat_atomic_add_release(&seen->nr, 1u);
}

static bool comes(const struct seen *seen, uint32_t nr)
{
	uint64_t end = plat_time_ns() + BOUND_NS;

	while (plat_atomic_load_acquire(&seen->nr) < nr) {
		if (plat_time_ns() > end)
			return false;
		plat_cpu_relax();
	}
	return seen->nr == nr;
}

static bool stays(const struct seen *seen, uint32_t nr)
{
	plat_time_delay_ns(2 * MS);
	return plat_atomic_load_acquire(&seen->nr) == nr;
}

static void own_port(void)
{
	struct seen seen = {0};
	plat_xen_port_t port;

	tap_ok(!plat_xen_event_bind_ipi(note, &seen, &port),
	       "a port that this domain raises");
	tap_ok(!plat_xen_event_notify(port) && comes(&seen, 1), "it comes");
	plat_xen_event_mask(port);
	tap_ok(!plat_xen_event_notify(port) && !plat_xen_event_notify(port) &&
		   stays(&seen, 1),
	       "not while it is masked");
	plat_xen_event_unmask(port);
	tap_ok(comes(&seen, 2) && stays(&seen, 2), "then once");
	for (uint32_t i = 0; i < NR_MANY; i++)
		if (plat_xen_event_notify(port) || !comes(&seen, 3 + i))
			break;
	tap_ok(seen.nr == 2 + NR_MANY, "none is lost of %u", NR_MANY);
	tap_ok(!plat_xen_event_close(port), "it is closed");
	tap_ok(plat_xen_event_close(port) == -PLAT_ENOENT, "once");
	tap_ok(plat_xen_event_notify(port) && stays(&seen, 2 + NR_MANY),
	       "nothing comes any more");
}

static void loop(void)
{
	struct seen near = {0}, far = {0};
	plat_xen_port_t offered = {0}, bound = {0};

	tap_ok(!plat_xen_event_offer(DOMID_SELF, note, &near, &offered) &&
		   !plat_xen_event_bind(DOMID_SELF, offered, note, &far,
					&bound),
	       "two ends in one domain");
	tap_ok(comes(&far, 1) && stays(&near, 0), "who binds is raised");
	tap_ok(!plat_xen_event_notify(offered) && comes(&far, 2) &&
		   stays(&near, 0),
	       "one raises the other");
	tap_ok(!plat_xen_event_notify(bound) && comes(&near, 1) &&
		   stays(&far, 2),
	       "and that one this");
	for (uint32_t i = 0; i < plat_lcpu_count(); i++) {
		uint32_t before = near.nr;

		tap_ok(!plat_xen_event_move(offered, i) &&
			   !plat_xen_event_notify(bound) &&
			   comes(&near, before + 1) && near.lcpu == i,
		       "moved to lcpu %u it comes there", i);
	}
	plat_xen_event_mask(offered);
	tap_ok(!plat_xen_event_notify(bound) &&
		   !plat_xen_event_move(offered, 0) &&
		   stays(&near, 1 + plat_lcpu_count()),
	       "a masked one that is moved stays masked");
	plat_xen_event_unmask(offered);
	tap_ok(comes(&near, 2 + plat_lcpu_count()) && near.lcpu == 0,
	       "what came before the move is not lost");
	tap_ok(plat_xen_event_move(offered, plat_lcpu_count()) ==
		   -PLAT_EINVAL,
	       "there is no such lcpu");
	tap_ok(!plat_xen_event_close(bound) && !plat_xen_event_close(offered),
	       "both are closed");
}

static struct seen expired;

static void timer_hook(void)
{
	note(&expired);
}

/* Each has its own, which it opens where it may allocate. */
static uint32_t nr_opened; /* atomic */

static bool open_and_arm(void)
{
	static PLAT_LCPU_DATA bool is_done;

	if (plat_lcpu_get(is_done) || plat_lcpu_self() == 0)
		return false;
	plat_lcpu_set(is_done, true);
	if (!plat_xen_timer_open() && !plat_xen_timer_arm(MS))
		(void)plat_atomic_add_release(&nr_opened, 1u);
	return true;
}

static void timers_of_others(void)
{
	uint32_t nr = plat_lcpu_count();

	plat_lcpu_work = open_and_arm;
	for (uint32_t i = 1; i < nr; i++)
		plat_lcpu_wake(i);
	tap_ok(comes(&expired, nr - 1) && nr_opened == nr - 1,
	       "the timers of all others");
	plat_lcpu_work = NULL;
}

static void timer(void)
{
	int err = plat_xen_timer_open();
	uint64_t begin;

	plat_atomic_store_relaxed(&plat_event_hook, timer_hook);
	tap_ok(err == (PLAT_ARCH_HAS_GIC ? -PLAT_ENOTSUP : 0),
	       "the timer of lcpu 0, where Xen has one");
	if (err)
		return;
	begin = plat_time_ns();
	plat_irq_disable();
	tap_ok(!plat_xen_timer_arm(5 * MS), "is set");
	plat_lcpu_halt();
	tap_ok(comes(&expired, 1) && plat_time_ns() - begin >= 4 * MS,
	       "and wakes whoever halts");
	plat_irq_disable();
	tap_ok(!plat_xen_timer_arm(LONG_NS), "set again");
	plat_xen_timer_stop();
	plat_irq_enable();
	plat_time_delay_ns(LONG_NS + 10 * MS);
	tap_ok(stays(&expired, 1), "and stopped it does not");
	plat_atomic_store_relaxed(&expired.nr, 0u);
	timers_of_others();
}

/* As if Xen had raised what nobody has. */
static void strays(void)
{
	struct shared_info *shared = plat_xen_shared_info();
	struct vcpu_info *info = plat_xen_vcpu_info();
	struct seen seen = {0};
	plat_xen_port_t port;

	if (plat_xen_event_bind_ipi(note, &seen, &port)) {
		tap_ok(false, "a port");
		return;
	}
	for (uint32_t i = 0; i < 64; i++)
		(void)plat_atomic_or_seq_cst(&shared->evtchn_pending[i],
					     UINT64_MAX << 40);
	for (uint32_t i = 0; i < 64; i++)
		(void)plat_atomic_and_seq_cst(&shared->evtchn_mask[i],
					      UINT64_MAX >> 24);
	info->evtchn_pending_sel = UINT64_MAX;
	plat_irq_disable();
	plat_xen_upcall_again();
	plat_irq_enable();
	tap_ok(!plat_xen_event_notify(port) && comes(&seen, 1),
	       "events that nobody has keep no other away");
	tap_ok(!plat_xen_event_close(port), "closed");
}

int main(void)
{
	tap_ok(plat_xen_present(), "this is Xen");
	tap_note("version %u.%u", plat_xen_version() >> 16,
		 plat_xen_version() & 0xffff);
	tap_ok(plat_lcpu_start(PLAT_LCPUS_OTHERS) ==
		   (int)plat_lcpu_count() - 1,
	       "the others start");
	own_port();
	loop();
	timer();
	strays();
	return tap_done();
}
