/* SPDX-License-Identifier: BSD-3-Clause */
/* Two lcpus get the same grant; or one ends while Xen, on another CPU, begins to
 * map it, and both believe that they were first. Under ThreadSanitizer: what an
 * entry grants is ordinary memory of its owner's. */
#include "tests/unit/xen/grants.h"

#include <pthread.h>

#include <plat/atomic.h>

#define NR_THREADS 8u
#define NR_ROUNDS  4000u
#define NR_HELD    12u

static uint64_t owners[PLAT_XEN_GRANTS_MOST];
static uint32_t is_over;
static uint32_t nr_mapped, nr_busy;

static void check(bool ok)
{
	if (!ok)
		abort();
}

static void end(uint32_t grant)
{
	int err;

	while ((err = plat_xen_grant_take(&table, grant)) == -PLAT_EBUSY)
		plat_atomic_add_relaxed(&nr_busy, 1);
	check(!err);
}

static void *churn(void *arg)
{
	uint64_t me = (uintptr_t)arg;
	uint32_t held[NR_HELD];

	for (uint32_t i = 0; i < NR_ROUNDS; i++) {
		for (uint32_t k = 0; k < NR_HELD; k++) {
			check(!give(me, &held[k]));
			owners[held[k]] = me;
		}
		for (uint32_t k = 0; k < NR_HELD; k++) {
			check(owners[held[k]] == me);
			end(held[k]);
		}
	}
	return NULL;
}

/* While it is mapped its owner has not got it back. */
static void stay(uint32_t grant)
{
	for (int i = 0; i < 100; i++)
		check(plat_atomic_load_seq_cst(&table.taken[grant / 64]) >>
			  grant % 64 & 1);
}

/* What Xen does when another domain maps and lets go. */
static bool map_v1(uint32_t grant)
{
	uint32_t *head = (uint32_t *)(void *)&frames[grant / 512]
						    [grant % 512 * 8];
	uint32_t seen = plat_atomic_load_acquire(head);

	if (!(seen & GTF_permit_access) ||
	    plat_atomic_cas_seq_cst(head, seen, seen | GTF_reading) != seen)
		return false;
	check(plat_atomic_load_acquire(head) == (seen | GTF_reading));
	stay(grant);
	plat_atomic_and_release(head, ~(uint32_t)GTF_reading);
	return true;
}

static bool map_v2(uint32_t grant)
{
	uint32_t *head = (uint32_t *)(void *)&frames[grant / 256]
						    [grant % 256 * 16];
	uint16_t *status = &statuses[grant / 256][grant % 256];
	uint32_t seen = plat_atomic_load_acquire(head);
	bool is_mapped;

	if (!(seen & GTF_permit_access))
		return false;
	plat_atomic_store_seq_cst(status, (uint16_t)GTF_reading);
	is_mapped = plat_atomic_load_seq_cst(head) == seen;
	if (is_mapped)
		stay(grant);
	plat_atomic_store_seq_cst(status, (uint16_t)0);
	return is_mapped;
}

static void *play_xen(void *arg)
{
	(void)arg;
	while (!plat_atomic_load_relaxed(&is_over)) {
		for (uint32_t grant = 8; grant < 200; grant++)
			nr_mapped += table.version == 1 ? map_v1(grant)
							: map_v2(grant);
	}
	return NULL;
}

static void run(unsigned int version)
{
	pthread_t threads[NR_THREADS], xen;

	begin(version, 64);
	is_over = nr_mapped = nr_busy = 0;
	assert_int_equal(pthread_create(&xen, NULL, play_xen, NULL), 0);
	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, churn,
						(void *)(i + 1)), 0);
	for (unsigned int i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	plat_atomic_store_relaxed(&is_over, 1);
	assert_int_equal(pthread_join(xen, NULL), 0);
	assert_int_equal(table.nr_given, 0);
	assert_int_equal(table.taken[0], 0xff);
	for (uint32_t i = 1; i < PLAT_ARRAY_SIZE(table.taken); i++)
		assert_int_equal(table.taken[i], 0);
	print_message("# mapped %u times, busy %u times\n", nr_mapped, nr_busy);
}

static void version_1(void **state)
{
	(void)state;
	run(1);
}

static void version_2(void **state)
{
	(void)state;
	run(2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(version_1),
		cmocka_unit_test(version_2),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
