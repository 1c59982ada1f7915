/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what lcpus begin with, and how they are started and signalled.
 */
#ifndef COMMON_ARM64_LCPU_H
#define COMMON_ARM64_LCPU_H

#include <stddef.h>

#include <plat/lcpu_ops.h>

/* What lcpu_entry.S loads, the same for all: the registers of who starts them,
 * in the order in which pairs are loaded. */
struct plat_arm64_lcpu_state {
	uint64_t tcr, mair;    /* with nothing in the lower half */
	uint64_t ttbr1, cpacr;
	uint64_t cntkctl, sctlr;
	uint64_t vbar, high;   /* where the first fetch with the MMU on goes */
	uint64_t vectors, irq_top; /* plat_vectors, plat_stack_irq */
	uint64_t keys[8];      /* pointer authentication: IA, IB, DA, DB */
	uint64_t by_smc;       /* how PSCI is called */
	uint64_t tcr_after, ttbr0_after; /* loaded by C: the lower half */
};

_Static_assert(offsetof(struct plat_arm64_lcpu_state, mair) == 8 &&
		   offsetof(struct plat_arm64_lcpu_state, cpacr) == 24 &&
		   offsetof(struct plat_arm64_lcpu_state, sctlr) == 40 &&
		   offsetof(struct plat_arm64_lcpu_state, high) == 56 &&
		   offsetof(struct plat_arm64_lcpu_state, irq_top) == 72,
	       "lcpu_entry.S loads pairs");
_Static_assert(offsetof(struct plat_lcpu_start, base) ==
		       offsetof(struct plat_lcpu_start, hw_id) + 8 &&
		   offsetof(struct plat_lcpu_start, shift) ==
		       offsetof(struct plat_lcpu_start, stack) + 8,
	       "lcpu_entry.S loads pairs");

extern struct plat_arm64_lcpu_state plat_arm64_lcpu_state;

/** Where firmware is to start an lcpu, struct plat_lcpu_start in x0. Not to be
 * called. lcpu_entry.S */
void plat_arm64_lcpu_entry(void);
void plat_arm64_lcpu_high(void);

/** Where a new lcpu comes into C, on its own stack. */
PLAT_NORETURN void plat_arm64_lcpu_begin(const struct plat_lcpu_start *start);

/**
 * Record this lcpu's state for those that are started, and let them see it
 * with their MMU off.
 *
 * @by_smc:  how PSCI is called.
 * Requires: the kernel's address space.
 */
void plat_arm64_lcpu_record(bool by_smc);

/** On a new lcpu: what is left of the state. */
void plat_arm64_lcpu_adopt(void);

/** Stop, with exceptions of any kind masked. */
PLAT_NORETURN void plat_arm64_lcpu_park(void);

#endif /* COMMON_ARM64_LCPU_H */
