/* SPDX-License-Identifier: BSD-3-Clause */
/* Power-off, console and timers would use registers that are not there. */
#include "tests/unit/acpi/firmware.h"

static void expect_register(struct plat_acpi_register r, uint8_t space,
			    uint64_t address, uint8_t width)
{
	assert_int_equal(r.space, space);
	assert_int_equal(r.address, address);
	assert_int_equal(r.width_bits, width);
}

static void the_fadt_prefers_extended_fields(void **state)
{
	struct plat_acpi_fadt f;

	(void)state;
	put_file("fadt", FADT_AT);
	begin();
	assert_int_equal(plat_acpi_fadt(&f), 0);
	assert_int_equal(f.flags & PLAT_FADT_HW_REDUCED_ACPI, 1u << 20);
	assert_int_equal(f.flags & PLAT_FADT_TMR_VAL_EXT, 1u << 8);
	assert_int_equal(plat_acpi_arm_boot_arch(),
			 PLAT_FADT_PSCI_COMPLIANT | PLAT_FADT_PSCI_USE_HVC);
	assert_int_equal(f.x86_boot_arch, 2);
	assert_int_equal(f.sci, 9);
	assert_int_equal(f.smi_command, 0xb2);
	assert_int_equal(f.acpi_enable, 2);
	assert_int_equal(f.century, 0x32);
	assert_int_equal(f.reset_value, 0xf);
	assert_int_equal(f.dsdt.v, DSDT_AT);
	expect_register(f.pm1a_event, PLAT_ACPI_IO, 0x1600, 32);
	expect_register(f.pm1a_control, PLAT_ACPI_IO, 0x1604, 16);
	assert_int_equal(f.pm1a_control.access_bytes, 2);
	expect_register(f.pm1b_control, PLAT_ACPI_IO, 0x644, 16);
	expect_register(f.pm1b_event, PLAT_ACPI_IO, 0, 32);
	expect_register(f.pm_timer, PLAT_ACPI_IO, 0x608, 32);
	expect_register(f.reset, PLAT_ACPI_IO, 0xcf9, 8);
	expect_register(f.sleep_control, PLAT_ACPI_MEMORY, 0xfeb00200, 8);
	expect_register(f.sleep_status, PLAT_ACPI_MEMORY, 0xfeb00201, 8);
	assert_int_equal(f.sleep_control.access_bytes, 1);
	assert_int_equal(f.sleep_status.access_bytes, 0);
}

static void a_fadt_of_old_has_ports_only(void **state)
{
	struct plat_acpi_fadt f;

	(void)state;
	put(resize(load("fadt"), ACPI_FADT_V1_BYTES), FADT_AT);
	begin();
	assert_int_equal(plat_acpi_fadt(&f), 0);
	expect_register(f.pm1a_control, PLAT_ACPI_IO, 0x604, 16);
	assert_int_equal(f.reset.address, 0);
	assert_int_equal(f.sleep_control.address, 0);
	assert_int_equal(plat_acpi_arm_boot_arch(), 0);
	assert_int_equal(f.dsdt.v, DSDT_AT);
}

static void no_reset_register_unless_it_says_so(void **state)
{
	struct plat_acpi_fadt f;
	const uint32_t flags = 0;

	(void)state;
	put(patch(load("fadt"), 112, &flags, 4), FADT_AT);
	begin();
	assert_int_equal(plat_acpi_fadt(&f), 0);
	assert_int_equal(f.reset.address, 0);
}

static void no_fadt_or_a_short_one_is_an_error(void **state)
{
	struct plat_acpi_fadt f;

	(void)state;
	begin();
	assert_int_equal(plat_acpi_fadt(&f), -PLAT_ENOENT);
	put(resize(load("fadt"), ACPI_FADT_V1_BYTES - 1), FADT_AT);
	begin();
	assert_int_equal(plat_acpi_fadt(&f), -PLAT_EPROTO);
	assert_true(host_log_has("FACP of 115 bytes at 0x7fe1000 is ignored: "
				 "it is too short"));
	assert_int_equal(plat_acpi_arm_boot_arch(), 0);
}

static struct plat_acpi_ecam ecams[8];
static int nr_ecams;

static int visit(void *ctx, const struct plat_acpi_ecam *ecam)
{
	ecams[nr_ecams++] = *ecam;
	return ctx ? -7 : 0;
}

static void sound_entries_of_the_mcfg_are_visited(void **state)
{
	(void)state;
	begin();
	assert_int_equal(plat_acpi_mcfg(visit, NULL), -PLAT_ENOENT);
	put_file("mcfg", MCFG_AT);
	begin();
	nr_ecams = 0;
	assert_int_equal(plat_acpi_mcfg(visit, NULL), 0);
	assert_int_equal(nr_ecams, 2);
	assert_int_equal(ecams[0].pa.v, 0xb0000000);
	assert_int_equal(ecams[0].last_bus, 255);
	assert_int_equal(ecams[1].pa.v, 0x4010000000);
	assert_int_equal(ecams[1].segment, 5);
	assert_int_equal(ecams[1].first_bus, 16);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 4);
	assert_int_equal(plat_acpi_mcfg(visit, ecams), -7);
	assert_int_equal(nr_ecams, 3);
	host_phys_reset();
	setup(NULL);
	put(resize(load("mcfg"), 36), MCFG_AT);
	begin();
	assert_int_equal(plat_acpi_mcfg(visit, NULL), 0);
	assert_int_equal(nr_ecams, 3);
}

static int spcr(struct aml a, struct plat_acpi_spcr *s)
{
	host_phys_reset();
	setup(NULL);
	put(a, SPCR_AT);
	begin();
	return plat_acpi_spcr(s);
}

static int line(struct aml a, struct plat_acpi_console_line *l)
{
	struct plat_acpi_spcr s;

	assert_int_equal(spcr(a, &s), 0);
	return plat_acpi_console_line(l);
}

static void the_spcr_names_a_uart(void **state)
{
	struct plat_acpi_spcr s;

	(void)state;
	assert_int_equal(spcr(load("spcr-pc"), &s), 0);
	assert_int_equal(s.kind, PLAT_ACPI_CONSOLE_16550);
	expect_register(s.address, PLAT_ACPI_IO, 0x3f8, 8);
	assert_int_equal(spcr(load("spcr-arm"), &s), 0);
	assert_int_equal(s.kind, PLAT_ACPI_CONSOLE_PL011);
	expect_register(s.address, PLAT_ACPI_MEMORY, 0x9000000, 8);
}

static void the_spcr_tells_of_its_line(void **state)
{
	struct plat_acpi_console_line l;

	(void)state;
	assert_int_equal(line(load("spcr-pc"), &l), 0);
	assert_int_equal(l.baud, 115200);
	assert_true(l.has_irq);
	assert_int_equal(l.gsi, 20);
	assert_int_equal(line(load("spcr-arm"), &l), 0);
	assert_int_equal(l.baud, 9600);
	assert_int_equal(l.gsi, 33);
	host_phys_reset();
	setup(NULL);
	begin();
	assert_int_equal(plat_acpi_console_line(&l), -PLAT_ENOENT);
}

static void kinds_and_rates_of_uarts(void **state)
{
	static const uint8_t kinds[][2] = {
		{0, PLAT_ACPI_CONSOLE_16550}, {1, PLAT_ACPI_CONSOLE_16550},
		{2, PLAT_ACPI_CONSOLE_OTHER}, {3, PLAT_ACPI_CONSOLE_PL011},
		{0x12, PLAT_ACPI_CONSOLE_16550},
		{0x0d, PLAT_ACPI_CONSOLE_SBSA},
		{0x0e, PLAT_ACPI_CONSOLE_SBSA},
		{0x10, PLAT_ACPI_CONSOLE_OTHER},
		{0x13, PLAT_ACPI_CONSOLE_OTHER},
		{0xff, PLAT_ACPI_CONSOLE_OTHER},
	};
	static const uint32_t rates[8] = {[3] = 9600, [4] = 19200,
					  [6] = 57600, [7] = 115200};
	const uint32_t precise = 1500000;
	struct plat_acpi_console_line l;
	struct plat_acpi_spcr s;

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(kinds); i++) {
		assert_int_equal(spcr(patch(load("spcr-pc"), 36, &kinds[i][0],
					    1), &s), 0);
		assert_int_equal(s.kind, kinds[i][1]);
	}
	for (uint8_t i = 0; i < PLAT_ARRAY_SIZE(rates); i++) {
		assert_int_equal(line(patch(load("spcr-pc"), 58, &i, 1), &l),
				 0);
		assert_int_equal(l.baud, rates[i]);
	}
	assert_int_equal(line(patch(resize(load("spcr-pc"), 84), 80, &precise,
				    4), &l), 0);
	assert_int_equal(l.baud, 1500000);
}

static void an_irq_of_the_8259_or_none(void **state)
{
	const uint8_t pic = SPCR_IRQ_8259, none = 0;
	struct plat_acpi_console_line l;

	(void)state;
	assert_int_equal(line(patch(load("spcr-pc"), 52, &pic, 1), &l), 0);
	assert_true(l.has_irq);
	assert_int_equal(l.gsi, 4);
	assert_int_equal(line(patch(load("spcr-pc"), 52, &none, 1), &l), 0);
	assert_false(l.has_irq);
}

static void an_spcr_without_address_is_no_console(void **state)
{
	const uint64_t zero = 0;
	struct plat_acpi_spcr s;

	(void)state;
	assert_int_equal(spcr(patch(load("spcr-pc"), 44, &zero, 8), &s),
			 -PLAT_ENOENT);
	assert_int_equal(spcr(resize(load("spcr-pc"), 58), &s), -PLAT_EPROTO);
	assert_true(host_log_has("SPCR of 58 bytes at"));
	assert_int_equal(spcr(resize(load("spcr-pc"), 59), &s), 0);
}

static int hpet(struct aml a, struct plat_acpi_hpet *h)
{
	host_phys_reset();
	setup(NULL);
	put(a, HPET_AT);
	begin();
	return plat_acpi_hpet(h);
}

static void the_hpet_is_in_memory(void **state)
{
	const uint8_t io = PLAT_ACPI_IO;
	const uint64_t zero = 0;
	struct plat_acpi_hpet h;

	(void)state;
	assert_int_equal(hpet(load("hpet"), &h), 0);
	assert_int_equal(h.pa.v, 0xfed00000);
	assert_int_equal(h.number, 1);
	assert_int_equal(h.min_tick, 0x80);
	assert_int_equal(hpet(patch(load("hpet"), 40, &io, 1), &h),
			 -PLAT_EPROTO);
	assert_true(host_log_has("HPET at 0xfed00000 in space 1"));
	assert_int_equal(hpet(patch(load("hpet"), 44, &zero, 8), &h),
			 -PLAT_EPROTO);
	assert_int_equal(hpet(resize(load("hpet"), 55), &h), -PLAT_EPROTO);
}

static void the_gtdt_names_four_timers(void **state)
{
	struct plat_acpi_gtdt g;

	(void)state;
	begin();
	assert_int_equal(plat_acpi_gtdt(&g), -PLAT_ENOENT);
	put_file("gtdt", GTDT_AT);
	begin();
	assert_int_equal(plat_acpi_gtdt(&g), 0);
	assert_int_equal(g.secure_el1.gsi, 29);
	assert_true(g.secure_el1.level);
	assert_int_equal(g.el1.gsi, 30);
	assert_false(g.el1.level);
	assert_int_equal(g.virtual.gsi, 27);
	assert_true(g.virtual.active_low);
	assert_false(g.el1.active_low);
	assert_int_equal(g.el2.gsi, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_fadt_prefers_extended_fields),
		TEST(a_fadt_of_old_has_ports_only),
		TEST(no_reset_register_unless_it_says_so),
		TEST(no_fadt_or_a_short_one_is_an_error),
		TEST(sound_entries_of_the_mcfg_are_visited),
		TEST(the_spcr_names_a_uart),
		TEST(the_spcr_tells_of_its_line),
		TEST(kinds_and_rates_of_uarts),
		TEST(an_irq_of_the_8259_or_none),
		TEST(an_spcr_without_address_is_no_console),
		TEST(the_hpet_is_in_memory),
		TEST(the_gtdt_names_four_timers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
