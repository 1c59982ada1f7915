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

/* Names and types of nodes, and values of properties. */
#define WORDS(X)                              \
	X(SMC, "smc")                         \
	X(RESERVED_MEMORY, "reserved-memory") \
	X(PSCI, "psci")                       \
	X(OKAY, "okay")                       \
	X(OK, "ok")                           \
	X(MEMORY, "memory")                   \
	X(HYPERVISOR, "hypervisor")           \
	X(HVC, "hvc")                         \
	X(CPUS, "cpus")                       \
	X(CPU, "cpu")                         \
	X(CHOSEN, "chosen")                   \
	X(ALIASES, "aliases")

/* Devices, by any of their compatible strings, without "arm,". */
#define DEVICES(X)                     \
	X(DW_UART, "snps,dw-apb-uart") \
	X(SBSA_UART, "sbsa-uart")      \
	X(PSCI_1_0, "psci-1.0")        \
	X(PSCI_0_2, "psci-0.2")        \
	X(PSCI, "psci")                \
	X(PL031, "pl031")              \
	X(PL011, "pl011")              \
	X(NS16550A, "ns16550a")        \
	X(NS16550, "ns16550")          \
	X(GIC_V3, "gic-v3")            \
	X(ITS, "gic-v3-its")           \
	X(GIC_400, "gic-400")          \
	X(GIC_A15, "cortex-a15-gic")   \
	X(GIC_A9, "cortex-a9-gic")     \
	X(GIC_A7, "cortex-a7-gic")     \
	X(TIMER_V8, "armv8-timer")     \
	X(TIMER_V7, "armv7-timer")

FDT_WORD_TABLE(words, WORDS);
FDT_WORD_TABLE(devices, DEVICES);

enum word {
	WORD_NONE,
#define WORD_ENUM(name, text) WORD_##name,
	WORDS(WORD_ENUM)
#undef WORD_ENUM
};

enum device {
	DEVICE_NONE,
#define DEVICE_ENUM(name, text) DEVICE_##name,
	DEVICES(DEVICE_ENUM)
#undef DEVICE_ENUM
};

/* What the current node's @prop is, of the words that matter. */
static unsigned int word_of(const struct fdt_walk *w, enum fdt_prop prop)
{
	return plat_fdt_find(&words, w->props[prop]);
}

static bool is_enabled(const struct fdt_walk *w)
{
	unsigned int word;

	if (!w->props[PROP_STATUS])
		return true;
	word = word_of(w, PROP_STATUS);
	return word == WORD_OKAY || word == WORD_OK;
}

/* Remember the first failure. */
static void add_region(struct fdt_walk *w, enum plat_mrd_type type)
{
	int status = plat_bootinfo_add_region(w->bi, w->range, type, "fdt");

	if (!w->status)
		w->status = status;
}

/* Returns: whether the current node has any. */
static bool take_regions(struct fdt_walk *w, enum plat_mrd_type type)
{
	bool any = false;

	for (; plat_fdt_take_range(w); any = true)
		add_region(w, type);
	return any;
}

/* The current node's next address range, which is a device's: memory that
 * wraps around is cut by others. */
static bool take_regs(struct fdt_walk *w)
{
	if (!plat_fdt_take_range(w))
		return false;
	if (w->range.start.v + w->range.size >= w->range.start.v)
		return true;
	plat_warn("fdt: a device's registers at %#jx wrap around",
		  w->range.start.v);
	return false;
}

/* Then EFI has told of memory, command line and initrd: what the tree says of
 * them is older. */
static bool is_by_efi(const struct fdt_walk *w)
{
	return w->bi->protocol == PLAT_PROTOCOL_EFI;
}

static void take_memory(struct fdt_walk *w)
{
	if (!is_by_efi(w) && take_regions(w, PLAT_MRD_FREE))
		w->has_memory = true;
}

static void take_initrd(struct fdt_walk *w)
{
	uint64_t start = plat_fdt_number(w, PROP_INITRD_START, UINT64_MAX);
	uint64_t end = plat_fdt_number(w, PROP_INITRD_END, 0);
	struct plat_pa_range data = {plat_pa(start),
				     end < start ? 0 : end - start};
	int status;

	/* So Xen tells a domain that it has none. */
	if (!start && !end)
		return;
	status = plat_bootinfo_add_module(w->bi, data,
					  (struct plat_pa_range){{0}, 0});
	if (!w->status)
		w->status = status;
}

static void take_loaded(struct fdt_walk *w)
{
	struct fdt_list bootargs = plat_fdt_list(w->props[PROP_BOOTARGS]);

	if (bootargs.left)
		plat_bootinfo_set_cmdline(w->bi, (const char *)bootargs.at,
					  bootargs.left);
	if (w->props[PROP_INITRD_START] && w->props[PROP_INITRD_END])
		take_initrd(w);
}

static void take_chosen(struct fdt_walk *w)
{
	struct fdt_list seed = plat_fdt_list(w->props[PROP_RNG_SEED]);

	if (!is_by_efi(w))
		take_loaded(w);
	if (seed.left)
		w->out->rng_seed = (struct plat_pa_range){
			plat_pa(w->pa.v + (uint64_t)(seed.at - w->tree)),
			seed.left};
	w->out->kaslr_seed = plat_fdt_number(w, PROP_KASLR_SEED, 0);
	w->stdout_path = w->props[PROP_STDOUT_PATH];
	if (w->props[PROP_USABLE_MEMORY_RANGE])
		plat_warn("fdt: linux,usable-memory-range is ignored");
}

/* A CPU that is disabled waits to be started; one that fails does not
 * (specification 3.8.1). */
static bool can_start(const struct fdt_walk *w)
{
	struct fdt_list status = plat_fdt_list(w->props[PROP_STATUS]);

	return w->is_enabled ||
	       (w->props[PROP_ENABLE_METHOD] && status.left > 4 &&
		memcmp(status.at, "fail", 4) != 0);
}

/* An id of one or two cells: the affinities in MPIDR_EL1 (devicetree:
 * arm/cpus.yaml). */
static void take_cpu(struct fdt_walk *w)
{
	uint64_t id = plat_fdt_take(&w->cells, fdt_parent(w)->address_cells);

	if (!w->props[PROP_REG] || !w->cells.at) {
		plat_warn("fdt: a CPU has no id: it is ignored");
		return;
	}
	if (id & ~CPU_ID_MASK) {
		plat_warn("fdt: %#jx is no CPU's id: it is ignored", id);
		return;
	}
	w->lcpu.hw_id = id;
	w->lcpu.flags = can_start(w) ? PLAT_LCPU_ENABLED : 0;
	if (word_of(w, PROP_ENABLE_METHOD) == WORD_PSCI)
		w->lcpu.flags |= PLAT_LCPU_PSCI;
	if (w->sink->lcpu)
		w->sink->lcpu(w->ctx, &w->lcpu);
}

static void take_psci(struct fdt_walk *w, enum device device)
{
	unsigned int method = word_of(w, PROP_METHOD);
	struct plat_fdt *out = w->out;

	if (method == WORD_HVC)
		out->psci = PLAT_FDT_HVC;
	else if (method == WORD_SMC)
		out->psci = PLAT_FDT_SMC;
	else
		plat_warn("fdt: psci has a method that is none");
	out->psci_is_0_2 = device != DEVICE_PSCI;
	out->psci_cpu_on = (uint32_t)plat_fdt_number(w, PROP_CPU_ON, 0);
	out->psci_cpu_off = (uint32_t)plat_fdt_number(w, PROP_CPU_OFF, 0);
}

static void take_hypervisor(struct fdt_walk *w)
{
	struct fdt_list compatible = plat_fdt_list(w->props[PROP_COMPATIBLE]);
	struct plat_fdt *out = w->out;
	size_t length = plat_min_u64(compatible.left,
				     sizeof(out->hypervisor) - 1);
	uint32_t nr = 0;

	if (length == 0)
		return;
	memcpy(out->hypervisor, compatible.at, length);
	out->hypervisor[length] = '\0';
	while (nr < PLAT_FDT_REGS_MAX && take_regs(w))
		out->hypervisor_regs[nr++] = w->range;
	out->nr_hypervisor_regs = nr;
	plat_fdt_keep_irqs(w, FDT_IRQS_HYPERVISOR);
}

/* Up to @nr parts of a GIC. */
static void take_parts(struct fdt_walk *w, uint32_t version,
		       enum plat_gic_part part, uint64_t nr)
{
	w->gic.part = part;
	w->gic.version = version;
	w->gic.stride = plat_fdt_number(w, PROP_REDISTRIBUTOR_STRIDE, 0);
	for (; nr && take_regs(w); nr--) {
		w->gic.range = w->range;
		if (w->sink->gic)
			w->sink->gic(w->ctx, &w->gic);
	}
}

/* The first one: others are behind it. */
static void take_gic(struct fdt_walk *w, uint32_t version)
{
	if (w->controllers[FDT_GIC].cells) {
		take_regs(w);
		plat_warn("fdt: more than one GIC: the one at %#jx is ignored",
			  w->range.start.v);
		return;
	}
	plat_fdt_set_controller(w, FDT_GIC);
	take_parts(w, version, PLAT_GIC_DISTRIBUTOR, 1);
	take_parts(w, version, version == 2 ? PLAT_GIC_CPU_INTERFACE
					    : PLAT_GIC_REDISTRIBUTORS,
		   plat_fdt_number(w, PROP_REDISTRIBUTOR_REGIONS, 1));
}

static void take_timer(struct fdt_walk *w)
{
	plat_fdt_keep_irqs(w, FDT_IRQS_TIMER);
	w->out->timer_always_on = w->props[PROP_ALWAYS_ON];
	w->out->timer_hz =
	    (uint32_t)plat_fdt_number(w, PROP_CLOCK_FREQUENCY, 0);
}

/* The current node's path. One that is too long is left empty: it is then
 * not to be found as stdout. */
static void copy_path(const struct fdt_walk *w, char *path)
{
	char *to = path, *end = path + PLAT_FDT_PATH_MAX;

	for (uint32_t i = 2; i <= w->depth && to < end; i++) {
		const char *from = w->frames[i].name;

		for (*to++ = '/'; to < end && (*to = *from); to++)
			from++;
	}
	if (to == end)
		path[0] = '\0';
}

static bool is_width(uint64_t bytes)
{
	return bytes == 1 || bytes == 2 || bytes == 4;
}

static void take_uart(struct fdt_walk *w, enum plat_fdt_uart_kind kind)
{
	uint64_t width = plat_fdt_number(w, PROP_REG_IO_WIDTH, 1);
	uint64_t shift = plat_fdt_number(w, PROP_REG_SHIFT, 0);
	uint64_t hz = plat_fdt_number(w, PROP_CLOCK_FREQUENCY, 0);
	struct plat_fdt *out = w->out;
	struct plat_fdt_uart *uart;

	if (!take_regs(w) || w->range.size == 0)
		return;
	if (!is_width(width) || shift > UART_SHIFT_MAX) {
		plat_warn("fdt: the UART at %#jx has registers of %ju bytes, "
			  "1 << %ju apart: it is ignored", w->range.start.v,
			  width, shift);
		return;
	}
	if (out->nr_uarts == PLAT_FDT_UARTS_MAX) {
		plat_warn("fdt: more than %u UARTs: the one at %#jx is "
			  "ignored", PLAT_FDT_UARTS_MAX, w->range.start.v);
		return;
	}
	plat_fdt_keep_irqs(w, FDT_IRQS_UART + out->nr_uarts);
	uart = &out->uarts[out->nr_uarts++];
	uart->kind = kind;
	uart->regs = w->range;
	uart->reg_shift = (uint8_t)shift;
	uart->reg_io_width = (uint8_t)width;
	uart->clock_hz = (uint32_t)hz;
	copy_path(w, uart->path);
}

static void take_device(struct fdt_walk *w)
{
	enum device device = plat_fdt_find(&devices, w->props[PROP_COMPATIBLE]);

	switch (device) {
	case DEVICE_NONE:
		break;
	case DEVICE_DW_UART:
	case DEVICE_NS16550A:
	case DEVICE_NS16550:
		take_uart(w, PLAT_FDT_UART_16550);
		break;
	case DEVICE_PL011:
		take_uart(w, PLAT_FDT_UART_PL011);
		break;
	case DEVICE_SBSA_UART:
		take_uart(w, PLAT_FDT_UART_SBSA);
		break;
	case DEVICE_GIC_400:
	case DEVICE_GIC_A15:
	case DEVICE_GIC_A9:
	case DEVICE_GIC_A7:
		take_gic(w, 2);
		break;
	case DEVICE_GIC_V3:
		take_gic(w, 3);
		break;
	case DEVICE_ITS:
		take_parts(w, 3, PLAT_GIC_ITS, 1);
		break;
	case DEVICE_TIMER_V8:
	case DEVICE_TIMER_V7:
		take_timer(w);
		break;
	case DEVICE_PL031:
		if (take_regs(w))
			w->out->rtc = w->range;
		break;
	case DEVICE_PSCI_1_0:
	case DEVICE_PSCI_0_2:
	case DEVICE_PSCI:
		take_psci(w, device);
		break;
	}
}

/* A node below the root, by its name. False: that says nothing. */
static bool take_by_name(struct fdt_walk *w, unsigned int name)
{
	w->section = name;
	if (name == WORD_CHOSEN)
		take_chosen(w);
	else if (name == WORD_HYPERVISOR)
		take_hypervisor(w);
	else if (name == WORD_ALIASES)
		w->aliases = w->first;
	else if (name == WORD_RESERVED_MEMORY)
		/* Required, and empty, there (specification 3.5.1): a
		 * reservation is not lost for the lack of it. */
		fdt_set(w, PROP_RANGES, &plat_fdt_empty);
	else
		return false;
	return true;
}

static void take_node(struct fdt_walk *w)
{
	unsigned int parent = w->depth == 3 ? w->section : WORD_NONE;
	unsigned int type = plat_fdt_word(&words, w->frames[w->depth].name);

	w->cells = plat_fdt_list(w->props[PROP_REG]);
	if (w->depth == 2 && take_by_name(w, type))
		return;
	/* It is what its type says, or if it has none its name. */
	if (w->props[PROP_DEVICE_TYPE])
		type = word_of(w, PROP_DEVICE_TYPE);
	w->is_enabled = is_enabled(w);
	if (parent == WORD_CPUS && type == WORD_CPU)
		take_cpu(w);
	else if (!w->is_enabled)
		return;
	else if (parent == WORD_RESERVED_MEMORY)
		take_regions(w, PLAT_MRD_RESERVED);
	else if (w->depth == 2 && type == WORD_MEMORY)
		take_memory(w);
	else if (w->props[PROP_COMPATIBLE])
		take_device(w);
}

void plat_fdt_close_node(struct fdt_walk *w)
{
	if (w->depth > 1)
		take_node(w);
	w->is_open = false;
}

/* Whether @path is the node at @node: names may lack their unit addresses
 * (specification 2.2.3), and options may follow. */
static bool is_path(const char *path, const char *node)
{
	for (;; path++, node++) {
		if (*node == '@' && *path != '@')
			while (*node && *node != '/')
				node++;
		if (*path == '\0' || *path == ':')
			return *node == '\0';
		if (*path != *node)
			return false;
	}
}

static int find_uart(const struct plat_fdt *out, const char *path)
{
	for (uint32_t i = 0; *path == '/' && i < out->nr_uarts; i++) {
		if (is_path(path, out->uarts[i].path))
			return (int)i;
	}
	return -1;
}

static uint32_t parse_baud(const char *text)
{
	uint32_t baud = 0;

	for (; *text >= '0' && *text <= '9' && baud < 100000000; text++)
		baud = baud * 10 + (uint32_t)(*text - '0');
	return baud;
}

static const char *text_of(const struct fdt_property *prop)
{
	return (const char *)plat_fdt_strings(prop).at;
}

/* A path or an alias, and options behind a colon: "serial0:115200n8". */
static void take_stdout(struct fdt_walk *w)
{
	const char *path = text_of(w->stdout_path);
	size_t length = 0;

	while (path[length] && path[length] != ':')
		length++;
	if (path[length])
		w->out->stdout_baud = parse_baud(path + length + 1);
	if (*path != '/')
		path = text_of(plat_fdt_alias(w, path, length));
	w->out->stdout_uart = find_uart(w->out, path);
}

/* Pairs of 64-bit numbers, the last of them 0 and 0 (specification 5.3). */
static void take_memreserve(struct fdt_walk *w, uint32_t size)
{
	uint32_t at = fdt_u32(w->header.off_mem_rsvmap);

	w->cells = (struct fdt_list){w->tree + at, size - at};
	for (;;) {
		w->range.start.v = plat_fdt_take(&w->cells, 2);
		w->range.size = plat_fdt_take(&w->cells, 2);
		if (w->range.size == 0)
			break;
		add_region(w, PLAT_MRD_RESERVED);
	}
	if (!w->cells.at)
		plat_warn("fdt: the memory reservations have no end");
}

/* Names are looked at only as far as they have an end. */
PLAT_ALWAYS_INLINE static inline void find_strings(struct fdt_walk *w)
{
	uint32_t size = fdt_u32(w->header.size_dt_strings);

	w->strings = (const char *)w->tree + fdt_u32(w->header.off_dt_strings);
	while (size && w->strings[size - 1])
		size--;
	w->strings_size = size;
}

PLAT_ALWAYS_INLINE static inline void find_blocks(struct fdt_walk *w)
{
	w->structure =
	    (const char *)w->tree + fdt_u32(w->header.off_dt_struct);
	find_strings(w);
}

static void take_tree(struct fdt_walk *w, uint32_t size)
{
	find_blocks(w);
	w->range = (struct plat_pa_range){w->pa, size};
	w->bi->devicetree = w->range;
	add_region(w, PLAT_MRD_DEVICETREE);
	take_memreserve(w, size);
	plat_fdt_walk(w);
	plat_fdt_take_irqs(w);
	take_stdout(w);
	if (!w->status && !w->has_memory && !is_by_efi(w)) {
		plat_warn("fdt: nothing tells of memory");
		w->status = -PLAT_ENOENT;
	}
}

static const void *map(plat_pa_t pa, uint32_t size)
{
	const void *bytes = plat_early_map(pa, size, PLAT_MT_WB);

	if (!bytes)
		plat_warn("fdt: cannot reach the tree at %#jx, %u bytes",
			  pa.v, size);
	return bytes;
}

/* Copy the header to @h; false: there is none at @pa. */
static bool read_header(plat_pa_t pa, struct fdt_header *h)
{
	const void *bytes;

	if (!plat_is_aligned(pa.v, 8)) {
		plat_warn("fdt: %#jx is no multiple of 8", pa.v);
		return false;
	}
	/* Where there is no memory the next lines are the last ones. */
	plat_info("fdt: the tree is at %#jx", pa.v);
	bytes = map(pa, sizeof(*h));
	if (!bytes)
		return false;
	plat_snapshot(h, bytes, sizeof(*h));
	plat_early_unmap(bytes, sizeof(*h));
	if (fdt_u32(h->magic) == FDT_MAGIC &&
	    fdt_u32(h->version) >= FDT_LAST_SUPPORTED_VERSION &&
	    fdt_u32(h->last_comp_version) <= FDT_LAST_SUPPORTED_VERSION)
		return true;
	plat_warn("fdt: at %#jx is no tree of version 17 (magic %#x, version "
		  "%u)", pa.v, fdt_u32(h->magic), fdt_u32(h->version));
	return false;
}

static uint64_t end_of(fdt32_t offset, fdt32_t size)
{
	return (uint64_t)fdt_u32(offset) + fdt_u32(size);
}

/* How much of the tree there is anything in; 0: it is malformed. Some say
 * that they are as large as the buffer that they were made in: 1 MiB, of
 * which 8 KiB are used. libfdt takes blocks to be aligned. */
static uint32_t used_size(const struct fdt_header *h)
{
	uint32_t total = fdt_u32(h->totalsize);
	uint32_t reservations = fdt_u32(h->off_mem_rsvmap);
	uint64_t used = plat_max_u64(
	    end_of(h->off_dt_struct, h->size_dt_struct),
	    end_of(h->off_dt_strings, h->size_dt_strings));

	/* Reservations behind both: their end is not told. */
	if (reservations >= used)
		used = total;
	if (fdt_check_header(h) == 0 && used <= total &&
	    used <= PLAT_FDT_BYTES_MAX &&
	    plat_is_aligned(fdt_u32(h->off_dt_struct), 4) &&
	    plat_is_aligned(reservations, 8))
		return (uint32_t)used;
	plat_warn("fdt: the header is malformed: %ju of %u bytes are used",
		  used, total);
	return 0;
}

int plat_fdt_parse(struct plat_bootinfo *bi, plat_pa_t tree,
		   const struct plat_topology_sink *sink, void *ctx,
		   struct plat_fdt *out)
{
	struct fdt_walk w = {.bi = bi, .sink = sink, .ctx = ctx, .out = out,
			     .pa = tree, .nr_ranges = RANGES_MAX,
			     .nr_controllers = FDT_OTHERS};
	uint32_t size = 0;

	*out = (struct plat_fdt){.stdout_uart = -1};
	if (read_header(tree, &w.header))
		size = used_size(&w.header);
	if (size)
		w.tree = map(tree, size);
	if (!w.tree)
		return -PLAT_EPROTO;
	take_tree(&w, size);
	plat_early_unmap(w.tree, size);
	return w.status;
}

/* As if EFI had told of memory; what the tree reserves finds no room. */
PLAT_COLD int plat_fdt_lcpus(struct plat_pa_range tree,
			     const struct plat_topology_sink *sink, void *ctx)
{
	struct plat_bootinfo bi = {.protocol = PLAT_PROTOCOL_EFI};
	struct plat_fdt out;
	struct fdt_walk w = {.bi = &bi, .sink = sink, .ctx = ctx, .out = &out,
			     .pa = tree.start, .nr_ranges = RANGES_MAX,
			     .nr_controllers = FDT_OTHERS};

	out = (struct plat_fdt){.stdout_uart = -1};
	if (tree.size >= sizeof(w.header))
		w.tree = map(tree.start, (uint32_t)tree.size);
	if (!w.tree)
		return -PLAT_ENOENT;
	plat_snapshot(&w.header, w.tree, sizeof(w.header));
	find_blocks(&w);
	plat_fdt_walk(&w);
	plat_early_unmap(w.tree, tree.size);
	return 0;
}
