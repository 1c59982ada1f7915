/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest would believe what Xen, or who is in its place, says of where its
 * memory, tables and list of frames are: and write there. */
#include "tests/unit/bootinfo.h"

#include <plat/layout.h>

#include "common/xen/public.h"
#include "xen-pv/x86_64/start_info.h"

#define START 0x155000u
#define PAGES 4096u
#define BASE  0x100000u /* where memory begins */

static struct plat_xen_pv_info info;
static struct start_info si;

static uint64_t window(uint64_t pa)
{
	return PLAT_IMAGE_BASE + pa;
}

/* As xl makes it: the list of frames outside of the image window. */
static int begin(void **state)
{
	(void)setup(state);
	si = (struct start_info){
		.magic = "xen-3.0-x86_64",
		.nr_pages = PAGES,
		.shared_info = 0x12345000,
		.store_mfn = 0x777,
		.store_evtchn = 1,
		.console.domU = {.mfn = 0x778, .evtchn = 2},
		.pt_base = window(0x158000),
		.nr_pt_frames = 9,
		.mfn_list = PLAT_HOST_BASE,
		.first_p2m_pfn = 0x4d,
		.nr_p2m_frames = PAGES / 512 + 3,
		.cmd_line = "plat.log=info -- one",
	};
	return 0;
}

static int parse(void)
{
	host_phys_reset();
	host_phys_put(START, &si, sizeof(si));
	return plat_xen_pv_parse(&bi, plat_pa(START), &info);
}

static void a_domain_is_understood(void **state)
{
	(void)state;
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.protocol, PLAT_PROTOCOL_XEN_PV);
	assert_string_equal(bi.cmdline, "plat.log=info -- one");
	assert_int_equal(info.nr_pages, PAGES);
	assert_int_equal(info.shared_info, 0x12345000);
	assert_int_equal(info.console.mfn.v, 0x778);
	assert_int_equal(info.console.port, 2);
	assert_int_equal(info.store.mfn.v, 0x777);
	assert_int_equal(info.store.port, 1);
	assert_int_equal(info.tables.start.v, 0x158000);
	assert_int_equal(info.tables.size, 9 * PLAT_PAGE_SIZE);
	assert_int_equal(info.p2m.v, PLAT_HOST_BASE);
	assert_int_equal(info.p2m_frames.start.v, 0x14d000);
	assert_false(info.is_dom0);
	assert_true(has_mrd(BASE, PAGES * PLAT_PAGE_SIZE, PLAT_MRD_FREE));
	assert_true(has_mrd(START, PLAT_PAGE_SIZE, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x14d000, 11 * PLAT_PAGE_SIZE, PLAT_MRD_RESERVED));
	assert_int_equal(bi.nr_modules, 0);
}

/* Before the page tables, as xen.h draws it. */
static void frames_may_be_listed_in_the_image_window(void **state)
{
	(void)state;
	si.mfn_list = window(0x14d000);
	si.first_p2m_pfn = si.nr_p2m_frames = 0;
	assert_int_equal(parse(), 0);
	assert_int_equal(info.p2m.v, window(0x14d000));
	assert_int_equal(info.p2m_frames.start.v, 0x14d000);
	assert_int_equal(info.p2m_frames.size, PAGES * 8);
	si.mfn_list = window(0x158000 - PAGES * 8 + PLAT_PAGE_SIZE);
	assert_int_equal(parse(), -PLAT_EPROTO);
	si.mfn_list = window(0x14d008);
	assert_int_equal(parse(), -PLAT_EPROTO);
	si.mfn_list = window(BASE - PLAT_PAGE_SIZE);
	assert_int_equal(parse(), -PLAT_EPROTO);
	si.mfn_list = 0x8000000000;
	assert_int_equal(parse(), -PLAT_EPROTO);
}

static void a_module_is_at_an_address_or_a_frame(void **state)
{
	(void)state;
	si.mod_start = window(0x200000);
	si.mod_len = 5000;
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.nr_modules, 1);
	assert_int_equal(bi.modules[0].data.start.v, 0x200000);
	assert_int_equal(bi.modules[0].data.size, 5000);
	begin_bootinfo(PLAT_MRD_MAX);
	si.mod_start = 0x200;
	si.flags = SIF_MOD_START_PFN;
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.modules[0].data.start.v, 0x300000);
	assert_true(has_mrd(0x300000, 5000, PLAT_MRD_INITRD));
}

static void a_module_that_is_nowhere_is_left_out(void **state)
{
	static const uint64_t frames[] = {PAGES, PAGES - 1, UINT64_MAX,
					  UINT64_MAX >> 12};

	(void)state;
	si.flags = SIF_MOD_START_PFN;
	si.mod_len = 5000;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(frames); i++) {
		si.mod_start = frames[i];
		assert_int_equal(parse(), 0);
		assert_int_equal(bi.nr_modules, 0);
	}
	si.mod_start = 0x300;
	si.mod_len = UINT64_MAX;
	assert_int_equal(parse(), 0);
	si.flags = 0;
	si.mod_len = 5000;
	si.mod_start = window(BASE - 1);
	assert_int_equal(parse(), 0);
	si.mod_start = 5; /* as an address: far below the window */
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.nr_modules, 0);
}

static void dom0_has_another_console(void **state)
{
	(void)state;
	si.flags = SIF_PRIVILEGED | SIF_INITDOMAIN;
	assert_int_equal(parse(), 0);
	assert_true(info.is_dom0);
	assert_int_equal(info.console.mfn.v, 0);
}

#define REFUSED(member, value)                                             \
	do {                                                               \
		struct start_info good = si;                               \
									   \
		si.member = (value);                                       \
		assert_int_equal(parse(), -PLAT_EPROTO);                   \
		si = good;                                                 \
	} while (0)

static void what_cannot_be_is_refused(void **state)
{
	(void)state;
	REFUSED(magic[0], 'X');
	REFUSED(nr_pages, 0);
	REFUSED(nr_pages, UINT64_MAX);
	REFUSED(shared_info, 0);
	REFUSED(shared_info, 0x12345008);
	REFUSED(nr_pt_frames, 0);
	REFUSED(nr_pt_frames, UINT64_MAX);
	REFUSED(pt_base, 0);
	REFUSED(pt_base, window(0x158001));
	REFUSED(pt_base, window(BASE - PLAT_PAGE_SIZE));
	REFUSED(pt_base, window(BASE + (PAGES - 8) * PLAT_PAGE_SIZE));
	REFUSED(first_p2m_pfn, PAGES - 3);
	REFUSED(first_p2m_pfn, UINT64_MAX);
	REFUSED(first_p2m_pfn, UINT64_MAX >> 12);
	REFUSED(nr_p2m_frames, PAGES / 512 - 1);
	REFUSED(nr_p2m_frames, UINT64_MAX);
	assert_int_equal(plat_xen_pv_parse(&bi, plat_pa(0x700000), &info),
			 -PLAT_EPROTO);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, teardown)
		TEST(a_domain_is_understood),
		TEST(frames_may_be_listed_in_the_image_window),
		TEST(a_module_is_at_an_address_or_a_frame),
		TEST(a_module_that_is_nowhere_is_left_out),
		TEST(dom0_has_another_console),
		TEST(what_cannot_be_is_refused),
#undef TEST
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
