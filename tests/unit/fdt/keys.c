/* SPDX-License-Identifier: BSD-3-Clause */
/* A machine with a devicetree could not be told to go off; or a broken tree
 * makes the guest read beyond it. */
#include "tests/unit/unit.h"

#include <libfdt.h>

#include <plat/errno.h>
#include <plat/fdt.h>

#include "tests/host/support.h"

static uint8_t *tree;
static size_t size;
static struct plat_fdt_key key;

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

static int find(void)
{
	return plat_fdt_power_key(tree, size, &key);
}

static void it_is_a_pin_of_a_pl061(void **state)
{
	(void)state;
	assert_int_equal(find(), 0);
	assert_int_equal(key.regs.start.v, 0x9030000);
	assert_int_equal(key.regs.size, 0x1000);
	assert_int_equal(key.pin, 3);
	assert_true(key.active_low);
	assert_int_equal(key.irq.intid, 32 + 7);
	assert_true(key.irq.level);
}

static void set_cell(const char *path, const char *name, unsigned int i,
		     uint32_t value)
{
	int node = fdt_path_offset(tree, path), length;
	fdt32_t *cells = (fdt32_t *)(uintptr_t)fdt_getprop(tree, node, name,
							   &length);

	assert_non_null(cells);
	assert_true(length > (int)(i * 4));
	cells[i] = cpu_to_fdt32(value);
}

#define REFUSED(path, name, i, value)                                     \
	do {                                                              \
		teardown(NULL);                                           \
		setup(NULL);                                              \
		set_cell(path, name, i, value);                           \
		assert_int_equal(find(), -PLAT_EPROTO);                   \
	} while (0)

static void one_that_is_not_sound_is_refused(void **state)
{
	(void)state;
	REFUSED("/gpio-keys/poweroff", "gpios", 0, 0xdead);
	REFUSED("/gpio-keys/poweroff", "gpios", 1, 8);
	REFUSED("/pl061@9030000", "interrupts", 0, 1);
	REFUSED("/pl061@9030000", "interrupts", 1, 988);
	REFUSED("/pl061@9030000", "compatible", 3, 0x78787878);
	REFUSED("/", "#address-cells", 0, 1);
	REFUSED("/", "#size-cells", 0, 3);
}

static void other_keys_are_none(void **state)
{
	(void)state;
	set_cell("/gpio-keys/poweroff", "linux,code", 0, 115);
	assert_int_equal(find(), -PLAT_ENOENT);
}

/* Every length, in a piece of memory of that length. */
static void a_tree_that_is_cut_is_refused(void **state)
{
	size_t end = fdt_off_dt_strings(tree) + fdt_size_dt_strings(tree);

	(void)state;
	for (size_t cut = 0; cut < end; cut++) {
		uint8_t *part = malloc(cut + 1);

		memcpy(part, tree, cut);
		assert_int_equal(plat_fdt_power_key(part, cut, &key),
				 -PLAT_EPROTO);
		free(part);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_a_pin_of_a_pl061),
		TEST(one_that_is_not_sound_is_refused),
		TEST(other_keys_are_none),
		TEST(a_tree_that_is_cut_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
