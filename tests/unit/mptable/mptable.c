/* SPDX-License-Identifier: BSD-3-Clause */
/* A machine without ACPI would have one CPU and no interrupts. */
#include "tests/unit/topology.h"

#include <plat/errno.h>
#include <plat/mptable.h>

#include "common/mptable/mptable_abi.h"
#include "tests/host/support.h"

#define FLOAT_AT 0xf5a20u
#define TABLE_AT 0xf5a40u
#define BIOS_AT  0xf0000u

static uint8_t bios[0x20000]; /* of which the first half is there */
static uint16_t length;

static int setup(void **state)
{
	(void)state;
	memset(bios, 0, sizeof(bios));
	memset(&told, 0, sizeof(told));
	length = sizeof(struct mp_config);
	host_log_reset();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	host_phys_reset();
	return 0;
}

static struct mp_float make_float(uint32_t config_pa, uint8_t default_config)
{
	struct mp_float f = {
		.signature = MP_FLOAT_SIGNATURE,
		.config_pa = config_pa,
		.length = 1,
		.revision = 4,
		.default_config = default_config,
	};

	host_checksum(&f, sizeof(f), offsetof(struct mp_float, checksum));
	return f;
}

static void add(const void *entry, uint16_t size)
{
	memcpy(bios + (TABLE_AT - BIOS_AT) + length, entry, size);
	length = (uint16_t)(length + size);
}

static void add_processor(uint8_t id, uint8_t flags)
{
	const uint8_t entry[MP_PROCESSOR_BYTES] = {MP_PROCESSOR, id, 0x14,
						   flags};

	add(entry, sizeof(entry));
}

static void add_bus(uint8_t id, const char *name)
{
	struct mp_bus bus = {MP_BUS, id, ""};

	memcpy(bus.name, name, sizeof(bus.name));
	add(&bus, sizeof(bus));
}

static void add_irq(uint8_t type, uint8_t kind, uint8_t flags, uint8_t bus,
		    uint8_t irq, uint8_t apic, uint8_t pin)
{
	struct mp_irq i = {type, kind, {flags, 0}, bus, irq, apic, pin};

	add(&i, sizeof(i));
}

static void finish(void)
{
	struct mp_config c = {
		.signature = MP_CONFIG_SIGNATURE,
		.length = length,
		.revision = 4,
		.local_apic = 0xfee00000,
	};
	struct mp_float f = make_float(TABLE_AT, 0);
	uint8_t *at = bios + (TABLE_AT - BIOS_AT);

	memcpy(at, &c, sizeof(c));
	host_checksum(at, length, offsetof(struct mp_config, checksum));
	memcpy(bios + (FLOAT_AT - BIOS_AT), &f, sizeof(f));
}

static int parse(void)
{
	host_phys_reset();
	host_phys_put(BIOS_AT, bios, 0x10000);
	return plat_mptable_parse(&keep, &told);
}

/* As firmware of a microvm has it; the count of entries is 0. */
static void a_machine_is_told_as_it_is(void **state)
{
	const struct mp_ioapic on = {MP_IOAPIC, 2, 0x11, 1, 0xfec00000};
	const struct mp_ioapic off = {MP_IOAPIC, 3, 0x11, 0, 0xfec10000};

	(void)state;
	add_processor(0, 3);
	add_processor(1, 1);
	add_processor(2, 0);
	add_bus(0, "PCI   ");
	add_bus(9, "ISA   ");
	add(&on, sizeof(on));
	add(&off, sizeof(off));
	add_irq(MP_IRQ, MP_KIND_INT, 0, 0, 4, 2, 16);
	add_irq(MP_IRQ, MP_KIND_INT, 0, 9, 0, 2, 2);
	add_irq(MP_IRQ, MP_KIND_INT, 0xf, 9, 5, MP_APIC_ALL, 5);
	add_irq(MP_IRQ, 3, 0, 9, 0, 2, 0);
	add_irq(MP_LINT, 3, 0, 9, 0, MP_APIC_ALL, 0);
	add_irq(MP_LINT, MP_KIND_NMI, 0x5, 9, 0, MP_APIC_ALL, 1);
	add_irq(MP_LINT, MP_KIND_NMI, 0xf, 9, 0, 1, 1);
	finish();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 3);
	assert_int_equal(told.lcpus[0].flags,
			 PLAT_LCPU_ENABLED | PLAT_LCPU_BOOT);
	assert_int_equal(told.lcpus[1].hw_id, 1);
	assert_int_equal(told.lcpus[1].flags, PLAT_LCPU_ENABLED);
	assert_int_equal(told.lcpus[2].flags, 0);
	assert_int_equal(told.nr_ioapics, 1);
	assert_int_equal(told.ioapics[0].id, 2);
	assert_int_equal(told.ioapics[0].pa.v, 0xfec00000);
	assert_int_equal(told.ioapics[0].gsi_base, PLAT_GSI_UNKNOWN);
	assert_int_equal(told.nr_isa_irqs, 2);
	assert_int_equal(told.isa_irqs[0].irq, 0);
	assert_int_equal(told.isa_irqs[0].ioapic_id, 2);
	assert_int_equal(told.isa_irqs[0].line, 2);
	assert_false(told.isa_irqs[0].level);
	assert_int_equal(told.isa_irqs[1].ioapic_id, PLAT_IOAPIC_ALL);
	assert_true(told.isa_irqs[1].level && told.isa_irqs[1].active_low);
	assert_int_equal(told.nr_nmis, 2);
	assert_true(told.nmis[0].lcpu == PLAT_LCPU_ALL);
	assert_int_equal(told.nmis[0].line, 1);
	assert_int_equal(told.nmis[1].lcpu, 1);
	assert_true(told.nmis[1].active_low);
	assert_int_equal(told.nr_local_apics, 1);
	assert_int_equal(told.local_apic, 0xfee00000);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
	assert_int_equal(plat_mptable_parse(&deaf, NULL), 0);
}

static void an_eisa_bus_is_one_as_well(void **state)
{
	(void)state;
	add_bus(255, "EISA  ");
	add_irq(MP_IRQ, MP_KIND_INT, 0, 255, 15, 0, 15);
	add_irq(MP_IRQ, MP_KIND_INT, 0, 255, 16, 0, 15);
	finish();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_isa_irqs, 1);
	assert_true(host_log_has("ISA interrupt 16 is not one"));
}

static void it_is_found_in_the_ebda_and_below_640k(void **state)
{
	struct mp_float f = make_float(0, 5);
	uint8_t kib[1024] = {0};
	const uint16_t bda[] = {0x8000, 0, 0, 639};
	uint8_t low[8] = {0};

	(void)state;
	/* 0x40e: the EBDA's segment; 0x413: KiB of base memory. */
	memcpy(low, &bda[0], 2);
	memcpy(low + 5, &bda[3], 2);
	memcpy(kib + 1008, &f, sizeof(f));
	host_phys_put(0x80000, kib, sizeof(kib));
	assert_int_equal(plat_mptable_parse(&keep, &told), -PLAT_ENOENT);
	host_phys_put(0x40e, low, sizeof(low));
	assert_int_equal(plat_mptable_parse(&keep, &told), 0);
	host_phys_reset();
	host_phys_put(0x40e, low, sizeof(low));
	assert_int_equal(plat_mptable_parse(&keep, &told), -PLAT_ENOENT);
	host_phys_put(638 << 10, kib, sizeof(kib));
	assert_int_equal(plat_mptable_parse(&keep, &told), 0);
}

static void defaults_that_have_an_apic_are_known(void **state)
{
	const bool known[9] = {[3] = true, [5] = true, [6] = true};

	(void)state;
	for (uint8_t i = 1; i < 9; i++) {
		struct mp_float f = make_float(0, i);

		setup(NULL);
		memcpy(bios + 0x10, &f, sizeof(f));
		assert_int_equal(parse(), known[i] ? 0 : -PLAT_ENOTSUP);
		assert_int_equal(told.nr_lcpus, known[i] ? 2 : 0);
		assert_int_equal(host_log_count(PLAT_LOG_WARN), !known[i]);
		if (!known[i])
			continue;
		assert_int_equal(told.lcpus[1].hw_id, 1);
		assert_int_equal(told.ioapics[0].pa.v, 0xfec00000);
		assert_int_equal(told.isa_irqs[0].line, 2);
		assert_int_equal(told.local_apic, 0xfee00000);
		assert_int_equal(plat_mptable_parse(&deaf, NULL), 0);
	}
}

static void a_pointer_with_a_wrong_sum_or_length_is_none(void **state)
{
	(void)state;
	finish();
	bios[FLOAT_AT - BIOS_AT + 15] ^= 1;
	assert_int_equal(parse(), -PLAT_ENOENT);
	finish();
	bios[FLOAT_AT - BIOS_AT + 8] = 2;
	host_checksum(bios + (FLOAT_AT - BIOS_AT), 16, 10);
	assert_int_equal(parse(), -PLAT_ENOENT);
	finish();
	assert_int_equal(parse(), 0);
}

static void a_broken_table_is_refused(void **state)
{
	struct mp_float f = make_float(0xdead0000, 0);
	uint8_t *table = bios + (TABLE_AT - BIOS_AT);

	(void)state;
	add_processor(0, 3);
	finish();
	table[length - 1] ^= 1;
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("checksum is wrong"));
	finish();
	table[0] ^= 1;
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("no table at 0xf5a40"));
	length = 43;
	finish();
	assert_int_equal(parse(), -PLAT_EPROTO);
	length = UINT16_MAX;
	finish();
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("cannot reach the 65535 bytes"));
	memcpy(bios + (FLOAT_AT - BIOS_AT), &f, sizeof(f));
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_int_equal(told.nr_lcpus + told.nr_local_apics, 0);
}

static void an_entry_that_is_none_ends_it(void **state)
{
	(void)state;
	add_processor(0, 3);
	add("\x05xxxxxxx", 8);
	add_processor(1, 3);
	finish();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 1);
	assert_true(host_log_has("type 5 with 28 bytes left"));
}

static void an_entry_cut_off_ends_it(void **state)
{
	(void)state;
	add_processor(0, 3);
	add_processor(1, 3);
	length--;
	finish();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 1);
	assert_true(host_log_has("type 0 with 19 bytes left"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_machine_is_told_as_it_is),
		TEST(an_eisa_bus_is_one_as_well),
		TEST(it_is_found_in_the_ebda_and_below_640k),
		TEST(defaults_that_have_an_apic_are_known),
		TEST(a_pointer_with_a_wrong_sum_or_length_is_none),
		TEST(a_broken_table_is_refused),
		TEST(an_entry_that_is_none_ends_it),
		TEST(an_entry_cut_off_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
