/* SPDX-License-Identifier: BSD-3-Clause */
/* The MADT: CPUs and interrupt controllers. */
#include "common/acpi/acpi.h"

#define MADT PLAT_ACPI_SIGNATURE('A', 'P', 'I', 'C')

#define NR_ISA_IRQS 16u

/* An ACPI processor UID, and an APIC id, that mean all or none. */
#define UID_ALL       0xffu
#define X2APIC_NONE   UINT32_MAX
#define MPIDR_MASK    0xff00ffffffull /* affinity 3, 2, 1, 0 */
#define GICR_BYTES    PLAT_KIB(128)
#define GICD_V2_BYTES PLAT_KIB(4)
#define GICD_V3_BYTES PLAT_KIB(64)
#define ITS_BYTES     PLAT_KIB(128)

struct walk {
	const struct plat_topology_sink *sink;
	void *ctx;
	plat_pa_t local_apic;
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

static void take_lapic(struct walk *w, const void *entry)
{
	struct madt_lapic e;

	plat_snapshot(&e, entry, sizeof(e));
	if (e.apic_id != UID_ALL)
		tell_lcpu(w, e.apic_id, e.uid, e.flags);
}

static void take_x2apic(struct walk *w, const void *entry)
{
	struct madt_x2apic e;

	plat_snapshot(&e, entry, sizeof(e));
	if (e.apic_id != X2APIC_NONE)
		tell_lcpu(w, e.apic_id, e.uid, e.flags);
}

static void take_ioapic(struct walk *w, const void *entry)
{
	struct madt_ioapic e;
	struct plat_topology_ioapic ioapic;

	plat_snapshot(&e, entry, sizeof(e));
	ioapic = (struct plat_topology_ioapic){plat_pa(e.pa), e.id,
					       e.gsi_base};
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

static void take_override(struct walk *w, const void *entry)
{
	struct madt_override e;
	struct plat_topology_isa_irq irq;

	plat_snapshot(&e, entry, sizeof(e));
	if (e.bus != 0 || e.irq >= NR_ISA_IRQS) {
		plat_warn("acpi: override of interrupt %u on bus %u is "
			  "ignored", e.irq, e.bus);
		return;
	}
	irq = (struct plat_topology_isa_irq){
		.irq = e.irq,
		.ioapic_id = PLAT_IOAPIC_BY_GSI,
		.line = e.gsi,
		.active_low = is_low(e.flags),
		.level = is_level(e.flags),
	};
	if (w->sink->isa_irq)
		w->sink->isa_irq(w->ctx, &irq);
}

static void tell_nmi(struct walk *w, struct plat_topology_nmi nmi,
		     uint32_t flags)
{
	nmi.active_low = is_low(flags);
	nmi.level = is_level(flags);
	if (w->sink->nmi)
		w->sink->nmi(w->ctx, &nmi);
}

static void take_nmi_source(struct walk *w, const void *entry)
{
	struct madt_nmi_source e;

	plat_snapshot(&e, entry, sizeof(e));
	tell_nmi(w, (struct plat_topology_nmi){.is_gsi = true, .line = e.gsi,
					       .lcpu = PLAT_LCPU_ALL},
		 e.flags);
}

static void tell_lint(struct walk *w, uint32_t uid, bool all, uint8_t lint,
		      uint32_t flags)
{
	if (lint > 1) {
		plat_warn("acpi: NMI on LINT%u is ignored", lint);
		return;
	}
	tell_nmi(w,
		 (struct plat_topology_nmi){
		     .line = lint,
		     .lcpu = all ? PLAT_LCPU_ALL : uid,
		     .by_uid = !all,
		 },
		 flags);
}

static void take_lapic_nmi(struct walk *w, const void *entry)
{
	struct madt_lapic_nmi e;

	plat_snapshot(&e, entry, sizeof(e));
	tell_lint(w, e.uid, e.uid == UID_ALL, e.lint, e.flags);
}

static void take_x2apic_nmi(struct walk *w, const void *entry)
{
	struct madt_x2apic_nmi e;

	plat_snapshot(&e, entry, sizeof(e));
	tell_lint(w, e.uid, e.uid == X2APIC_NONE, e.lint, e.flags);
}

static void take_lapic_address(struct walk *w, const void *entry)
{
	struct madt_lapic_address e;

	plat_snapshot(&e, entry, sizeof(e));
	w->local_apic = plat_pa(e.pa);
}

static void take_gicc(struct walk *w, const void *entry)
{
	struct madt_gicc e;
	struct plat_topology_gicc gicc;
	uint32_t flags;

	plat_snapshot(&e, entry, sizeof(e));
	e.mpidr &= MPIDR_MASK;
	flags = e.flags & MADT_ENABLED;
	if (e.flags & MADT_GICC_ONLINE_CAPABLE)
		flags |= MADT_ONLINE_CAPABLE;
	tell_lcpu(w, e.mpidr, e.uid, flags);
	gicc = (struct plat_topology_gicc){
		.hw_id = e.mpidr,
		.pa = plat_pa(e.pa),
		.redistributor = plat_pa(e.gicr_pa),
		.performance_intid = e.performance_intid,
		.maintenance_intid = e.maintenance_intid,
	};
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

static void take_gicd(struct walk *w, const void *entry)
{
	struct madt_gicd e;

	plat_snapshot(&e, entry, sizeof(e));
	tell_gic(w, PLAT_GIC_DISTRIBUTOR, e.pa,
		 e.version > 2 ? GICD_V3_BYTES : GICD_V2_BYTES, e.version);
}

static void take_gicr(struct walk *w, const void *entry)
{
	struct madt_gicr e;

	plat_snapshot(&e, entry, sizeof(e));
	if (e.bytes < GICR_BYTES) {
		plat_warn("acpi: %u bytes of redistributors at %#jx are "
			  "ignored", e.bytes, e.pa);
		return;
	}
	tell_gic(w, PLAT_GIC_REDISTRIBUTORS, e.pa, e.bytes, 0);
}

static void take_its(struct walk *w, const void *entry)
{
	struct madt_its e;

	plat_snapshot(&e, entry, sizeof(e));
	tell_gic(w, PLAT_GIC_ITS, e.pa, ITS_BYTES, 0);
}

/* The types that are looked at, with the length that each needs. */
static const struct kind {
	void (*take)(struct walk *w, const void *entry);
	uint8_t length;
} kinds[] = {
	[MADT_LAPIC] = {take_lapic, sizeof(struct madt_lapic)},
	[MADT_IOAPIC] = {take_ioapic, sizeof(struct madt_ioapic)},
	[MADT_OVERRIDE] = {take_override, sizeof(struct madt_override)},
	[MADT_NMI_SOURCE] = {take_nmi_source, sizeof(struct madt_nmi_source)},
	[MADT_LAPIC_NMI] = {take_lapic_nmi, sizeof(struct madt_lapic_nmi)},
	[MADT_LAPIC_ADDRESS] = {take_lapic_address,
				sizeof(struct madt_lapic_address)},
	[MADT_X2APIC] = {take_x2apic, sizeof(struct madt_x2apic)},
	[MADT_X2APIC_NMI] = {take_x2apic_nmi, sizeof(struct madt_x2apic_nmi)},
	[MADT_GICC] = {take_gicc, sizeof(struct madt_gicc)},
	[MADT_GICD] = {take_gicd, sizeof(struct madt_gicd)},
	[MADT_GICR] = {take_gicr, sizeof(struct madt_gicr)},
	[MADT_ITS] = {take_its, sizeof(struct madt_its)},
};

static void take_entry(struct walk *w, const uint8_t *at,
		       struct acpi_madt_entry entry)
{
	const struct kind *kind;

	if (entry.type >= PLAT_ARRAY_SIZE(kinds))
		return;
	kind = &kinds[entry.type];
	if (!kind->take)
		return;
	if (entry.length < kind->length)
		plat_warn("acpi: MADT entry of type %u has %u bytes: it is "
			  "ignored", entry.type, entry.length);
	else
		kind->take(w, at);
}

static void take_entries(struct walk *w, const uint8_t *at, uint32_t left)
{
	struct acpi_madt_entry entry;

	while (left >= sizeof(entry)) {
		plat_snapshot(&entry, at, sizeof(entry));
		if (entry.length < sizeof(entry) || entry.length > left) {
			plat_warn("acpi: MADT entry of type %u has %u bytes: "
				  "the rest is ignored", entry.type,
				  entry.length);
			return;
		}
		take_entry(w, at, entry);
		at += entry.length;
		left -= entry.length;
	}
}

PLAT_COLD int plat_acpi_madt(const struct plat_topology_sink *sink, void *ctx)
{
	struct walk w = {.sink = sink, .ctx = ctx};
	struct plat_acpi_table table;
	struct acpi_madt madt;
	int status = plat_acpi_map(MADT, 0, &table);

	if (status)
		return status;
	if (plat_acpi_read(&table, 0, &madt, sizeof(madt))) {
		w.local_apic = plat_pa(madt.local_apic);
		take_entries(&w, (const uint8_t *)table.bytes + sizeof(madt),
			     table.length - (uint32_t)sizeof(madt));
		if (sink->local_apic)
			sink->local_apic(ctx, w.local_apic);
	} else {
		plat_warn("acpi: MADT of %u bytes is too short",
			  table.length);
		status = -PLAT_EPROTO;
	}
	plat_acpi_unmap(&table);
	return status;
}
