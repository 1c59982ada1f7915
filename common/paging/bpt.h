/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The boot page tables, as tools/mkbpt writes them: not as tables, of which
 * nearly all would be zeros, but as lists of runs that the entry code writes
 * into zeroed memory while paging is off.
 *
 *   plat_bpt            the tables, the root first (in bss; room for the
 *                       larger set)
 *   plat_early_pd, _pt  the early window's tables for its 1 GiB and its first
 *                       2 MiB (in bss; both sets refer to them, as borrowed)
 *   plat_bpt_runs_4     x86_64 with 4 levels: runs, the last has count 0
 *   plat_bpt_runs_5     with 5 levels
 *   plat_bpt_nr_tables  uint32_t: tables that plat_bpt has room for
 *   plat_bpt_nr_tables_4, _5   uint32_t: tables of each set, for
 *                       plat_pt_adopt(): the early window's do not count
 *
 * A run:
 *    0        4        8                16       20       24
 *   | dest   | count  | entry          | step   | flags  |
 *
 *   for (i = 0; i < count; i++)
 *           ((uint64_t *)dest)[i] = entry + i * step;
 *
 * dest is a physical address, and so is what entries refer to. Where CLIP is
 * set only those entries are written whose page begins below the image's end:
 * (entry + i * step) & ~0xfff < end. Where RELATIVE is set (position-
 * independent images; never on x86_64), dest, and in a table's entry the
 * address, are relative to where the image was loaded.
 */
#ifndef COMMON_PAGING_BPT_H
#define COMMON_PAGING_BPT_H

#define PLAT_BPT_RUN_DEST  0
#define PLAT_BPT_RUN_COUNT 4
#define PLAT_BPT_RUN_ENTRY 8
#define PLAT_BPT_RUN_STEP  16
#define PLAT_BPT_RUN_FLAGS 20
#define PLAT_BPT_RUN_BYTES 24

#define PLAT_BPT_CLIP     1
#define PLAT_BPT_RELATIVE 2

#ifndef __ASSEMBLER__

#include <stddef.h>
#include <stdint.h>

struct plat_bpt_run {
	uint32_t dest;
	uint32_t count;
	uint64_t entry;
	uint32_t step;
	uint32_t flags;
};

_Static_assert(offsetof(struct plat_bpt_run, dest) == PLAT_BPT_RUN_DEST,
	       "as drawn above");
_Static_assert(offsetof(struct plat_bpt_run, count) == PLAT_BPT_RUN_COUNT,
	       "as drawn above");
_Static_assert(offsetof(struct plat_bpt_run, entry) == PLAT_BPT_RUN_ENTRY,
	       "as drawn above");
_Static_assert(offsetof(struct plat_bpt_run, step) == PLAT_BPT_RUN_STEP,
	       "as drawn above");
_Static_assert(offsetof(struct plat_bpt_run, flags) == PLAT_BPT_RUN_FLAGS,
	       "as drawn above");
_Static_assert(sizeof(struct plat_bpt_run) == PLAT_BPT_RUN_BYTES,
	       "as drawn above");

extern uint64_t plat_bpt[];
extern uint64_t plat_early_pd[];
extern uint64_t plat_early_pt[];
extern const struct plat_bpt_run plat_bpt_runs_4[];
extern const struct plat_bpt_run plat_bpt_runs_5[];
extern const uint32_t plat_bpt_nr_tables;

#endif /* __ASSEMBLER__ */

#endif /* COMMON_PAGING_BPT_H */
