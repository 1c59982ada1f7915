/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest on arm64 would start with wrong memory, or not at all. */
#include "tests/unit/bootinfo.h"
#include "tests/unit/topology.h"

#include <libfdt.h>

#include <plat/fdt.h>

#define AT 0x44000000u

static struct plat_fdt out;
static uint8_t *tree;
static size_t size;

static void load(const char *name)
{
	char path[128];

	free(tree);
	snprintf(path, sizeof(path), "tests/unit/fdt/%s.dtb", name);
	tree = host_load(path, &size);
}

static int parse_by(enum plat_protocol protocol)
{
	host_phys_reset();
	host_log_reset();
	begin_bootinfo(PLAT_MRD_MAX);
	bi.protocol = protocol;
	memset(&told, 0, sizeof(told));
	memset(&out, 0xee, sizeof(out));
	host_phys_put(AT, tree, size);
	return plat_fdt_parse(&bi, plat_pa(AT), &keep, &told, &out);
}

static int parse(void)
{
	return parse_by(PLAT_PROTOCOL_ARM64_IMAGE);
}

static int parse_file(const char *name)
{
	load(name);
	return parse();
}

static void expect_irq(struct plat_fdt_irq irq, uint32_t intid, bool level,
		       bool low)
{
	assert_int_equal(irq.intid, intid);
	assert_int_equal(irq.level, level);
	assert_int_equal(irq.active_low, low);
}

static void memory_and_reservations_are_taken(void **state)
{
	(void)state;
	assert_int_equal(parse_file("virt"), 0);
	assert_true(has_mrd(0x40000000, 0x10000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x60000000, 0x8000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x100000000, 0x200000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x50000000, 0x4000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x42000000, 0x20000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(AT, size, PLAT_MRD_DEVICETREE));
	assert_true(has_mrd(0x48000000, 5000, PLAT_MRD_INITRD));
	assert_int_equal(bi.mrds.nr_mrds, 7);
	assert_int_equal(bi.devicetree.start.v, AT);
	assert_int_equal(bi.devicetree.size, size);
}

/* As Xen tells a domain that it has none. */
static void an_initrd_at_0_is_none(void **state)
{
	int node;

	(void)state;
	load("virt");
	node = fdt_path_offset(tree, "/chosen");
	assert_int_equal(fdt_setprop_inplace_u64(tree, node,
						 "linux,initrd-start", 0), 0);
	assert_int_equal(fdt_setprop_inplace_u32(tree, node,
						 "linux,initrd-end", 0), 0);
	assert_int_equal(parse(), 0);
	assert_int_equal(bi.nr_modules, 0);
	assert_false(host_log_has("module"));
}

static void what_was_chosen_is_taken(void **state)
{
	(void)state;
	assert_int_equal(parse_file("virt"), 0);
	assert_string_equal(bi.cmdline, "plat.log=debug -- a b");
	assert_int_equal(bi.nr_modules, 1);
	assert_true(out.kaslr_seed == 0xfeedbeefc0febabe);
	assert_int_equal(out.rng_seed.size, 16);
	assert_memory_equal(tree + (out.rng_seed.start.v - AT),
			    "\1\2\3\4\5\6\7\10\21\22\23\24\25\26\27\30", 16);
	assert_int_equal(out.stdout_uart, 0);
	assert_int_equal(out.stdout_baud, 115200);
}

static void cpus_have_ids_of_64_bits(void **state)
{
	(void)state;
	assert_int_equal(parse_file("virt"), 0);
	assert_int_equal(told.nr_lcpus, 3);
	assert_int_equal(told.lcpus[0].hw_id, 0);
	assert_int_equal(told.lcpus[0].flags,
			 PLAT_LCPU_ENABLED | PLAT_LCPU_PSCI);
	assert_true(told.lcpus[1].hw_id == 0x8100000100);
	assert_int_equal(told.lcpus[1].flags, PLAT_LCPU_ENABLED);
	assert_int_equal(told.lcpus[2].flags, 0);
	assert_true(host_log_has("a CPU has no id"));
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
}

static void expect_gic(unsigned int i, enum plat_gic_part part,
		       uint64_t start, uint64_t bytes)
{
	assert_int_equal(told.gics[i].part, part);
	assert_true(told.gics[i].range.start.v == start);
	assert_int_equal(told.gics[i].range.size, bytes);
}

static void interrupts_are_the_gics(void **state)
{
	(void)state;
	assert_int_equal(parse_file("virt"), 0);
	assert_int_equal(told.nr_gics, 4);
	expect_gic(0, PLAT_GIC_DISTRIBUTOR, 0x8000000, 0x10000);
	expect_gic(1, PLAT_GIC_REDISTRIBUTORS, 0x80a0000, 0xf60000);
	expect_gic(2, PLAT_GIC_REDISTRIBUTORS, 0x4000000000, 0x40000);
	expect_gic(3, PLAT_GIC_ITS, 0x8080000, 0x20000);
	expect_irq(out.timers[PLAT_FDT_TIMER_SECURE], 29, true, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_PHYSICAL], 30, false, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 27, true, true);
	expect_irq(out.timers[PLAT_FDT_TIMER_HYP], 26, false, true);
	assert_int_equal(plat_fdt_parse(&bi, plat_pa(AT), &deaf, NULL, &out),
			 0);
}

static void devices_are_where_the_cpu_sees_them(void **state)
{
	(void)state;
	assert_int_equal(parse_file("virt"), 0);
	assert_int_equal(out.nr_uarts, 2);
	assert_int_equal(out.uarts[0].kind, PLAT_FDT_UART_PL011);
	assert_true(out.uarts[0].regs.start.v == 0x9000000);
	assert_int_equal(out.uarts[0].regs.size, 0x1000);
	assert_int_equal(out.uarts[0].clock_hz, 24000000);
	assert_int_equal(out.uarts[0].reg_io_width, 1);
	assert_string_equal(out.uarts[0].path, "/soc/pl011@100000");
	expect_irq(out.uarts[0].irq, 33, true, false);
	assert_int_equal(out.uarts[1].kind, PLAT_FDT_UART_16550);
	assert_true(out.uarts[1].regs.start.v == 0x9030000);
	assert_int_equal(out.uarts[1].reg_shift, 2);
	assert_int_equal(out.uarts[1].reg_io_width, 4);
	expect_irq(out.uarts[1].irq, 19, false, true);
	assert_true(out.rtc.start.v == 0x9010000);
	assert_int_equal(out.psci, PLAT_FDT_HVC);
	assert_true(out.psci_is_0_2);
	assert_string_equal(out.hypervisor, "acme,visor-4");
	assert_int_equal(out.nr_hypervisor_regs, 2);
	assert_true(out.hypervisor_regs[1].start.v == 0x39000000);
	expect_irq(out.hypervisor_irq, 31, true, true);
}

static void an_odd_tree_is_used_as_far_as_it_goes(void **state)
{
	(void)state;
	assert_int_equal(parse_file("odd"), 0);
	assert_true(has_mrd(0x80000000, 0x1000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x80100000, 0x1000, PLAT_MRD_RESERVED));
	assert_int_equal(bi.nr_modules, 0);
	assert_int_equal(told.nr_lcpus, 1);
	assert_int_equal(told.lcpus[0].hw_id, 0xffffff);
	assert_true(host_log_has("0x80000002 is no CPU's id"));
	assert_int_equal(out.psci, PLAT_FDT_NO_PSCI);
	assert_int_equal(told.nr_gics, 2);
	expect_gic(0, PLAT_GIC_DISTRIBUTOR, 0x2c001000, 0x1000);
	expect_gic(1, PLAT_GIC_CPU_INTERFACE, 0x2c002000, 0x2000);
	assert_int_equal(told.gics[0].version, 2);
	expect_irq(out.timers[PLAT_FDT_TIMER_SECURE], 0, false, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_PHYSICAL], 0, false, false);
	assert_int_equal(out.nr_uarts, PLAT_FDT_UARTS_MAX);
	assert_int_equal(out.stdout_uart, 0);
	assert_int_equal(out.stdout_baud, 0);
	expect_irq(out.uarts[0].irq, 1019, false, false);
	assert_int_equal(out.rtc.size, 0);
	assert_true(host_log_has("a reg property at +"));
	assert_true(host_log_has("a CPU has no id"));
	assert_true(host_log_has("psci has a method that is none"));
	assert_true(host_log_has("interrupt 16 of kind 1 is none"));
	assert_true(host_log_has("interrupt 0 of kind 2 is none"));
	assert_true(host_log_has("more than 4 UARTs: the one at 0x10004000"));
	assert_true(host_log_has("more than 12 levels deep"));
}

static void memory_is_told_by_type_or_by_name(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_true(has_mrd(0x80000000, 0x20000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x100000000, 0x1000000, PLAT_MRD_FREE));
	assert_true(has_mrd(0x200000000, 0x2000000, PLAT_MRD_FREE));
	assert_int_equal(bi.mrds.nr_mrds, 9);
	assert_true(host_log_has("linux,usable-memory-range is ignored"));
}

static void all_that_is_reserved_is_taken(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_true(has_mrd(0x90000000, 0x1000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x91000000, 0x2000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x92000000, 0x3000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x93000000, 0x1000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x94000000, 0x1000, PLAT_MRD_RESERVED));
}

static void cpus_that_are_disabled_can_be_started(void **state)
{
	static const uint32_t flags[] = {
		PLAT_LCPU_ENABLED, PLAT_LCPU_ENABLED | PLAT_LCPU_PSCI, 0,
		PLAT_LCPU_PSCI,
	};

	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_int_equal(told.nr_lcpus, PLAT_ARRAY_SIZE(flags));
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(flags); i++) {
		assert_true(told.lcpus[i].hw_id == 0x100000000u + i);
		assert_int_equal(told.lcpus[i].flags, flags[i]);
	}
}

/* Reservations and all, as when other things were told. */
static void cpus_are_told_once_more(void **state)
{
	static const struct plat_topology_sink lcpus = {.lcpu = keep_lcpu};
	static const char *const files[] = {"virt", "parents", "odd", "cells"};
	struct plat_pa_range none = {plat_pa(AT), 0};
	struct plat_topology_lcpu first[MANY];

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(files); i++) {
		unsigned int nr;

		(void)parse_file(files[i]);
		memcpy(first, told.lcpus, sizeof(first));
		nr = told.nr_lcpus;
		memset(&told, 0, sizeof(told));
		assert_int_equal(plat_fdt_lcpus(bi.devicetree, &lcpus, &told),
				 0);
		assert_int_equal(told.nr_lcpus, nr);
		assert_memory_equal(told.lcpus, first, sizeof(first));
	}
	assert_int_equal(plat_fdt_lcpus(none, &lcpus, &told), -PLAT_ENOENT);
}

static void psci_0_1_has_ids_of_its_own(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_int_equal(out.psci, PLAT_FDT_HVC);
	assert_false(out.psci_is_0_2);
	assert_int_equal(out.psci_cpu_on, 0x95c1ba60);
	assert_int_equal(out.psci_cpu_off, 0x95c1ba5f);
	assert_int_equal(parse_file("smc"), -PLAT_ENOENT);
	assert_int_equal(out.psci_cpu_on, 0);
}

static void a_timers_interrupts_may_have_names(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	expect_irq(out.timers[PLAT_FDT_TIMER_SECURE], 0, false, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_PHYSICAL], 30, true, true);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 27, true, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_HYP], 26, false, false);
	assert_int_equal(out.timer_hz, 62500000);
	assert_true(out.timer_always_on);
	assert_int_equal(parse_file("virt"), 0);
	assert_int_equal(out.timer_hz, 0);
	assert_false(out.timer_always_on);
}

static void interrupts_of_others_are_not_the_gics(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_int_equal(out.nr_uarts, 3);
	expect_irq(out.uarts[0].irq, 0, false, false);
	expect_irq(out.uarts[1].irq, 0, false, false);
	expect_irq(out.uarts[2].irq, 40, true, false);
	expect_irq(out.hypervisor_irq, 25, true, true);
	assert_int_equal(parse_file("far"), 0);
	expect_irq(out.timers[PLAT_FDT_TIMER_SECURE], 29, true, true);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 0, false, false);
	expect_irq(out.hypervisor_irq, 0, false, false);
}

static void the_first_gic_counts(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_int_equal(told.nr_gics, 2);
	expect_gic(0, PLAT_GIC_DISTRIBUTOR, 0x8000000, 0x10000);
	expect_gic(1, PLAT_GIC_REDISTRIBUTORS, 0x8100000, 0x100000);
	assert_int_equal(told.gics[1].stride, 0x40000);
	assert_true(host_log_has("more than one GIC: the one at 0xb000000"));
}

static void uarts_are_of_several_makes(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_int_equal(out.uarts[0].kind, PLAT_FDT_UART_SBSA);
	assert_int_equal(out.uarts[1].kind, PLAT_FDT_UART_16550);
	assert_int_equal(out.uarts[2].kind, PLAT_FDT_UART_16550);
	assert_true(out.uarts[2].regs.start.v == 0x4000000000);
	assert_int_equal(out.uarts[2].reg_shift, 2);
	assert_true(host_log_has("the UART at 0x9000100 has registers of 3"));
	assert_true(host_log_has("the UART at 0x9000200 has registers of 1"));
}

static void stdout_may_lack_unit_addresses(void **state)
{
	(void)state;
	assert_int_equal(parse_file("parents"), 0);
	assert_string_equal(out.uarts[2].path,
			    "/soc/bus@1/serial@fffff000");
	assert_int_equal(out.stdout_uart, 2);
}

/* Which UART of "virt" is the console where this is its path. */
static int stdout_with(const char *path)
{
	uint8_t *larger = malloc(8192);
	int node;

	load("virt");
	assert_int_equal(fdt_open_into(tree, larger, 8192), 0);
	node = fdt_path_offset(larger, "/chosen");
	assert_int_equal(fdt_setprop(larger, node, "stdout-path", path,
				     (int)strlen(path) + 1), 0);
	free(tree);
	tree = larger;
	size = fdt_totalsize(larger);
	assert_int_equal(parse(), 0);
	return out.stdout_uart;
}

static void stdout_is_a_node_and_no_part_of_its_name(void **state)
{
	(void)state;
	assert_int_equal(stdout_with("/soc/pl011@100000"), 0);
	assert_int_equal(stdout_with("/soc/pl011"), 0);
	assert_int_equal(stdout_with("/soc/bus/serial"), 1);
	assert_int_equal(stdout_with("/soc/bus@0/serial:9600"), 1);
	assert_int_equal(stdout_with("/soc/bus/serial@30000"), 1);
	assert_int_equal(stdout_with("/soc/pl011@1"), -1);
	assert_int_equal(stdout_with("/soc/pl011@"), -1);
	assert_int_equal(stdout_with("/soc/pl01"), -1);
	assert_int_equal(stdout_with("/soc/pl0111"), -1);
	assert_int_equal(stdout_with("/soc/pl011@1000001"), -1);
	assert_int_equal(stdout_with("/soc/pl011/"), -1);
	assert_int_equal(stdout_with("/soc/bus"), -1);
	assert_int_equal(stdout_with("/soc"), -1);
	assert_int_equal(stdout_with("/"), -1);
	assert_int_equal(stdout_with(""), -1);
	assert_int_equal(stdout_with("serial0"), 0);
	assert_int_equal(stdout_with("serial"), -1);
	assert_int_equal(stdout_with("serial00"), -1);
}

static void circles_are_not_followed(void **state)
{
	(void)state;
	assert_int_equal(parse_file("cycle"), 0);
	assert_int_equal(out.stdout_uart, -1);
	assert_int_equal(out.stdout_baud, 9600);
	assert_int_equal(told.nr_gics, 2);
	expect_irq(out.timers[PLAT_FDT_TIMER_SECURE], 29, true, true);
	expect_irq(out.timers[PLAT_FDT_TIMER_PHYSICAL], 0, false, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 0, false, false);
	expect_irq(out.timers[PLAT_FDT_TIMER_HYP], 26, true, true);
	expect_irq(out.hypervisor_irq, 0, false, false);
	assert_int_equal(out.nr_uarts, 4);
	for (unsigned int i = 0; i < 4; i++)
		expect_irq(out.uarts[i].irq, 0, false, false);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void numbers_of_another_size_are_none(void **state)
{
	(void)state;
	assert_int_equal(parse_file("cells"), 0);
	assert_true(has_mrd(0x40000000, 0x1000000, PLAT_MRD_FREE));
	assert_int_equal(bi.nr_modules, 0);
	assert_int_equal(bi.cmdline_length, 0);
	assert_int_equal(out.rng_seed.size, 0);
	assert_true(out.kaslr_seed == 0);
	assert_int_equal(told.nr_lcpus, 0);
	assert_int_equal(told.nr_gics, 2);
	assert_int_equal(told.gics[1].stride, 0);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 0, false, false);
	assert_int_equal(out.timer_hz, 0);
	assert_string_equal(out.hypervisor, "acme,visor-with-a-name-of-33-by");
	/* Five of reg, one of the CPU, one of the module, two that wrap. */
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 9);
	assert_true(host_log_has("a CPU has no id"));
}

static void addresses_that_are_nowhere_are_left_out(void **state)
{
	(void)state;
	assert_int_equal(parse_file("cells"), 0);
	assert_int_equal(out.nr_uarts, 0);
	assert_int_equal(out.nr_hypervisor_regs, 1);
	assert_true(host_log_has("registers at 0xfffffffffffff000 wrap"));
	assert_int_equal(bi.mrds.faults.nr_wrapped, 1);
}

/* What is behind the end is not there, or all zeros. */
static void a_tree_may_be_cut_off_anywhere(void **state)
{
	size_t whole;

	(void)state;
	load("virt");
	whole = size;
	for (size_t end = 1; end < whole; end++) {
		int status;

		load("virt");
		memset(tree + end, 0, whole - end);
		status = parse();
		assert_true(status == 0 || status == -PLAT_ENOENT ||
			    (status == -PLAT_EPROTO && end < 40));
		/* Without its name "status" disables nothing. */
		assert_true(bi.mrds.nr_mrds <= 9);
		assert_true(host_log_count(PLAT_LOG_WARN) > 0 ||
			    end > fdt_off_dt_strings(tree));
		size = end;
		assert_int_equal(parse(), -PLAT_EPROTO);
	}
}

static void nothing_may_tell_of_memory(void **state)
{
	(void)state;
	assert_int_equal(parse_file("smc"), -PLAT_ENOENT);
	assert_int_equal(out.psci, PLAT_FDT_SMC);
	assert_false(out.psci_is_0_2);
	assert_int_equal(out.nr_uarts, 0);
	assert_int_equal(out.stdout_uart, -1);
	expect_irq(out.timers[PLAT_FDT_TIMER_SECURE], 0, false, false);
	assert_true(host_log_has("nothing tells of memory"));
}

/* What is reserved without no-map is free memory to EFI: Devicetree
 * Specification 0.4, 3.5.4. */
static void efi_has_told_of_memory(void **state)
{
	(void)state;
	load("virt");
	assert_int_equal(parse_by(PLAT_PROTOCOL_EFI), 0);
	assert_true(has_mrd(0x50000000, 0x4000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(0x42000000, 0x20000, PLAT_MRD_RESERVED));
	assert_true(has_mrd(AT, size, PLAT_MRD_DEVICETREE));
	assert_int_equal(bi.mrds.nr_mrds, 3);
	assert_string_equal(bi.cmdline, "");
	assert_int_equal(bi.nr_modules, 0);
	assert_int_equal(out.stdout_uart, 0);
	assert_int_equal(out.rng_seed.size, 16);
	load("smc");
	assert_int_equal(parse_by(PLAT_PROTOCOL_EFI), 0);
	assert_int_equal(out.psci, PLAT_FDT_SMC);
}

static void a_full_list_is_an_error(void **state)
{
	(void)state;
	load("virt");
	host_phys_put(AT, tree, size);
	/* Four of the seven are not FREE. */
	for (uint32_t room = 0; room < 4; room++) {
		begin_bootinfo(room);
		assert_int_equal(plat_fdt_parse(&bi, plat_pa(AT), &deaf, NULL,
						&out), -PLAT_ENOMEM);
	}
	begin_bootinfo(4);
	assert_int_equal(plat_fdt_parse(&bi, plat_pa(AT), &deaf, NULL, &out),
			 0);
}

/* A header whose word number @word is @value. */
static int parse_with(unsigned int word, uint32_t value)
{
	fdt32_t v = cpu_to_fdt32(value);

	load("virt");
	memcpy(tree + word * 4, &v, sizeof(v));
	return parse();
}

static void no_tree_leaves_boot_info_alone(void **state)
{
	static const struct {
		unsigned int word;
		uint32_t value;
	} bad[] = {
		{0, 0xd00dfeee}, {1, 0}, {1, 39}, {1, 0x200},
		{1, UINT32_MAX},
		{2, 0x10000}, {2, 0x39}, {2, UINT32_MAX},
		{3, 0x10000}, {4, 0x10000}, {4, 0x2c},
		{5, 16}, {5, 0}, {6, 18}, {8, 0x10000}, {9, 0x10000},
		{9, UINT32_MAX}, {9, 1 << 20},
	};

	(void)state;
	assert_int_equal(plat_fdt_parse(&bi, plat_pa(AT), &keep, &told, &out),
			 -PLAT_EPROTO);
	assert_true(host_log_has("cannot reach the tree at 0x44000000"));
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(bad); i++) {
		assert_int_equal(parse_with(bad[i].word, bad[i].value),
				 -PLAT_EPROTO);
		assert_int_equal(bi.mrds.nr_mrds, 0);
		assert_int_equal(bi.devicetree.size, 0);
		assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
		assert_true(host_log_has(
		    bad[i].word == 0 || bad[i].word == 5 || bad[i].word == 6
			? "is no tree of version 17" : "header is malformed"));
	}
	load("virt");
	host_phys_reset();
	host_phys_put(AT + 4, tree, size);
	assert_int_equal(plat_fdt_parse(&bi, plat_pa(AT + 4), &keep, &told,
					&out), -PLAT_EPROTO);
	assert_true(host_log_has("0x44000004 is no multiple of 8"));
}

/* QEMU says 1 MiB, whatever is in it. */
static void a_tree_in_a_large_buffer_is_as_large_as_what_is_in_it(void **state)
{
	(void)state;
	assert_int_equal(parse_with(1, 1 << 20), 0);
	assert_int_equal(bi.devicetree.size, size);
	assert_int_equal(parse_with(1, INT32_MAX), 0);
	assert_int_equal(bi.devicetree.size, size);
}

static void reservations_are_read_up_to_the_end_of_the_tree(void **state)
{
	uint8_t *bytes = calloc(1, 8192);
	const fdt64_t last[2] = {cpu_to_fdt64(0x70000000),
				 cpu_to_fdt64(0x1000)};
	size_t at;

	(void)state;
	/* Behind the other blocks, and without an end. */
	load("virt");
	at = plat_align_up(size, 8);
	memcpy(bytes, tree, size);
	memcpy(bytes + at, last, sizeof(last));
	free(tree);
	tree = bytes;
	size = at + sizeof(last);
	fdt_set_off_mem_rsvmap(tree, (uint32_t)at);
	fdt_set_totalsize(tree, (uint32_t)size);
	assert_int_equal(parse(), 0);
	assert_true(has_mrd(0x70000000, 0x1000, PLAT_MRD_RESERVED));
	assert_int_equal(bi.devicetree.size, size);
	assert_true(host_log_has("reservations have no end"));
}

/* Each word of the structure, once each, is any of these tags or lengths. */
static void a_broken_structure_is_used_as_far_as_it_goes(void **state)
{
	static const uint32_t values[] = {
		0, 1, 2, 3, 4, 9, 0x7fffffff, 0x80000000, 0xfffffff0,
		0xfffffff8, 0xfffffffc, UINT32_MAX};
	unsigned int nr_broken = 0;

	(void)state;
	load("virt");
	for (size_t at = fdt_off_dt_struct(tree); at + 4 <= size; at += 4) {
		for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(values); i++) {
			fdt32_t v = cpu_to_fdt32(values[i]);

			load("virt");
			memcpy(tree + at, &v, sizeof(v));
			parse();
			nr_broken += host_log_has("structure is broken");
		}
	}
	assert_true(nr_broken > 100);
}

/* libfdt 1.6 takes the tag after it from within its header: a NOP, if that
 * is where the name is. */
static void a_property_may_end_before_it_begins(void **state)
{
	const uint32_t words[] = {
		FDT_MAGIC, 40 + 16 + 44 + 16, 40 + 16, 40 + 16 + 44, 40, 17,
		16, 0, 16, 44,
		0, 0, 0, 0,
		FDT_BEGIN_NODE, 0, FDT_BEGIN_NODE, 0x61000000,
		FDT_PROP, 0xfffffffc, FDT_NOP,
		FDT_END_NODE, FDT_END_NODE, FDT_END_NODE, FDT_END,
		0, 0x636f6d70, 0x61746962, 0x6c650000, /* "compatible" */
	};

	(void)state;
	free(tree);
	size = sizeof(words);
	tree = malloc(size);
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(words); i++)
		((fdt32_t *)(void *)tree)[i] = cpu_to_fdt32(words[i]);
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_true(host_log_has("structure is broken at +0x10"));
}

static void properties_behind_children_are_ignored(void **state)
{
	uint8_t buffer[512];

	(void)state;
	assert_int_equal(fdt_create(buffer, sizeof(buffer)), 0);
	assert_int_equal(fdt_finish_reservemap(buffer), 0);
	assert_int_equal(fdt_begin_node(buffer, ""), 0);
	assert_int_equal(fdt_begin_node(buffer, "chosen"), 0);
	assert_int_equal(fdt_begin_node(buffer, "child"), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_property_string(buffer, "bootargs", "late"), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_finish(buffer), 0);
	free(tree);
	size = fdt_totalsize(buffer);
	tree = malloc(size);
	memcpy(tree, buffer, size);
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(bi.cmdline_length, 0);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
}

static void begin_cells(uint8_t *buffer, const char *name)
{
	assert_int_equal(fdt_begin_node(buffer, name), 0);
	assert_int_equal(fdt_property_u32(buffer, "#address-cells", 1), 0);
	assert_int_equal(fdt_property_u32(buffer, "#size-cells", 1), 0);
}

static void add_uart(uint8_t *buffer, const char *name, uint32_t at)
{
	const fdt32_t reg[2] = {cpu_to_fdt32(at), cpu_to_fdt32(0x100)};

	assert_int_equal(fdt_begin_node(buffer, name), 0);
	assert_int_equal(fdt_property_string(buffer, "compatible", "ns16550"),
			 0);
	assert_int_equal(fdt_property(buffer, "reg", reg, sizeof(reg)), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
}

/* As many ranges as are looked at in all. */
#define NR_RANGES 1024u

/* A bus with more of them, and an alias for its UART. */
static void make_bounds(const char *alias)
{
	static fdt32_t ranges[NR_RANGES + 1][3];
	uint8_t *buffer = calloc(1, 16384);

	for (uint32_t i = 0; i < NR_RANGES + 1; i++) {
		ranges[i][0] = cpu_to_fdt32(i << 12);
		ranges[i][1] = cpu_to_fdt32(0x10000000 + (i << 12));
		ranges[i][2] = cpu_to_fdt32(1 << 12);
	}
	assert_int_equal(fdt_create(buffer, 16384), 0);
	assert_int_equal(fdt_finish_reservemap(buffer), 0);
	begin_cells(buffer, "");
	assert_int_equal(fdt_begin_node(buffer, "aliases"), 0);
	assert_int_equal(fdt_property_string(buffer, alias, "/bus/serial"), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_begin_node(buffer, "chosen"), 0);
	assert_int_equal(fdt_property(buffer, "stdout-path", alias,
				      (int)strlen(alias) + 1), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	begin_cells(buffer, "bus");
	assert_int_equal(fdt_property(buffer, "ranges", ranges,
				      (int)sizeof(ranges)), 0);
	add_uart(buffer, "serial", (NR_RANGES - 1) << 12);
	add_uart(buffer, "late", 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_finish(buffer), 0);
	free(tree);
	tree = buffer;
	size = fdt_totalsize(buffer);
}

static void what_could_cost_too_much_is_bounded(void **state)
{
	(void)state;
	make_bounds("an-alias-of-thirty-one-letters-");
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(out.nr_uarts, 1);
	assert_int_equal(out.uarts[0].regs.start.v,
			 0x10000000 + ((NR_RANGES - 1) << 12));
	assert_int_equal(out.stdout_uart, 0);
	make_bounds("an-alias-of-thirty-two-letters--");
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(out.stdout_uart, -1);
}

static uint8_t *begin_tree(void)
{
	uint8_t *buffer = calloc(1, 16384);

	assert_int_equal(fdt_create(buffer, 16384), 0);
	assert_int_equal(fdt_finish_reservemap(buffer), 0);
	begin_cells(buffer, "");
	return buffer;
}

static void end_tree(uint8_t *buffer)
{
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_finish(buffer), 0);
	free(tree);
	tree = buffer;
	size = fdt_totalsize(buffer);
}

/* UARTs, parts of a GIC, a clock, a timer, PSCI: one digit each. */
static unsigned int what_is(const char *compatible)
{
	const fdt32_t reg[4] = {cpu_to_fdt32(0x1000), cpu_to_fdt32(0x100),
				cpu_to_fdt32(0x2000), cpu_to_fdt32(0x100)};
	uint8_t *buffer = begin_tree();

	assert_int_equal(fdt_begin_node(buffer, "device"), 0);
	assert_int_equal(fdt_property(buffer, "compatible", compatible,
				      (int)strlen(compatible) + 1), 0);
	assert_int_equal(fdt_property_string(buffer, "method", "smc"), 0);
	assert_int_equal(fdt_property_u32(buffer, "clock-frequency", 5), 0);
	assert_int_equal(fdt_property(buffer, "reg", reg, sizeof(reg)), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	end_tree(buffer);
	assert_int_equal(parse(), -PLAT_ENOENT);
	return out.nr_uarts + told.nr_gics * 10 +
	       (out.rtc.size ? 100 : 0) + (out.timer_hz ? 1000 : 0) +
	       (out.psci ? 10000 : 0);
}

static void a_device_is_what_its_compatible_string_says(void **state)
{
	static const struct {
		const char *compatible;
		unsigned int what;
	} devices[] = {
		{"arm,pl011", 1}, {"arm,sbsa-uart", 1}, {"ns16550a", 1},
		{"ns16550", 1}, {"snps,dw-apb-uart", 1},
		{"arm,gic-v3", 20}, {"arm,gic-400", 20},
		{"arm,cortex-a15-gic", 20}, {"arm,cortex-a9-gic", 20},
		{"arm,cortex-a7-gic", 20}, {"arm,gic-v3-its", 10},
		{"arm,pl031", 100}, {"arm,armv8-timer", 1000},
		{"arm,armv7-timer", 1000}, {"arm,psci", 10000},
		{"arm,psci-0.2", 10000}, {"arm,psci-1.0", 10000},
		{"", 0}, {"a", 0}, {"arm,", 0}, {"arm,pl01", 0},
		{"arm,pl0111", 0}, {"acme,pl011", 0}, {"ns16550b", 0},
		{"\xff", 0}, {"arm,\xff", 0},
	};

	(void)state;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(devices); i++)
		assert_int_equal(what_is(devices[i].compatible),
				 devices[i].what);
	assert_int_equal(what_is("arm,sbsa-uart"), 1);
	assert_int_equal(out.uarts[0].kind, PLAT_FDT_UART_SBSA);
}

/* Names of properties are looked at where they are, however far back. */
static void names_may_be_far_back(void **state)
{
	const fdt32_t reg[2] = {cpu_to_fdt32(0x80000000),
				cpu_to_fdt32(0x1000000)};
	uint8_t *buffer = begin_tree();
	char name[32];

	(void)state;
	for (unsigned int i = 0; i < 2; i++) {
		assert_int_equal(fdt_begin_node(buffer, i ? "memory@80000000"
							  : "other"), 0);
		assert_int_equal(fdt_property(buffer, "reg", reg,
					      sizeof(reg)), 0);
		assert_int_equal(fdt_end_node(buffer), 0);
	}
	assert_int_equal(fdt_begin_node(buffer, "last"), 0);
	for (unsigned int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "property-of-no-use-%u", i);
		assert_int_equal(fdt_property_u32(buffer, name, i), 0);
	}
	assert_int_equal(fdt_end_node(buffer), 0);
	end_tree(buffer);
	assert_true(fdt_size_dt_strings(tree) > 2048);
	assert_int_equal(parse(), 0);
	assert_true(has_mrd(0x80000000, 0x1000000, PLAT_MRD_FREE));
	assert_int_equal(bi.mrds.nr_mrds, 2);
}

/* The block ends in the midst of a name that is used. */
static void names_without_an_end_are_none(void **state)
{
	uint8_t *buffer = begin_tree();
	uint32_t bytes;

	(void)state;
	add_uart(buffer, "serial", 0x1000);
	end_tree(buffer);
	bytes = fdt_size_dt_strings(tree);
	assert_string_equal(tree + size - sizeof("#address-cells"),
			    "#address-cells");
	fdt_set_size_dt_strings(tree, bytes - 5);
	size -= 5;
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(out.nr_uarts, 0);
	assert_true(host_log_has("a reg property at +"));
	memset(tree + fdt_off_dt_strings(tree), 'r', bytes - 5);
	assert_int_equal(parse(), -PLAT_ENOENT);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
}

/* The virtual timer's interrupt, 32 + @index, has its name. */
static void make_timer(unsigned int index)
{
	fdt32_t interrupts[16][3];
	uint8_t *buffer = begin_tree();
	char names[64];

	memset(names, 0, sizeof(names));
	memcpy(names + index, "virt", 4);
	for (uint32_t i = 0; i < 16; i++) {
		interrupts[i][0] = 0;
		interrupts[i][1] = cpu_to_fdt32(i);
		interrupts[i][2] = cpu_to_fdt32(4);
	}
	assert_int_equal(fdt_begin_node(buffer, "timer"), 0);
	assert_int_equal(fdt_property_string(buffer, "compatible",
					     "arm,armv8-timer"), 0);
	assert_int_equal(fdt_property(buffer, "interrupt-names", names,
				      (int)index + 5), 0);
	assert_int_equal(fdt_property(buffer, "interrupts", interrupts,
				      (int)sizeof(interrupts)), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	assert_int_equal(fdt_begin_node(buffer, "gic"), 0);
	assert_int_equal(fdt_property_string(buffer, "compatible",
					     "arm,gic-400"), 0);
	assert_int_equal(fdt_end_node(buffer), 0);
	end_tree(buffer);
}

static void a_timer_has_no_more_than_eight_interrupts(void **state)
{
	(void)state;
	make_timer(7);
	assert_int_equal(parse(), -PLAT_ENOENT);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 39, true, false);
	make_timer(8);
	assert_int_equal(parse(), -PLAT_ENOENT);
	expect_irq(out.timers[PLAT_FDT_TIMER_VIRTUAL], 0, false, false);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(memory_and_reservations_are_taken),
		TEST(an_initrd_at_0_is_none),
		TEST(what_was_chosen_is_taken),
		TEST(cpus_have_ids_of_64_bits),
		TEST(interrupts_are_the_gics),
		TEST(devices_are_where_the_cpu_sees_them),
		TEST(an_odd_tree_is_used_as_far_as_it_goes),
		TEST(memory_is_told_by_type_or_by_name),
		TEST(all_that_is_reserved_is_taken),
		TEST(cpus_that_are_disabled_can_be_started),
		TEST(cpus_are_told_once_more),
		TEST(psci_0_1_has_ids_of_its_own),
		TEST(a_timers_interrupts_may_have_names),
		TEST(interrupts_of_others_are_not_the_gics),
		TEST(the_first_gic_counts),
		TEST(uarts_are_of_several_makes),
		TEST(stdout_may_lack_unit_addresses),
		TEST(stdout_is_a_node_and_no_part_of_its_name),
		TEST(circles_are_not_followed),
		TEST(numbers_of_another_size_are_none),
		TEST(addresses_that_are_nowhere_are_left_out),
		TEST(a_tree_may_be_cut_off_anywhere),
		TEST(nothing_may_tell_of_memory),
		TEST(efi_has_told_of_memory),
		TEST(a_full_list_is_an_error),
		TEST(no_tree_leaves_boot_info_alone),
		TEST(a_tree_in_a_large_buffer_is_as_large_as_what_is_in_it),
		TEST(reservations_are_read_up_to_the_end_of_the_tree),
		TEST(a_broken_structure_is_used_as_far_as_it_goes),
		TEST(a_property_may_end_before_it_begins),
		TEST(what_could_cost_too_much_is_bounded),
		TEST(properties_behind_children_are_ignored),
		TEST(a_device_is_what_its_compatible_string_says),
		TEST(names_may_be_far_back),
		TEST(names_without_an_end_are_none),
		TEST(a_timer_has_no_more_than_eight_interrupts),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free(tree);
	return failed;
}
