/* SPDX-License-Identifier: BSD-3-Clause */
/* Firmware's tables would be missed, or believed though they are broken. */
#include "tests/unit/acpi/firmware.h"

#define APIC PLAT_ACPI_SIGNATURE('A', 'P', 'I', 'C')
#define SSDT PLAT_ACPI_SIGNATURE('S', 'S', 'D', 'T')
#define HPET PLAT_ACPI_SIGNATURE('H', 'P', 'E', 'T')

static void tables_are_found_through_the_xsdt(void **state)
{
	struct plat_acpi_table t;
	uint32_t word = 0;

	(void)state;
	put_file("madt-pc", MADT_AT);
	put_file("ssdt", SSDT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 5);
	assert_true(host_log_has("cannot reach a table at 0x7fe1c00"));
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), 0);
	assert_int_equal(t.length, 268);
	assert_true(plat_acpi_read(&t, 264, &word, 4));
	assert_false(plat_acpi_read(&t, 265, &word, 4));
	assert_false(plat_acpi_read(&t, UINT32_MAX, &word, 4));
	plat_acpi_unmap(&t);
	assert_int_equal(plat_acpi_map(SSDT, 0, 36, &t), 0);
	plat_acpi_unmap(&t);
	assert_int_equal(plat_acpi_map(SSDT, 1, 36, &t), -PLAT_ENOENT);
	assert_int_equal(plat_acpi_map(HPET, 0, 36, &t), -PLAT_ENOENT);
}

static void an_rsdp_of_old_leads_to_the_rsdt(void **state)
{
	struct acpi_rsdp *rsdp;
	struct aml a = load("rsdp");
	struct plat_acpi_table t;

	(void)state;
	host_phys_reset();
	rsdp = (struct acpi_rsdp *)a.bytes;
	rsdp->revision = 0;
	host_checksum(rsdp, ACPI_RSDP_V0_BYTES, 8);
	a.size = ACPI_RSDP_V0_BYTES;
	put(a, RSDP_AT);
	put_file("rsdt", RSDT_AT);
	put_file("madt-pc", MADT_AT);
	begin();
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), 0);
	plat_acpi_unmap(&t);
}

/* A BIOS wrote both tables, and one of them is broken. */
static void a_broken_xsdt_falls_back_to_the_rsdt(void **state)
{
	struct aml a = load("xsdt");
	struct plat_acpi_table t;

	(void)state;
	host_phys_reset();
	a.bytes[a.size - 1] ^= 1;
	put(a, XSDT_AT);
	put_file("rsdp", RSDP_AT);
	put_file("rsdt", RSDT_AT);
	put_file("madt-pc", MADT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	assert_true(host_log_has("no sound XSDT at 0x7fe0000"));
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), 0);
	plat_acpi_unmap(&t);
}

static void a_broken_extension_falls_back_to_the_rsdt(void **state)
{
	struct aml a = load("rsdp");

	(void)state;
	host_phys_reset();
	a.bytes[35] ^= 1;
	put(a, RSDP_AT);
	put_file("rsdt", RSDT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	assert_true(host_log_has("extension is no good"));
}

static void no_rsdp_is_an_error(void **state)
{
	struct plat_acpi_table t;
	struct aml a = load("rsdp");

	(void)state;
	put_file("madt-pc", MADT_AT);
	begin();
	assert_int_equal(plat_acpi_init(plat_pa(0)), -PLAT_ENOENT);
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), -PLAT_ENOENT);
	assert_int_equal(plat_acpi_init(plat_pa(0x1234)), -PLAT_EPROTO);
	a.bytes[10] ^= 4;
	put(a, 0x2000);
	assert_int_equal(plat_acpi_init(plat_pa(0x2000)), -PLAT_EPROTO);
	assert_true(host_log_has("no RSDP at 0x2000"));
}

static void no_root_table_is_an_error(void **state)
{
	struct aml a = load("xsdt");

	(void)state;
	host_phys_reset();
	put_file("rsdp", RSDP_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), -PLAT_EPROTO);
	assert_true(host_log_has("leads to no root table"));
	put(resize(a, 35), XSDT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), -PLAT_EPROTO);
	a = load("rsdt");
	a.bytes[0] = 'X';
	put(a, RSDT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), -PLAT_EPROTO);
}

static void a_root_table_may_be_longer_than_a_window(void **state)
{
	struct plat_acpi_table t;
	struct aml a = resize(load("xsdt"), 36 + 8 * 1500);
	uint64_t pa = XSDT_AT + PLAT_MIB(1); /* behind it */

	(void)state;
	host_phys_reset();
	put_file("rsdp", RSDP_AT);
	put_file("madt-pc", pa);
	a = patch(a, 36 + 8 * 46, &pa, 8);
	put(patch(a, 36 + 8 * 47, &pa, 8), XSDT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	assert_true(host_log_has("1500 tables: only 48"));
	assert_int_equal(plat_acpi_map(APIC, 1, 36, &t), 0);
	plat_acpi_unmap(&t);
}

static void a_root_table_that_is_too_long_is_refused(void **state)
{
	struct aml a = load("xsdt");
	uint32_t length = PLAT_ACPI_TABLE_BYTES + 1;

	(void)state;
	host_phys_reset();
	put_file("rsdp", RSDP_AT);
	put(patch(a, 4, &length, 4), XSDT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), -PLAT_EPROTO);
}

static void a_table_shorter_than_its_header_is_refused(void **state)
{
	struct plat_acpi_table t;

	(void)state;
	put(resize(load("madt-pc"), 35), MADT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	assert_true(host_log_has("APIC of 35 bytes at 0x7fe1400"));
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), -PLAT_ENOENT);
}

static void a_name_that_cannot_be_printed_is_not(void **state)
{
	struct aml a = load("madt-pc");

	(void)state;
	a.bytes[1] = 0x1b;
	a.bytes[2] = 0xff;
	put(resize(a, 20), MADT_AT);
	assert_int_equal(plat_acpi_init(plat_pa(RSDP_AT)), 0);
	assert_true(host_log_has("A??C of 20 bytes"));
}

static void a_bad_checksum_is_told_once(void **state)
{
	struct plat_acpi_table t;
	struct aml a = load("madt-pc");

	(void)state;
	a.bytes[a.size - 1] ^= 0x80;
	put(a, MADT_AT);
	begin();
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), -PLAT_EPROTO);
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), -PLAT_EPROTO);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
	assert_true(host_log_has("APIC of 268 bytes at 0x7fe1400 is ignored: "
				 "its checksum is wrong"));
}

/* Every length and position of a wrong byte, against the sum byte by byte. */
static void the_checksum_sees_each_byte(void **state)
{
	(void)state;
	for (size_t size = 36; size < 60; size++) {
		for (size_t at = 36; at < size; at++) {
			struct plat_acpi_table t;
			struct aml a = resize(load("madt-pc"), size);

			a.bytes[at]++;
			host_phys_reset();
			setup(NULL);
			put(a, MADT_AT);
			begin();
			assert_int_equal(plat_acpi_map(APIC, 0, 36, &t),
					 -PLAT_EPROTO);
		}
	}
}

static void a_table_too_large_to_map_is_refused(void **state)
{
	struct plat_acpi_table t;
	struct aml a = load("madt-pc");
	uint32_t length = PLAT_ACPI_TABLE_BYTES + 1;

	(void)state;
	put(patch(a, 4, &length, 4), MADT_AT);
	begin();
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), -PLAT_ERANGE);
	length = PLAT_ACPI_TABLE_BYTES;
	host_phys_reset();
	setup(NULL);
	put(patch(load("madt-pc"), 4, &length, 4), MADT_AT);
	begin();
	assert_int_equal(plat_acpi_map(APIC, 0, 36, &t), -PLAT_ERANGE);
	assert_true(host_log_has("APIC of 1048576 bytes at 0x7fe1400 is ignored: "
				 "it cannot be mapped"));
}

static void the_rsdp_is_found_by_search(void **state)
{
	static uint8_t bios[0x20000], ebda[1024];
	const uint16_t segment = 0x9fc0, none = 0, high = 0xa000;
	struct aml a = load("rsdp");

	(void)state;
	host_phys_reset();
	assert_int_equal(plat_acpi_scan_rsdp().v, 0);
	/* One with a bad checksum, then one between the steps, then it. */
	memcpy(bios + 0x100, a.bytes, a.size);
	bios[0x105] ^= 1;
	memcpy(bios + 0x208, a.bytes, a.size);
	memcpy(bios + 0x1ffe0, a.bytes, a.size - 4);
	host_phys_put(0xe0000, bios, sizeof(bios));
	assert_int_equal(plat_acpi_scan_rsdp().v, 0xfffe0);
	memcpy(ebda + 1024 - 48, a.bytes, a.size);
	host_phys_put(0x9fc00, ebda, sizeof(ebda));
	host_phys_put(0x40e, &segment, 2);
	assert_int_equal(plat_acpi_scan_rsdp().v, 0x9fc00 + 1024 - 48);
	host_phys_reset();
	host_phys_put(0xe0000, bios, sizeof(bios));
	host_phys_put(0x40e, &high, 2);
	assert_int_equal(plat_acpi_scan_rsdp().v, 0xfffe0);
	host_phys_reset();
	host_phys_put(0x40e, &none, 2);
	assert_int_equal(plat_acpi_scan_rsdp().v, 0);
	free(a.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tables_are_found_through_the_xsdt),
		TEST(an_rsdp_of_old_leads_to_the_rsdt),
		TEST(a_broken_xsdt_falls_back_to_the_rsdt),
		TEST(a_broken_extension_falls_back_to_the_rsdt),
		TEST(no_rsdp_is_an_error),
		TEST(no_root_table_is_an_error),
		TEST(a_root_table_may_be_longer_than_a_window),
		TEST(a_root_table_that_is_too_long_is_refused),
		TEST(a_table_shorter_than_its_header_is_refused),
		TEST(a_name_that_cannot_be_printed_is_not),
		TEST(a_bad_checksum_is_told_once),
		TEST(the_checksum_sees_each_byte),
		TEST(a_table_too_large_to_map_is_refused),
		TEST(the_rsdp_is_found_by_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
