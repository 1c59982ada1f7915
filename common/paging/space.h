/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address spaces: what their calls, the ISA's part of them and the start of
 * other lcpus share.
 */
#ifndef COMMON_PAGING_SPACE_H
#define COMMON_PAGING_SPACE_H

#include <plat/paging.h>

#include "common/paging/kernel.h"

/* All but the kernel's; under its lock. */
extern struct plat_space *plat_spaces;

/** The space whose tables @pt are. */
static inline struct plat_space *plat_space_of(const struct plat_pt *pt)
{
	return (struct plat_space *)((uintptr_t)pt -
				     offsetof(struct plat_space, pt));
}

/** @space, which was opened, has seen no change yet. Under its lock. */
void plat_space_learn_nothing(struct plat_space *space);

/**
 * Called once, before the first change of the kernel's tables: find out what
 * invalidations the CPU has.
 */
void plat_mmu_changes_begin(void);

/**
 * Let all spaces have what the top level of the kernel's tables has for [va,
 * va + size). Under the kernel's lock.
 */
void plat_spaces_follow(plat_va_t va, uint64_t size);

/**
 * Whether the lcpu whose per-lcpu data is at @base is in @space: has to know of
 * its changes. All are in the kernel's.
 */
bool plat_space_is_used(const struct plat_space *space, uintptr_t base);

/**
 * Called by the first plat_space_create(), and by each lcpu that starts later:
 * let this one use spaces.
 */
void plat_mmu_spaces_begin(void);

/** A new one is set up but for the ISA's part. Under the kernel's lock. */
void plat_mmu_space_begin(struct plat_space *space);

/** What a table tree that has a lower half looks like. */
const struct plat_pt_geometry *plat_mmu_user_geometry(void);

/**
 * Translate the lower half by @space from now on.
 *
 * Context: interrupts off; it is this lcpu's, and counts it, already; what the
 *          lcpu was in counts it still.
 */
void plat_mmu_enter(struct plat_space *space);

/**
 * Called before flags are cleared, and by each lcpu that starts later: let the
 * CPU keep them, if it can.
 */
void plat_mmu_flags_begin(void);

/** The operation of all sets of tables, once the paging API is used. */
void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush);

#endif /* COMMON_PAGING_SPACE_H */
