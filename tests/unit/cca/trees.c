/* SPDX-License-Identifier: BSD-3-Clause */
/* A devicetree is the host's: what it says of memory, of the initrd and of
 * devices must not make a realm use what the host can change as its own. */
#include "tests/unit/bootinfo.h"
#include "tests/unit/topology.h"

#include <libfdt.h>

#include <plat/errno.h>
#include <plat/fdt.h>

#include "arm-cca/arm64/cca.h"
#include "tests/unit/cca/world.h"

#define TREE_PA 0x47e00000u
#define RAM_PA  0x40000000ull
#define RAM_END 0x48000000ull
#define ALIAS   (1ull << 32)

static uint8_t tree[4096];
static struct plat_fdt out;

/* DEN 0137: only what is the realm's RAM can be made so. */
static void monitor(struct plat_smccc_regs *regs)
{
	uint64_t at = regs->x[1], end = regs->x[2];
	bool is_ram = at >= RAM_PA && at < RAM_END;

	if (regs->x[0] == RSI_IPA_STATE_SET) {
		assert_true(at < end && end <= ALIAS);
		regs->x[0] = !is_ram || end > RAM_END;
		regs->x[1] = end;
		regs->x[2] = 0;
		return;
	}
	assert_int_equal(regs->x[0], RSI_IPA_STATE_GET);
	regs->x[0] = 0;
	regs->x[2] = is_ram ? RSI_RAM : RSI_EMPTY;
	regs->x[1] = is_ram	   ? plat_min_u64(end, RAM_END)
		     : at < RAM_PA ? plat_min_u64(end, RAM_PA)
				   : end;
}

struct machine {
	uint64_t memory[4];  /* two ranges */
	uint64_t initrd[2];  /* start and end */
	uint64_t uart[2];
};

static const struct machine sound = {
	.memory = {RAM_PA, RAM_END - RAM_PA},
	.initrd = {0x44000000, 0x44000123},
	.uart = {0x9000000, 0x1000},
};

static void put_cells(const char *name, const uint64_t *values,
		      unsigned int nr)
{
	fdt64_t cells[4];

	for (unsigned int i = 0; i < nr; i++)
		cells[i] = cpu_to_fdt64(values[i]);
	assert_int_equal(fdt_property(tree, name, cells, (int)(8 * nr)), 0);
}

static void put_root(void)
{
	assert_int_equal(fdt_create(tree, sizeof(tree)), 0);
	assert_int_equal(fdt_finish_reservemap(tree), 0);
	fdt_begin_node(tree, "");
	fdt_property_u32(tree, "#address-cells", 2);
	fdt_property_u32(tree, "#size-cells", 2);
}

static int take(const struct machine *m)
{
	put_root();
	fdt_begin_node(tree, "chosen");
	put_cells("linux,initrd-start", &m->initrd[0], 1);
	put_cells("linux,initrd-end", &m->initrd[1], 1);
	fdt_end_node(tree);
	fdt_begin_node(tree, "memory");
	fdt_property_string(tree, "device_type", "memory");
	put_cells("reg", m->memory, m->memory[3] ? 4 : 2);
	fdt_end_node(tree);
	fdt_begin_node(tree, "pl011");
	fdt_property_string(tree, "compatible", "arm,pl011");
	put_cells("reg", m->uart, 2);
	fdt_end_node(tree);
	fdt_end_node(tree);
	assert_int_equal(fdt_finish(tree), 0);
	host_phys_reset();
	host_log_reset();
	world_reset();
	world_be_realm(33, RSI_SHA_256);
	world_monitor = monitor;
	begin_bootinfo(PLAT_MRD_MAX);
	bi.protocol = PLAT_PROTOCOL_ARM64_IMAGE;
	memset(&out, 0, sizeof(out));
	host_phys_put(TREE_PA, tree, sizeof(tree));
	return plat_fdt_parse(&bi, plat_pa(TREE_PA), &keep, &told, &out);
}

static void accept(const void *list)
{
	plat_cca_accept(list);
}

static void expect(const struct machine *m, const char *panic)
{
	assert_int_equal(take(m), 0);
	world_try(accept, &bi.mrds);
	assert_string_equal(world_panic, panic);
	host_phys_reset();
}

static void what_is_sound_is_accepted(void **state)
{
	(void)state;
	expect(&sound, "");
	assert_int_equal(world_nr_calls, 3); /* memory, initrd, the tree */
}

static void memory_that_the_host_sees_is_none(void **state)
{
	struct machine m = sound;

	(void)state;
	m.memory[0] = ALIAS + RAM_PA;
	expect(&m, "realm: 0x8000000 bytes of memory at 0x140000000: the host "
		   "sees what is at 0x100000000 or above");
	m.memory[0] = ALIAS - 0x100000;
	m.memory[1] = 0x200000;
	expect(&m, "realm: 0x200000 bytes of memory at 0xfff00000: the host "
		   "sees what is at 0x100000000 or above");
	m = sound;
	m.memory[2] = 1ull << 40; /* a second bank */
	m.memory[3] = 0x100000;
	expect(&m, "realm: 0x100000 bytes of memory at 0x10000000000: the "
		   "host sees what is at 0x100000000 or above");
}

static void memory_that_wraps_around_is_cut_and_seen(void **state)
{
	struct machine m = sound;

	(void)state;
	m.memory[0] = -PLAT_MIB(1);
	m.memory[1] = PLAT_GIB(2);
	expect(&m, "realm: 0xff000 bytes of memory at 0xfffffffffff00000: the "
		   "host sees what is at 0x100000000 or above");
	assert_int_equal(bi.mrds.faults.nr_wrapped, 1);
	m.memory[0] = RAM_PA;
	m.memory[1] = -PLAT_PAGE_SIZE;
	expect(&m, "realm: 0xffffffffbffff000 bytes of memory at 0x40000000: "
		   "the host sees what is at 0x100000000 or above");
}

static void memory_that_is_not_there_ends_the_boot(void **state)
{
	struct machine m = sound;

	(void)state;
	m.memory[1] = PLAT_GIB(1);
	expect(&m, "realm: memory at 0x40000000 cannot be used: the realm has "
		   "no such memory");
}

static void an_initrd_is_the_realms(void **state)
{
	struct machine m = sound;

	(void)state;
	m.initrd[0] += ALIAS;
	m.initrd[1] += ALIAS;
	expect(&m, "realm: 0x1000 bytes of memory at 0x144000000: the host "
		   "sees what is at 0x100000000 or above");
	m.initrd[0] = sound.initrd[0];
	expect(&m, "realm: 0x100001000 bytes of memory at 0x44000000: the "
		   "host sees what is at 0x100000000 or above");
	m.initrd[0] = 0x20000000;
	m.initrd[1] = 0x20001000;
	expect(&m, "realm: memory at 0x20000000 cannot be used: the realm has "
		   "no such memory");
	m.initrd[0] = RAM_END - 0x1000; /* its end is outside */
	m.initrd[1] = RAM_END + 0x1000;
	expect(&m, "realm: memory at 0x47fff000 cannot be used: the realm has "
		   "no such memory");
}

static void an_initrd_that_is_none_is_ignored(void **state)
{
	struct machine m = sound;

	(void)state;
	m.initrd[1] = m.initrd[0] - 1;
	expect(&m, "");
	assert_int_equal(bi.nr_modules, 0);
	m.initrd[1] = m.initrd[0];
	expect(&m, "");
	assert_int_equal(bi.nr_modules, 0);
}

static int device(uint64_t start, uint64_t size, uint64_t *address)
{
	struct machine m = sound;
	plat_pa_t pa = {0};
	int err;

	m.uart[0] = start;
	m.uart[1] = size;
	assert_int_equal(take(&m), 0);
	assert_int_equal(out.nr_uarts, 1);
	err = plat_cca_device_address(out.uarts[0].regs, &pa);
	*address = pa.v;
	host_phys_reset();
	return err;
}

/* What the realm writes to a device in its memory would be the host's choice
 * of what is changed there. */
static void a_device_in_memory_is_none(void **state)
{
	uint64_t address;

	(void)state;
	assert_int_equal(device(0x9000000, 0x1000, &address), 0);
	assert_int_equal(address, ALIAS | 0x9000000);
	assert_int_equal(device(0x41000000, 0x1000, &address), -PLAT_EPERM);
	assert_int_equal(device(RAM_PA - 0x1000, 0x2000, &address),
			 -PLAT_EPERM);
	assert_int_equal(device(RAM_END - 0x1000, 0x2000, &address),
			 -PLAT_EPERM);
	assert_int_equal(device(ALIAS | 0x9000000, 0x1000, &address),
			 -PLAT_ERANGE);
	assert_int_equal(device(ALIAS - 0x1000, 0x2000, &address),
			 -PLAT_ERANGE);
}

static void check_at(const void *arg)
{
	plat_cca_check(*(const plat_pa_t *)arg);
}

/* It is read in place: its end is not to change meanwhile. */
static void a_tree_that_ends_where_the_host_sees_it_is_none(void **state)
{
	const plat_pa_t arg = {ALIAS - 0x1000};

	(void)state;
	for (uint32_t size = 0xff8; size <= 0x1008; size += 8) {
		put_root();
		fdt_end_node(tree);
		assert_int_equal(fdt_finish(tree), 0);
		fdt_set_totalsize(tree, size);
		host_phys_reset();
		host_phys_put(arg.v, tree, 0x1000);
		world_reset();
		world_be_realm(33, RSI_SHA_256);
		world_try(check_at, &arg);
		assert_string_equal(world_panic, size <= 0x1000 ? "" :
				    "realm: the devicetree at 0xfffff000 is in "
				    "memory that the host sees");
	}
	host_phys_reset();
}

static void a_device_that_wraps_around_is_none(void **state)
{
	struct machine m = sound;

	(void)state;
	m.uart[0] = -0x1000ull;
	m.uart[1] = 0x2000;
	assert_int_equal(take(&m), 0);
	assert_int_equal(out.nr_uarts, 0);
	assert_true(host_log_has("a device's registers at "
				 "0xfffffffffffff000 wrap around"));
	host_phys_reset();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sound_is_accepted),
		cmocka_unit_test(memory_that_the_host_sees_is_none),
		cmocka_unit_test(memory_that_wraps_around_is_cut_and_seen),
		cmocka_unit_test(memory_that_is_not_there_ends_the_boot),
		cmocka_unit_test(an_initrd_is_the_realms),
		cmocka_unit_test(an_initrd_that_is_none_is_ignored),
		cmocka_unit_test(a_device_in_memory_is_none),
		cmocka_unit_test(
			a_tree_that_ends_where_the_host_sees_it_is_none),
		cmocka_unit_test(a_device_that_wraps_around_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
