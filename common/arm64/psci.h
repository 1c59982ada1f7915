/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the Power State Coordination Interface, 0.2 to 1.1. Arm DEN 0022.
 */
#ifndef COMMON_ARM64_PSCI_H
#define COMMON_ARM64_PSCI_H

#include <plat/types.h>

#define PSCI_0_2 0x00002u
#define PSCI_1_0 0x10000u
#define PSCI_1_1 0x10001u

/* DEN 0022, 5.1: also for who calls them in another way. */
#define PSCI_VERSION 0x84000000u
#define PSCI_CPU_ON  0xc4000003u

/**
 * The version: major << 16 | minor.
 *
 * Context: as plat_smccc_call(), here and below.
 * Returns: 0: firmware describes none, or nobody answers.
 */
uint32_t plat_psci_version(void);

/**
 * Whether @function is there, one of PSCI's or SMCCC_VERSION.
 *
 * Returns: 0; -PLAT_ENOTSUP: it is not, or PSCI is older than 1.0 and does
 *          not tell.
 */
PLAT_MUST_CHECK int plat_psci_features(uint32_t function);

/**
 * Start the CPU with MPIDR_EL1's affinity bits @affinity at @entry, with its
 * MMU off and @context in x0.
 *
 * Returns: 0: it will come; -PLAT_EEXIST: it runs; -PLAT_EBUSY: it has been
 *          asked for already; or as plat_psci_status().
 */
PLAT_MUST_CHECK
int plat_psci_cpu_on(uint64_t affinity, plat_pa_t entry, uint64_t context);

/** Switch off the CPU that calls. Returns: not, unless it is refused. */
void plat_psci_cpu_off(void);

/**
 * What a PSCI function returned, as one of ours.
 *
 * Returns: 0; -PLAT_ENOTSUP: not there, or denied; -PLAT_EINVAL: no such CPU,
 *          or a wrong argument; -PLAT_EEXIST; -PLAT_EBUSY; -PLAT_ENOENT: not
 *          present, or disabled; -PLAT_ERANGE: a wrong address; -PLAT_EPROTO:
 *          it failed, or no such code exists.
 */
int plat_psci_status(uint64_t x0);

/** "DENIED" and so on: a constant string, "?" for none of them. */
const char *plat_psci_error_name(uint64_t x0);

#endif /* COMMON_ARM64_PSCI_H */
