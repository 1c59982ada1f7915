/* SPDX-License-Identifier: BSD-3-Clause */
/* A machine without fixed ACPI hardware could not be told to go off, or a
 * register is read that is no such register. */
#include "tests/unit/acpi/firmware.h"

static struct plat_acpi_ged g;

static int ged(struct aml dsdt)
{
	host_phys_reset();
	setup(NULL);
	put_file("fadt", FADT_AT);
	put(dsdt, DSDT_AT);
	begin();
	memset(&g, 0xee, sizeof(g));
	return plat_acpi_ged(&g);
}

static int ged_of(const char *body, size_t size)
{
	struct aml a = resize(load("dsdt"), 36 + size);

	return ged(patch(a, 36, body, size));
}

#define GED(text) ged_of(text, sizeof(text) - 1)

/* What it is made of; each is broken in one place below. */
#define NAME   "\x0d" "ACPI0013\0"
#define IRQ    "\x89\x06\x00\x03\x01\x29\x00\x00\x00"
#define REGION "\x5b\x80" "EREG\x00\x0c\x00\x00\x08\x09\x0a\x04"
#define IF     "\xa0\x13\x93\x7b\x60\x0a\x02\x00\x0a\x02"
#define NOTIFY "\x86PWRB\x0a\x80"

static void what_iasl_makes_of_one_is_read(void **state)
{
	(void)state;
	assert_int_equal(ged(load("dsdt-ged")), 0);
	assert_int_equal(g.gsi, 41);
	assert_false(g.level);
	assert_false(g.active_low);
	assert_int_equal(g.selector.v, 0x9080000);
	assert_int_equal(g.power_button, 2);
}

static void flags_and_encodings_are_read(void **state)
{
	(void)state;
	assert_int_equal(GED(NAME IRQ REGION IF NOTIFY), 0);
	assert_int_equal(g.selector.v, 0x9080000);
	assert_int_equal(GED(NAME "\x89\x06\x00\x05\x01\x09\x00\x00\x00"
			     "\x5b\x80" "EREG\x00\x0e\x00\x00\x00\x00\x01"
			     "\x00\x00\x00\x0b\x04\x00" "\x01" NOTIFY), 0);
	assert_int_equal(g.gsi, 9);
	assert_true(g.level);
	assert_true(g.active_low);
	assert_int_equal(g.selector.v, 0x100000000);
	assert_int_equal(g.power_button, 1);
}

static void what_cannot_be_understood_is_none(void **state)
{
	(void)state;
	assert_int_equal(ged(load("dsdt")), -PLAT_ENOENT);
	assert_int_equal(GED(NAME), -PLAT_ENOENT);
	assert_int_equal(GED("\x0d" "ACPI0014\0" IRQ REGION IF NOTIFY),
			 -PLAT_ENOENT);
	assert_int_equal(GED(NAME REGION IF NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ IF NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ REGION IF), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ REGION NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ REGION "\x0a\x00" NOTIFY), -PLAT_ENOENT);
	/* Two interrupts; 0; an I/O port; an address of 0, one between two
	 * words; a region of two bytes; cut off. */
	assert_int_equal(GED(NAME "\x89\x06\x00\x03\x02\x29\0\0\0" REGION IF
				 NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME "\x89\x06\x00\x03\x01\0\0\0\0" REGION IF
				 NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ "\x5b\x80" "EREG\x01\x0a\x80\x0a\x04" IF
				 NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ "\x5b\x80" "EREG\x00\x00\x0a\x04" IF
				 NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ "\x5b\x80" "EREG\x00\x0a\x82\x0a\x04" IF
				 NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ "\x5b\x80" "EREG\x00\x0a\x80\x0a\x02" IF
				 NOTIFY), -PLAT_ENOENT);
	assert_int_equal(GED(NAME IRQ "\x5b\x80" "EREG\x00\x0c\x80"),
			 -PLAT_ENOENT);
	assert_int_equal(GED(NAME "\x89\x06\x00\x03"), -PLAT_ENOENT);
}

static void the_second_may_be_the_one(void **state)
{
	(void)state;
	assert_int_equal(GED(NAME "no more, and then" NAME IRQ REGION IF
				 NOTIFY), 0);
	assert_int_equal(g.gsi, 41);
}

static void a_wrong_sum_is_not_believed(void **state)
{
	struct aml dsdt = load("dsdt-ged");

	(void)state;
	dsdt.bytes[dsdt.size - 1] ^= 1;
	assert_int_not_equal(ged(dsdt), 0);
	assert_int_equal(g.gsi, 0xeeeeeeee);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_iasl_makes_of_one_is_read),
		TEST(flags_and_encodings_are_read),
		TEST(what_cannot_be_understood_is_none),
		TEST(the_second_may_be_the_one),
		TEST(a_wrong_sum_is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
