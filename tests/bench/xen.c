/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a domain of Xen's pays: a hypercall; an interrupt to itself by the local
 * APIC and by an event channel, from before it is sent until its handler is
 * over, of which Xen's own instructions are none. With these both are also
 * timed: those lines are comments.
 */
#include <plat/atomic.h>
#include <plat/log.h>
#include <plat/time.h>
#include <plat/xen/event.h>
#include <plat/xen/hypercall.h>

#include "common/x86_64/apic.h"
#include "common/x86_64/irq.h"
#include "common/xen/public.h"
#include "tests/bench/marks.h"

#define ICR_FIXED 0x4000u
#define NR_ROUNDS 1000u

/* In the order in which they are called. */
MARKS(nothing)
MARKS(hypercall__stub)
MARKS(ipi__apic)
MARKS(ipi__event)

static uint32_t nr_came; /* atomic */
static uint64_t icr;
static plat_xen_port_t port;

static void came(void *arg)
{
	(void)arg;
	plat_atomic_store_release(&nr_came, nr_came + 1);
}

static void wait_beyond(uint32_t nr)
{
	while (plat_atomic_load_acquire(&nr_came) == nr)
		plat_cpu_relax();
}

PLAT_NOINLINE static int by_apic(void)
{
	uint32_t nr = plat_atomic_load_relaxed(&nr_came);

	plat_x86_apic_send(icr);
	wait_beyond(nr);
	return 0;
}

PLAT_NOINLINE static int by_event(void)
{
	uint32_t nr = plat_atomic_load_relaxed(&nr_came);
	int err = plat_xen_event_notify(port);

	wait_beyond(nr);
	return err;
}

/* Counted from the first instruction of the stub on, which returns to this
 * one's caller. */
PLAT_NOINLINE static void hypercall(void)
{
	(void)plat_xen_hypercall(__HYPERVISOR_xen_version, XENVER_version, 0,
				 0, 0, 0);
}

/* The least of many: Xen may have run others meanwhile. */
static void time_it(const char *name, int (*call)(void))
{
	uint64_t least = UINT64_MAX;

	for (uint32_t i = 0; i < NR_ROUNDS; i++) {
		uint64_t begin = plat_time_ns();

		status |= call();
		least = plat_min_u64(least, plat_time_ns() - begin);
	}
	plat_printf("# %s: %lu ns with Xen's part\n", name, least);
}

int main(void)
{
	unsigned int vector;

	status = plat_x86_vector_alloc(came, NULL, &vector) |
		 plat_xen_event_bind_ipi(came, NULL, &port);
	if (status)
		return status;
	icr = plat_x86_apic_icr(plat_x86_apic_id(), ICR_FIXED | vector);
	time_it("ipi.apic", by_apic);
	time_it("ipi.event", by_event);
	bench_begin_nothing();
	bench_end_nothing();
	hypercall();
	bench_end_hypercall__stub();
	MEASURE(ipi__apic, by_apic());
	MEASURE(ipi__event, by_event());
	return status;
}
