/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What each node of the devicetree means. The walk (walk.c) brings them, one
 * after the other; what refers to other nodes is put together at the end.
 */
#include <plat/fdt.h>

#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/snapshot.h>
#include <plat/string.h>

#include "common/fdt/node.h"

/* Entries of ranges properties that are looked at in a tree: a bound on the
 * work. */
#define RANGES_MAX 1024u

#define CPU_ID_MASK 0xff00ffffffull

/* Registers of a UART are not further apart than 1 << this. */
#define UART_SHIFT_MAX 4u

static bool says(const struct fdt_walk *w, enum fdt_prop prop,
		 const char *text)
{
	uint32_t index;

	return fdt_has(w, prop) &&
	       plat_fdt_find_string(&w->props[prop], text, &index);
}

static bool is_enabled(const struct fdt_walk *w)
{
	return !fdt_has(w, PROP_STATUS) || says(w, PROP_STATUS, "okay") ||
	       says(w, PROP_STATUS, "ok");
}

static plat_pa_t pa_of(const struct fdt_walk *w, const void *p)
{
	return plat_pa(w->pa.v + (uint64_t)((const uint8_t *)p - w->tree));
}

static void add_region(struct fdt_walk *w, struct plat_pa_range range,
		       enum plat_mrd_type type)
{
	int status = plat_bootinfo_add_region(w->bi, range, type, "fdt");

	if (status && !w->status)
		w->status = status;
}

/* The current node's next address range; false: there is none, or it is not
 * where the CPU can reach it. */
static bool next_range(struct fdt_walk *w, struct fdt_cells *reg,
		       struct plat_pa_range *range)
{
	int status = plat_fdt_take_range(w, reg, range);

	if (status == -PLAT_EPROTO)
		plat_warn("fdt: a reg property at +%#x is malformed",
			  (uint32_t)(reg->at - w->tree));
	return status > 0;
}

/* The same, of a device: memory that wraps around is cut by others. */
static bool next_regs(struct fdt_walk *w, struct fdt_cells *reg,
		      struct plat_pa_range *range)
{
	if (!next_range(w, reg, range))
		return false;
	if (range->start.v + range->size >= range->start.v)
		return true;
	plat_warn("fdt: a device's registers at %#jx wrap around",
		  range->start.v);
	return false;
}

static struct fdt_cells reg_of(const struct fdt_walk *w)
{
	struct fdt_value value = fdt_value_of(w, PROP_REG);

	return (struct fdt_cells){value.data, value.size};
}

/* The first range alone; size 0: there is none. */
static struct plat_pa_range first_regs(struct fdt_walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	if (!next_regs(w, &reg, &range))
		return (struct plat_pa_range){plat_pa(0), 0};
	return range;
}

/* Then EFI has told of memory, command line and initrd: what the tree says of
 * them is older. */
static bool is_by_efi(const struct fdt_walk *w)
{
	return w->bi->protocol == PLAT_PROTOCOL_EFI;
}

static void take_memory(struct fdt_walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	if (is_by_efi(w) || !is_enabled(w))
		return;
	while (next_range(w, &reg, &range)) {
		add_region(w, range, PLAT_MRD_FREE);
		w->has_memory = true;
	}
}

static void take_reservation(struct fdt_walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	while (next_range(w, &reg, &range))
		add_region(w, range, PLAT_MRD_RESERVED);
}

static void take_initrd(struct fdt_walk *w)
{
	uint64_t start = plat_fdt_number_of(w, PROP_INITRD_START, 0);
	uint64_t end = plat_fdt_number_of(w, PROP_INITRD_END, 0);
	struct plat_pa_range data = {plat_pa(start),
				     end < start ? 0 : end - start};
	int status = plat_bootinfo_add_module(w->bi, data,
					      (struct plat_pa_range){{0}, 0});

	if (!w->status)
		w->status = status;
}

static void take_loaded(struct fdt_walk *w)
{
	struct fdt_value bootargs = fdt_value_of(w, PROP_BOOTARGS);

	if (bootargs.size)
		plat_bootinfo_set_cmdline(w->bi, bootargs.data, bootargs.size);
	if (fdt_has(w, PROP_INITRD_START) && fdt_has(w, PROP_INITRD_END))
		take_initrd(w);
}

static void take_chosen(struct fdt_walk *w)
{
	struct fdt_value seed = fdt_value_of(w, PROP_RNG_SEED);

	if (!is_by_efi(w))
		take_loaded(w);
	if (seed.size)
		w->out->rng_seed = (struct plat_pa_range){
			pa_of(w, seed.data), seed.size};
	w->out->kaslr_seed = plat_fdt_number_of(w, PROP_KASLR_SEED, 0);
	w->stdout_path = fdt_value_of(w, PROP_STDOUT_PATH);
	if (fdt_has(w, PROP_USABLE_MEMORY_RANGE))
		plat_warn("fdt: linux,usable-memory-range is ignored");
}

/* A CPU that is disabled waits to be started; one that fails does not
 * (specification 3.8.1). */
static bool can_start(const struct fdt_walk *w)
{
	struct fdt_value status = fdt_value_of(w, PROP_STATUS);

	if (is_enabled(w))
		return true;
	return fdt_has(w, PROP_ENABLE_METHOD) && status.size > 4 &&
	       memcmp(status.data, "fail", 4) != 0;
}

/* An id of one or two cells: the affinities in MPIDR_EL1 (devicetree:
 * arm/cpus.yaml). */
static void take_cpu(struct fdt_walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_topology_lcpu lcpu = {.flags = 0};

	if (!fdt_has(w, PROP_REG) ||
	    !plat_fdt_take(&reg, fdt_parent(w)->address_cells, &lcpu.hw_id)) {
		plat_warn("fdt: a CPU has no id: it is ignored");
		return;
	}
	if (lcpu.hw_id & ~CPU_ID_MASK) {
		plat_warn("fdt: %#jx is no CPU's id: it is ignored",
			  lcpu.hw_id);
		return;
	}
	if (can_start(w))
		lcpu.flags |= PLAT_LCPU_ENABLED;
	if (says(w, PROP_ENABLE_METHOD, "psci"))
		lcpu.flags |= PLAT_LCPU_PSCI;
	if (w->sink->lcpu)
		w->sink->lcpu(w->ctx, &lcpu);
}

static void take_psci(struct fdt_walk *w)
{
	if (says(w, PROP_METHOD, "hvc"))
		w->out->psci = PLAT_FDT_HVC;
	else if (says(w, PROP_METHOD, "smc"))
		w->out->psci = PLAT_FDT_SMC;
	else
		plat_warn("fdt: psci has a method that is none");
	w->out->psci_is_0_2 = says(w, PROP_COMPATIBLE, "arm,psci-0.2") ||
			      says(w, PROP_COMPATIBLE, "arm,psci-1.0");
	w->out->psci_cpu_on = (uint32_t)plat_fdt_number_of(w, PROP_CPU_ON, 0);
	w->out->psci_cpu_off =
	    (uint32_t)plat_fdt_number_of(w, PROP_CPU_OFF, 0);
}

static void take_hypervisor(struct fdt_walk *w)
{
	struct fdt_value compatible = fdt_value_of(w, PROP_COMPATIBLE);
	struct fdt_cells reg = reg_of(w);
	struct plat_fdt *out = w->out;
	uint32_t nr = 0;

	if (compatible.size == 0)
		return;
	memset(out->hypervisor, 0, sizeof(out->hypervisor));
	memcpy(out->hypervisor, compatible.data,
	       plat_min_u64(compatible.size, sizeof(out->hypervisor) - 1));
	while (nr < PLAT_FDT_REGS_MAX &&
	       next_regs(w, &reg, &out->hypervisor_regs[nr]))
		nr++;
	out->nr_hypervisor_regs = nr;
	plat_fdt_keep_irqs(w, &w->hypervisor_irqs);
}

static void tell_gic(struct fdt_walk *w, const struct plat_topology_gic *gic)
{
	if (w->sink->gic)
		w->sink->gic(w->ctx, gic);
}

/* Up to @nr parts of one kind, as @gic describes them. */
static void tell_parts(struct fdt_walk *w, struct fdt_cells *reg, uint64_t nr,
		       struct plat_topology_gic *gic)
{
	for (; nr && next_regs(w, reg, &gic->range); nr--)
		tell_gic(w, gic);
}

/* The first one: others are behind it. */
static void take_gic(struct fdt_walk *w, uint32_t version,
		     struct plat_topology_gic *rest, uint64_t nr_rest)
{
	struct plat_topology_gic distributor = {
		.part = PLAT_GIC_DISTRIBUTOR, .version = version};
	struct fdt_cells reg = reg_of(w);

	if (w->gic.cells) {
		plat_warn("fdt: more than one GIC: the one at %#jx is ignored",
			  first_regs(w).start.v);
		return;
	}
	w->gic.cells = (uint32_t)plat_fdt_number_of(w, PROP_INTERRUPT_CELLS, 3);
	w->gic.phandle =
	    (uint32_t)plat_fdt_number_of(w, PROP_PHANDLE, FDT_PHANDLE_NONE);
	tell_parts(w, &reg, 1, &distributor);
	tell_parts(w, &reg, nr_rest, rest);
}

static void take_gic_v2(struct fdt_walk *w)
{
	struct plat_topology_gic interface = {
		.part = PLAT_GIC_CPU_INTERFACE, .version = 2};

	take_gic(w, 2, &interface, 1);
}

static void take_gic_v3(struct fdt_walk *w)
{
	struct plat_topology_gic redistributors = {
		.part = PLAT_GIC_REDISTRIBUTORS,
		.version = 3,
		.stride = plat_fdt_number_of(w, PROP_REDISTRIBUTOR_STRIDE, 0),
	};

	take_gic(w, 3, &redistributors,
		 plat_fdt_number_of(w, PROP_REDISTRIBUTOR_REGIONS, 1));
}

static void take_its(struct fdt_walk *w)
{
	struct plat_topology_gic its = {.part = PLAT_GIC_ITS, .version = 3};
	struct fdt_cells reg = reg_of(w);

	tell_parts(w, &reg, 1, &its);
}

static void take_timer(struct fdt_walk *w)
{
	plat_fdt_keep_irqs(w, &w->timer_irqs);
	w->out->timer_always_on = fdt_has(w, PROP_ALWAYS_ON);
	w->out->timer_hz =
	    (uint32_t)plat_fdt_number_of(w, PROP_CLOCK_FREQUENCY, 0);
}

/* The current node's path. One that is too long is left empty: it is then
 * not to be found as stdout. */
static void copy_path(const struct fdt_walk *w, char *path)
{
	size_t at = 0;

	for (int i = 1; i <= w->depth; i++) {
		const char *name = i < w->depth ? w->frames[i].name : w->name;
		size_t length = strlen(name);

		if (length + 2 > PLAT_FDT_PATH_MAX - at) {
			path[0] = '\0';
			return;
		}
		path[at++] = '/';
		memcpy(path + at, name, length + 1);
		at += length;
	}
}

static bool is_width(uint64_t bytes)
{
	return bytes == 1 || bytes == 2 || bytes == 4;
}

static void take_uart(struct fdt_walk *w, enum plat_fdt_uart_kind kind)
{
	struct plat_fdt_uart *uart = &w->out->uarts[w->out->nr_uarts];
	struct plat_pa_range regs = first_regs(w);
	uint64_t width = plat_fdt_number_of(w, PROP_REG_IO_WIDTH, 1);
	uint64_t shift = plat_fdt_number_of(w, PROP_REG_SHIFT, 0);

	if (regs.size == 0)
		return;
	if (!is_width(width) || shift > UART_SHIFT_MAX) {
		plat_warn("fdt: the UART at %#jx has registers of %ju bytes, "
			  "1 << %ju apart: it is ignored", regs.start.v, width,
			  shift);
		return;
	}
	if (w->out->nr_uarts == PLAT_FDT_UARTS_MAX) {
		plat_warn("fdt: more than %u UARTs: the one at %#jx is "
			  "ignored", PLAT_FDT_UARTS_MAX, regs.start.v);
		return;
	}
	*uart = (struct plat_fdt_uart){
		.kind = kind,
		.regs = regs,
		.reg_shift = (uint8_t)shift,
		.reg_io_width = (uint8_t)width,
		.clock_hz = (uint32_t)plat_fdt_number_of(
		    w, PROP_CLOCK_FREQUENCY, 0),
	};
	copy_path(w, uart->path);
	plat_fdt_keep_irqs(w, &w->uart_irqs[w->out->nr_uarts++]);
}

static void take_pl011(struct fdt_walk *w)
{
	take_uart(w, PLAT_FDT_UART_PL011);
}

static void take_16550(struct fdt_walk *w)
{
	take_uart(w, PLAT_FDT_UART_16550);
}

static void take_rtc(struct fdt_walk *w)
{
	w->out->rtc = first_regs(w);
}

#define NAME(text) text, sizeof(text)

/* Devices, by any of their compatible strings. */
static const struct {
	const char *compatible;
	size_t size; /* with the terminator */
	void (*take)(struct fdt_walk *w);
} devices[] = {
	{NAME("arm,pl011"), take_pl011},
	{NAME("arm,sbsa-uart"), take_pl011},
	{NAME("ns16550a"), take_16550},
	{NAME("ns16550"), take_16550},
	{NAME("snps,dw-apb-uart"), take_16550},
	{NAME("arm,gic-v3"), take_gic_v3},
	{NAME("arm,gic-v3-its"), take_its},
	{NAME("arm,gic-400"), take_gic_v2},
	{NAME("arm,cortex-a15-gic"), take_gic_v2},
	{NAME("arm,cortex-a9-gic"), take_gic_v2},
	{NAME("arm,cortex-a7-gic"), take_gic_v2},
	{NAME("arm,armv8-timer"), take_timer},
	{NAME("arm,armv7-timer"), take_timer},
	{NAME("arm,pl031"), take_rtc},
	{NAME("arm,psci"), take_psci},
	{NAME("arm,psci-0.2"), take_psci},
	{NAME("arm,psci-1.0"), take_psci},
};

/* All begin with one of three characters: most nodes' strings do not. */
static bool take_as(struct fdt_walk *w, const char *compatible, size_t size)
{
	if (compatible[0] != 'a' && compatible[0] != 'n' &&
	    compatible[0] != 's')
		return false;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(devices); i++) {
		if (devices[i].size == size &&
		    memcmp(devices[i].compatible, compatible, size) == 0) {
			devices[i].take(w);
			return true;
		}
	}
	return false;
}

/* The first string that is known: they go from special to general. */
static void take_device(struct fdt_walk *w)
{
	struct fdt_value value = fdt_value_of(w, PROP_COMPATIBLE);
	const char *at = value.data;
	uint32_t left = value.size;

	if (!is_enabled(w))
		return;
	while (left) {
		size_t size = strnlen(at, left) + 1;

		if (size > left || take_as(w, at, size))
			return;
		at += size;
		left -= (uint32_t)size;
	}
}

/* What the current node is by its type, or if it has none, by its name. */
static bool is_a(const struct fdt_walk *w, const char *type)
{
	size_t length = strlen(type);

	if (fdt_has(w, PROP_DEVICE_TYPE))
		return says(w, PROP_DEVICE_TYPE, type);
	return strncmp(w->name, type, length) == 0 && w->name[length] == '@';
}

/* A child of the root that is known by its name or type. False: it is not. */
static bool take_by_name(struct fdt_walk *w)
{
	char first = w->name[0];

	if (first == 'c' && strcmp(w->name, "chosen") == 0)
		take_chosen(w);
	else if (first == 'h' && strcmp(w->name, "hypervisor") == 0)
		take_hypervisor(w);
	else if ((first == 'm' || fdt_has(w, PROP_DEVICE_TYPE)) &&
		 is_a(w, "memory"))
		take_memory(w);
	else
		return false;
	return true;
}

void plat_fdt_take_node(struct fdt_walk *w)
{
	if (w->depth == 1 && take_by_name(w))
		return;
	if (fdt_parent(w)->is_cpus) {
		if (is_a(w, "cpu"))
			take_cpu(w);
	} else if (fdt_parent(w)->is_reserved_memory) {
		if (is_enabled(w))
			take_reservation(w);
	} else if (fdt_has(w, PROP_COMPATIBLE)) {
		take_device(w);
	}
}

static int find_uart(const struct plat_fdt *out, const char *path,
		     size_t length)
{
	for (uint32_t i = 0; i < out->nr_uarts; i++) {
		if (plat_fdt_is_path(path, length, out->uarts[i].path))
			return (int)i;
	}
	return -1;
}

static uint32_t parse_baud(const char *text, size_t length)
{
	uint32_t baud = 0;

	for (; length && *text >= '0' && *text <= '9' && baud < 100000000;
	     length--)
		baud = baud * 10 + (uint32_t)(*text++ - '0');
	return baud;
}

/* A path or an alias, and options behind a colon: "serial0:115200n8". */
static void take_stdout(struct fdt_walk *w)
{
	const char *path = w->stdout_path.data;
	size_t room = strnlen(path ? path : "", w->stdout_path.size);
	size_t length = 0;
	struct fdt_value alias;

	while (length < room && path[length] != ':')
		length++;
	if (length + 1 < room)
		w->out->stdout_baud = parse_baud(path + length + 1,
						 room - length - 1);
	if (length && path[0] != '/') {
		alias = plat_fdt_alias(w, path, length);
		path = alias.data;
		length = path ? strnlen(path, alias.size) : 0;
	}
	w->out->stdout_uart = find_uart(w->out, path, length);
}

/* Pairs of 64-bit numbers, the last of them 0 and 0 (specification 5.3). */
static void take_memreserve(struct fdt_walk *w, uint32_t size)
{
	uint32_t at = fdt_off_mem_rsvmap(w->tree);
	struct fdt_cells cells = {w->tree + at, size - at};
	struct plat_pa_range range;

	while (plat_fdt_take(&cells, 2, &range.start.v) &&
	       plat_fdt_take(&cells, 2, &range.size)) {
		if (range.size == 0)
			return;
		add_region(w, range, PLAT_MRD_RESERVED);
	}
	plat_warn("fdt: the memory reservations have no end");
}

static int take_tree(struct fdt_walk *w, uint32_t size)
{
	w->structure = w->tree + fdt_off_dt_struct(w->tree);
	w->strings = (const char *)w->tree + fdt_off_dt_strings(w->tree);
	w->strings_size = fdt_size_dt_strings(w->tree);
	w->bi->devicetree = (struct plat_pa_range){w->pa, size};
	add_region(w, w->bi->devicetree, PLAT_MRD_DEVICETREE);
	take_memreserve(w, size);
	plat_fdt_walk(w);
	plat_fdt_take_irqs(w);
	take_stdout(w);
	if (!w->status && !w->has_memory && !is_by_efi(w)) {
		plat_warn("fdt: nothing tells of memory");
		w->status = -PLAT_ENOENT;
	}
	return w->status;
}

static uint32_t end_of(fdt32_t offset, fdt32_t size)
{
	uint64_t end = (uint64_t)fdt32_to_cpu(offset) + fdt32_to_cpu(size);

	return (uint32_t)plat_min_u64(end, UINT32_MAX);
}

/* How much of the tree there is anything in. Some say that it is as large as
 * the buffer that it was made in: 1 MiB, of which 8 KiB are used. */
static uint32_t used_size(const struct fdt_header *h)
{
	uint32_t structure = end_of(h->off_dt_struct, h->size_dt_struct);
	uint32_t strings = end_of(h->off_dt_strings, h->size_dt_strings);
	uint32_t used = structure > strings ? structure : strings;

	/* Reservations behind both: their end is not told. */
	if (fdt32_to_cpu(h->off_mem_rsvmap) >= used)
		used = fdt32_to_cpu(h->totalsize);
	return used;
}

/* Whether there is a header at @pa; it is copied to @h. */
static bool read_header(plat_pa_t pa, struct fdt_header *h)
{
	const void *bytes;

	if (!plat_is_aligned(pa.v, 8)) {
		plat_warn("fdt: %#jx is no multiple of 8", pa.v);
		return false;
	}
	/* Where there is no memory the next lines are the last ones. */
	plat_info("fdt: the tree is at %#jx", pa.v);
	bytes = plat_early_map(pa, sizeof(*h), PLAT_MT_WB);
	if (!bytes) {
		plat_warn("fdt: cannot reach the tree at %#jx", pa.v);
		return false;
	}
	plat_snapshot(h, bytes, sizeof(*h));
	plat_early_unmap(bytes, sizeof(*h));
	if (fdt32_to_cpu(h->magic) == FDT_MAGIC &&
	    fdt32_to_cpu(h->version) >= FDT_LAST_SUPPORTED_VERSION &&
	    fdt32_to_cpu(h->last_comp_version) <= FDT_LAST_SUPPORTED_VERSION)
		return true;
	plat_warn("fdt: at %#jx is no tree of version 17 (magic %#x, version "
		  "%u)", pa.v, fdt32_to_cpu(h->magic),
		  fdt32_to_cpu(h->version));
	return false;
}

/* The size of what is to be mapped; 0: there is no tree. */
static uint32_t read_size(plat_pa_t pa)
{
	struct fdt_header h;
	uint32_t used, total;

	if (!read_header(pa, &h))
		return 0;
	used = used_size(&h);
	total = fdt32_to_cpu(h.totalsize);
	if (used >= sizeof(h) && used <= total && used <= PLAT_FDT_BYTES_MAX)
		return used;
	plat_warn("fdt: the header is malformed: %u of %u bytes are used",
		  used, total);
	return 0;
}

/* libfdt takes blocks to be inside the tree and aligned after this. */
static bool is_sound(const void *tree, uint32_t size)
{
	if (fdt_check_header(tree) == 0 && used_size(tree) == size &&
	    fdt_off_mem_rsvmap(tree) >= sizeof(struct fdt_header) &&
	    plat_is_aligned(fdt_off_dt_struct(tree), 4) &&
	    plat_is_aligned(fdt_off_mem_rsvmap(tree), 8))
		return true;
	plat_warn("fdt: the header is malformed");
	return false;
}

int plat_fdt_parse(struct plat_bootinfo *bi, plat_pa_t tree,
		   const struct plat_topology_sink *sink, void *ctx,
		   struct plat_fdt *out)
{
	struct fdt_walk w = {.bi = bi, .sink = sink, .ctx = ctx, .out = out,
			     .pa = tree, .nr_ranges = RANGES_MAX};
	int status = -PLAT_EPROTO;
	uint32_t size;

	*out = (struct plat_fdt){.stdout_uart = -1};
	size = read_size(tree);
	if (size == 0)
		return -PLAT_EPROTO;
	w.tree = plat_early_map(tree, size, PLAT_MT_WB);
	if (!w.tree) {
		plat_warn("fdt: cannot reach the %u bytes at %#jx", size,
			  tree.v);
		return -PLAT_EPROTO;
	}
	if (is_sound(w.tree, size))
		status = take_tree(&w, size);
	plat_early_unmap(w.tree, size);
	return status;
}
