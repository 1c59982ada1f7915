/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A change of a range of mappings, in the general case.
 *
 * A change goes over its range twice. The first time it looks whether the
 * policy allows it, and counts what it will need: tables, and room for the
 * log. All that is then allocated, so that the second time, which writes,
 * cannot run out of memory. Only ops->write and ops->table_attach can fail
 * then; where one of them is given, the old entries are logged, and put back
 * after a failure.
 *
 * New tables are filled before they are referred to. Tables that nothing
 * refers to any more are kept in a list, linked through their first entries
 * (a link is page-aligned, so the hardware takes it as absent), until the
 * invalidation is done.
 */
#ifndef COMMON_PAGING_CHANGE_H
#define COMMON_PAGING_CHANGE_H

#include <plat/pt.h>

enum pt_kind {
	PT_MAP,
	PT_UNMAP,
	PT_PROTECT,
	PT_SPLIT,
	PT_GRAFT, /* as a map of one entry, whose value is op->bits */
};

/* Words of log that need no frame: a change of a few entries has none. */
#define PT_LOG_SMALL 32u

/*
 * Old entries, for each write two words and the entries:
 *   table's PA | index of the first entry
 *   level << 32 | number of entries
 * In @small, or in frames of 511 words and the next frame's PA.
 */
struct pt_log {
	uint64_t *word; /* where to go on, and where that ends */
	uint64_t *end;
	plat_pa_t first; /* frame */
	uint32_t nr_frames;
	uint32_t nr_records;
	uint64_t *small; /* PT_LOG_SMALL words */
};

/* Frames, linked through their first words. */
struct pt_frames {
	plat_pa_t first;
	uint64_t nr;
};

struct pt_op {
	struct plat_pt *pt;
	uint64_t start; /* offset, and va - offset */
	uint64_t end;
	uint64_t va_base;
	enum pt_kind kind;
	unsigned int policy;
	unsigned int max_level; /* of the largest page that may be made */
	unsigned int split_level; /* PT_SPLIT: of the largest that may stay */
	uint64_t delta;         /* pa - offset */
	plat_attr_t attr;
	uint64_t bits;          /* the entry without address, at level 0 */

	bool is_build;
	bool is_trial;  /* first pass */
	bool is_logged;
	bool is_broken; /* entries wait for the invalidation (BBM) */
	uint64_t nr_tables; /* wanted */
	uint64_t nr_words;
	struct pt_frames spare;
	struct pt_frames retired;
	struct pt_log log;

	uint64_t dirty_start; /* offsets, entries as a whole */
	uint64_t dirty_end;
	unsigned int dirty_level;
	bool has_changed_live;
	bool has_removed_tables;
};

/* Where a walk ended: at an absent entry, a page, or a table to be dealt with
 * as a whole. */
struct pt_spot {
	uint64_t at;
	unsigned int level;
	unsigned int index;
	uint64_t *entries;
	plat_pa_t tables[PLAT_PT_MAX_LEVELS]; /* of each level down to here */
};

/* change.c: the calls of <plat/pt.h> in the general case; arguments are
 * valid. */
int plat_pt_map_slowly(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		       uint64_t size, plat_attr_t attr, unsigned int how);
int plat_pt_unmap_slowly(struct plat_pt *pt, plat_va_t va, uint64_t size,
			 unsigned int how);
int plat_pt_protect_slowly(struct plat_pt *pt, plat_va_t va, uint64_t size,
			   plat_attr_t attr, unsigned int how);
int plat_pt_split_slowly(struct plat_pt *pt, plat_va_t va, uint64_t size,
			 unsigned int level);

/* store.c: writing, and taking back. */
int plat_pt_reserve(struct pt_op *op);
int plat_pt_take(struct pt_op *op, plat_pa_t *table);
void plat_pt_log_old(struct pt_op *op, plat_pa_t table, unsigned int level,
		     unsigned int index, unsigned int nr);
int plat_pt_put(struct pt_op *op, plat_pa_t table, unsigned int index,
		unsigned int nr, uint64_t entry, uint64_t step);
void plat_pt_retire(struct pt_op *op, plat_pa_t table, unsigned int level);
void plat_pt_retire_empty(struct pt_op *op, plat_pa_t table,
			  unsigned int level);
void plat_pt_retire_logged(struct pt_op *op);
void plat_pt_undo(struct pt_op *op);
void plat_pt_flush(struct pt_op *op);
void plat_pt_flush_pages(const struct plat_pt *pt, plat_va_t va, uint64_t size,
			 bool only_added);
void plat_pt_release(struct pt_op *op);
void plat_pt_discard(struct plat_pt *pt, plat_pa_t table, unsigned int level,
		     bool is_attached);

static inline int plat_pt_commit(const struct plat_pt *pt)
{
	return pt->ops->commit ? pt->ops->commit(pt->ctx) : 0;
}

/* The table that was used last may be gone. */
static inline void plat_pt_forget_near(struct plat_pt *pt)
{
	pt->near_va = 1;
}

/* build.c: PLAT_PT_BUILD in the common case; arguments are valid. */
bool plat_pt_can_build(const struct plat_pt *pt, unsigned int how);
int plat_pt_build_one(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		      uint64_t size, plat_attr_t attr, unsigned int how);

/* pt.c: the level of the largest page that the hardware, @how, and the
 * alignment of both sides, @delta bytes apart, allow; how many tables are
 * needed to map [start, end) below one entry at @level + 1, the one at @level
 * included. */
unsigned int plat_pt_largest_level(const struct plat_pt_geometry *g,
				   uint64_t delta, unsigned int how);
uint64_t plat_pt_count_tables(uint64_t start, uint64_t end,
			      unsigned int level, unsigned int max_level);

#endif /* COMMON_PAGING_CHANGE_H */
