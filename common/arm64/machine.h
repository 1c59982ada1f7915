/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what firmware says of the machine, the same whether a devicetree or
 * ACPI says it.
 */
#ifndef COMMON_ARM64_MACHINE_H
#define COMMON_ARM64_MACHINE_H

#include <plat/fdt.h>
#include <plat/topology.h>
#include <plat/types.h>

#define ARM64_MAX_REDISTRIBUTORS 8u

/* How PSCI, and other SMCCC services, are called. */
enum plat_arm64_conduit {
	PLAT_ARM64_NO_CONDUIT,
	PLAT_ARM64_HVC,
	PLAT_ARM64_SMC,
};

/* An interrupt of the GIC. */
struct plat_arm64_irq {
	uint32_t intid; /* 0: there is none */
	bool level;
	bool active_low;
};

struct plat_arm64_gic {
	uint32_t version;                   /* 2 to 4; 0: there is none */
	struct plat_pa_range distributor;
	struct plat_pa_range cpu_interface; /* version 2 */
	struct plat_pa_range redistributors[ARM64_MAX_REDISTRIBUTORS];
	uint32_t nr_redistributors;         /* ranges; a range holds several */
};

struct plat_arm64_machine {
	enum plat_arm64_conduit conduit;
	struct plat_arm64_gic gic;
	struct plat_arm64_irq virtual_timer;
	struct plat_arm64_irq timer;        /* EL1 physical, non-secure */
	struct plat_pa_range rtc;           /* PL031; size 0: none */
	struct plat_pa_range rng_seed;      /* random bytes; size 0: none */
	uint64_t kaslr_seed;                /* a random number; 0: none */
	uint32_t nr_lcpus;                  /* that can be used */
};

/**
 * The machine: as the devicetree tells, or where there was none as ACPI does,
 * which is looked at when this is first called.
 *
 * Context: from the protocol stage on; the first call not in a handler.
 */
const struct plat_arm64_machine *plat_arm64_machine(void);

/**
 * What the devicetree parser tells, for plat_arm64_machine().
 *
 * Context: the protocol stage.
 */
extern const struct plat_topology_sink plat_arm64_fdt_sink;
void plat_arm64_take_fdt(const struct plat_fdt *fdt);

#endif /* COMMON_ARM64_MACHINE_H */
