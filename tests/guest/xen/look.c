/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a guest believes of itself is not what Xen has of it: says on the
 * console where its vCPUs, pages and frames are, and waits until dom0 has
 * looked (tests/xen/xlook/). With "crash N": dies on lcpu N then; with "2-level":
 * its events are of that ABI.
 */
#include <plat/atomic.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/paging.h>
#include <plat/string.h>
#include <plat/time.h>
#include <plat/xen/grant.h>
#include <plat/xen/store.h>

#include "common/bootinfo/image.h"
#include "common/xen/grant.h"
#include "common/xen/param.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"
#include "tests/guest/tap.h"

#define DOM0     0
#define MS       1000000ull
#define LOOKS    4000u /* each 50 ms */
#define NR_PAGES 256u /* foreign ones, from shared info on */

static uint32_t go_on; /* atomic */
static const char *abi = "fifo"; /* of its events */
static const int some_constant = 1;
static int some_data = 1;

static void say_page(const char *what, const volatile void *at, uint64_t size)
{
	struct plat_pt_mapping page;
	plat_va_t va = {(uintptr_t)at & ~(uint64_t)PLAT_PAGE_MASK};

	if (plat_query(plat_kernel_space(), va, &page)) {
		plat_printf("look: %s %#lx %#lx --- 0\n", what, va.v, size);
		return;
	}
	plat_printf("look: %s %#lx %#lx %c%c%c %#lx\n", what, va.v, size,
		    page.attr & PLAT_ATTR_R ? 'r' : '-',
		    page.attr & PLAT_ATTR_W ? 'w' : '-',
		    page.attr & PLAT_ATTR_X ? 'x' : '-',
		    page.pa.v + (va.v - page.va.v));
}

static void say_pages(void)
{
	int here = 0;

	say_page("page", NULL, PLAT_PAGE_SIZE);
	say_page("page", plat_image_start,
		 (uint64_t)(plat_image_text_end - plat_image_start));
	say_page("page", &some_constant, PLAT_PAGE_SIZE);
	say_page("page", &some_data, PLAT_PAGE_SIZE);
	say_page("page", &here, PLAT_PAGE_SIZE);
}

/* Where a pointer into shared info or a record leads outside. */
static plat_pa_t pa_of(const void *at)
{
	struct plat_pt_mapping page;

	if (plat_query(plat_kernel_space(), (plat_va_t){(uintptr_t)at}, &page))
		return plat_pa(0);
	return plat_pa(page.pa.v + ((uintptr_t)at - page.va.v));
}

static void say_vcpu(void *arg)
{
	const struct vcpu_info *record = plat_xen_vcpu_info();

	(void)arg;
	plat_printf("look: vcpu %u %s\n", plat_xen_vcpu_id(),
		    plat_lcpu_self() == 1 ? "busy" : "idle");
	plat_printf("look: record %u %#lx %#x %d\n", plat_xen_vcpu_id(),
		    pa_of(record).v, record->time.tsc_to_system_mul,
		    record->time.tsc_shift);
}

static void say_vcpus(void)
{
	for (uint32_t i = 0; i < plat_lcpu_count(); i++) {
		if (plat_lcpu_state(i) == PLAT_LCPU_OFFLINE)
			plat_printf("look: vcpu %u off\n", i);
		else
			(void)plat_lcpu_run(PLAT_LCPUS_ONE(i), say_vcpu, NULL);
	}
}

/* What Xen calls a frame that is not the domain's memory. */
static void say_frame(plat_pa_t pa)
{
	plat_printf("look: frame %#lx %#lx\n", pa.v, plat_xen_gfn(pa).v);
}

static void say_shared_info(void)
{
	const struct shared_info *shared = plat_xen_shared_info();

	say_page("page", shared, PLAT_PAGE_SIZE);
	say_frame(pa_of(shared));
	plat_printf("look: shared %#lx %u %u %#x\n", pa_of(shared).v,
		    shared->wc_version, shared->wc_sec, shared->wc_sec_hi);
}

static void say_wall_clock(void)
{
	uint64_t ns;

	if (!plat_time_wall_ns(&ns))
		plat_printf("look: wall %lu\n", ns / UINT64_C(1000000000));
}

/* A port that dom0 can have Xen raise, by what it writes into xenstore. */
static void say_port(void)
{
	uint64_t port;

	if (!plat_xen_get_param(HVM_PARAM_STORE_EVTCHN, &port))
		plat_printf("look: port %lu %s\n", port, abi);
}

/* Whether @table has @frame for dom0 in entry @grant, if its entries are
 * those of @version. */
static bool has(const void *table, unsigned int version, uint32_t grant,
		uint64_t frame)
{
	const grant_entry_v1_t *v1 = table;
	const grant_entry_v2_t *v2 = table;

	if (version == 1)
		return v1[grant].flags == GTF_permit_access &&
		       v1[grant].frame == frame;
	return v2[grant].hdr.flags == GTF_permit_access &&
	       v2[grant].full_page.frame == frame;
}

/* The first frame of the table is one of the foreign pages: the one that has
 * the grant. */
static void say_table(uint32_t grant, uint64_t frame)
{
	uint64_t first = (uintptr_t)plat_xen_shared_info();
	struct plat_pt_mapping page;

	for (uint32_t i = 0; i < NR_PAGES * 2; i++) {
		uint64_t va = first + i / 2 * PLAT_PAGE_SIZE;
		unsigned int version = 1 + i % 2;

		if (plat_query(plat_kernel_space(), (plat_va_t){va}, &page) ||
		    !has((const void *)va, version, grant, frame))
			continue;
		say_frame(pa_of((const void *)va));
		plat_printf("look: table %#lx %u\n",
			    pa_of((const void *)va).v, version);
	}
}

static void say_grants(void)
{
	plat_xen_grant_t all, reading, ended;
	plat_pa_t frame;
	uint64_t number;

	if (plat_frame_alloc(0, PLAT_FRAME_ANY, &frame) ||
	    plat_xen_grant(DOM0, frame, 0, &all) ||
	    plat_xen_grant(DOM0, frame, PLAT_XEN_GRANT_READ_ONLY, &reading) ||
	    plat_xen_grant(DOM0, frame, 0, &ended) ||
	    plat_xen_grant_end(ended))
		return;
	memcpy(plat_direct_map(frame), "granted", 8);
	number = plat_xen_gfn(frame).v;
	say_table(all.v, number);
	plat_printf("look: grant %u %#x %#lx\n", all.v, GTF_permit_access,
		    number);
	plat_printf("look: grant %u %#x %#lx\n", reading.v,
		    GTF_permit_access | GTF_readonly, number);
	plat_printf("look: grant %u 0 0\n", ended.v);
}

static void say_all(void)
{
	plat_printf("look: begin\n");
	say_pages();
	say_shared_info();
	say_wall_clock();
	say_vcpus();
	say_port();
	say_grants();
}

/* dom0 writes data/looked when it has. */
static bool looked(const char *when)
{
	char value[16];

	plat_printf("look: done %s\n", when);
	for (unsigned int i = 0; i < LOOKS; i++) {
		size_t size = sizeof(value);

		if (!plat_xen_store_read(PLAT_XEN_NO_TXN, "data/looked", value,
					 &size) &&
		    strcmp(value, when) == 0)
			return true;
		plat_time_sleep_ns(50 * MS);
	}
	return false;
}

static void be_busy(void *arg)
{
	(void)arg;
	while (!plat_atomic_load_acquire(&go_on))
		plat_cpu_relax();
}

PLAT_NOINLINE static void die(void *arg)
{
	*(volatile char *)arg = 1;
}

/* Where no range comes to be: at the base of all of them are the queues of
 * threads, which come as soon as main sleeps. */
#define NOWHERE ((void *)(PLAT_VMEM_BASE + PLAT_TIB(1)))

static void crash(uint32_t lcpu)
{
	static struct plat_lcpu_call call;

	plat_printf("look: begin\n");
	say_pages();
	plat_printf("look: crashes %u\n", lcpu);
	if (lcpu == 0)
		die(NOWHERE);
	if (!plat_lcpu_post(lcpu, &call, die, NOWHERE))
		plat_time_sleep_ns(10000 * MS);
}

int main(int argc, char *argv[])
{
	static struct plat_lcpu_call call;

	if (argc > 2) {
		(void)plat_lcpu_start(PLAT_LCPUS_OTHERS);
		crash((uint32_t)(argv[2][0] - '0'));
	}
	if (argc > 1)
		abi = argv[1];
	say_all();
	tap_ok(looked("before"), "dom0 has looked before others were started");
	if (plat_lcpu_count() == 1)
		return tap_done();
	(void)plat_lcpu_start(PLAT_LCPUS_OTHERS);
	say_all();
	(void)!plat_lcpu_post(1, &call, be_busy, NULL);
	tap_ok(looked("after"), "and after that");
	plat_atomic_store_release(&go_on, 1u);
	return tap_done();
}
