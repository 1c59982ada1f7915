/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what firmware says of the machine, the same whether a devicetree or
 * ACPI says it.
 */
#ifndef COMMON_ARM64_MACHINE_H
#define COMMON_ARM64_MACHINE_H

#include <plat/console.h>
#include <plat/fdt.h>
#include <plat/smccc.h>
#include <plat/stage.h>
#include <plat/topology.h>
#include <plat/types.h>

#define ARM64_MAX_REDISTRIBUTORS 8u

/* Size 0: there is no such part. */
struct plat_arm64_gic {
	uint32_t version; /* 2 to 4; 0: not told */
	uint64_t stride;  /* of redistributors; 0: ask each */
	/* By enum plat_gic_part. Redistributors have all from theirs on, one
	 * behind the other; a range holds several of them. */
	struct plat_pa_range ranges[PLAT_GIC_REDISTRIBUTORS +
				    ARM64_MAX_REDISTRIBUTORS];
};

/* How PSCI, and other SMCCC services, are called. */
typedef void (*plat_arm64_conduit_t)(struct plat_smccc_regs *regs);

struct plat_arm64_machine {
	struct plat_fdt fdt;         /* all 0: there is no devicetree */
	struct plat_arm64_gic gic;
	uint32_t nr_lcpus;           /* that can be used */
	plat_arm64_conduit_t conduit; /* NULL: there are no such services */
};

/**
 * The machine. Written by those below, which a frontend's bootinfo calls;
 * constant from then on.
 */
extern struct plat_arm64_machine plat_arm64_machine;

/**
 * Take what the devicetree at @tree tells into @bi and the machine.
 *
 * Returns: as plat_fdt_parse().
 */
PLAT_MUST_CHECK
int plat_arm64_take_fdt(struct plat_bootinfo *bi, plat_pa_t tree);

/**
 * Take what the ACPI tables at @rsdp tell into the machine. What only some
 * guests need is not asked for: their drivers do.
 *
 * Context: as plat_early_map().
 * Returns: 0; or as plat_acpi_init() and plat_acpi_madt(): CPUs and GIC are
 *          not known.
 */
PLAT_MUST_CHECK int plat_arm64_take_acpi(plat_pa_t rsdp);

/**
 * Add the registers of the devices that the machine has to @bi.
 *
 * Context: before the bootinfo stage.
 * Returns: as plat_bootinfo_add_region().
 */
PLAT_MUST_CHECK int plat_arm64_add_devices(struct plat_bootinfo *bi);

/**
 * What a frontend's bootinfo does: as struct plat_frontend says. @arg is the
 * devicetree or, by EFI, the handover.
 */
PLAT_MUST_CHECK
int plat_arm64_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg);

/* A frontend's early_devices and emergency_console. */
extern const struct plat_hooks *const plat_arm64_early_devices[];
extern struct plat_console plat_arm64_emergency_console;

/**
 * Where ACPI says that the redistributor of the CPU with MPIDR_EL1's affinity
 * bits @affinity is.
 *
 * Context: as plat_early_map().
 * Returns: 0: it does not.
 */
plat_pa_t plat_arm64_redistributor_told(uint64_t affinity);

#endif /* COMMON_ARM64_MACHINE_H */
