/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest that EFI booted would start with wrong memory, or not at all. */
#include "tests/unit/bootinfo.h"

#include <plat/efi.h>

#include "common/efi/handover.h"

#define HANDOVER 0x7000u
#define REGIONS  0x8000u
#define TEXT     0x20000u
#define TREE     0x40000u

static struct plat_efi_region regions[8];
static struct plat_efi_handover h;

static int begin(void **state)
{
	h = (struct plat_efi_handover){
		.magic = PLAT_EFI_MAGIC,
		.regions_pa = REGIONS,
		.rsdp_pa = 0x7fe014,
	};
	return setup(state);
}

static void add(enum plat_mrd_type type, uint64_t start, uint64_t size)
{
	regions[h.nr_regions++] = (struct plat_efi_region){start, size, type};
}

static int parse(void)
{
	host_phys_put(HANDOVER, &h, sizeof(h));
	if (h.nr_regions && h.nr_regions <= PLAT_ARRAY_SIZE(regions))
		host_phys_put(REGIONS, regions,
			      h.nr_regions * sizeof(*regions));
	return plat_efi_parse(&bi, plat_pa(HANDOVER));
}

static void all_that_was_handed_over_is_taken(void **state)
{
	static const uint8_t header[] = {0xd0, 0x0d, 0xfe, 0xed,
					 0x00, 0x01, 0x00, 0x01};

	(void)state;
	add(PLAT_MRD_FREE, 0x100000, 0x100000);
	h.cmdline_pa = TEXT;
	h.cmdline_bytes = 4;
	h.initrd_pa = 0x140000;
	h.initrd_bytes = 5000;
	h.devicetree_pa = TREE;
	host_phys_put(TEXT, "-- ab", 5);
	host_phys_put(TREE, header, sizeof(header));
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.protocol, PLAT_PROTOCOL_EFI);
	assert_int_equal(bi.rsdp.v, 0x7fe014);
	assert_string_equal(bi.cmdline, "-- a");
	assert_int_equal(bi.nr_modules, 1);
	assert_int_equal(bi.modules[0].data.start.v, 0x140000);
	assert_int_equal(bi.modules[0].data.size, 5000);
	assert_int_equal(bi.devicetree.start.v, TREE);
	assert_int_equal(bi.devicetree.size, 0x10001);
	assert_int_equal(bi.mrds.nr_mrds, 3);
	assert_true(has_mrd(0x100000, 0x100000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x140000, 5000, PLAT_MRD_INITRD));
	assert_true(has_mrd(TREE, 0x10001, PLAT_MRD_DEVICETREE));
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void what_is_not_there_is_left_out(void **state)
{
	(void)state;
	h.rsdp_pa = 0;
	add(PLAT_MRD_FREE, 0x100000, 0x1000);
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.rsdp.v, 0);
	assert_int_equal(bi.cmdline_length, 0);
	assert_int_equal(bi.nr_modules, 0);
	assert_int_equal(bi.devicetree.size, 0);
	assert_int_equal(bi.mrds.nr_mrds, 1);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void no_handover_leaves_boot_info_alone(void **state)
{
	struct plat_bootinfo before = bi;

	(void)state;
	assert_int_equal(plat_efi_parse(&bi, plat_pa(HANDOVER)),
			 -PLAT_EPROTO);
	assert_true(host_log_has("no handover of our stub at 0x7000"));
	host_log_reset();
	h.magic++;
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("no handover of our stub at 0x7000"));
	assert_memory_equal(&before, &bi, sizeof(bi));
}

static void no_map_is_an_error(void **state)
{
	(void)state;
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(bi.rsdp.v, 0x7fe014);
}

static void what_cannot_be_reached_is_named(void **state)
{
	(void)state;
	h.nr_regions = 1;
	h.regions_pa = 0xdead0000;
	h.cmdline_pa = 0xbad0000;
	h.cmdline_bytes = 7;
	h.devicetree_pa = 0xbeef0000;
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_true(host_log_has("efi: no memory map"));
	assert_true(host_log_has("command line at 0xbad0000"));
	assert_true(host_log_has("no devicetree at 0xbeef0000"));
}

static void what_is_no_devicetree_is_left_alone(void **state)
{
	static const uint8_t others[][8] = {
		{0xd0, 0x0d, 0xfe, 0xee, 0, 1, 0, 0},
		{0xed, 0xfe, 0x0d, 0xd0, 0, 1, 0, 0},
		{0xd0, 0x0d, 0xfe, 0xed, 0, 0, 0, 39},
	};

	(void)state;
	h.devicetree_pa = TREE;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(others); i++) {
		host_log_reset();
		host_phys_put(TREE, others[i], sizeof(others[i]));
		assert_int_equal(parse(), -PLAT_ENOENT);
		assert_true(host_log_has("no devicetree at 0x40000"));
		assert_int_equal(bi.devicetree.size, 0);
		host_phys_reset();
	}
}

static void sizes_that_lie_are_bounded(void **state)
{
	static char text[PLAT_CMDLINE_MAX + 16];

	(void)state;
	regions[0] = (struct plat_efi_region){0, 0x1000, PLAT_MRD_FREE};
	host_phys_put(REGIONS, regions, sizeof(regions[0]));
	h.nr_regions = UINT32_MAX;
	h.cmdline_pa = TEXT;
	h.cmdline_bytes = UINT32_MAX;
	h.initrd_pa = 0x1000;
	h.initrd_bytes = UINT64_MAX;
	memset(text, 'x', sizeof(text));
	host_phys_put(TEXT, text, sizeof(text));
	assert_int_equal(parse(), 0);
	assert_true(host_log_has("efi: no memory map"));
	assert_int_equal(bi.cmdline_length, PLAT_CMDLINE_MAX - 1);
	assert_int_equal(bi.nr_modules, 0);
}

static int wall(struct efi_time time, uint64_t *ns)
{
	uint64_t counter = 0;
	int status;

	h.time = time;
	h.counter = 0x1234567890;
	host_phys_reset();
	begin_bootinfo(PLAT_MRD_MAX);
	assert_int_equal(parse(), -PLAT_ENOENT);
	status = plat_efi_wall_ns(ns, &counter);
	assert_true(status || counter == 0x1234567890);
	return status;
}

#define LEAP_DAY UINT64_C(1835440496) /* date -u -d '2028-02-29 12:34:56' */

static void the_clock_has_a_zone_or_none(void **state)
{
	struct efi_time t = {.year = 2028, .month = 2, .day = 29, .hour = 12,
			     .minute = 34, .second = 56, .ns = 7};
	uint64_t ns;

	(void)state;
	assert_int_equal(wall(t, &ns), 0);
	assert_true(ns == LEAP_DAY * 1000000000 + 7);
	t.zone = EFI_UNSPECIFIED_ZONE;
	assert_int_equal(wall(t, &ns), 0);
	assert_true(ns == LEAP_DAY * 1000000000 + 7);
	t.zone = 480; /* Pacific standard time: 2.10, 8.3.1 */
	assert_int_equal(wall(t, &ns), 0);
	assert_true(ns == (LEAP_DAY + 8 * 3600) * 1000000000 + 7);
	t.zone = -60;
	assert_int_equal(wall(t, &ns), 0);
	assert_true(ns == (LEAP_DAY - 3600) * 1000000000 + 7);
}

static void a_clock_may_be_wrong_or_absent(void **state)
{
	struct efi_time t = {.year = 2027, .month = 2, .day = 29};
	uint64_t ns;

	(void)state;
	assert_int_equal(wall(t, &ns), -PLAT_EINVAL);
	t.year = 2501;
	t.day = 1;
	assert_int_equal(wall(t, &ns), -PLAT_EINVAL);
	t.year = 2500;
	assert_int_equal(wall(t, &ns), 0);
	t.ns = 1000000000;
	assert_int_equal(wall(t, &ns), -PLAT_EINVAL);
	t.year = 0;
	assert_int_equal(wall(t, &ns), -PLAT_ENOENT);
}

static void a_full_list_is_an_error(void **state)
{
	(void)state;
	add(PLAT_MRD_RESERVED, 0x100000, 0x1000);
	add(PLAT_MRD_RESERVED, 0x200000, 0x1000);
	begin_bootinfo(1);
	assert_int_equal(parse(), -PLAT_ENOMEM);
	host_phys_reset();
	h.initrd_pa = 0x300000;
	h.initrd_bytes = 1;
	begin_bootinfo(2);
	assert_int_equal(parse(), -PLAT_ENOMEM);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_that_was_handed_over_is_taken),
		TEST(what_is_not_there_is_left_out),
		TEST(no_handover_leaves_boot_info_alone),
		TEST(no_map_is_an_error),
		TEST(what_cannot_be_reached_is_named),
		TEST(what_is_no_devicetree_is_left_alone),
		TEST(sizes_that_lie_are_bounded),
		TEST(the_clock_has_a_zone_or_none),
		TEST(a_clock_may_be_wrong_or_absent),
		TEST(a_full_list_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
