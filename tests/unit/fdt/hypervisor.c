/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest is taken for a hypervisor's whose calls are undefined on its host, or
 * not for that whose guest it is; or a broken tree ends it before it can say
 * anything. */
#include "tests/unit/unit.h"

#include <libfdt.h>

#include <plat/fdt.h>

#include "tests/host/support.h"

#define AT 0x48000000u

static uint8_t *tree;
static size_t size;

static int setup(void **state)
{
	(void)state;
	tree = host_load("tests/unit/fdt/virt.dtb", &size);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	free(tree);
	return 0;
}

static bool is_guest_of(const char *compatible)
{
	host_phys_reset();
	host_phys_put(AT, tree, size);
	return plat_fdt_is_guest_of(plat_pa(AT), compatible);
}

static void any_of_the_strings_will_do(void **state)
{
	(void)state;
	assert_true(is_guest_of("acme,visor-4"));
	assert_true(is_guest_of("acme,visor"));
	assert_false(is_guest_of("acme,viso"));
	assert_false(is_guest_of("linux,kvm"));
}

/* Of the same cells, elsewhere. */
static void another_nodes_string_is_none(void **state)
{
	int node = fdt_path_offset(tree, "/hypervisor");

	(void)state;
	assert_int_equal(fdt_set_name(tree, node, "hypervisos"), 0);
	assert_false(is_guest_of("acme,visor"));
}

static void what_is_no_tree_is_nobodys(void **state)
{
	(void)state;
	assert_true(is_guest_of("acme,visor"));
	assert_false(plat_fdt_is_guest_of(plat_pa(AT + 4), "acme,visor"));
	assert_false(plat_fdt_is_guest_of(plat_pa(0), "acme,visor"));
	fdt_set_magic(tree, 0);
	assert_false(is_guest_of("acme,visor"));
}

static void a_size_beyond_the_window_is_refused(void **state)
{
	(void)state;
	fdt_set_size_dt_struct(tree, UINT32_MAX);
	assert_false(is_guest_of("acme,visor"));
	fdt_set_size_dt_struct(tree, 0);
	assert_false(is_guest_of("acme,visor"));
}

/* Each byte, all its bits. */
static void no_byte_that_is_wrong_leads_astray(void **state)
{
	(void)state;
	for (size_t i = 0; i < fdt_off_dt_strings(tree); i++) {
		tree[i] ^= 0xff;
		(void)is_guest_of("acme,visor");
		tree[i] ^= 0xff;
	}
	assert_true(is_guest_of("acme,visor"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(any_of_the_strings_will_do),
		TEST(another_nodes_string_is_none),
		TEST(what_is_no_tree_is_nobodys),
		TEST(a_size_beyond_the_window_is_refused),
		TEST(no_byte_that_is_wrong_leads_astray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
