/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A realm monitor as a test wants it, and a little memory.
 */
#ifndef TESTS_UNIT_CCA_WORLD_H
#define TESTS_UNIT_CCA_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plat/smccc.h>
#include <plat/types.h>

#define WORLD_PA     0x40000000ull
#define WORLD_FRAMES 4u

/* Who answers to each SMC, the first one included. */
extern void (*world_monitor)(struct plat_smccc_regs *regs);

/* Calls since world_reset(). */
extern unsigned int world_nr_calls;

/* Who answers to the first HVC, and whether anybody does to the first SMC. */
extern bool world_has_hypervisor, world_smc_is_undefined;

/** No call was made, no frame is out, this is no realm. */
void world_reset(void);

/** This is a realm of @ipa_width bits. */
void world_be_realm(unsigned int ipa_width, unsigned int hash);

/** The memory at @pa, for a monitor that writes there: of the guest's. */
void *world_at(uint64_t pa);

/** Let the next allocation of a frame fail. */
void world_fail_frame(void);

/** Frames that were not given back. */
unsigned int world_nr_frames(void);

/* What plat_panic() said in the last world_try(); "" where nothing. */
extern char world_panic[256];

/** Call @function, which may panic, with @arg. */
void world_try(void (*function)(const void *arg), const void *arg);

#endif /* TESTS_UNIT_CCA_WORLD_H */
