/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_ARM64_TIMER_H
#define COMMON_ARM64_TIMER_H

#include <plat/types.h>

/**
 * The frequency of the generic timer, in Hz, where CNTFRQ_EL0 says @cntfrq
 * and firmware @told (0: nothing). The register is what the CPU's own
 * software set, so it comes first; the log says what is wrong.
 *
 * Returns: 0: nobody knows.
 */
uint64_t plat_arm64_counter_hz(uint64_t cntfrq, uint64_t told);

/* Which timer is used, and its interrupt. */
struct plat_arm64_timer {
	bool physical;  /* EL1's, non-secure; else the virtual one */
	bool level;
	uint32_t intid; /* 0: it has none */
};

/**
 * The virtual timer; or the physical one where the devicetree, or else ACPI,
 * describes no other.
 *
 * Context: as plat_early_map().
 */
struct plat_arm64_timer plat_arm64_timer_told(void);

/**
 * Ask for the timer's interrupt, which each lcpu has of its own, unless that
 * is done: those lcpus have it that come up later.
 *
 * Context: from the time stage on; not in a handler.
 */
void plat_arm64_timer_up(void);

/** Stop this lcpu's. */
void plat_arm64_timer_off(void);

#endif /* COMMON_ARM64_TIMER_H */
