/* SPDX-License-Identifier: BSD-3-Clause */
/* An arm64 machine would lack interrupts, timers or a way to end it, or use
 * those of another, where ACPI describes it. */
#include "tests/unit/acpi/firmware.h"

#include <plat/bootinfo.h>
#include <plat/lcpu.h>

#include "common/arm64/machine.h"
#include "common/arm64/timer.h"

/* A parser that tells what a test wants. */
static const struct plat_topology_sink *sink;
static struct plat_fdt tree;
static int status;

int plat_fdt_parse(struct plat_bootinfo *bi, plat_pa_t pa,
		   const struct plat_topology_sink *s, void *ctx,
		   struct plat_fdt *out)
{
	(void)bi;
	assert_int_equal(pa.v, 0x1000);
	assert_ptr_equal(ctx, &plat_arm64_machine);
	sink = s;
	*out = tree;
	return status;
}

static struct plat_arm64_machine *const m = &plat_arm64_machine;

static int forget(void **state)
{
	*m = (struct plat_arm64_machine){.nr_lcpus = 0};
	host_phys_reset();
	return setup(state);
}

static int take_acpi(void)
{
	return plat_arm64_take_acpi(plat_pa(RSDP_AT));
}

static void take(void)
{
	put_file("madt-arm", MADT_AT);
	put_file("gtdt", GTDT_AT);
	put_file("fadt", FADT_AT);
	assert_int_equal(take_acpi(), 0);
}

static void expect_range(unsigned int slot, uint64_t pa, uint64_t size)
{
	assert_int_equal(m->gic.ranges[slot].start.v, pa);
	assert_int_equal(m->gic.ranges[slot].size, size);
}

static void acpi_describes_the_gic(void **state)
{
	(void)state;
	take();
	assert_int_equal(m->nr_lcpus, 2);
	assert_int_equal(plat_lcpu_count(), 2);
	assert_int_equal(m->gic.version, 3);
	expect_range(PLAT_GIC_DISTRIBUTOR, 0x8000000, 0x10000);
	expect_range(PLAT_GIC_CPU_INTERFACE, 0x8010000, 0x2000);
	expect_range(PLAT_GIC_REDISTRIBUTORS, 0x80a0000, 0xf60000);
	expect_range(PLAT_GIC_REDISTRIBUTORS + 1, 0, 0);
	assert_true(host_log_has("what is at 0x9000000 is one too many"));
	assert_false(host_log_has("what is at 0x8010000"));
}

static void acpi_tells_nothing_where_there_is_none(void **state)
{
	(void)state;
	assert_int_equal(plat_arm64_take_acpi(plat_pa(0)), -PLAT_ENOENT);
	assert_int_equal(take_acpi(), -PLAT_ENOENT); /* no MADT */
	assert_int_equal(plat_lcpu_count(), 1);
	assert_null(m->conduit);
}

static void acpi_describes_psci(void **state)
{
	const uint16_t smc = PLAT_FADT_PSCI_COMPLIANT, none = 0;
	const size_t at = 129; /* ARM boot architecture flags */

	(void)state;
	take();
	assert_ptr_equal(m->conduit, plat_smccc_hvc);
	assert_int_equal(m->fdt.rtc.size, 0);
	forget(NULL);
	put(patch(load("fadt"), at, &smc, 2), FADT_AT);
	assert_int_equal(take_acpi(), -PLAT_ENOENT);
	assert_ptr_equal(m->conduit, plat_smccc_smc);
	forget(NULL);
	put(patch(load("fadt"), at, &none, 2), FADT_AT);
	assert_int_equal(take_acpi(), -PLAT_ENOENT);
	assert_null(m->conduit);
}

static void expect_timer(bool physical, uint32_t intid, bool level)
{
	struct plat_arm64_timer timer = plat_arm64_timer_told();

	assert_int_equal(timer.physical, physical);
	assert_int_equal(timer.intid, intid);
	assert_int_equal(timer.level, level);
}

static void the_virtual_timer_is_used_if_it_is_described(void **state)
{
	const struct plat_fdt_irq virtual = {27, true, false};
	const struct plat_fdt_irq physical = {30, false, true};
	const uint32_t none = 0;

	(void)state;
	expect_timer(false, 0, false);
	take();
	expect_timer(false, 27, true);
	/* The devicetree comes first. */
	m->fdt.timers[PLAT_FDT_TIMER_PHYSICAL] = physical;
	expect_timer(true, 30, false);
	m->fdt.timers[PLAT_FDT_TIMER_VIRTUAL] = virtual;
	expect_timer(false, 27, true);
	forget(NULL);
	put(patch(load("gtdt"), 48 + 2 * 8, &none, 4), GTDT_AT);
	assert_int_equal(take_acpi(), -PLAT_ENOENT);
	expect_timer(true, 30, false);
	forget(NULL);
	put(patch(patch(load("gtdt"), 48 + 2 * 8, &none, 4), 48 + 8, &none, 4),
	    GTDT_AT);
	assert_int_equal(take_acpi(), -PLAT_ENOENT);
	assert_false(plat_arm64_timer_told().physical);
}

static void the_madt_tells_each_cpus_redistributor(void **state)
{
	(void)state;
	take();
	assert_int_equal(plat_arm64_redistributor_told(0x8100000100).v,
			 0x80a0000);
	assert_int_equal(plat_arm64_redistributor_told(0).v, 0);
	assert_int_equal(plat_arm64_redistributor_told(77).v, 0);
}

static void take_tree(enum plat_fdt_conduit psci, bool is_0_2)
{
	struct plat_bootinfo bi = {.nr_modules = 0};

	tree.psci = psci;
	tree.psci_is_0_2 = is_0_2;
	assert_int_equal(plat_arm64_take_fdt(&bi, plat_pa(0x1000)), status);
}

static void too_many_redistributors_are_dropped(void **state)
{
	const unsigned int last = PLAT_ARRAY_SIZE(m->gic.ranges) - 1;

	(void)state;
	take_tree(PLAT_FDT_NO_PSCI, false);
	for (unsigned int i = 0; i < ARM64_MAX_REDISTRIBUTORS + 1; i++) {
		struct plat_topology_gic part = {
			.part = PLAT_GIC_REDISTRIBUTORS,
			.range = {plat_pa(0x1000000 + i * 0x20000), 0x20000},
			.stride = 0x20000,
		};

		sink->gic(m, &part);
	}
	expect_range(last, 0x10e0000, 0x20000);
	assert_int_equal(m->gic.stride, 0x20000);
	assert_true(host_log_has("what is at 0x1100000 is one too many"));
}

static void a_devicetrees_psci_is_0_2_or_not_used(void **state)
{
	(void)state;
	take_tree(PLAT_FDT_SMC, true);
	assert_ptr_equal(m->conduit, plat_smccc_smc);
	take_tree(PLAT_FDT_HVC, true);
	assert_ptr_equal(m->conduit, plat_smccc_hvc);
	take_tree(PLAT_FDT_SMC, false);
	assert_null(m->conduit);
	assert_true(host_log_has("PSCI 0.1"));
	host_log_reset();
	take_tree(PLAT_FDT_NO_PSCI, false);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
	status = -PLAT_EPROTO;
	take_tree(PLAT_FDT_HVC, true);
	assert_null(m->conduit);
	status = 0;
}

static bool has_device(const struct plat_bootinfo *bi, uint64_t pa)
{
	for (uint32_t i = 0; i < bi->mrds.nr_mrds; i++) {
		const struct plat_mrd *mrd = &bi->mrds.mrds[i];

		if (mrd->start.v == pa && mrd->type == PLAT_MRD_DEVICE)
			return true;
	}
	return false;
}

static void devices_become_regions(void **state)
{
	static struct plat_mrd mrds[8];
	struct plat_bootinfo bi = {.nr_modules = 0};

	(void)state;
	take();
	plat_mrd_list_init(&bi.mrds, mrds, PLAT_ARRAY_SIZE(mrds));
	m->fdt.rtc = (struct plat_pa_range){plat_pa(0x9010000), 0x1000};
	assert_int_equal(plat_arm64_add_devices(&bi), 0);
	assert_int_equal(bi.mrds.nr_mrds, 4);
	assert_true(has_device(&bi, 0x8000000) && has_device(&bi, 0x8010000) &&
		    has_device(&bi, 0x80a0000) && has_device(&bi, 0x9010000));
	plat_mrd_list_init(&bi.mrds, mrds, 3);
	assert_int_equal(plat_arm64_add_devices(&bi), -PLAT_ENOMEM);
}

static void the_cpu_knows_its_frequency_best(void **state)
{
	(void)state;
	assert_int_equal(plat_arm64_counter_hz(62500000, 0), 62500000);
	assert_int_equal(plat_arm64_counter_hz(62500000, 62500000), 62500000);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
	assert_int_equal(plat_arm64_counter_hz(62500000, 1000), 62500000);
	assert_true(host_log_has("1000 Hz are ignored"));
	assert_int_equal(plat_arm64_counter_hz(0, 1000), 1000);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 0);
	assert_int_equal(plat_arm64_counter_hz(0, 0), 0);
	assert_int_equal(host_log_count(PLAT_LOG_ERR), 1);
	/* The upper half is reserved. */
	assert_int_equal(plat_arm64_counter_hz(0xff00000001, 0), 1);
}

#undef TEST
#define TEST(name) cmocka_unit_test_setup_teardown(name, forget, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(acpi_describes_the_gic),
		TEST(acpi_tells_nothing_where_there_is_none),
		TEST(acpi_describes_psci),
		TEST(the_virtual_timer_is_used_if_it_is_described),
		TEST(the_madt_tells_each_cpus_redistributor),
		TEST(too_many_redistributors_are_dropped),
		TEST(a_devicetrees_psci_is_0_2_or_not_used),
		TEST(devices_become_regions),
		TEST(the_cpu_knows_its_frequency_best),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
