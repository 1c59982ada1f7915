/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What firmware tells about CPUs and interrupt controllers, the same whether
 * ACPI, the Intel MP table or a devicetree says it. A parser calls a sink
 * once for each thing it finds, in the order of the table; whoever wants to
 * know gives the members that matter to it.
 */
#ifndef PLAT_TOPOLOGY_H
#define PLAT_TOPOLOGY_H

#include <plat/types.h>

#define PLAT_LCPU_ENABLED (1u << 0) /* can be started */
#define PLAT_LCPU_HOTPLUG (1u << 1) /* absent now, may come at run time */
#define PLAT_LCPU_BOOT    (1u << 2) /* the table says: this one booted */
#define PLAT_LCPU_PSCI    (1u << 3) /* arm64: is started through PSCI */

struct plat_topology_lcpu {
	uint64_t hw_id;        /* x86: APIC id; arm64: MPIDR affinity */
	uint32_t firmware_uid; /* ACPI: processor UID, for NMIs; else 0 */
	uint32_t flags;        /* PLAT_LCPU_x */
};

#define PLAT_GSI_UNKNOWN UINT32_MAX

struct plat_topology_ioapic {
	plat_pa_t pa;
	uint32_t id;
	uint32_t gsi_base; /* PLAT_GSI_UNKNOWN: I/O APICs follow each other */
};

#define PLAT_IOAPIC_BY_GSI UINT32_MAX /* .line is a GSI, not a pin */
#define PLAT_IOAPIC_ALL    (UINT32_MAX - 1) /* .line is a pin of each */

/* Where an interrupt of the ISA bus arrives, if not at the GSI of the same
 * number, active high and edge-triggered. */
struct plat_topology_isa_irq {
	uint32_t irq;       /* 0 to 15 */
	uint32_t ioapic_id; /* or one of the above */
	uint32_t line;      /* GSI, or pin of that I/O APIC */
	bool active_low;
	bool level;
};

#define PLAT_LCPU_ALL UINT64_MAX

/* A line that raises an NMI: a local APIC's LINT pin, or a GSI. */
struct plat_topology_nmi {
	bool is_gsi;
	uint32_t line;    /* LINT pin 0 or 1; or the GSI */
	uint64_t lcpu;    /* is_gsi false: whose pin; PLAT_LCPU_ALL */
	bool by_uid;      /* .lcpu is a firmware_uid, not a hw_id */
	bool active_low;
	bool level;
};

/* A CPU's interface to the GIC; .lcpu comes for the same CPU as well. */
struct plat_topology_gicc {
	uint64_t hw_id;
	plat_pa_t pa;               /* GICv2 CPU interface; 0: none */
	plat_pa_t redistributor;    /* GICv3; 0: see the gicr ranges */
	uint32_t performance_intid; /* 0: not told */
	uint32_t maintenance_intid;
};

enum plat_gic_part {
	PLAT_GIC_DISTRIBUTOR,
	PLAT_GIC_CPU_INTERFACE,  /* GICv2; from ACPI once for each CPU */
	PLAT_GIC_REDISTRIBUTORS, /* a range of them */
	PLAT_GIC_ITS,
	PLAT_NR_GIC_PARTS,
};

struct plat_topology_gic {
	enum plat_gic_part part;
	struct plat_pa_range range; /* size 0: not told */
	uint32_t version;           /* 2 to 4; 0: not told, ask the hardware */
	/* Bytes from one redistributor to the next; 0: ask the hardware. */
	uint64_t stride;
};

/* NULL members are not called. @ctx is what the parser was given. */
struct plat_topology_sink {
	void (*lcpu)(void *ctx, const struct plat_topology_lcpu *lcpu);
	/* x86: where the local APIC's registers are, once, after the lcpus. */
	void (*local_apic)(void *ctx, plat_pa_t pa);
	void (*ioapic)(void *ctx, const struct plat_topology_ioapic *ioapic);
	void (*isa_irq)(void *ctx, const struct plat_topology_isa_irq *irq);
	void (*nmi)(void *ctx, const struct plat_topology_nmi *nmi);
	void (*gicc)(void *ctx, const struct plat_topology_gicc *gicc);
	void (*gic)(void *ctx, const struct plat_topology_gic *gic);
};

#endif /* PLAT_TOPOLOGY_H */
