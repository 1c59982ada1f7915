/* SPDX-License-Identifier: BSD-3-Clause */
/* Texts and modules are taken from where a boot loader left them, by whatever
 * protocol: as far as they go, and no further. */
#include "tests/unit/bootinfo.h"

#include <plat/view.h>

#define TEXT 0x20000u

static struct plat_view view;

static struct plat_pa_range range(uint64_t start, uint64_t size)
{
	return (struct plat_pa_range){{start}, size};
}

static void take_cmdline(struct plat_pa_range text)
{
	plat_bootinfo_take_cmdline(&bi, &view, text);
	plat_view_close(&view);
}

static int take_module(struct plat_pa_range data, struct plat_pa_range text)
{
	int status = plat_bootinfo_take_module(&bi, &view, data, text);

	plat_view_close(&view);
	return status;
}

static void a_text_ends_at_its_nul(void **state)
{
	(void)state;
	host_phys_text(TEXT, "one two");
	take_cmdline(plat_bootinfo_text(TEXT));
	assert_string_equal(bi.cmdline, "one two");
	assert_int_equal(take_module(range(0x400000, 9),
				     plat_bootinfo_text(TEXT + 4)), 0);
	assert_int_equal(bi.modules[0].cmdline.start.v, TEXT + 4);
	assert_int_equal(bi.modules[0].cmdline.size, 3);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

/* Nothing behind it is there: the sanitizer sees a look at it. */
static void a_text_ends_where_its_range_does(void **state)
{
	(void)state;
	host_phys_put(TEXT, "abcdef", 6);
	take_cmdline(range(TEXT, 6));
	assert_string_equal(bi.cmdline, "abcdef");
	take_cmdline(range(TEXT + 1, 2));
	assert_string_equal(bi.cmdline, "bc");
	assert_int_equal(take_module(range(0x400000, 9), range(TEXT + 2, 4)),
			 0);
	assert_int_equal(bi.modules[0].cmdline.size, 4);
}

static void a_text_that_never_ends_is_cut(void **state)
{
	static char text[PLAT_CMDLINE_MAX + PLAT_PAGE_SIZE];

	(void)state;
	memset(text, 'x', sizeof(text));
	host_phys_put(TEXT, text, sizeof(text));
	take_cmdline(range(TEXT, UINT64_MAX));
	assert_int_equal(bi.cmdline_length, PLAT_CMDLINE_MAX - 1);
	assert_int_equal(take_module(range(0x400000, 9),
				     range(TEXT, UINT64_MAX)), 0);
	assert_int_equal(bi.modules[0].cmdline.size, PLAT_CMDLINE_MAX);
}

static void no_text_is_no_fault(void **state)
{
	const struct plat_pa_range none[] = {{{0}, PLAT_CMDLINE_MAX},
					     {{TEXT}, 0}};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(none); i++) {
		take_cmdline(none[i]);
		assert_int_equal(bi.cmdline_length, 0);
		assert_int_equal(take_module(range(0x400000, 9), none[i]), 0);
		assert_int_equal(bi.modules[i].cmdline.size, 0);
	}
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void what_cannot_be_reached_is_named(void **state)
{
	(void)state;
	bi.protocol = PLAT_PROTOCOL_MULTIBOOT2;
	take_cmdline(range(0xbad000, 5));
	assert_int_equal(bi.cmdline_length, 0);
	assert_true(host_log_has("multiboot2: cannot reach the command line "
				 "at 0xbad000"));
	bi.protocol = PLAT_PROTOCOL_PVH;
	assert_int_equal(take_module(range(0x400000, 9), range(0xdead000, 5)),
			 0);
	assert_int_equal(bi.nr_modules, 1);
	assert_int_equal(bi.modules[0].cmdline.size, 0);
	assert_true(host_log_has("pvh: cannot reach a module's command line "
				 "at 0xdead000"));
}

static void a_module_that_is_refused_does_not_end_it(void **state)
{
	const struct plat_pa_range none = {{0}, 0};

	(void)state;
	assert_int_equal(take_module(range(0x1000, 0), none), 0);
	assert_int_equal(take_module(range(UINT64_MAX, 2), none), 0);
	assert_int_equal(bi.nr_modules, 0);
	for (unsigned int i = 1; i <= PLAT_MODULES_MAX + 1; i++)
		assert_int_equal(take_module(range(i * 0x4000, 1), none), 0);
	assert_int_equal(bi.nr_modules, PLAT_MODULES_MAX);
	assert_true(has_mrd((PLAT_MODULES_MAX + 1) * 0x4000, 1,
			    PLAT_MRD_INITRD));
}

static void a_full_list_of_regions_ends_it(void **state)
{
	(void)state;
	begin_bootinfo(1);
	assert_int_equal(take_module(range(0x4000, 1), range(0, 0)), 0);
	assert_int_equal(take_module(range(0x8000, 1), range(0, 0)),
			 -PLAT_ENOMEM);
	assert_int_equal(bi.nr_modules, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_text_ends_at_its_nul),
		TEST(a_text_ends_where_its_range_does),
		TEST(a_text_that_never_ends_is_cut),
		TEST(no_text_is_no_fault),
		TEST(what_cannot_be_reached_is_named),
		TEST(a_module_that_is_refused_does_not_end_it),
		TEST(a_full_list_of_regions_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
