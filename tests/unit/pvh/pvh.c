/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest would start with wrong memory, or not at all. */
#include "tests/unit/bootinfo.h"

#include <plat/pvh.h>

#include "common/pvh/pvh_abi.h"

#define START  0x6000u
#define MODS   0x6040u
#define MEMMAP 0x7000u
#define TEXT   0x20000u

static struct pvh_start_info start_info(uint32_t version)
{
	return (struct pvh_start_info){
		.magic = PVH_MAGIC, .version = version, .rsdp_pa = 0xe0000};
}

static void put_info(const struct pvh_start_info *si)
{
	host_phys_put(START, si,
		      si->version ? sizeof(*si) : PVH_VERSION_0_BYTES);
}

static int parse(void)
{
	return plat_pvh_parse(&bi, plat_pa(START));
}

static void each_type_of_memory_is_known(void **state)
{
	const struct pvh_memmap_entry map[] = {
		{0, 0x9fc00, 1, 0},        {0x9fc00, 0x400, 2, 0},
		{0x7fe0000, 0x10000, 3, 0}, {0x7ff0000, 0x10000, 4, 0},
		{0x100000, 0x1000, 5, 0},   {0x200000, 0x1000, 77, 0},
		{0x300000, 0x1000, 0, 0},   {0x100000000, 0x40000000, 1, 0},
	};
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.memmap_pa = MEMMAP;
	si.memmap_entries = PLAT_ARRAY_SIZE(map);
	put_info(&si);
	host_phys_put(MEMMAP, map, sizeof(map));
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.protocol, PLAT_PROTOCOL_PVH);
	assert_int_equal(bi.rsdp.v, 0xe0000);
	assert_int_equal(bi.mrds.nr_mrds, 8);
	assert_true(has_mrd(0, 0x9fc00, PLAT_MRD_FREE));
	assert_true(has_mrd(0x9fc00, 0x400, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x7fe0000, 0x10000, PLAT_MRD_FIRMWARE));
	assert_true(has_mrd(0x7ff0000, 0x10000, PLAT_MRD_FIRMWARE));
	assert_true(has_mrd(0x100000, 0x1000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x200000, 0x1000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x300000, 0x1000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x100000000, 0x40000000, PLAT_MRD_FREE));
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void modules_and_command_lines_are_taken(void **state)
{
	const struct pvh_module mods[] = {
		{0x400000, 5000, TEXT, 0},
		{0x500000, 1, 0, 0},
	};
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.nr_modules = 2;
	si.modlist_pa = MODS;
	si.cmdline_pa = TEXT + 0x1000;
	put_info(&si);
	host_phys_put(MODS, mods, sizeof(mods));
	host_phys_text(TEXT, "initrd one");
	host_phys_text(TEXT + 0x1000, "plat.log=debug -- a b");
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_string_equal(bi.cmdline, "plat.log=debug -- a b");
	assert_int_equal(bi.cmdline_length, 21);
	assert_int_equal(bi.nr_modules, 2);
	assert_int_equal(bi.modules[0].data.start.v, 0x400000);
	assert_int_equal(bi.modules[0].data.size, 5000);
	assert_int_equal(bi.modules[0].cmdline.start.v, TEXT);
	assert_int_equal(bi.modules[0].cmdline.size, 10);
	assert_int_equal(bi.modules[1].cmdline.size, 0);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void version_0_has_no_memory_map(void **state)
{
	struct pvh_start_info si = start_info(0);

	(void)state;
	si.cmdline_pa = TEXT;
	put_info(&si);
	host_phys_text(TEXT, "x");
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_string_equal(bi.cmdline, "x");
	assert_int_equal(bi.rsdp.v, 0xe0000);
	assert_int_equal(bi.mrds.nr_mrds, 0);
}

static void no_start_info_leaves_boot_info_alone(void **state)
{
	struct pvh_start_info si = start_info(1);
	struct plat_bootinfo before = bi;

	(void)state;
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("cannot reach the start info at 0x6000"));
	si.magic++;
	put_info(&si);
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("magic 0x336ec579 at 0x6000"));
	assert_memory_equal(&before, &bi, sizeof(bi));
}

static void a_start_info_cut_off_is_used_as_far_as_it_goes(void **state)
{
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.memmap_entries = 4;
	host_phys_put(START, &si, PVH_VERSION_0_BYTES);
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_true(host_log_has("cut off"));
	assert_int_equal(bi.rsdp.v, 0xe0000);
}

static void what_cannot_be_reached_is_named(void **state)
{
	const struct pvh_module mods[] = {{0x400000, 1, 0xdead0000, 0}};
	const struct pvh_memmap_entry map[] = {{0, 0x1000, 1, 0}};
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.nr_modules = 3;
	si.modlist_pa = MODS;
	si.cmdline_pa = 0xbad0000;
	si.memmap_pa = MEMMAP;
	si.memmap_entries = 2;
	put_info(&si);
	host_phys_put(MODS, mods, sizeof(mods));
	host_phys_put(MEMMAP, map, sizeof(map));
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.nr_modules, 1);
	assert_true(has_mrd(0, 0x1000, PLAT_MRD_FREE));
	assert_true(host_log_has("module's command line at 0xdead0000"));
	assert_true(host_log_has("cannot reach module 1 at 0x6060"));
	assert_true(host_log_has("command line at 0xbad0000"));
	assert_true(host_log_has("memory map at 0x7018"));
}

static void counts_that_lie_are_bounded(void **state)
{
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.nr_modules = UINT32_MAX;
	si.modlist_pa = UINT64_MAX - 40;
	si.memmap_pa = UINT64_MAX;
	si.memmap_entries = UINT32_MAX;
	put_info(&si);
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_true(host_log_has("4294967295 modules: none"));
	assert_true(host_log_has("4294967295 entries in the memory map"));
}

static void modules_that_are_refused_do_not_end_it(void **state)
{
	struct pvh_module mods[PLAT_MODULES_MAX + 3];
	struct pvh_start_info si = start_info(1);

	(void)state;
	for (uint32_t i = 0; i < PLAT_ARRAY_SIZE(mods); i++)
		mods[i] = (struct pvh_module){0x100000 * (i + 1), 9, 0, 0};
	mods[0].size = 0;
	mods[1].size = UINT64_MAX;
	si.nr_modules = PLAT_ARRAY_SIZE(mods);
	si.modlist_pa = MODS;
	put_info(&si);
	host_phys_put(MODS, mods, sizeof(mods));
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(bi.nr_modules, PLAT_MODULES_MAX);
	assert_true(has_mrd(0x100000 * PLAT_ARRAY_SIZE(mods), 9,
			    PLAT_MRD_INITRD));
}

static void a_full_list_is_an_error(void **state)
{
	const struct pvh_memmap_entry map[] = {
		{0, 0x1000, 2, 0}, {0x2000, 0x1000, 2, 0}};
	const struct pvh_module mods[] = {{0x400000, 1, 0, 0}};
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.memmap_pa = MEMMAP;
	si.memmap_entries = 2;
	put_info(&si);
	host_phys_put(MEMMAP, map, sizeof(map));
	host_phys_put(MODS, mods, sizeof(mods));
	begin_bootinfo(1);
	assert_int_equal(parse(), -PLAT_ENOMEM);
	begin_bootinfo(2);
	assert_int_equal(parse(), 0);
	host_phys_reset();
	si.nr_modules = 1;
	si.modlist_pa = MODS;
	put_info(&si);
	host_phys_put(MEMMAP, map, sizeof(map));
	host_phys_put(MODS, mods, sizeof(mods));
	begin_bootinfo(2);
	assert_int_equal(parse(), -PLAT_ENOMEM);
}

static void a_command_line_may_cross_pages_and_be_too_long(void **state)
{
	static char text[PLAT_CMDLINE_MAX + 16];
	struct pvh_start_info si = start_info(1);

	(void)state;
	memset(text, 'x', sizeof(text) - 1);
	si.cmdline_pa = TEXT + 0xffc;
	put_info(&si);
	host_phys_put(si.cmdline_pa, text, sizeof(text));
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(bi.cmdline_length, PLAT_CMDLINE_MAX - 1);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
}

/* Where memory ends, there is no more to be mapped behind it. */
static void a_command_line_may_lie_at_the_end_of_memory(void **state)
{
	struct pvh_start_info si = start_info(1);

	(void)state;
	si.cmdline_pa = TEXT + 0xf00;
	put_info(&si);
	host_phys_text(si.cmdline_pa, "-- last");
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_string_equal(bi.cmdline, "-- last");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_type_of_memory_is_known),
		TEST(modules_and_command_lines_are_taken),
		TEST(version_0_has_no_memory_map),
		TEST(no_start_info_leaves_boot_info_alone),
		TEST(a_start_info_cut_off_is_used_as_far_as_it_goes),
		TEST(what_cannot_be_reached_is_named),
		TEST(counts_that_lie_are_bounded),
		TEST(modules_that_are_refused_do_not_end_it),
		TEST(a_full_list_is_an_error),
		TEST(a_command_line_may_lie_at_the_end_of_memory),
		TEST(a_command_line_may_cross_pages_and_be_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
