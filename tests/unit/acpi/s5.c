/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest would not power off, or write nonsense to a power register. */
#include "tests/unit/acpi/firmware.h"

static struct plat_acpi_sleep s;

static int s5(struct aml dsdt)
{
	host_phys_reset();
	setup(NULL);
	put_file("fadt", FADT_AT);
	put(dsdt, DSDT_AT);
	begin();
	memset(&s, 0xee, sizeof(s));
	return plat_acpi_s5(&s);
}

/* A DSDT that has only @body. */
static struct aml dsdt_with(const void *body, size_t size)
{
	struct aml a = resize(load("dsdt"), 36 + size);

	return patch(a, 36, body, size);
}

static int s5_of(const char *body, size_t size)
{
	return s5(dsdt_with(body, size));
}

#define S5(text) s5_of(text, sizeof(text) - 1)

static void it_is_found_among_look_alikes(void **state)
{
	(void)state;
	assert_int_equal(s5(load("dsdt")), 0);
	assert_int_equal(s.type_a, 5);
	assert_int_equal(s.type_b, 1);
}

static void it_may_be_in_an_ssdt(void **state)
{
	(void)state;
	host_phys_reset();
	setup(NULL);
	put_file("fadt", FADT_AT);
	put_file("dsdt-none", DSDT_AT);
	put_file("ssdt", SSDT_AT);
	begin();
	assert_int_equal(plat_acpi_s5(&s), 0);
	assert_int_equal(s.type_a, 7);
	assert_int_equal(s.type_b, 0);
}

static void there_may_be_none(void **state)
{
	(void)state;
	assert_int_equal(s5(load("dsdt-none")), -PLAT_ENOENT);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void each_encoding_of_an_integer_is_read(void **state)
{
	(void)state;
	assert_int_equal(S5("\x08_S5_\x12\x04\x02\x00\x01"), 0);
	assert_int_equal(s.type_a, 0);
	assert_int_equal(s.type_b, 1);
	assert_int_equal(S5("\x08\\_S5_\x12\x08\x02\x0b\x05\x00\x0a\x06"
			    "\x00\x00"), 0);
	assert_int_equal(s.type_a, 5);
	assert_int_equal(s.type_b, 6);
	assert_int_equal(S5("x\x08_S5_\x12\x11\x02\x0c\x03\0\0\0"
			    "\x0e\x04\0\0\0\0\0\0\0\0"), 0);
	assert_int_equal(s.type_a, 3);
	assert_int_equal(s.type_b, 4);
}

static void each_length_of_a_length_is_read(void **state)
{
	(void)state;
	assert_int_equal(S5("x\x08_S5_\x12\x46\x00\x02\x0a\x05\x00"), 0);
	assert_int_equal(s.type_a, 5);
	assert_int_equal(S5("x\x08_S5_\x12\x87\x00\x00\x02\x0a\x05\x00"), 0);
	assert_int_equal(S5("x\x08_S5_\x12\xc8\x00\x00\x00\x02\x0a\x05\x00"),
			 0);
}

static void what_only_looks_like_it_is_passed_over(void **state)
{
	(void)state;
	/* Not a definition; first in the block; cut off. */
	assert_int_equal(S5("xx_S5_\x12\x04\x02\x00\x01"), -PLAT_ENOENT);
	assert_int_equal(S5("x\\_S5_\x12\x04\x02\x00\x01"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\xc4\x02"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x01"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x02\x02"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x04\x02\x00"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x04\x02\x00\x0a"), -PLAT_ENOENT);
	/* Not a package; reserved bits; longer than the block; too short. */
	assert_int_equal(S5("x\x08_S5_\x11\x04\x02\x00\x01"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x54\x00\x02\x00\x01"),
			 -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x56\x00\x02\x00\x01"
			    "as long as that, were the bits not reserved"),
			 -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x05\x02\x00\x01"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x03\x02\x00\x01"), -PLAT_ENOENT);
	/* One element; a name; values that are no SLP_TYP. */
	assert_int_equal(S5("x\x08_S5_\x12\x04\x01\x00\x01"), -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x08\x02XXXX\x00\x01"),
			 -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x05\x02\x0a\x08\x00"),
			 -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x05\x02\x00\x0a\x08"),
			 -PLAT_ENOENT);
	assert_int_equal(S5("x\x08_S5_\x12\x04\x02\xff\x00"), -PLAT_ENOENT);
}

/* At each offset around the border of two pieces of the search. */
static void it_may_lie_across_pieces(void **state)
{
	static const char name[] = "\x08\\_S5_\x12\x06\x04\x0a\x05\x0a\x06";
	static char body[70000];

	(void)state;
	for (size_t at = 0x10000 - 80; at < 0x10000 + 40; at++) {
		memset(body, 'x', sizeof(body));
		memcpy(body + at, name, sizeof(name) - 1);
		assert_int_equal(s5_of(body, sizeof(body)), 0);
		assert_int_equal(s.type_a, 5);
		assert_int_equal(s.type_b, 6);
	}
}

static void the_first_one_counts(void **state)
{
	static char body[70000];

	(void)state;
	memcpy(body + 100, "\x08_S5_\x12\x04\x02\x01\x01", 10);
	memcpy(body + 69000, "\x08_S5_\x12\x04\x02\x00\x00", 10);
	assert_int_equal(s5_of(body, sizeof(body)), 0);
	assert_int_equal(s.type_a, 1);
}

static void a_broken_dsdt_is_refused(void **state)
{
	struct aml a = load("dsdt");
	const uint32_t sizes[] = {35, 500, (16 << 20) + 1};

	(void)state;
	a.bytes[40] ^= 1;
	assert_int_equal(s5(a), -PLAT_ENOENT);
	assert_true(host_log_has("DSDT at 0x7fe3000 is no good"));
	a = load("dsdt");
	a.bytes[0] = 'X';
	assert_int_equal(s5(a), -PLAT_ENOENT);
	assert_true(host_log_has("no DSDT at 0x7fe3000"));
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(sizes); i++) {
		a = patch(load("dsdt"), 4, &sizes[i], 4);
		assert_int_equal(s5(a), -PLAT_ENOENT);
		assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
	}
}

static void no_fadt_or_no_dsdt_is_an_error(void **state)
{
	(void)state;
	begin();
	assert_int_equal(plat_acpi_s5(&s), -PLAT_ENOENT);
	put_file("fadt", FADT_AT);
	begin();
	assert_int_equal(plat_acpi_s5(&s), -PLAT_ENOENT);
	assert_true(host_log_has("cannot reach the DSDT"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_found_among_look_alikes),
		TEST(it_may_be_in_an_ssdt),
		TEST(there_may_be_none),
		TEST(each_encoding_of_an_integer_is_read),
		TEST(each_length_of_a_length_is_read),
		TEST(what_only_looks_like_it_is_passed_over),
		TEST(it_may_lie_across_pieces),
		TEST(the_first_one_counts),
		TEST(a_broken_dsdt_is_refused),
		TEST(no_fadt_or_no_dsdt_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
