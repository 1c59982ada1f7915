/* SPDX-License-Identifier: BSD-3-Clause */
/* Who is asked for a fault, and when no more: a server that is passed by is a
 * guest that dies for nothing; one that is asked for its own fault never
 * answers. */
#include "tests/unit/unit.h"

#include <plat/errno.h>
#include <plat/fault.h>

/* The linker's names for what is in the section of that name. */
#define plat_fault_servers_begin __start_fault_servers
#define plat_fault_servers_end   __stop_fault_servers
#include "common/fault/serve.c"

#define NR_SERVERS 4u

static const struct plat_fault fault = {.va = {0x1000},
					.access = PLAT_ATTR_W};

/* What each does, and how often it was asked. */
static int answers[NR_SERVERS];
static unsigned int nr_asked[NR_SERVERS];
static unsigned int order[16], nr_calls;
static const char *reason;       /* what who refuses says */
static int has_fault = -1;       /* this one has a fault itself, */
static bool is_nested_served;    /* which somebody served, */
static char nested_why[PLAT_FAULT_WHY_BYTES]; /* or not: why */

static int serve(unsigned int number, const struct plat_fault *f, char *why,
		 size_t size)
{
	const struct plat_fault nested = {.va = {0x2000}};

	assert_int_equal(size, PLAT_FAULT_WHY_BYTES);
	order[nr_calls++ % PLAT_ARRAY_SIZE(order)] = number;
	nr_asked[number]++;
	if ((int)number == has_fault && f == &fault)
		is_nested_served = plat_fault_serve(&nested, nested_why);
	if (answers[number] && reason)
		plat_snprintf(why, size, "%s", reason);
	return answers[number];
}

static int first(const struct plat_fault *f, char *why, size_t size)
{
	return serve(0, f, why, size);
}

static int of_servers(const struct plat_fault *f, char *why, size_t size)
{
	return serve(1, f, why, size);
}

static int third(const struct plat_fault *f, char *why, size_t size)
{
	return serve(2, f, why, size);
}

static int last(const struct plat_fault *f, char *why, size_t size)
{
	return serve(3, f, why, size);
}

PLAT_USED PLAT_SECTION("fault_servers")
static const struct plat_fault_server servers[NR_SERVERS] = {
	{.serve = first},
	{.serve = of_servers, .serves_servers = true},
	{.serve = third},
	{.serve = last},
};

const char *plat_fault_place(plat_va_t va)
{
	return va.v == 0x1000 ? "here" : "there";
}

void plat_fault_entry(void *frame)
{
	(void)frame;
}

static int setup(void **state)
{
	(void)state;
	assert_ptr_equal(plat_fault_servers_begin, servers);
	assert_ptr_equal(plat_fault_servers_end, servers + NR_SERVERS);
	for (unsigned int i = 0; i < NR_SERVERS; i++)
		answers[i] = -PLAT_ENOENT;
	memset(nr_asked, 0, sizeof(nr_asked));
	nr_calls = 0;
	reason = NULL;
	has_fault = -1;
	is_nested_served = false;
	return 0;
}

static void expect_asked(unsigned int a, unsigned int b, unsigned int c,
			 unsigned int d)
{
	assert_int_equal(nr_asked[0], a);
	assert_int_equal(nr_asked[1], b);
	assert_int_equal(nr_asked[2], c);
	assert_int_equal(nr_asked[3], d);
	assert_false(plat_lcpu_get(is_serving));
}

static void they_are_asked_in_turn_until_one_serves(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES] = "old";

	(void)state;
	answers[2] = 0;
	assert_true(plat_fault_serve(&fault, why));
	expect_asked(1, 1, 1, 0);
	for (unsigned int i = 0; i < 3; i++)
		assert_int_equal(order[i], i);
	assert_string_equal(why, "");
}

static void who_would_have_to_wait_leaves_it_to_the_next(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES];

	(void)state;
	answers[0] = -PLAT_EAGAIN;
	answers[3] = 0;
	assert_true(plat_fault_serve(&fault, why));
	expect_asked(1, 1, 1, 1);
}

static void whose_it_is_decides(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES];

	(void)state;
	answers[1] = -PLAT_ENOMEM;
	answers[2] = 0;
	reason = "no frame";
	assert_false(plat_fault_serve(&fault, why));
	expect_asked(1, 1, 0, 0);
	assert_string_equal(why, "no frame");
}

static void nobodys_is_told_with_its_place(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES];
	struct plat_fault present = fault;

	(void)state;
	assert_false(plat_fault_serve(&fault, why));
	expect_asked(1, 1, 1, 1);
	assert_string_equal(why, "here: nothing is mapped there");
	present.is_present = true;
	present.va.v = 0x3000;
	assert_false(plat_fault_serve(&present, why));
	assert_string_equal(why, "there: the page does not allow it");
}

static void a_servers_fault_is_for_those_of_servers(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES];

	(void)state;
	has_fault = 0;
	answers[1] = 0;
	assert_true(plat_fault_serve(&fault, why));
	assert_true(is_nested_served);
	expect_asked(1, 2, 0, 0);
}

static void others_are_not_asked_for_it(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES];

	(void)state;
	has_fault = 2;
	answers[3] = 0;
	assert_true(plat_fault_serve(&fault, why));
	assert_false(is_nested_served);
	expect_asked(1, 2, 1, 1);
	assert_string_equal(nested_why, "there: nothing is mapped there, in "
					"the handler of a fault");
}

/* After a server's fault, served or not, the next fault is a first one. */
static void the_next_fault_is_for_all_again(void **state)
{
	char why[PLAT_FAULT_WHY_BYTES];

	others_are_not_asked_for_it(state);
	has_fault = -1;
	assert_true(plat_fault_serve(&fault, why));
	expect_asked(2, 3, 2, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(
			they_are_asked_in_turn_until_one_serves, setup),
		cmocka_unit_test_setup(
			who_would_have_to_wait_leaves_it_to_the_next, setup),
		cmocka_unit_test_setup(whose_it_is_decides, setup),
		cmocka_unit_test_setup(nobodys_is_told_with_its_place, setup),
		cmocka_unit_test_setup(
			a_servers_fault_is_for_those_of_servers, setup),
		cmocka_unit_test_setup(others_are_not_asked_for_it, setup),
		cmocka_unit_test_setup(the_next_fault_is_for_all_again, setup),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
