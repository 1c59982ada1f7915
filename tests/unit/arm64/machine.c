/* SPDX-License-Identifier: BSD-3-Clause */
/* An arm64 machine would lack interrupts, timers or a way to end it, or use
 * those of another, where ACPI describes it. */
#include "tests/unit/acpi/firmware.h"

#include <plat/bootinfo.h>
#include <plat/lcpu.h>

#include "common/arm64/machine.h"
#include "common/arm64/timer.h"

static struct plat_arm64_machine m;

static void take(void)
{
	memset(&m, 0, sizeof(m));
	put_file("madt-arm", MADT_AT);
	put_file("gtdt", GTDT_AT);
	put_file("fadt", FADT_AT);
	begin();
	assert_int_equal(plat_arm64_take_acpi(&m), 0);
}

static void acpi_describes_the_gic(void **state)
{
	(void)state;
	take();
	assert_int_equal(m.nr_lcpus, 2);
	assert_int_equal(m.gic.version, 3);
	assert_int_equal(m.gic.distributor.start.v, 0x8000000);
	assert_int_equal(m.gic.distributor.size, 0x10000);
	assert_true(host_log_has("second distributor at 0x9000000"));
	assert_int_equal(m.gic.cpu_interface.start.v, 0x8010000);
	assert_int_equal(m.gic.cpu_interface.size, 0x2000);
	assert_int_equal(m.gic.nr_redistributors, 1);
	assert_int_equal(m.gic.redistributors[0].start.v, 0x80a0000);
	assert_int_equal(m.gic.redistributors[0].size, 0xf60000);
}

static void acpi_describes_timers_and_psci(void **state)
{
	const uint16_t smc = PLAT_FADT_PSCI_COMPLIANT, none = 0;
	const size_t at = 129; /* ARM boot architecture flags */

	(void)state;
	take();
	assert_int_equal(m.virtual_timer.intid, 27);
	assert_true(m.virtual_timer.level && m.virtual_timer.active_low);
	assert_int_equal(m.timer.intid, 30);
	assert_false(m.timer.level || m.timer.active_low);
	assert_int_equal(m.conduit, PLAT_ARM64_HVC);
	assert_int_equal(m.rtc.size, 0);
	host_phys_reset();
	setup(NULL);
	put(patch(load("fadt"), at, &smc, 2), FADT_AT);
	begin();
	assert_int_equal(plat_arm64_take_acpi(&m), -PLAT_ENOENT);
	assert_int_equal(m.conduit, PLAT_ARM64_SMC);
	host_phys_reset();
	setup(NULL);
	put(patch(load("fadt"), at, &none, 2), FADT_AT);
	begin();
	m.conduit = PLAT_ARM64_NO_CONDUIT;
	assert_int_equal(plat_arm64_take_acpi(&m), -PLAT_ENOENT);
	assert_int_equal(m.conduit, PLAT_ARM64_NO_CONDUIT);
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

static void acpi_is_asked_once_and_only_without_a_devicetree(void **state)
{
	(void)state;
	put_file("madt-arm", MADT_AT);
	begin();
	plat_arm64_told = (struct plat_arm64_machine){.nr_lcpus = 5};
	assert_int_equal(plat_lcpu_count(), 5);
	assert_int_equal(plat_arm64_machine()->gic.version, 0);
	plat_arm64_told = (struct plat_arm64_machine){.nr_lcpus = 0};
	assert_int_equal(plat_lcpu_count(), 2);
	assert_int_equal(plat_arm64_machine()->gic.version, 3);
	plat_arm64_told = (struct plat_arm64_machine){.nr_lcpus = 0};
	assert_int_equal(plat_lcpu_count(), 1);
	assert_int_equal(plat_arm64_machine()->gic.version, 0);
}

static void redistributor(uint64_t pa)
{
	struct plat_topology_gic part = {
		.part = PLAT_GIC_REDISTRIBUTORS,
		.range = {plat_pa(pa), 0x20000},
		.version = 3,
	};

	plat_arm64_fdt_sink.gic(&m, &part);
}

static void too_many_redistributors_are_dropped(void **state)
{
	(void)state;
	memset(&m, 0, sizeof(m));
	for (unsigned int i = 0; i < ARM64_MAX_REDISTRIBUTORS + 1; i++)
		redistributor(0x1000000 + i * 0x20000);
	assert_int_equal(m.gic.nr_redistributors, ARM64_MAX_REDISTRIBUTORS);
	assert_true(host_log_has("0x1100000 are one range too many"));
}

static void a_devicetrees_psci_is_0_2_or_not_used(void **state)
{
	struct plat_fdt fdt = {
		.psci = PLAT_FDT_SMC,
		.psci_is_0_2 = true,
		.timers = {
			[PLAT_FDT_TIMER_VIRTUAL] = {27, true, false},
			[PLAT_FDT_TIMER_PHYSICAL] = {30, true, true},
		},
		.rtc = {plat_pa(0x9010000), 0x1000},
	};

	(void)state;
	memset(&m, 0, sizeof(m));
	plat_arm64_take_fdt(&m, &fdt);
	assert_int_equal(m.conduit, PLAT_ARM64_SMC);
	assert_int_equal(m.virtual_timer.intid, 27);
	assert_true(m.virtual_timer.level && !m.virtual_timer.active_low);
	assert_int_equal(m.timer.intid, 30);
	assert_int_equal(m.rtc.start.v, 0x9010000);
	fdt.psci_is_0_2 = false;
	plat_arm64_take_fdt(&m, &fdt);
	assert_int_equal(m.conduit, PLAT_ARM64_NO_CONDUIT);
	assert_true(host_log_has("PSCI 0.1"));
	fdt.psci = PLAT_FDT_NO_PSCI;
	host_log_reset();
	plat_arm64_take_fdt(&m, &fdt);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
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
	m.rtc = (struct plat_pa_range){plat_pa(0x9010000), 0x1000};
	assert_int_equal(plat_arm64_add_devices(&m, &bi), 0);
	assert_int_equal(bi.mrds.nr_mrds, 4);
	assert_true(has_device(&bi, 0x8000000) && has_device(&bi, 0x8010000) &&
		    has_device(&bi, 0x80a0000) && has_device(&bi, 0x9010000));
	plat_mrd_list_init(&bi.mrds, mrds, 3);
	assert_int_equal(plat_arm64_add_devices(&m, &bi), -PLAT_ENOMEM);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(acpi_describes_the_gic),
		TEST(acpi_describes_timers_and_psci),
		TEST(the_madt_tells_each_cpus_redistributor),
		TEST(acpi_is_asked_once_and_only_without_a_devicetree),
		TEST(too_many_redistributors_are_dropped),
		TEST(a_devicetrees_psci_is_0_2_or_not_used),
		TEST(devices_become_regions),
		TEST(the_cpu_knows_its_frequency_best),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
