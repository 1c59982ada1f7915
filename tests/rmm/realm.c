/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a realm begins with, which its host lays out: an arm64 Image where
 * QEMU's loader device put it; at the end of RAM a devicetree and an initrd,
 * made of those that QEMU has for the monitor.
 */
#include "tests/rmm/rmm.h"

#include <libfdt.h>

/* Linux' Documentation/arch/arm64/booting.rst. */
struct image_header {
	uint32_t code[2];
	uint64_t text_offset;
	uint64_t image_size;
	uint64_t flags;
	uint64_t reserved[3];
	uint32_t magic;
	uint32_t pe_header;
};
#define IMAGE_MAGIC 0x644d5241u /* "ARM\x64" */
#define IMAGE_BASE  (RMM_RAM_IPA + PLAT_MIB(2))

static char tree[PLAT_MIB(2)] PLAT_ALIGNED(8);

/* --- QEMU's devicetree -------------------------------------------------- */

static int must(int result, const char *what)
{
	if (result < 0)
		rmm_fatal("devicetree: %s: %s", what, fdt_strerror(result));
	return result;
}

static int node(const char *path)
{
	return must(fdt_path_offset(tree, path), path);
}

static uint64_t cells(const void *p, int size)
{
	const fdt32_t *cell = p;

	if (size == 4)
		return fdt32_to_cpu(cell[0]);
	return (uint64_t)fdt32_to_cpu(cell[0]) << 32 | fdt32_to_cpu(cell[1]);
}

/* A number of one or two cells in /chosen; 0 where there is none. */
static uint64_t chosen(const char *name)
{
	int size;
	const void *p = fdt_getprop(tree, node("/chosen"), name, &size);

	return p && (size == 4 || size == 8) ? cells(p, size) : 0;
}

static void take_command_line(void)
{
	static char line[2048];
	int size;
	const char *p = fdt_getprop(tree, node("/chosen"), "bootargs", &size);

	if (!p)
		return;
	if ((size_t)size > sizeof(line))
		rmm_fatal("a command line of %d bytes", size);
	memcpy(line, p, (size_t)size);
	rmm_options_take(line);
	must(fdt_setprop(tree, node("/chosen"), "bootargs", line,
			 (int)strlen(line) + 1), "bootargs");
}

static void take_cpus(void)
{
	int cpu, cpus = node("/cpus");

	fdt_for_each_subnode(cpu, tree, cpus) {
		int size;
		const void *reg = fdt_getprop(tree, cpu, "reg", &size);
		const char *type = fdt_getprop(tree, cpu, "device_type", NULL);

		if (!reg || !type || strcmp(type, "cpu") != 0)
			continue;
		if (rmm_nr_cpus == RMM_CPUS_MAX)
			rmm_fatal("more CPUs than %u", RMM_CPUS_MAX);
		rmm_cpus[rmm_nr_cpus].number = rmm_nr_cpus;
		rmm_cpus[rmm_nr_cpus++].mpidr = cells(reg, size);
	}
}

/* What the realm cannot use: PCIe's windows are beyond the IPA space, and an
 * ITS would be given addresses that are not those of QEMU. */
static void remove_nodes(void)
{
	static const char *const kinds[] = {"pci-host-ecam-generic",
					    "arm,gic-v3-its"};

	for (size_t i = 0; i < PLAT_ARRAY_SIZE(kinds); i++) {
		int at = fdt_node_offset_by_compatible(tree, -1, kinds[i]);

		if (at >= 0)
			must(fdt_del_node(tree, at), kinds[i]);
	}
}

static void set_memory(void)
{
	int at = fdt_node_offset_by_prop_value(tree, -1, "device_type",
					       "memory", sizeof("memory"));
	fdt64_t reg[2] = {cpu_to_fdt64(RMM_RAM_IPA),
			  cpu_to_fdt64(rmm_options.mem_bytes)};
	const fdt64_t *had = fdt_getprop(tree, must(at, "memory"), "reg", NULL);
	uint64_t end = fdt64_to_cpu(had[0]) + fdt64_to_cpu(had[1]);

	if (end < (uintptr_t)rmm_shared(RMM_RAM_IPA) + rmm_options.mem_bytes)
		rmm_fatal("QEMU has too little RAM: -m 6G");
	must(fdt_setprop(tree, must(at, "memory"), "reg", reg, sizeof(reg)),
	     "memory");
}

/* --- What is loaded ----------------------------------------------------- */

/* The realm's protected pages from @ipa on, measured as they are. */
static void load(uint64_t ipa, uint64_t size)
{
	uint64_t end = RMM_RAM_IPA + rmm_options.mem_bytes;

	if (!rmm_is_ram(ipa) || size > end - ipa)
		rmm_fatal("no room: %#lx bytes at IPA %#lx; try rmm.mem=", size,
			  ipa);
	for (uint64_t at = 0; at < size; at += PLAT_PAGE_SIZE)
		rmm_ripas_load(ipa + at);
	if (rmm_options.empty)
		rmm_measure_ripas(ipa, (ipa + size + PLAT_PAGE_MASK) &
					   ~PLAT_PAGE_MASK);
	for (uint64_t at = 0; at < size; at += PLAT_PAGE_SIZE)
		rmm_measure_data(ipa + at);
}

/* Below @end; returns where. */
static uint64_t load_copy(const void *from, uint64_t size, uint64_t end)
{
	uint64_t ipa = (end - size) & ~PLAT_PAGE_MASK;

	if (size > end - RMM_RAM_IPA)
		rmm_fatal("no room for %#lx bytes; try rmm.mem=", size);
	memcpy(rmm_private(ipa), from, size);
	load(ipa, size);
	return ipa;
}

/* Wherever in the first 2 MiB behind a multiple of 2 MiB its header wants to
 * be; its size is what it says, not that of its file. */
static const struct image_header *find_image(uint64_t *ipa)
{
	for (uint64_t at = 0; at < PLAT_MIB(2); at += PLAT_PAGE_SIZE) {
		const struct image_header *h = rmm_private(IMAGE_BASE + at);

		*ipa = IMAGE_BASE + at;
		if (h->magic == IMAGE_MAGIC && h->text_offset == at)
			return h;
	}
	rmm_fatal("no Image at %#lx: -device loader,force-raw=on,addr=%#lx "
		  "and its text_offset", IMAGE_BASE,
		  (uintptr_t)rmm_private(IMAGE_BASE));
}

/* A host that puts it elsewhere. */
static uint64_t move_image(uint64_t from, uint64_t size)
{
	uint64_t to = rmm_options.image;
	uint64_t end = RMM_RAM_IPA + rmm_options.mem_bytes;

	if (!to)
		return from;
	if (!rmm_is_ram(to) || to % PLAT_PAGE_SIZE || size > end - to)
		rmm_fatal("rmm.image: no place for it");
	memmove(rmm_private(to), rmm_private(from), size);
	return to;
}

static uint64_t load_image(uint64_t *end)
{
	uint64_t at;
	uint64_t size = find_image(&at)->image_size;

	at = move_image(at, size);
	*end = at + size;
	load(at, size);
	return at;
}

static uint64_t load_initrd(uint64_t end)
{
	uint64_t start = chosen("linux,initrd-start");
	uint64_t size = chosen("linux,initrd-end") - start;
	uint64_t ipa;

	if (!start)
		return end;
	ipa = load_copy((const void *)start, size, end);
	must(fdt_setprop_u64(tree, node("/chosen"), "linux,initrd-start", ipa),
	     "initrd");
	must(fdt_setprop_u64(tree, node("/chosen"), "linux,initrd-end",
			     ipa + size), "initrd");
	return ipa;
}

uint64_t rmm_realm_make(const void *from, uint64_t *entry)
{
	uint64_t end, image_end, at;

	must(fdt_open_into(from, tree, sizeof(tree)), "QEMU's");
	take_command_line();
	take_cpus();
	remove_nodes();
	set_memory();
	rmm_memory_setup();
	rmm_measure_realm();
	end = RMM_RAM_IPA + rmm_options.mem_bytes;
	if (!rmm_options.empty)
		rmm_measure_ripas(RMM_RAM_IPA, end);
	*entry = load_image(&image_end);
	at = load_initrd(end);
	must(fdt_pack(tree), "packing");
	at = load_copy(tree, fdt_totalsize(tree), at);
	if (at < image_end)
		rmm_fatal("the Image is too large; try rmm.mem=");
	return rmm_options.dtb ? rmm_options.dtb : at;
}
