/* SPDX-License-Identifier: BSD-3-Clause */
/* What a boot loader hands over is taken in whole, cut, or refused, and the
 * log says which: never believed where it cannot be true. */
#include "tests/unit/unit.h"

#include "common/bootinfo/bootinfo.h"
#include "tests/host/support.h"

#include <plat/errno.h>

static struct plat_bootinfo *const bi = &plat_boot_info;

static int begin(void **state)
{
	(void)state;
	host_log_reset();
	memset(bi, 0xa5, sizeof(*bi));
	plat_bootinfo_init(bi, PLAT_PROTOCOL_PVH);
	return 0;
}

static struct plat_pa_range range(uint64_t start, uint64_t size)
{
	return (struct plat_pa_range){{start}, size};
}

static int add_module(uint64_t start, uint64_t size, uint64_t cmdline,
		      uint64_t length)
{
	return plat_bootinfo_add_module(bi, range(start, size),
					range(cmdline, length));
}

static void add_region(enum plat_mrd_type type, uint64_t start, uint64_t size)
{
	assert_int_equal(plat_bootinfo_add_region(bi, range(start, size), type,
						  "test"), 0);
}

static unsigned int nr_warnings(void)
{
	return host_log_count(PLAT_LOG_WARN) + host_log_count(PLAT_LOG_ERR);
}

static void it_begins_empty(void **state)
{
	(void)state;
	assert_ptr_equal(plat_bootinfo(), bi);
	assert_int_equal(bi->protocol, PLAT_PROTOCOL_PVH);
	assert_null(bi->frontend);
	assert_int_equal(bi->mrds.nr_mrds, 0);
	assert_int_equal(bi->mrds.capacity, PLAT_MRD_MAX);
	assert_int_equal(bi->nr_modules, 0);
	assert_int_equal(bi->rsdp.v, 0);
	assert_int_equal(bi->devicetree.size, 0);
	assert_int_equal(bi->cmdline_length, 0);
	assert_string_equal(bi->cmdline, "");
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(nr_warnings(), 0);
}

static void protocols_have_names(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < PLAT_NR_PROTOCOLS; i++)
		assert_string_not_equal(
		    plat_protocol_name((enum plat_protocol)i), "?");
	assert_string_equal(plat_protocol_name(PLAT_PROTOCOL_PVH), "pvh");
	assert_string_equal(plat_protocol_name(PLAT_NR_PROTOCOLS), "?");
	assert_string_equal(plat_protocol_name((enum plat_protocol)-1), "?");
}

/* The defect elsewhere: a length of just the buffer's size was let through,
 * and the terminator written behind it. */
static void a_command_line_as_long_as_the_buffer_is_cut(void **state)
{
	static const size_t lengths[] = {
		0, 1, PLAT_CMDLINE_MAX - 2, PLAT_CMDLINE_MAX - 1,
		PLAT_CMDLINE_MAX, PLAT_CMDLINE_MAX + 1, 3 * PLAT_CMDLINE_MAX,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++) {
		char *text = malloc(lengths[i] + 1);
		struct plat_bootinfo *own = malloc(sizeof(*own));
		size_t kept = lengths[i] < PLAT_CMDLINE_MAX
				  ? lengths[i] : PLAT_CMDLINE_MAX - 1;

		host_log_reset();
		memset(text, 'x', lengths[i]);
		plat_bootinfo_init(own, PLAT_PROTOCOL_PVH);
		plat_bootinfo_set_cmdline(own, text, lengths[i]);
		assert_int_equal(own->cmdline_length, kept);
		assert_int_equal(strlen(own->cmdline), kept);
		assert_int_equal(nr_warnings(), kept != lengths[i]);
		free(own);
		free(text);
	}
}

static void a_command_line_ends_at_its_nul(void **state)
{
	(void)state;
	plat_bootinfo_set_cmdline(bi, "a b\0c", 5);
	assert_int_equal(bi->cmdline_length, 3);
	assert_string_equal(bi->cmdline, "a b");
	plat_bootinfo_set_cmdline(bi, "abc", 2);
	assert_string_equal(bi->cmdline, "ab");
}

static void a_module_is_kept_and_its_memory_too(void **state)
{
	(void)state;
	add_region(PLAT_MRD_FREE, 0, 0x100000);
	assert_int_equal(add_module(0x4100, 0x1234, 0x8010, 9), 0);
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(bi->nr_modules, 1);
	assert_int_equal(bi->modules[0].data.start.v, 0x4100);
	assert_int_equal(bi->modules[0].data.size, 0x1234);
	assert_int_equal(bi->modules[0].cmdline.size, 9);
	assert_int_equal(plat_mrd_total(&bi->mrds, PLAT_MRD_INITRD), 0x2000);
	assert_int_equal(plat_mrd_total(&bi->mrds, PLAT_MRD_CMDLINE), 0x1000);
	assert_int_equal(nr_warnings(), 0);
	assert_int_equal(host_log_count(PLAT_LOG_INFO), bi->mrds.nr_mrds);
	assert_true(host_log_has("initrd (module)"));
	assert_true(host_log_has("0x00000000004000-0x00000000005fff"));
}

static void a_module_that_cannot_be_is_refused(void **state)
{
	(void)state;
	assert_int_equal(add_module(0x1000, 0, 0, 0), 0);
	assert_int_equal(add_module(UINT64_MAX, 2, 0, 0), 0);
	assert_int_equal(bi->nr_modules, 0);
	assert_int_equal(bi->mrds.nr_mrds, 0);
	assert_int_equal(nr_warnings(), 2);
	assert_int_equal(add_module(0x1000, 1, UINT64_MAX - 5, 7), 0);
	assert_int_equal(bi->modules[0].cmdline.size, 0);
	assert_int_equal(nr_warnings(), 3);
}

static void a_module_too_many_still_has_its_memory(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < PLAT_MODULES_MAX; i++)
		assert_int_equal(add_module((2 * i + 2) * 0x1000, 1, 0, 0), 0);
	assert_int_equal(nr_warnings(), 0);
	assert_int_equal(add_module(0x900000, 1, 0, 0), 0);
	assert_int_equal(nr_warnings(), 1);
	assert_int_equal(bi->nr_modules, PLAT_MODULES_MAX);
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_non_null(plat_mrd_find(&bi->mrds, plat_pa(0x900000)));
}

static void modules_may_share_a_page(void **state)
{
	(void)state;
	assert_int_equal(add_module(0x4000, 0x1800, 0x6f00, 0x80), 0);
	assert_int_equal(add_module(0x5800, 0x1700, 0x6f80, 0x200), 0);
	add_region(PLAT_MRD_DEVICETREE, 0x7400, 0x100);
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(bi->nr_modules, 2);
	assert_int_equal(bi->modules[1].cmdline.size, 0x200);
	assert_int_equal(nr_warnings(), 0);
}

static void a_module_that_lost_memory_is_dropped(void **state)
{
	(void)state;
	add_region(PLAT_MRD_RESERVED, 0x5000, 0x1000);
	add_region(PLAT_MRD_RESERVED, 0x21000, 0x1000);
	assert_int_equal(add_module(0x4000, 0x1001, 0, 0), 0);
	assert_int_equal(add_module(0x10000, 0x5000, 0x21800, 10), 0);
	assert_int_equal(add_module(0x30000, 0x1000, 0x40000, 10), 0);
	assert_int_equal(add_module(0x20800, 0x1000, 0x40010, 10), 0);
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(bi->nr_modules, 2);
	assert_int_equal(bi->modules[0].data.start.v, 0x10000);
	assert_int_equal(bi->modules[0].cmdline.size, 0);
	assert_int_equal(bi->modules[1].data.start.v, 0x30000);
	assert_int_equal(bi->modules[1].cmdline.size, 10);
	assert_int_equal(nr_warnings(), 3);
}

/* A parser may put a module into the table by itself, as a whole. */
static void a_module_with_a_hole_in_it_is_dropped(void **state)
{
	(void)state;
	add_region(PLAT_MRD_INITRD, 0x4000, 0x1000);
	add_region(PLAT_MRD_INITRD, 0x6000, 0x8000);
	bi->modules[0] = (struct plat_module){.data = range(0x4000, 0x3000)};
	bi->nr_modules = 1;
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(bi->nr_modules, 0);
}

static void a_module_at_the_end_of_all_memory(void **state)
{
	(void)state;
	assert_int_equal(add_module(UINT64_MAX - 0x1fff, 0x1000, 0, 0), 0);
	assert_int_equal(add_module(UINT64_MAX - 0x3fff, 0x4000, 0, 0), 0);
	plat_bootinfo_finish(bi, UINT64_MAX);
	/* The last page belongs to no region, so the second lost it. */
	assert_int_equal(bi->nr_modules, 1);
	assert_int_equal(bi->modules[0].data.size, 0x1000);
}

static void types_have_their_attributes(void **state)
{
	static const plat_attr_t expected[PLAT_NR_MRD_TYPES] = {
		PLAT_ATTR_RW, PLAT_ATTR_RW, PLAT_ATTR_R, PLAT_ATTR_R,
		PLAT_ATTR_R, PLAT_ATTR_R, 0, PLAT_ATTR_RW | PLAT_ATTR_DEVICE,
		PLAT_ATTR_RW, PLAT_ATTR_R, PLAT_ATTR_RX,
	};

	(void)state;
	for (unsigned int i = 0; i < PLAT_NR_MRD_TYPES; i++) {
		add_region((enum plat_mrd_type)i, 0x1000, 0x1000);
		assert_int_equal(bi->mrds.mrds[i].attr, expected[i]);
		assert_int_equal(bi->mrds.mrds[i].type, i);
	}
	add_region((enum plat_mrd_type)(256 + PLAT_MRD_FREE), 0, 0x1000);
	assert_int_equal(bi->mrds.mrds[PLAT_NR_MRD_TYPES].type,
			 PLAT_MRD_RESERVED);
}

static void faults_are_logged_once(void **state)
{
	(void)state;
	add_region(PLAT_MRD_FREE, 0x1001, 0x1000);
	add_region(PLAT_MRD_FREE, UINT64_MAX - 0x2fff, 0x10000);
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(nr_warnings(), 1);
	assert_true(host_log_has("1 empty, 1 wrapped, 0 of unknown type"));
}

static void too_many_regions_fail(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < PLAT_MRD_MAX; i++)
		add_region(PLAT_MRD_RESERVED, i * 0x4000, 0x1000);
	assert_int_equal(add_module(0x800000, 0x1000, 0, 0), -PLAT_ENOMEM);
	assert_int_equal(bi->nr_modules, 0);
}

static void the_most_pieces_that_there_can_be_have_room(void **state)
{
	(void)state;
	add_region(PLAT_MRD_HOLE, 0, PLAT_MRD_MAX * 0x4000ull);
	for (unsigned int i = 1; i < PLAT_MRD_MAX; i++)
		add_region(PLAT_MRD_RESERVED, i * 0x4000, 0x1000);
	plat_bootinfo_finish(bi, UINT64_MAX);
	assert_int_equal(bi->mrds.nr_mrds, 2 * PLAT_MRD_MAX - 1);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 0);
}

static void memory_that_cannot_be_reached_is_told(void **state)
{
	(void)state;
	add_region(PLAT_MRD_FREE, 0x1000, 0x10000);
	add_region(PLAT_MRD_FREE, 1ull << 48, 0x200000);
	plat_bootinfo_finish(bi, 1ull << 46);
	assert_int_equal(plat_bootinfo_ram_bytes(bi), 0x10000);
	assert_true(host_log_has("2048 KiB above 0x400000000000 cannot be "
				 "reached"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_begins_empty, begin),
		cmocka_unit_test_setup(protocols_have_names, begin),
		cmocka_unit_test_setup(
		    a_command_line_as_long_as_the_buffer_is_cut, begin),
		cmocka_unit_test_setup(a_command_line_ends_at_its_nul, begin),
		cmocka_unit_test_setup(a_module_is_kept_and_its_memory_too,
				       begin),
		cmocka_unit_test_setup(a_module_that_cannot_be_is_refused,
				       begin),
		cmocka_unit_test_setup(a_module_too_many_still_has_its_memory,
				       begin),
		cmocka_unit_test_setup(modules_may_share_a_page, begin),
		cmocka_unit_test_setup(a_module_that_lost_memory_is_dropped,
				       begin),
		cmocka_unit_test_setup(a_module_with_a_hole_in_it_is_dropped,
				       begin),
		cmocka_unit_test_setup(a_module_at_the_end_of_all_memory,
				       begin),
		cmocka_unit_test_setup(types_have_their_attributes, begin),
		cmocka_unit_test_setup(faults_are_logged_once, begin),
		cmocka_unit_test_setup(
		    memory_that_cannot_be_reached_is_told, begin),
		cmocka_unit_test_setup(
			the_most_pieces_that_there_can_be_have_room, begin),
		cmocka_unit_test_setup(too_many_regions_fail,
				       begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
