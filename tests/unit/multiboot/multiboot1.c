/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest that GRUB loads would start with wrong memory, or not at all. */
#include "tests/unit/bootinfo.h"

#include <plat/multiboot.h>

#include "common/multiboot/multiboot_abi.h"

#define INFO 0x10000u
#define MODS 0x11000u
#define MMAP 0x12000u
#define TEXT 0x20000u

struct entry {
	uint32_t size;
	struct mb1_mmap e;
	uint32_t extra;
};

static int parse(const struct mb1_info *info)
{
	host_phys_put(INFO, info, sizeof(*info));
	return plat_multiboot1_parse(&bi, plat_pa(INFO));
}

static void the_memory_map_is_taken(void **state)
{
	const struct entry map[] = {
		{24, {{0, 0}, {0x9fc00, 0}, 1}, 9},
		{24, {{0x7fe0000, 0}, {0x20000, 0}, 3}, 9},
		{24, {{0, 1}, {0x40000000, 2}, 1}, 9},
		{20, {{0xf0000, 0}, {0x10000, 0}, 2}, 0},
	};
	const struct mb1_info info = {
		.flags = MB1_HAS_MMAP | MB1_HAS_MEMORY,
		.mem_upper_kib = 5,
		.mmap = MMAP,
		.mmap_bytes = sizeof(map) - 4,
	};

	(void)state;
	host_phys_put(MMAP, map, sizeof(map) - 4);
	assert_int_equal(parse(&info), 0);
	assert_int_equal(bi.protocol, PLAT_PROTOCOL_MULTIBOOT1);
	assert_int_equal(bi.mrds.nr_mrds, 4);
	assert_true(has_mrd(0, 0x9fc00, PLAT_MRD_FREE));
	assert_true(has_mrd(0x7fe0000, 0x20000, PLAT_MRD_FIRMWARE));
	assert_true(has_mrd(0x100000000, 0x240000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0xf0000, 0x10000, PLAT_MRD_RESERVED));
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void a_broken_map_is_used_as_far_as_it_goes(void **state)
{
	static const uint32_t sizes[] = {0, 19, 25, UINT32_MAX};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(sizes); i++) {
		const struct entry map[] = {
			{24, {{0, 0}, {0x1000, 0}, 1}, 0},
			{sizes[i], {{0, 1}, {0x1000, 0}, 1}, 0},
		};
		const struct mb1_info info = {
			.flags = MB1_HAS_MMAP,
			.mmap = MMAP,
			.mmap_bytes = sizeof(map),
		};

		teardown(NULL);
		setup(NULL);
		host_phys_put(MMAP, map, sizeof(map));
		assert_int_equal(parse(&info), 0);
		assert_int_equal(bi.mrds.nr_mrds, 1);
		assert_true(host_log_has("map is broken at 0x1201c"));
	}
}

static void a_map_that_cannot_be_reached_is_told(void **state)
{
	const struct mb1_info info = {.flags = MB1_HAS_MMAP,
				      .mmap = MMAP,
				      .mmap_bytes = UINT32_MAX};
	const uint32_t size = 20;

	(void)state;
	assert_int_equal(parse(&info), 0);
	assert_true(host_log_has("4294967295 bytes of memory map: only"));
	assert_true(host_log_has("broken at 0x12000"));
	host_phys_reset();
	host_phys_put(MMAP, &size, sizeof(size));
	assert_int_equal(parse(&info), 0);
	assert_int_equal(bi.mrds.nr_mrds, 0);
}

static void sizes_are_the_fallback(void **state)
{
	const struct mb1_info info = {.flags = MB1_HAS_MEMORY,
				      .mem_lower_kib = 639,
				      .mem_upper_kib = 0x1f400};

	(void)state;
	assert_int_equal(parse(&info), 0);
	assert_true(has_mrd(0, 639 << 10, PLAT_MRD_FREE));
	assert_true(has_mrd(1 << 20, 0x1f400ull << 10, PLAT_MRD_FREE));
	assert_int_equal(host_log_count(PLAT_LOG_INFO), 1);
	/* Less memory than there is does no harm. */
	begin_bootinfo(1);
	assert_int_equal(plat_multiboot1_parse(&bi, plat_pa(INFO)), 0);
	assert_true(has_mrd(1 << 20, 0x1f400ull << 10, PLAT_MRD_FREE));
}

static void modules_and_command_lines_are_taken(void **state)
{
	const struct mb1_module mods[] = {
		{0x400000, 0x401388, TEXT, 0},
		{0x500000, 0x500000, 0, 0},
		{0x600000, 0x500000, 0, 0},
		{0x700000, 0x700001, 0xdead0000, 0},
	};
	const struct mb1_info info = {
		.flags = MB1_HAS_MODULES | MB1_HAS_CMDLINE | MB1_HAS_MEMORY,
		.nr_modules = 5,
		.modules = MODS,
		.cmdline = TEXT + 0x1000,
	};

	(void)state;
	host_phys_put(MODS, mods, sizeof(mods));
	host_phys_text(TEXT, "initrd");
	host_phys_text(TEXT + 0x1000, "hello -- a");
	assert_int_equal(parse(&info), 0);
	assert_string_equal(bi.cmdline, "hello -- a");
	assert_int_equal(bi.nr_modules, 2);
	assert_int_equal(bi.modules[0].data.size, 5000);
	assert_int_equal(bi.modules[0].cmdline.start.v, TEXT);
	assert_int_equal(bi.modules[0].cmdline.size, 6);
	assert_int_equal(bi.modules[1].data.start.v, 0x700000);
	assert_int_equal(bi.modules[1].cmdline.size, 0);
	assert_true(host_log_has("cannot reach module 4 at 0x11040"));
	assert_true(host_log_has("command line at 0xdead0000"));
	begin_bootinfo(1);
	assert_int_equal(plat_multiboot1_parse(&bi, plat_pa(INFO)),
			 -PLAT_ENOMEM);
}

static void what_is_not_flagged_is_not_read(void **state)
{
	const struct mb1_info info = {
		.nr_modules = 5, .modules = 1, .cmdline = 1, .mmap = 1,
		.mmap_bytes = 24, .mem_upper_kib = 1,
	};

	(void)state;
	assert_int_equal(parse(&info), -PLAT_ENOENT);
	assert_int_equal(bi.cmdline_length, 0);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
	assert_true(host_log_has("nothing tells of memory"));
}

static void no_information_is_an_error(void **state)
{
	const struct mb1_info info = {
		.flags = MB1_HAS_MODULES | MB1_HAS_CMDLINE,
		.nr_modules = UINT32_MAX, .modules = 4, .cmdline = 4};

	(void)state;
	assert_int_equal(plat_multiboot1_parse(&bi, plat_pa(INFO)),
			 -PLAT_EPROTO);
	assert_true(host_log_has("cannot reach the information at 0x10000"));
	assert_int_equal(parse(&info), -PLAT_ENOENT);
	assert_true(host_log_has("4294967295 modules: only"));
	assert_true(host_log_has("cannot reach the command line at 0x4"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_memory_map_is_taken),
		TEST(a_broken_map_is_used_as_far_as_it_goes),
		TEST(a_map_that_cannot_be_reached_is_told),
		TEST(sizes_are_the_fallback),
		TEST(modules_and_command_lines_are_taken),
		TEST(what_is_not_flagged_is_not_read),
		TEST(no_information_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
