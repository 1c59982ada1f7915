/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/mptable.h>

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>
#include <plat/view.h>

#include "common/lowmem/lowmem.h"
#include "common/mptable/mptable_abi.h"

#define BIOS_START 0xf0000u

#define NR_ISA_IRQS 16u

struct walk {
	const struct plat_topology_sink *sink;
	void *ctx;
	uint8_t is_isa[256 / 8]; /* a bit for each bus */
};

/* A copy of an entry: what a type has beyond it is of no use. */
union entry {
	uint8_t type;
	struct mp_processor processor;
	struct mp_bus bus;
	struct mp_ioapic ioapic;
	struct mp_irq irq;
};

static bool is_isa_bus(const struct walk *w, uint8_t bus)
{
	return (w->is_isa[bus / 8] >> (bus % 8) & 1) != 0;
}

static void take_processor(struct walk *w, const struct mp_processor *p)
{
	struct plat_topology_lcpu lcpu = {.hw_id = p->apic_id};

	if (p->flags & MP_PROCESSOR_ENABLED)
		lcpu.flags |= PLAT_LCPU_ENABLED;
	if (p->flags & MP_PROCESSOR_BOOT)
		lcpu.flags |= PLAT_LCPU_BOOT;
	if (w->sink->lcpu)
		w->sink->lcpu(w->ctx, &lcpu);
}

static void take_bus(struct walk *w, const struct mp_bus *b)
{
	if (memcmp(b->name, "ISA   ", sizeof(b->name)) == 0 ||
	    memcmp(b->name, "EISA  ", sizeof(b->name)) == 0)
		w->is_isa[b->id / 8] |= (uint8_t)(1u << (b->id % 8));
}

static void take_ioapic(struct walk *w, const struct mp_ioapic *i)
{
	struct plat_topology_ioapic ioapic = {
		.pa = plat_pa(i->pa),
		.id = i->id,
		.gsi_base = PLAT_GSI_UNKNOWN,
	};

	if (i->flags & MP_IOAPIC_ENABLED && w->sink->ioapic)
		w->sink->ioapic(w->ctx, &ioapic);
}

static bool is_low(const struct mp_irq *i)
{
	return (i->flags[0] & MP_POLARITY_MASK) == MP_POLARITY_LOW;
}

static bool is_level(const struct mp_irq *i)
{
	return (i->flags[0] & MP_TRIGGER_MASK) == MP_TRIGGER_LEVEL;
}

/* Of the I/O APICs' pins, only the ISA bus's are of use: PCI's come from
 * elsewhere. */
static void take_irq(struct walk *w, const struct mp_irq *i)
{
	struct plat_topology_isa_irq irq = {
		.irq = i->bus_irq,
		.ioapic_id =
		    i->apic_id == MP_APIC_ALL ? PLAT_IOAPIC_ALL : i->apic_id,
		.line = i->pin,
		.active_low = is_low(i),
		.level = is_level(i),
	};

	if (i->kind != MP_KIND_INT || !is_isa_bus(w, i->bus))
		return;
	if (irq.irq >= NR_ISA_IRQS)
		plat_warn("mptable: ISA interrupt %u is not one", irq.irq);
	else if (w->sink->isa_irq)
		w->sink->isa_irq(w->ctx, &irq);
}

static void take_lint(struct walk *w, const struct mp_irq *i)
{
	struct plat_topology_nmi nmi = {
		.line = i->pin,
		.lcpu = i->apic_id == MP_APIC_ALL ? PLAT_LCPU_ALL : i->apic_id,
		.active_low = is_low(i),
		.level = is_level(i),
	};

	if (i->kind == MP_KIND_NMI && w->sink->nmi)
		w->sink->nmi(w->ctx, &nmi);
}

static void take_entry(struct walk *w, const union entry *e)
{
	switch (e->type) {
	case MP_PROCESSOR:
		take_processor(w, &e->processor);
		break;
	case MP_BUS:
		take_bus(w, &e->bus);
		break;
	case MP_IOAPIC:
		take_ioapic(w, &e->ioapic);
		break;
	case MP_IRQ:
		take_irq(w, &e->irq);
		break;
	case MP_LINT:
		take_lint(w, &e->irq);
		break;
	}
}

/* By length: the header's count of entries is 0 on some machines. */
static void take_entries(struct walk *w, const uint8_t *at, uint64_t left)
{
	union entry e;

	while (left) {
		uint8_t type = *(const volatile uint8_t *)at;
		uint64_t size = type == MP_PROCESSOR ? MP_PROCESSOR_BYTES
						     : MP_ENTRY_BYTES;

		if (type >= MP_NR_TYPES || size > left) {
			plat_warn("mptable: entry of type %u with %ju bytes "
				  "left: the rest is ignored", type, left);
			return;
		}
		plat_snapshot(&e, at, sizeof(e));
		e.type = type;
		take_entry(w, &e);
		at += size;
		left -= size;
	}
}

static int take_table(struct walk *w, const uint8_t *table,
		      const struct mp_config *config)
{
	if (plat_sum_bytes(table, config->length) != 0) {
		plat_warn("mptable: the table's checksum is wrong");
		return -PLAT_EPROTO;
	}
	take_entries(w, table + sizeof(*config),
		     config->length - sizeof(*config));
	if (w->sink->local_apic)
		w->sink->local_apic(w->ctx, plat_pa(config->local_apic));
	return 0;
}

static int read_config(struct walk *w, struct plat_view *view, plat_pa_t pa)
{
	struct mp_config config;
	const uint8_t *table;

	if (!plat_view_read(view, pa, &config, sizeof(config)) ||
	    config.signature != MP_CONFIG_SIGNATURE ||
	    config.length < sizeof(config)) {
		plat_warn("mptable: there is no table at %#jx", pa.v);
		return -PLAT_EPROTO;
	}
	table = plat_view_at(view, pa, config.length);
	if (!table) {
		plat_warn("mptable: cannot reach the %u bytes at %#jx",
			  config.length, pa.v);
		return -PLAT_EPROTO;
	}
	return take_table(w, table, &config);
}

/* Two CPUs, one I/O APIC to whose pins the ISA bus's lines are wired, IRQ 0
 * to pin 2 (MP specification, 5.1). */
static void tell_default(struct walk *w)
{
	static const struct plat_topology_ioapic ioapic = {
		{0xfec00000}, 2, PLAT_GSI_UNKNOWN};
	static const struct plat_topology_isa_irq timer = {
		.irq = 0, .ioapic_id = 2, .line = 2};

	for (uint64_t id = 0; w->sink->lcpu && id < 2; id++) {
		struct plat_topology_lcpu lcpu = {
			.hw_id = id, .flags = PLAT_LCPU_ENABLED};

		w->sink->lcpu(w->ctx, &lcpu);
	}
	if (w->sink->ioapic)
		w->sink->ioapic(w->ctx, &ioapic);
	if (w->sink->isa_irq)
		w->sink->isa_irq(w->ctx, &timer);
	if (w->sink->local_apic)
		w->sink->local_apic(w->ctx, plat_pa(0xfee00000));
}

static int take_default(struct walk *w, uint8_t config)
{
	switch (config) {
	case 3: /* EISA */
	case 5: /* ISA and PCI */
	case 6: /* EISA and PCI */
		plat_info("mptable: default configuration %u", config);
		tell_default(w);
		return 0;
	default: /* 1, 2, 4: 82489DX; 4, 7: MCA; the others: reserved */
		plat_warn("mptable: default configuration %u is not "
			  "supported", config);
		return -PLAT_ENOTSUP;
	}
}

static bool accept_float(const uint8_t *copy)
{
	return copy[offsetof(struct mp_float, length)] == 1 &&
	       plat_sum_bytes(copy, sizeof(struct mp_float)) == 0;
}

static const struct plat_lowmem_search float_search = {
	.bios = BIOS_START,
	.signature = MP_FLOAT_SIGNATURE,
	.size = sizeof(struct mp_float),
	.base = true,
	.accept = accept_float,
};

static int parse_at(struct walk *w, struct plat_view *view, plat_pa_t pa)
{
	struct mp_float f;

	if (!plat_view_read(view, pa, &f, sizeof(f)))
		return -PLAT_ENOENT;
	if (f.default_config)
		return take_default(w, f.default_config);
	return read_config(w, view, plat_pa(f.config_pa));
}

PLAT_COLD int plat_mptable_parse(const struct plat_topology_sink *sink,
				 void *ctx)
{
	struct plat_view view = PLAT_VIEW_INIT;
	struct walk w = {.sink = sink, .ctx = ctx};
	plat_pa_t found;
	int status;

	if (!plat_lowmem_find(&float_search, &found))
		return -PLAT_ENOENT;
	status = parse_at(&w, &view, found);
	plat_view_close(&view);
	return status;
}
