/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One walk over the tree, tag by tag. libfdt keeps each step inside the
 * tree; nothing is looked up by path. A node's properties come before its
 * children, so it is looked at as a whole when the first child begins, or
 * when it ends.
 */
#include <plat/fdt.h>

#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/snapshot.h>
#include <plat/string.h>

#include "common/fdt/node.h"

/* Where a property's name is in the strings block -> which one it is. Names
 * are shared, so that each is compared once, not once in each node. */
#define NAME_SLOTS 256u

/* The longest alias (specification 3.3). */
#define ALIAS_MAX 31u

/* There is no current node: one has ended, and its parent's properties, all
 * looked at when its first child began, are no more known. */
#define CLOSED UINT32_MAX

struct walk {
	struct plat_bootinfo *bi;
	const struct plat_topology_sink *sink;
	void *ctx;
	struct plat_fdt *out;
	const uint8_t *tree;
	plat_pa_t pa;
	const uint8_t *structure;
	const char *strings;
	uint32_t strings_size;
	int status;           /* of the list of MRDs */
	bool has_memory;

	struct fdt_frame frames[FDT_DEPTH_MAX + 1];
	int depth;            /* of the node that is open; -1: none yet */
	const char *name;     /* the current node's */
	uint32_t present;     /* a bit for each of its properties, or CLOSED */
	struct fdt_value props[NR_PROPS];

	struct fdt_value timer_irqs, hypervisor_irqs;
	struct fdt_value uart_irqs[PLAT_FDT_UARTS_MAX];
	uint32_t irq_cells;   /* the GIC's; 0: there is none */
	struct fdt_value stdout_path;
	int aliases;          /* offset of the node's first tag; 0: none */

	uint32_t names[NAME_SLOTS]; /* offset << 8 | enum fdt_prop; 0: empty */
};

_Static_assert(NR_PROPS < 32, "struct walk: present has 32 bits");

#define NAME(text) text, sizeof(text)

static const struct {
	const char *text;
	uint32_t size; /* with the terminator */
} prop_names[NR_PROPS] = {
	[PROP_NONE] = {NAME("")},
	[PROP_ADDRESS_CELLS] = {NAME("#address-cells")},
	[PROP_SIZE_CELLS] = {NAME("#size-cells")},
	[PROP_RANGES] = {NAME("ranges")},
	[PROP_REG] = {NAME("reg")},
	[PROP_COMPATIBLE] = {NAME("compatible")},
	[PROP_STATUS] = {NAME("status")},
	[PROP_DEVICE_TYPE] = {NAME("device_type")},
	[PROP_INTERRUPTS] = {NAME("interrupts")},
	[PROP_INTERRUPT_CELLS] = {NAME("#interrupt-cells")},
	[PROP_METHOD] = {NAME("method")},
	[PROP_ENABLE_METHOD] = {NAME("enable-method")},
	[PROP_BOOTARGS] = {NAME("bootargs")},
	[PROP_INITRD_START] = {NAME("linux,initrd-start")},
	[PROP_INITRD_END] = {NAME("linux,initrd-end")},
	[PROP_STDOUT_PATH] = {NAME("stdout-path")},
	[PROP_RNG_SEED] = {NAME("rng-seed")},
	[PROP_KASLR_SEED] = {NAME("kaslr-seed")},
	[PROP_REDISTRIBUTOR_REGIONS] = {NAME("#redistributor-regions")},
	[PROP_REG_SHIFT] = {NAME("reg-shift")},
	[PROP_REG_IO_WIDTH] = {NAME("reg-io-width")},
	[PROP_CLOCK_FREQUENCY] = {NAME("clock-frequency")},
};

#define NAME_SIZE_MAX sizeof("#redistributor-regions")

static bool has(const struct walk *w, enum fdt_prop prop)
{
	return (w->present & 1u << prop) != 0;
}

/* The current node's property; data NULL and size 0 where it has none. */
static struct fdt_value value_of(const struct walk *w, enum fdt_prop prop)
{
	return has(w, prop) ? w->props[prop] : (struct fdt_value){NULL, 0};
}

static uint64_t number_of(const struct walk *w, enum fdt_prop prop,
			  uint64_t absent)
{
	struct fdt_value value = value_of(w, prop);

	return plat_fdt_number(&value, absent);
}

static bool says(const struct walk *w, enum fdt_prop prop, const char *text)
{
	return has(w, prop) && plat_fdt_has_string(&w->props[prop], text);
}

static plat_pa_t pa_of(const struct walk *w, const void *p)
{
	return plat_pa(w->pa.v + (uint64_t)((const uint8_t *)p - w->tree));
}

static void add_region(struct walk *w, struct plat_pa_range range,
		       enum plat_mrd_type type)
{
	int status = plat_bootinfo_add_region(w->bi, range, type, "fdt");

	if (status && !w->status)
		w->status = status;
}

/* The current node's next address range; false at the end of the list. What
 * the CPU cannot reach is passed over. */
static bool next_range(struct walk *w, struct fdt_cells *reg,
		       struct plat_pa_range *range)
{
	int status;

	do {
		status = plat_fdt_take_range(reg, w->frames,
					     (uint32_t)w->depth, range);
	} while (status == -PLAT_ENOENT);
	if (status < 0)
		plat_warn("fdt: a reg property at +%#x is malformed",
			  (uint32_t)(reg->at - w->tree));
	return status > 0;
}

static struct fdt_cells reg_of(const struct walk *w)
{
	struct fdt_value value = value_of(w, PROP_REG);

	return (struct fdt_cells){value.data, value.size};
}

/* The first range alone; size 0: there is none. */
static struct plat_pa_range first_range(struct walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	if (!next_range(w, &reg, &range))
		return (struct plat_pa_range){plat_pa(0), 0};
	return range;
}

static void take_memory(struct walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	while (next_range(w, &reg, &range)) {
		add_region(w, range, PLAT_MRD_FREE);
		w->has_memory = true;
	}
}

static void take_reservation(struct walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	while (next_range(w, &reg, &range))
		add_region(w, range, PLAT_MRD_RESERVED);
}

static void take_initrd(struct walk *w)
{
	uint64_t start = number_of(w, PROP_INITRD_START, 0);
	uint64_t end = number_of(w, PROP_INITRD_END, 0);
	uint32_t nr = w->bi->nr_modules;
	struct plat_module module = {
		.data = {plat_pa(start), end < start ? 0 : end - start},
	};
	int status = plat_bootinfo_add_module(w->bi, &module);

	/* One that is ill-formed has been logged. */
	if (status == -PLAT_ENOMEM && nr < PLAT_MODULES_MAX && !w->status)
		w->status = status;
}

static void take_chosen(struct walk *w)
{
	struct fdt_value bootargs = value_of(w, PROP_BOOTARGS);
	struct fdt_value seed = value_of(w, PROP_RNG_SEED);

	if (bootargs.size)
		plat_bootinfo_set_cmdline(w->bi, bootargs.data, bootargs.size);
	if (has(w, PROP_INITRD_START) && has(w, PROP_INITRD_END))
		take_initrd(w);
	if (seed.size)
		w->out->rng_seed = (struct plat_pa_range){
			pa_of(w, seed.data), seed.size};
	w->out->kaslr_seed = number_of(w, PROP_KASLR_SEED, 0);
	w->stdout_path = value_of(w, PROP_STDOUT_PATH);
}

/* An id of one or two cells (devicetree: arm/cpus.yaml). */
static void take_cpu(struct walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_topology_lcpu lcpu = {.flags = PLAT_LCPU_ENABLED};

	if (!plat_fdt_take(&reg, w->frames[w->depth - 1].address_cells,
			   &lcpu.hw_id) || !has(w, PROP_REG)) {
		plat_warn("fdt: a CPU has no id: it is ignored");
		return;
	}
	if (says(w, PROP_STATUS, "fail"))
		lcpu.flags = 0;
	if (says(w, PROP_ENABLE_METHOD, "psci"))
		lcpu.flags |= PLAT_LCPU_PSCI;
	if (w->sink->lcpu)
		w->sink->lcpu(w->ctx, &lcpu);
}

static void take_psci(struct walk *w)
{
	if (says(w, PROP_METHOD, "hvc"))
		w->out->psci = PLAT_FDT_HVC;
	else if (says(w, PROP_METHOD, "smc"))
		w->out->psci = PLAT_FDT_SMC;
	else
		plat_warn("fdt: psci has a method that is none");
	w->out->psci_is_0_2 = says(w, PROP_COMPATIBLE, "arm,psci-0.2") ||
			      says(w, PROP_COMPATIBLE, "arm,psci-1.0");
}

static void take_hypervisor(struct walk *w)
{
	struct fdt_value compatible = value_of(w, PROP_COMPATIBLE);
	struct fdt_cells reg = reg_of(w);
	struct plat_fdt *out = w->out;
	uint32_t nr = 0;

	if (compatible.size == 0)
		return;
	memset(out->hypervisor, 0, sizeof(out->hypervisor));
	memcpy(out->hypervisor, compatible.data,
	       plat_min_u64(compatible.size, sizeof(out->hypervisor) - 1));
	while (nr < PLAT_FDT_REGS_MAX &&
	       next_range(w, &reg, &out->hypervisor_regs[nr]))
		nr++;
	out->nr_hypervisor_regs = nr;
	w->hypervisor_irqs = value_of(w, PROP_INTERRUPTS);
}

static void tell_gic(struct walk *w, enum plat_gic_part part,
		     struct plat_pa_range range, uint32_t version)
{
	struct plat_topology_gic gic = {part, range, version};

	if (w->sink->gic)
		w->sink->gic(w->ctx, &gic);
}

static void take_gic_v2(struct walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;

	w->irq_cells = (uint32_t)number_of(w, PROP_INTERRUPT_CELLS, 3);
	if (next_range(w, &reg, &range))
		tell_gic(w, PLAT_GIC_DISTRIBUTOR, range, 2);
	if (next_range(w, &reg, &range))
		tell_gic(w, PLAT_GIC_CPU_INTERFACE, range, 2);
}

static void take_gic_v3(struct walk *w)
{
	struct fdt_cells reg = reg_of(w);
	struct plat_pa_range range;
	uint64_t nr = number_of(w, PROP_REDISTRIBUTOR_REGIONS, 1);

	w->irq_cells = (uint32_t)number_of(w, PROP_INTERRUPT_CELLS, 3);
	if (next_range(w, &reg, &range))
		tell_gic(w, PLAT_GIC_DISTRIBUTOR, range, 3);
	for (; nr && next_range(w, &reg, &range); nr--)
		tell_gic(w, PLAT_GIC_REDISTRIBUTORS, range, 3);
}

static void take_its(struct walk *w)
{
	struct plat_pa_range range = first_range(w);

	if (range.size)
		tell_gic(w, PLAT_GIC_ITS, range, 3);
}

static void take_timer(struct walk *w)
{
	w->timer_irqs = value_of(w, PROP_INTERRUPTS);
}

/* The current node's path. One that is too long is left empty: it is then
 * not to be found as stdout. */
static void copy_path(const struct walk *w, char *path)
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

static void take_uart(struct walk *w, enum plat_fdt_uart_kind kind)
{
	struct plat_fdt_uart *uart = &w->out->uarts[w->out->nr_uarts];
	struct plat_pa_range regs = first_range(w);

	if (regs.size == 0)
		return;
	if (w->out->nr_uarts == PLAT_FDT_UARTS_MAX) {
		plat_warn("fdt: more than %u UARTs: the one at %#jx is "
			  "ignored", PLAT_FDT_UARTS_MAX, regs.start.v);
		return;
	}
	*uart = (struct plat_fdt_uart){
		.kind = kind,
		.regs = regs,
		.reg_shift = number_of(w, PROP_REG_SHIFT, 0) & 7,
		.reg_io_width = number_of(w, PROP_REG_IO_WIDTH, 1) & 15,
		.clock_hz = (uint32_t)number_of(w, PROP_CLOCK_FREQUENCY, 0),
	};
	copy_path(w, uart->path);
	w->uart_irqs[w->out->nr_uarts++] = value_of(w, PROP_INTERRUPTS);
}

static void take_pl011(struct walk *w)
{
	take_uart(w, PLAT_FDT_UART_PL011);
}

static void take_16550(struct walk *w)
{
	take_uart(w, PLAT_FDT_UART_16550);
}

static void take_rtc(struct walk *w)
{
	w->out->rtc = first_range(w);
}

/* Devices, by any of their compatible strings. */
static const struct {
	const char *compatible;
	size_t size; /* with the terminator */
	void (*take)(struct walk *w);
} devices[] = {
	{NAME("arm,pl011"), take_pl011},
	{NAME("arm,sbsa-uart"), take_pl011},
	{NAME("ns16550a"), take_16550},
	{NAME("ns16550"), take_16550},
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

static bool is_enabled(const struct walk *w)
{
	return !has(w, PROP_STATUS) || says(w, PROP_STATUS, "okay") ||
	       says(w, PROP_STATUS, "ok");
}

/* All begin with "arm," or "ns": most nodes' strings do not. */
static bool take_as(struct walk *w, const char *compatible, size_t size)
{
	if (compatible[0] != 'a' && compatible[0] != 'n')
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
static void take_device(struct walk *w)
{
	struct fdt_value value = value_of(w, PROP_COMPATIBLE);
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

static bool is_memory(const struct walk *w)
{
	if (!says(w, PROP_DEVICE_TYPE, "memory") &&
	    strncmp(w->name, "memory@", sizeof("memory@") - 1) != 0)
		return false;
	return is_enabled(w);
}

/* A child of the root that is known by its name. False: it is not. */
static bool take_by_name(struct walk *w)
{
	switch (w->name[0]) {
	case 'c':
		if (strcmp(w->name, "chosen") != 0)
			return false;
		take_chosen(w);
		return true;
	case 'h':
		if (strcmp(w->name, "hypervisor") != 0)
			return false;
		take_hypervisor(w);
		return true;
	case 'm':
		if (!is_memory(w))
			return false;
		take_memory(w);
		return true;
	default:
		return false;
	}
}

static void take_node(struct walk *w)
{
	const struct fdt_frame *parent = &w->frames[w->depth - 1];

	if (w->depth == 1 && take_by_name(w))
		return;
	if (parent->is_cpus) {
		if (says(w, PROP_DEVICE_TYPE, "cpu"))
			take_cpu(w);
	} else if (parent->is_reserved_memory) {
		if (is_enabled(w))
			take_reservation(w);
	} else if (has(w, PROP_COMPATIBLE)) {
		take_device(w);
	}
}

/* What children of the current node need to know of it. */
static void enter_frame(struct walk *w)
{
	struct fdt_frame *frame = &w->frames[w->depth];

	*frame = (struct fdt_frame){
		.name = w->name,
		.address_cells =
		    (uint32_t)number_of(w, PROP_ADDRESS_CELLS, 2),
		.size_cells = (uint32_t)number_of(w, PROP_SIZE_CELLS, 1),
		.ranges = value_of(w, PROP_RANGES),
	};
	if (w->depth != 1)
		return;
	frame->is_cpus = strcmp(w->name, "cpus") == 0;
	frame->is_reserved_memory = strcmp(w->name, "reserved-memory") == 0;
	/* Required, and empty, there (specification 3.5.1): a reservation is
	 * not lost for the lack of it. */
	if (frame->is_reserved_memory)
		frame->ranges = (struct fdt_value){"", 0};
}

/* All of the current node's properties are known. */
static void finish_node(struct walk *w)
{
	if (w->present != CLOSED && w->depth > 0 && w->depth <= FDT_DEPTH_MAX)
		take_node(w);
}

static void begin_node(struct walk *w, int offset, const char *name)
{
	finish_node(w);
	/* Only now: most nodes have no children. */
	if (w->present != CLOSED && w->depth <= FDT_DEPTH_MAX)
		enter_frame(w);
	w->depth++;
	if (w->depth == FDT_DEPTH_MAX + 1)
		plat_warn("fdt: nodes more than %d levels deep are ignored",
			  FDT_DEPTH_MAX);
	w->name = name;
	w->present = 0;
	if (w->depth == 1 && strcmp(name, "aliases") == 0)
		w->aliases = offset;
}

static void end_node(struct walk *w)
{
	finish_node(w);
	w->depth--;
	w->present = CLOSED;
}

static enum fdt_prop look_up_name(const struct walk *w, uint32_t offset)
{
	const char *name = w->strings + offset;
	size_t size = strnlen(name, plat_min_u64(w->strings_size - offset,
						 NAME_SIZE_MAX)) + 1;

	for (unsigned int i = 1; i < NR_PROPS; i++) {
		if (prop_names[i].size == size &&
		    memcmp(prop_names[i].text, name, size - 1) == 0)
			return (enum fdt_prop)i;
	}
	return PROP_NONE;
}

static enum fdt_prop prop_of(struct walk *w, uint32_t offset)
{
	uint32_t *slot = &w->names[(offset ^ offset >> 8) % NAME_SLOTS];

	if (plat_unlikely(offset >= w->strings_size))
		return PROP_NONE;
	/* An offset that is shifted out would be beyond PLAT_FDT_BYTES_MAX;
	 * the name at 0 is compared each time where it is of no interest. */
	if (*slot >> 8 != offset || *slot == 0)
		*slot = offset << 8 | look_up_name(w, offset);
	return (enum fdt_prop)(*slot & 0xff);
}

static void take_prop(struct walk *w, const struct fdt_property *p)
{
	enum fdt_prop prop;

	/* After the node's children, where the specification (5.4.2) does
	 * not have it. */
	if (plat_unlikely(w->present == CLOSED))
		return;
	prop = prop_of(w, fdt32_to_cpu(p->nameoff));
	if (prop == PROP_NONE)
		return;
	w->present |= 1u << prop;
	w->props[prop] = (struct fdt_value){p->data, fdt32_to_cpu(p->len)};
}

static const void *at_offset(const struct walk *w, int offset)
{
	return w->structure + offset;
}

/* The tag at @offset, and where the next one is; not beyond @offset where the
 * structure is broken. libfdt 1.6 lets a property's length wrap around. */
static uint32_t next_tag(const struct walk *w, int offset, int *next)
{
	uint32_t tag = fdt_next_tag(w->tree, offset, next);
	const struct fdt_property *p = at_offset(w, offset);

	if (*next <= offset)
		return FDT_END;
	if (tag == FDT_PROP && fdt32_to_cpu(p->len) >
				   (uint32_t)(*next - offset) - sizeof(*p)) {
		*next = offset;
		return FDT_END;
	}
	return tag;
}

/* One tag. False: that was the last one, or it is broken. */
static bool step(struct walk *w, int *offset)
{
	int next;
	uint32_t tag = next_tag(w, *offset, &next);

	if (next <= *offset) {
		plat_warn("fdt: the structure is broken at +%#x", *offset);
		return false;
	}
	if (tag == FDT_BEGIN_NODE)
		begin_node(w, next,
			   (const char *)at_offset(w, *offset) + FDT_TAGSIZE);
	else if (tag == FDT_PROP)
		take_prop(w, at_offset(w, *offset));
	else if (tag == FDT_END_NODE)
		end_node(w);
	*offset = next;
	return tag != FDT_END && (tag != FDT_END_NODE || w->depth >= 0);
}

/* Interrupt number @index of a list for the GIC (devicetree:
 * interrupt-controller/arm,gic.yaml): kind, number, flags. */
static struct plat_fdt_irq irq_at(const struct walk *w,
				  const struct fdt_value *irqs,
				  uint32_t index)
{
	const struct plat_fdt_irq none = {0, false, false};
	uint32_t bytes = w->irq_cells * 4;
	struct fdt_cells cells;
	uint64_t kind, number, flags;

	if (w->irq_cells < 3 || w->irq_cells > 8 ||
	    irqs->size / bytes <= index)
		return none;
	cells.at = (const uint8_t *)irqs->data + index * bytes;
	cells.left = bytes;
	if (!plat_fdt_take(&cells, 1, &kind) ||
	    !plat_fdt_take(&cells, 1, &number) ||
	    !plat_fdt_take(&cells, 1, &flags))
		return none;
	if (kind > 1 || number >= (kind ? 16 : 988)) {
		plat_warn("fdt: interrupt %ju of kind %ju is none", number,
			  kind);
		return none;
	}
	return (struct plat_fdt_irq){(uint32_t)number + (kind ? 16 : 32),
				     (flags & 0xc) != 0, (flags & 0xa) != 0};
}

static void take_irqs(struct walk *w)
{
	struct plat_fdt *out = w->out;

	out->secure_timer = irq_at(w, &w->timer_irqs, 0);
	out->timer = irq_at(w, &w->timer_irqs, 1);
	out->virtual_timer = irq_at(w, &w->timer_irqs, 2);
	out->hyp_timer = irq_at(w, &w->timer_irqs, 3);
	out->hypervisor_irq = irq_at(w, &w->hypervisor_irqs, 0);
	for (uint32_t i = 0; i < out->nr_uarts; i++)
		out->uarts[i].irq = irq_at(w, &w->uart_irqs[i], 0);
}

/* What the alias of @length characters at @name stands for. */
static struct fdt_value look_up_alias(const struct walk *w, const char *name,
				      size_t length)
{
	int offset = w->aliases;
	int next;

	while (offset && length <= ALIAS_MAX &&
	       next_tag(w, offset, &next) == FDT_PROP) {
		const struct fdt_property *p = at_offset(w, offset);
		uint32_t at = fdt32_to_cpu(p->nameoff);

		if (at < w->strings_size && length < w->strings_size - at &&
		    memcmp(w->strings + at, name, length) == 0 &&
		    w->strings[at + length] == '\0')
			return (struct fdt_value){p->data,
						  fdt32_to_cpu(p->len)};
		offset = next;
	}
	return (struct fdt_value){NULL, 0};
}

static int find_uart(const struct plat_fdt *out, const char *path,
		     size_t length)
{
	for (uint32_t i = 0; i < out->nr_uarts; i++) {
		if (length && strnlen(out->uarts[i].path,
				      PLAT_FDT_PATH_MAX) == length &&
		    memcmp(out->uarts[i].path, path, length) == 0)
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
static void take_stdout(struct walk *w)
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
		alias = look_up_alias(w, path, length);
		path = alias.data;
		length = path ? strnlen(path, alias.size) : 0;
	}
	w->out->stdout_uart = find_uart(w->out, path, length);
}

/* Pairs of 64-bit numbers, the last of them 0 and 0 (specification 5.3). */
static void take_memreserve(struct walk *w, uint32_t size)
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

static int take_tree(struct walk *w, uint32_t size)
{
	int offset = 0;

	w->depth = -1;
	w->present = CLOSED;
	w->structure = w->tree + fdt_off_dt_struct(w->tree);
	w->strings = (const char *)w->tree + fdt_off_dt_strings(w->tree);
	w->strings_size = fdt_size_dt_strings(w->tree);
	w->bi->devicetree = (struct plat_pa_range){w->pa, size};
	add_region(w, w->bi->devicetree, PLAT_MRD_DEVICETREE);
	take_memreserve(w, size);
	while (step(w, &offset))
		;
	take_irqs(w);
	take_stdout(w);
	if (!w->status && !w->has_memory) {
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

/* The size of what is to be mapped; 0: there is no tree. */
static uint32_t read_size(plat_pa_t pa)
{
	const void *bytes =
	    plat_early_map(pa, sizeof(struct fdt_header), PLAT_MT_WB);
	struct fdt_header h;
	uint32_t used;

	if (!bytes) {
		plat_warn("fdt: cannot reach the tree at %#jx", pa.v);
		return 0;
	}
	plat_snapshot(&h, bytes, sizeof(h));
	plat_early_unmap(bytes, sizeof(h));
	used = used_size(&h);
	if (!plat_is_aligned(pa.v, 8) ||
	    fdt32_to_cpu(h.magic) != FDT_MAGIC ||
	    fdt32_to_cpu(h.version) < 17 || used < sizeof(h) ||
	    used > fdt32_to_cpu(h.totalsize) || used > PLAT_FDT_BYTES_MAX) {
		plat_warn("fdt: at %#jx is no tree of version 17 (magic %#x, "
			  "%u of %u bytes)", pa.v, fdt32_to_cpu(h.magic),
			  used, fdt32_to_cpu(h.totalsize));
		return 0;
	}
	return used;
}

/* libfdt takes blocks to be inside the tree and aligned after this. */
static bool is_sound(const void *tree, uint32_t size)
{
	if (fdt_check_header(tree) == 0 && used_size(tree) == size &&
	    fdt_version(tree) >= 17 &&
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
	struct walk w = {.bi = bi, .sink = sink, .ctx = ctx, .out = out,
			 .pa = tree};
	uint32_t size = read_size(tree);
	int status = -PLAT_EPROTO;

	*out = (struct plat_fdt){.stdout_uart = -1};
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
