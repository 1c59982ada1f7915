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
	uint32_t version;                   /* 2 to 4; 0: not told */
	struct plat_pa_range distributor;   /* size 0: there is no GIC */
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
	uint64_t counter_hz;                /* 0: not told */
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
 * Where ACPI says that the redistributor of the CPU with MPIDR_EL1's affinity
 * bits @affinity is.
 *
 * Context: as plat_early_map().
 * Returns: 0: it does not.
 */
plat_pa_t plat_arm64_redistributor_told(uint64_t affinity);

/**
 * The machine as far as it is known: what a parser fills in. Everybody else
 * asks plat_arm64_machine().
 */
extern struct plat_arm64_machine plat_arm64_told;

/**
 * Take what the devicetree parser tells into @m; @m is the sink's ctx, too.
 *
 * Context: the protocol stage.
 */
extern const struct plat_topology_sink plat_arm64_fdt_sink;
void plat_arm64_take_fdt(struct plat_arm64_machine *m,
			 const struct plat_fdt *fdt);

/**
 * Take what ACPI tells into @m.
 *
 * Context: as plat_early_map().
 * Returns: 0; or as plat_acpi_madt(): CPUs and GIC are not known.
 */
PLAT_MUST_CHECK int plat_arm64_take_acpi(struct plat_arm64_machine *m);

/**
 * Add the registers of the devices that @m has to @bi.
 *
 * Context: before the bootinfo stage.
 * Returns: as plat_bootinfo_add_region().
 */
PLAT_MUST_CHECK
int plat_arm64_add_devices(const struct plat_arm64_machine *m,
			   struct plat_bootinfo *bi);

#endif /* COMMON_ARM64_MACHINE_H */
