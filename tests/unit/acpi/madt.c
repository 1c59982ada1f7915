/* SPDX-License-Identifier: BSD-3-Clause */
/* CPUs and interrupts would be missed, or started that are not there. */
#include "tests/unit/acpi/firmware.h"
#include "tests/unit/topology.h"

static int parse(void)
{
	memset(&told, 0, sizeof(told));
	return plat_acpi_madt(&keep, &told);
}

static void expect_lcpu(unsigned int i, uint64_t id, uint32_t uid,
			uint32_t flags)
{
	assert_int_equal(told.lcpus[i].hw_id, id);
	assert_int_equal(told.lcpus[i].firmware_uid, uid);
	assert_int_equal(told.lcpus[i].flags, flags);
}

static void expect_irq(unsigned int i, uint32_t irq, uint32_t gsi, bool low,
		       bool level)
{
	const struct plat_topology_isa_irq *t = &told.isa_irqs[i];

	assert_int_equal(t->irq, irq);
	assert_int_equal(t->ioapic_id, PLAT_IOAPIC_BY_GSI);
	assert_int_equal(t->line, gsi);
	assert_int_equal(t->active_low, low);
	assert_int_equal(t->level, level);
}

static void expect_nmi(unsigned int i, bool is_gsi, uint32_t line,
		       uint64_t lcpu)
{
	const struct plat_topology_nmi *t = &told.nmis[i];

	assert_int_equal(t->is_gsi, is_gsi);
	assert_int_equal(t->line, line);
	assert_true(t->lcpu == lcpu);
	assert_int_equal(t->by_uid, lcpu != PLAT_LCPU_ALL);
}

static void expect_gic(unsigned int i, enum plat_gic_part part, uint64_t pa,
		       uint64_t size)
{
	assert_int_equal(told.gics[i].part, part);
	assert_int_equal(told.gics[i].range.start.v, pa);
	assert_int_equal(told.gics[i].range.size, size);
}

static void a_pc_is_told_as_it_is(void **state)
{
	(void)state;
	put_file("madt-pc", MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 5);
	expect_lcpu(0, 0, 0, PLAT_LCPU_ENABLED);
	expect_lcpu(1, 2, 1, PLAT_LCPU_ENABLED);
	expect_lcpu(2, 4, 2, 0);
	expect_lcpu(3, 6, 3, PLAT_LCPU_HOTPLUG);
	expect_lcpu(4, 0x100, 7, PLAT_LCPU_ENABLED);
	assert_int_equal(told.nr_ioapics, 2);
	assert_int_equal(told.ioapics[0].pa.v, 0xfec00000);
	assert_int_equal(told.ioapics[1].id, 4);
	assert_int_equal(told.ioapics[1].gsi_base, 24);
	assert_int_equal(told.nr_isa_irqs, 3);
	expect_irq(0, 0, 2, false, false);
	expect_irq(1, 9, 9, false, true);
	expect_irq(2, 11, 20, true, true);
	assert_int_equal(told.nr_nmis, 5);
	expect_nmi(0, true, 17, PLAT_LCPU_ALL);
	assert_true(told.nmis[0].active_low && told.nmis[0].level);
	expect_nmi(1, false, 1, PLAT_LCPU_ALL);
	expect_nmi(2, false, 0, 2);
	expect_nmi(3, false, 1, PLAT_LCPU_ALL);
	expect_nmi(4, false, 1, 7);
	assert_int_equal(told.nr_local_apics, 1);
	assert_int_equal(told.local_apic, 0x1fee00000);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 3);
	assert_true(host_log_has("override of interrupt 5 on bus 1"));
	assert_true(host_log_has("override of interrupt 16 on bus 0"));
	assert_true(host_log_has("NMI on LINT2"));
}

static void an_arm_machine_is_told_as_it_is(void **state)
{
	(void)state;
	put_file("madt-arm", MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 3);
	expect_lcpu(0, 0, 0, PLAT_LCPU_ENABLED);
	expect_lcpu(1, 0x8100000100, 1, PLAT_LCPU_ENABLED);
	expect_lcpu(2, 2, 2, 0);
	assert_int_equal(told.nr_giccs, 3);
	assert_int_equal(told.giccs[0].pa.v, 0x8010000);
	assert_int_equal(told.giccs[0].redistributor.v, 0);
	assert_int_equal(told.giccs[0].performance_intid, 23);
	assert_int_equal(told.giccs[0].maintenance_intid, 25);
	assert_int_equal(told.giccs[1].redistributor.v, 0x80a0000);
	assert_int_equal(told.nr_gics, 7);
	expect_gic(0, PLAT_GIC_CPU_INTERFACE, 0x8010000, 0x2000);
	expect_gic(2, PLAT_GIC_CPU_INTERFACE, 0x8010000, 0x2000);
	expect_gic(3, PLAT_GIC_DISTRIBUTOR, 0x8000000, 0x10000);
	assert_int_equal(told.gics[3].version, 3);
	expect_gic(4, PLAT_GIC_DISTRIBUTOR, 0x9000000, 0x1000);
	expect_gic(5, PLAT_GIC_REDISTRIBUTORS, 0x80a0000, 0xf60000);
	expect_gic(6, PLAT_GIC_ITS, 0x8080000, 0x20000);
	assert_true(host_log_has("4096 bytes of redistributors"));
	assert_int_equal(told.local_apic, 0x8000000);
}

static void gicc_may_come_online(void **state)
{
	const uint8_t flags = MADT_GICC_ONLINE_CAPABLE;

	(void)state;
	put(patch(load("madt-arm"), 44 + 12, &flags, 1), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	expect_lcpu(0, 0, 0, PLAT_LCPU_HOTPLUG);
}

static void a_sink_may_be_deaf(void **state)
{
	(void)state;
	put_file("madt-pc", MADT_AT);
	begin();
	assert_int_equal(plat_acpi_madt(&deaf, NULL), 0);
	host_phys_reset();
	setup(NULL);
	put_file("madt-arm", MADT_AT);
	begin();
	assert_int_equal(plat_acpi_madt(&deaf, NULL), 0);
}

static void an_entry_of_no_length_ends_it(void **state)
{
	const uint8_t zero = 0, one = 1;

	(void)state;
	put(patch(load("madt-pc"), 44 + 8 + 1, &zero, 1), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 1);
	assert_int_equal(told.local_apic, 0xfee00000);
	assert_true(host_log_has("type 0 has 0 bytes: the rest"));
	host_phys_reset();
	setup(NULL);
	put(patch(load("madt-pc"), 44 + 8 + 1, &one, 1), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 1);
}

static void an_entry_beyond_the_end_ends_it(void **state)
{
	(void)state;
	put(resize(load("madt-pc"), 44 + 8 + 7), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 1);
	assert_true(host_log_has("type 0 has 8 bytes: the rest"));
	host_phys_reset();
	setup(NULL);
	put(resize(load("madt-pc"), 44 + 8 + 1), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 1);
}

static void an_entry_too_short_for_its_type_is_skipped(void **state)
{
	/* Two entries of four bytes where there was one of eight. */
	const uint8_t bytes[8] = {0, 4, 0, 9, 9, 4, 0, 9};

	(void)state;
	put(patch(load("madt-pc"), 44, bytes, sizeof(bytes)), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 4);
	assert_true(host_log_has("type 0 has 4 bytes: it is ignored"));
	assert_true(host_log_has("type 9 has 4 bytes: it is ignored"));
}

/* The fuzzer found the table of types indexed with it. */
static void an_entry_of_unknown_type_is_passed_over(void **state)
{
	const uint8_t type = 254;

	(void)state;
	put(patch(load("madt-pc"), 44, &type, 1), MADT_AT);
	begin();
	assert_int_equal(parse(), 0);
	assert_int_equal(told.nr_lcpus, 4);
	assert_int_equal(told.nr_ioapics, 2);
}

static void no_madt_or_a_short_one_is_an_error(void **state)
{
	(void)state;
	begin();
	assert_int_equal(parse(), -PLAT_ENOENT);
	put(resize(load("madt-pc"), 43), MADT_AT);
	begin();
	assert_int_equal(parse(), -PLAT_EPROTO);
	assert_true(host_log_has("APIC of 43 bytes at"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_pc_is_told_as_it_is),
		TEST(an_arm_machine_is_told_as_it_is),
		TEST(gicc_may_come_online),
		TEST(a_sink_may_be_deaf),
		TEST(an_entry_of_no_length_ends_it),
		TEST(an_entry_beyond_the_end_ends_it),
		TEST(an_entry_too_short_for_its_type_is_skipped),
		TEST(an_entry_of_unknown_type_is_passed_over),
		TEST(no_madt_or_a_short_one_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
