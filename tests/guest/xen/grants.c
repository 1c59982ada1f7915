/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A backend maps a frame that the guest has taken back, and writes to what
 * somebody else has by now; or the guest runs out of grants that it has given
 * back.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/string.h>
#include <plat/thread.h>
#include <plat/time.h>
#include <plat/xen/grant.h>
#include <plat/xen/store.h>

#define DOM0   0
#define SECOND UINT64_C(1000000000)
#define MOST   70000u

static plat_xen_grant_t grants[MOST];
static uint8_t seen[MOST / 8 + 1];

static bool is_first(uint32_t grant)
{
	bool was = grant >= MOST || seen[grant / 8] >> grant % 8 & 1;

	if (!was)
		seen[grant / 8] |= (uint8_t)(1u << grant % 8);
	return !was;
}

static void fill(void)
{
	bool are_unique = true;
	plat_pa_t frame;
	uint32_t nr = 0, nr_wrong = 0;
	int err = plat_frame_alloc(0, PLAT_FRAME_ANY, &frame);

	while (!err && nr < MOST) {
		err = plat_xen_grant(DOM0, frame, 0, &grants[nr]);
		if (err)
			break;
		are_unique &= is_first(grants[nr].v) && grants[nr].v >= 8;
		nr++;
	}
	tap_note("%u grants, then %s", nr, plat_errno_name(err));
	tap_ok(err == -PLAT_ENOMEM && nr > 500 && plat_xen_grants() == nr,
	       "the table is full when it is full");
	tap_ok(are_unique, "no grant is given twice, none is a reserved one");
	tap_ok(!plat_xen_grant_end(grants[nr / 2]) &&
		   plat_xen_grant_end(grants[nr / 2]) == -PLAT_ENOENT,
	       "one is taken back, once");
	tap_ok(!plat_xen_grant(DOM0, frame, PLAT_XEN_GRANT_READ_ONLY,
			       &grants[nr / 2]),
	       "and there is room for another");
	for (uint32_t i = 0; i < nr; i++)
		nr_wrong += plat_xen_grant_end(grants[i]) != 0;
	tap_ok(nr_wrong == 0 && plat_xen_grants() == 0,
	       "all are taken back");
	tap_ok(plat_xen_grant(DOM0, plat_pa(frame.v + 1), 0, grants) ==
		   -PLAT_EINVAL,
	       "no grant begins inside a page");
	tap_ok(plat_xen_grant_end((plat_xen_grant_t){1}) == -PLAT_ENOENT &&
		   plat_xen_grant_end((plat_xen_grant_t){UINT32_MAX}) ==
		       -PLAT_ENOENT,
	       "those of the toolstack, and wild ones, are not ours");
}

#define NR_THREADS 8u
#define NR_ROUNDS  2000u

static plat_pa_t shared_frame;

static int churn(void *arg)
{
	plat_xen_grant_t own[16];
	int nr_wrong = 0;

	(void)arg;
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		for (unsigned int k = 0; k < PLAT_ARRAY_SIZE(own); k++)
			nr_wrong += plat_xen_grant(DOM0, shared_frame, 0,
						   &own[k]) != 0;
		for (unsigned int k = 0; k < PLAT_ARRAY_SIZE(own); k++)
			nr_wrong += plat_xen_grant_end(own[k]) != 0;
	}
	return nr_wrong;
}

static void many(void)
{
	struct plat_thread *thread[NR_THREADS];
	int nr_wrong = plat_frame_alloc(0, PLAT_FRAME_ANY, &shared_frame);

	(void)plat_lcpu_start(PLAT_LCPUS_OTHERS);
	for (unsigned int i = 0; i < NR_THREADS; i++)
		nr_wrong += plat_thread_create(&thread[i], NULL, churn,
					       NULL) != 0;
	for (unsigned int i = 0; i < NR_THREADS && !nr_wrong; i++)
		nr_wrong += plat_thread_join(thread[i]);
	tap_ok(nr_wrong == 0 && plat_xen_grants() == 0,
	       "%u threads give and take back at one time", NR_THREADS);
}

static bool wait_until_used(plat_xen_grant_t grant, bool is_used)
{
	uint64_t end = plat_time_ns() + 20 * SECOND;

	while (plat_xen_grant_in_use(grant) != is_used &&
	       plat_time_ns() < end)
		plat_time_sleep_ns(SECOND / 50);
	return plat_xen_grant_in_use(grant) == is_used;
}

static void say_number(uint32_t number)
{
	char digits[12], *at = digits + sizeof(digits);

	do {
		*--at = (char)('0' + number % 10);
	} while (number /= 10);
	(void)!plat_xen_store_write(PLAT_XEN_NO_TXN, "data/grant", at,
				    (size_t)(digits + sizeof(digits) - at));
}

/* dom0 maps the grant that it finds in xenstore, reads, writes, and lets go
 * when data/let-go appears. */
static void mapped(void)
{
	plat_xen_grant_t grant;
	plat_pa_t frame;
	char *page;
	int err = plat_frame_alloc(0, PLAT_FRAME_ANY, &frame);

	page = plat_direct_map(frame);
	memcpy(page, "from the guest", 15);
	if (!err)
		err = plat_xen_grant(DOM0, frame, 0, &grant);
	tap_ok(!err && !plat_xen_grant_in_use(grant), "a frame is granted");
	say_number(grant.v);
	plat_printf("dom0 maps\n");
	tap_ok(wait_until_used(grant, true), "dom0 has it mapped");
	tap_ok(plat_xen_grant_end(grant) == -PLAT_EBUSY,
	       "so it cannot be taken back");
	tap_ok(plat_xen_grant_in_use(grant), "and stays as it is");
	(void)!plat_xen_store_write(PLAT_XEN_NO_TXN, "data/let-go", "1", 1);
	tap_ok(wait_until_used(grant, false), "dom0 lets go");
	tap_ok(!plat_xen_grant_end(grant), "it is taken back");
	tap_ok(strcmp(page, "from dom0") == 0, "dom0 has written there");
}

int main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : "";

	if (strcmp(what, "fill") == 0)
		fill();
	if (strcmp(what, "many") == 0)
		many();
	if (strcmp(what, "mapped") == 0)
		mapped();
	return tap_done();
}
