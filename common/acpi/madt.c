/* SPDX-License-Identifier: BSD-3-Clause */
/* The MADT: CPUs and interrupt controllers. */
#include "common/acpi/acpi.h"

#include <plat/arch/cpu.h>

#define MADT PLAT_ACPI_SIGNATURE('A', 'P', 'I', 'C')

#define NR_ISA_IRQS 16u

/* An ACPI processor UID, and an APIC id, that mean all or none. */
#define UID_ALL       0xffu
#define X2APIC_NONE   UINT32_MAX
#define MPIDR_MASK    0xff00ffffffull /* affinity 3, 2, 1, 0 */
#define GICC_BYTES    PLAT_KIB(8)   /* IHI 0048 4.1 */
#define GICR_BYTES    PLAT_KIB(128)
#define GICD_V2_BYTES PLAT_KIB(4)
#define GICD_V3_BYTES PLAT_KIB(64)
#define ITS_BYTES     PLAT_KIB(128)

struct walk {
	const struct plat_topology_sink *sink;
	void *ctx;
	plat_pa_t local_apic;
};

/* A copy of an entry, as long as its type needs. */
union entry {
	struct acpi_madt_entry head;
	struct madt_lapic lapic;
	struct madt_ioapic ioapic;
	struct madt_override override;
	struct madt_nmi_source nmi_source;
	struct madt_lapic_nmi lapic_nmi;
	struct madt_lapic_address lapic_address;
	struct madt_x2apic x2apic;
	struct madt_x2apic_nmi x2apic_nmi;
	struct madt_gicc gicc;
	struct madt_gicd gicd;
	struct madt_gicr gicr;
	struct madt_its its;
};

/* The types that are looked at, with the length that each needs. */
static const uint8_t lengths[] = {
	[MADT_LAPIC] = sizeof(struct madt_lapic),
	[MADT_IOAPIC] = sizeof(struct madt_ioapic),
	[MADT_OVERRIDE] = sizeof(struct madt_override),
	[MADT_NMI_SOURCE] = sizeof(struct madt_nmi_source),
	[MADT_LAPIC_NMI] = sizeof(struct madt_lapic_nmi),
	[MADT_LAPIC_ADDRESS] = sizeof(struct madt_lapic_address),
	[MADT_X2APIC] = sizeof(struct madt_x2apic),
	[MADT_X2APIC_NMI] = sizeof(struct madt_x2apic_nmi),
	[MADT_GICC] = sizeof(struct madt_gicc),
	[MADT_GICD] = sizeof(struct madt_gicd),
	[MADT_GICR] = sizeof(struct madt_gicr),
	[MADT_ITS] = sizeof(struct madt_its),
};

static void tell_lcpu(struct walk *w, uint64_t hw_id, uint32_t uid,
		      uint32_t flags)
{
	struct plat_topology_lcpu lcpu = {hw_id, uid, 0};

	if (flags & MADT_ENABLED)
		lcpu.flags = PLAT_LCPU_ENABLED;
	else if (flags & MADT_ONLINE_CAPABLE)
		lcpu.flags = PLAT_LCPU_HOTPLUG;
	if (w->sink->lcpu)
		w->sink->lcpu(w->ctx, &lcpu);
}

static void take_ioapic(struct walk *w, const struct madt_ioapic *e)
{
	struct plat_topology_ioapic ioapic = {plat_pa(e->pa), e->id,
					      e->gsi_base};

	if (w->sink->ioapic)
		w->sink->ioapic(w->ctx, &ioapic);
}

static bool is_low(uint32_t flags)
{
	return (flags & MADT_POLARITY_MASK) == MADT_POLARITY_LOW;
}

static bool is_level(uint32_t flags)
{
	return (flags & MADT_TRIGGER_MASK) == MADT_TRIGGER_LEVEL;
}

static void take_override(struct walk *w, const struct madt_override *e)
{
	struct plat_topology_isa_irq irq = {
		.irq = e->irq,
		.ioapic_id = PLAT_IOAPIC_BY_GSI,
		.line = e->gsi,
		.active_low = is_low(e->flags),
		.level = is_level(e->flags),
	};

	if (e->bus != 0 || e->irq >= NR_ISA_IRQS)
		plat_warn("acpi: override of interrupt %u on bus %u is "
			  "ignored", e->irq, e->bus);
	else if (w->sink->isa_irq)
		w->sink->isa_irq(w->ctx, &irq);
}

static void tell_nmi(struct walk *w, struct plat_topology_nmi *nmi,
		     uint32_t flags)
{
	nmi->active_low = is_low(flags);
	nmi->level = is_level(flags);
	if (w->sink->nmi)
		w->sink->nmi(w->ctx, nmi);
}

static void tell_lint(struct walk *w, uint32_t uid, bool all, uint8_t lint,
		      uint32_t flags)
{
	struct plat_topology_nmi nmi = {
		.line = lint,
		.lcpu = all ? PLAT_LCPU_ALL : uid,
		.by_uid = !all,
	};

	if (lint > 1)
		plat_warn("acpi: NMI on LINT%u is ignored", lint);
	else
		tell_nmi(w, &nmi, flags);
}

static void take_nmi_source(struct walk *w, const struct madt_nmi_source *e)
{
	struct plat_topology_nmi nmi = {
		.is_gsi = true,
		.line = e->gsi,
		.lcpu = PLAT_LCPU_ALL,
	};

	tell_nmi(w, &nmi, e->flags);
}

static void take_apic(struct walk *w, const union entry *e)
{
	switch (e->head.type) {
	case MADT_LAPIC:
		if (e->lapic.apic_id != UID_ALL)
			tell_lcpu(w, e->lapic.apic_id, e->lapic.uid,
				  e->lapic.flags);
		break;
	case MADT_X2APIC:
		if (e->x2apic.apic_id != X2APIC_NONE)
			tell_lcpu(w, e->x2apic.apic_id, e->x2apic.uid,
				  e->x2apic.flags);
		break;
	case MADT_IOAPIC:
		take_ioapic(w, &e->ioapic);
		break;
	case MADT_OVERRIDE:
		take_override(w, &e->override);
		break;
	case MADT_NMI_SOURCE:
		take_nmi_source(w, &e->nmi_source);
		break;
	case MADT_LAPIC_NMI:
		tell_lint(w, e->lapic_nmi.uid, e->lapic_nmi.uid == UID_ALL,
			  e->lapic_nmi.lint, e->lapic_nmi.flags);
		break;
	case MADT_X2APIC_NMI:
		tell_lint(w, e->x2apic_nmi.uid,
			  e->x2apic_nmi.uid == X2APIC_NONE,
			  e->x2apic_nmi.lint, e->x2apic_nmi.flags);
		break;
	case MADT_LAPIC_ADDRESS:
		w->local_apic = plat_pa(e->lapic_address.pa);
		break;
	}
}

static void take_gicc(struct walk *w, const struct madt_gicc *e)
{
	struct plat_topology_gicc gicc = {
		.hw_id = e->mpidr & MPIDR_MASK,
		.pa = plat_pa(e->pa),
		.redistributor = plat_pa(e->gicr_pa),
		.performance_intid = e->performance_intid,
		.maintenance_intid = e->maintenance_intid,
	};
	uint32_t flags = e->flags & MADT_ENABLED;

	if (e->flags & MADT_GICC_ONLINE_CAPABLE)
		flags |= MADT_ONLINE_CAPABLE;
	tell_lcpu(w, gicc.hw_id, e->uid, flags);
	if (w->sink->gicc)
		w->sink->gicc(w->ctx, &gicc);
}

static void tell_gic(struct walk *w, enum plat_gic_part part, uint64_t pa,
		     uint64_t size, uint32_t version)
{
	struct plat_topology_gic gic = {
		.part = part,
		.range = {plat_pa(pa), size},
		.version = version,
	};

	if (w->sink->gic)
		w->sink->gic(w->ctx, &gic);
}

static void take_gic(struct walk *w, const union entry *e)
{
	enum plat_gic_part part = PLAT_GIC_ITS;
	uint64_t pa = e->its.pa, size = ITS_BYTES;
	uint32_t version = 0;

	switch (e->head.type) {
	case MADT_GICC:
		take_gicc(w, &e->gicc);
		part = PLAT_GIC_CPU_INTERFACE;
		pa = e->gicc.pa;
		size = GICC_BYTES;
		break;
	case MADT_GICD:
		part = PLAT_GIC_DISTRIBUTOR;
		pa = e->gicd.pa;
		version = e->gicd.version;
		size = version > 2 ? GICD_V3_BYTES : GICD_V2_BYTES;
		break;
	case MADT_GICR:
		part = PLAT_GIC_REDISTRIBUTORS;
		pa = e->gicr.pa;
		size = e->gicr.bytes;
		if (size >= GICR_BYTES)
			break;
		plat_warn("acpi: %u bytes of redistributors at %#jx are "
			  "ignored", e->gicr.bytes, pa);
		return;
	case MADT_ITS:
		break;
	default:
		return;
	}
	if (pa)
		tell_gic(w, part, pa, size, version);
}

static void take_entry(struct walk *w, const union entry *e)
{
	if (PLAT_HAS(PLAT_ARCH_HAS_APIC))
		take_apic(w, e);
	if (PLAT_HAS(PLAT_ARCH_HAS_GIC))
		take_gic(w, e);
}

/* Bytes that an entry of @type needs; 0: it is passed over. */
static uint8_t length_of(uint8_t type)
{
	return type < PLAT_ARRAY_SIZE(lengths) ? lengths[type] : 0;
}

static void take_entries(struct walk *w, const uint8_t *at, uint32_t left)
{
	struct acpi_madt_entry head;
	union entry e;

	for (; left >= sizeof(head); at += head.length, left -= head.length) {
		uint8_t length;
		bool is_last;

		plat_snapshot(&head, at, sizeof(head));
		length = length_of(head.type);
		is_last = head.length < sizeof(head) || head.length > left;
		if (is_last || head.length < length) {
			plat_warn("acpi: MADT entry of type %u has %u bytes: "
				  "%s is ignored", head.type, head.length,
				  is_last ? "the rest" : "it");
		} else if (length) {
			plat_snapshot(&e, at, length);
			e.head = head;
			take_entry(w, &e);
		}
		if (is_last)
			return;
	}
}

PLAT_COLD int plat_acpi_madt(const struct plat_topology_sink *sink, void *ctx)
{
	struct walk w = {.sink = sink, .ctx = ctx};
	struct plat_acpi_table table;
	const struct acpi_madt *madt;
	uint32_t local_apic;
	int status = plat_acpi_map(MADT, 0, sizeof(*madt), &table);

	if (status)
		return status;
	madt = table.bytes;
	plat_snapshot(&local_apic, &madt->local_apic, sizeof(local_apic));
	w.local_apic = plat_pa(local_apic);
	take_entries(&w, (const uint8_t *)(madt + 1),
		     table.length - (uint32_t)sizeof(*madt));
	if (PLAT_HAS(PLAT_ARCH_HAS_APIC) && sink->local_apic)
		sink->local_apic(ctx, w.local_apic);
	plat_acpi_unmap(&table);
	return 0;
}
