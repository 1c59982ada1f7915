/* SPDX-License-Identifier: BSD-3-Clause */
/* A frame is granted to the wrong domain, or is not the guest's own again when
 * it thinks so. */
#include "tests/unit/xen/grants.h"

static const struct grant_entry_v1 *v1(uint32_t grant)
{
	return (const struct grant_entry_v1 *)frames[grant / 512] +
	       grant % 512;
}

static const union grant_entry_v2 *v2(uint32_t grant)
{
	return (const union grant_entry_v2 *)frames[grant / 256] + grant % 256;
}

static void entries_of_version_1_are_as_xen_wants_them(void **state)
{
	uint32_t grant;

	(void)state;
	begin(1, 4);
	assert_int_equal(plat_xen_grant_give(&table, 7, 0x1234,
					     PLAT_XEN_GRANT_READ_ONLY, &grant),
			 0);
	assert_int_equal(grant, 8);
	assert_int_equal(v1(grant)->flags, GTF_permit_access | GTF_readonly);
	assert_int_equal(v1(grant)->domid, 7);
	assert_int_equal(v1(grant)->frame, 0x1234);
	assert_int_equal(give(0x100000000, &grant), -PLAT_EINVAL);
	assert_int_equal(plat_xen_grant_give(&table, 7, 1, 2, &grant),
			 -PLAT_EINVAL);
}

static void entries_of_version_2_are_as_xen_wants_them(void **state)
{
	uint32_t grant;

	(void)state;
	begin(2, 4);
	assert_int_equal(give(0x123456789a, &grant), 0);
	assert_int_equal(grant, 8);
	assert_int_equal(v2(grant)->hdr.flags, GTF_permit_access);
	assert_int_equal(v2(grant)->hdr.domid, 3);
	assert_true(v2(grant)->full_page.frame == 0x123456789a);
}

static void all_are_given_once(void **state)
{
	static bool seen[PLAT_XEN_GRANTS_MOST];
	uint32_t grant;

	for (unsigned int version = 1; version <= 2; version++) {
		uint32_t per_frame = version == 1 ? 512 : 256;

		(void)state;
		begin(version, 3);
		memset(seen, 0, sizeof(seen));
		for (uint32_t i = 8; i < 3 * per_frame; i++) {
			assert_int_equal(give(i, &grant), 0);
			assert_true(grant >= 8 && grant < 3 * per_frame);
			assert_false(seen[grant]);
			seen[grant] = true;
		}
		assert_int_equal(give(1, &grant), -PLAT_ENOMEM);
		assert_int_equal(table.nr_given, 3 * per_frame - 8);
		for (uint32_t i = 8; i < 3 * per_frame; i++)
			assert_int_equal(plat_xen_grant_take(&table, i), 0);
		assert_int_equal(table.nr_given, 0);
		assert_int_equal(give(1, &grant), 0);
	}
}

static void it_grows_when_it_has_to(void **state)
{
	uint32_t grant;

	(void)state;
	begin(1, 1000);
	fails_at = 1;
	for (uint32_t i = 8; i < 512; i++)
		assert_int_equal(give(i, &grant), 0);
	assert_int_equal(table.nr_frames, 1);
	assert_int_equal(give(1, &grant), -PLAT_ENOMEM);
	fails_at = UINT32_MAX;
	assert_int_equal(give(1, &grant), 0);
	assert_int_equal(table.nr_frames, 2);
	assert_int_equal(table.most_frames, PLAT_XEN_GRANT_FRAMES);
}

static void one_in_use_stays(void **state)
{
	uint32_t grant;

	(void)state;
	begin(1, 4);
	assert_int_equal(give(5, &grant), 0);
	assert_false(plat_xen_grant_is_used(&table, grant));
	((struct grant_entry_v1 *)(uintptr_t)v1(grant))->flags |= GTF_reading;
	assert_true(plat_xen_grant_is_used(&table, grant));
	assert_int_equal(plat_xen_grant_take(&table, grant), -PLAT_EBUSY);
	assert_int_equal(v1(grant)->flags, GTF_permit_access | GTF_reading);
	((struct grant_entry_v1 *)(uintptr_t)v1(grant))->flags &=
	    (uint16_t)~GTF_reading;
	assert_int_equal(plat_xen_grant_take(&table, grant), 0);
	assert_int_equal(v1(grant)->flags, 0);
	begin(2, 4);
	assert_int_equal(give(5, &grant), 0);
	statuses[0][grant] = GTF_writing;
	assert_true(plat_xen_grant_is_used(&table, grant));
	assert_int_equal(plat_xen_grant_take(&table, grant), -PLAT_EBUSY);
	assert_int_equal(v2(grant)->hdr.flags, GTF_permit_access);
	statuses[0][grant] = 0;
	assert_int_equal(plat_xen_grant_take(&table, grant), 0);
	assert_int_equal(v2(grant)->hdr.flags, 0);
}

static void what_is_not_given_cannot_be_taken(void **state)
{
	uint32_t grant;

	(void)state;
	begin(1, 2);
	assert_int_equal(plat_xen_grant_take(&table, 8), -PLAT_ENOENT);
	assert_int_equal(give(5, &grant), 0);
	for (uint32_t i = 0; i < 8; i++)
		assert_int_equal(plat_xen_grant_take(&table, i), -PLAT_ENOENT);
	assert_int_equal(plat_xen_grant_take(&table, 9), -PLAT_ENOENT);
	assert_int_equal(plat_xen_grant_take(&table, 512), -PLAT_ENOENT);
	assert_int_equal(plat_xen_grant_take(&table, UINT32_MAX),
			 -PLAT_ENOENT);
	assert_false(plat_xen_grant_is_used(&table, UINT32_MAX));
	assert_int_equal(plat_xen_grant_take(&table, grant), 0);
	assert_int_equal(plat_xen_grant_take(&table, grant), -PLAT_ENOENT);
	/* The first table is none yet. */
	begin(1, 0);
	assert_int_equal(give(5, &grant), -PLAT_ENOMEM);
}

/* Xen writes nonsense: nothing but that entry comes to harm. */
static void a_table_full_of_nonsense_is_no_harm(void **state)
{
	uint32_t grants[64], grant;

	(void)state;
	begin(1, 1);
	for (int i = 0; i < 64; i++)
		assert_int_equal(give(5, &grants[i]), 0);
	memset(frames, 0xff, sizeof(frames));
	for (int i = 0; i < 64; i++)
		assert_int_equal(plat_xen_grant_take(&table, grants[i]),
				 -PLAT_EBUSY);
	memset(frames, 0, sizeof(frames));
	for (int i = 0; i < 64; i++)
		assert_int_equal(plat_xen_grant_take(&table, grants[i]),
				 -PLAT_ENOENT);
	assert_int_equal(give(5, &grant), 0);
	assert_int_equal(plat_xen_grant_take(&table, grant), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_of_version_1_are_as_xen_wants_them),
		cmocka_unit_test(entries_of_version_2_are_as_xen_wants_them),
		cmocka_unit_test(all_are_given_once),
		cmocka_unit_test(it_grows_when_it_has_to),
		cmocka_unit_test(one_in_use_stays),
		cmocka_unit_test(what_is_not_given_cannot_be_taken),
		cmocka_unit_test(a_table_full_of_nonsense_is_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
