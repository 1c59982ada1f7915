/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what firmware says of CPUs and interrupt controllers: ACPI's MADT,
 * or else the MP table, or else nothing but the lcpu that runs.
 */
#ifndef COMMON_X86_64_TOPOLOGY_H
#define COMMON_X86_64_TOPOLOGY_H

#include <plat/topology.h>

#define X86_MAX_IOAPICS  16u
#define X86_NR_ISA_IRQS  16u

struct plat_x86_topology {
	uint32_t nr_lcpus;
	plat_pa_t local_apic;  /* 0: not told */
	uint32_t nr_ioapics;
	struct plat_topology_ioapic ioapics[X86_MAX_IOAPICS];
	struct plat_topology_isa_irq isa[X86_NR_ISA_IRQS];
};

/**
 * The machine's topology; read from firmware at the first call.
 *
 * Context: from the memory stage on, not in a handler.
 */
const struct plat_x86_topology *plat_x86_topology(void);

#endif /* COMMON_X86_64_TOPOLOGY_H */
