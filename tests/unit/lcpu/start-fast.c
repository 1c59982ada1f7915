/* SPDX-License-Identifier: BSD-3-Clause */
/* A machine without a clock, or whose clock stands, waits for ever for a CPU
 * that does not come. */
#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/time.h>

#include "common/lcpu/lcpu.h"
#include "tests/host/support.h"

#define NR      2u
#define STEP_NS 20u

struct plat_lcpu_table plat_lcpu_table;

static bool has_clock;
static uint64_t nr_asked;

uint64_t plat_time_ns(void)
{
	nr_asked++;
	return has_clock ? nr_asked * STEP_NS : 0;
}

/* Tens of millions of polls, and nobody else to run. */
int sched_yield(void)
{
	return 0;
}

int plat_lcpu_reserve(uint32_t nr)
{
	(void)nr;
	return 0;
}

void plat_lcpu_place(struct plat_lcpu *lcpu)
{
	(void)lcpu;
}

void plat_lcpu_drop_data(void)
{
}

static int start(const struct plat_lcpu_id *id,
		 const struct plat_lcpu_start *how)
{
	(void)id;
	(void)how;
	return 0;
}

/* Of NR lcpus, the other one does not come. */
static void nobody_comes(void)
{
	static const struct plat_lcpu_ops ops = {.start = start};
	void *memory = NULL;

	assert_int_equal(
	    posix_memalign(&memory, 64, plat_lcpu_table_bytes(NR)), 0);
	plat_lcpu_table_init(memory, NR, 0);
	plat_lcpu_table_add(
	    &(struct plat_topology_lcpu){1, 1, PLAT_LCPU_ENABLED});
	plat_lcpu_table.ops = &ops;
	host_log_reset();
	nr_asked = 0;
	assert_int_equal(plat_lcpu_start(PLAT_LCPUS_OTHERS), 0);
	assert_int_equal(plat_lcpu_state(1), PLAT_LCPU_FAILED);
	assert_true(host_log_has("lcpu 1 (id 0x1) does not answer"));
	free(memory);
}

static void a_clock_that_stands_is_not_waited_for(void **state)
{
	(void)state;
	has_clock = false;
	nobody_comes();
}

/* However often it is asked: it is later each time. */
static void one_that_goes_is(void **state)
{
	const uint64_t ns =
	    (PLAT_LCPU_START_MS + NR * PLAT_LCPU_START_EACH_MS) * 1000000ull;

	(void)state;
	has_clock = true;
	nobody_comes();
	assert_int_equal(nr_asked, ns / STEP_NS + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clock_that_stands_is_not_waited_for),
		cmocka_unit_test(one_that_goes_is),
	};

	return cmocka_run_group_tests_name("start-fast", tests, NULL, NULL);
}
