/* SPDX-License-Identifier: BSD-3-Clause */
/* A change in two passes: <common/paging/change.h> tells how. */
#include "common/paging/change.h"

#include <plat/errno.h>
#include <plat/string.h>

#include "common/paging/entry.h"

/* An unmap may empty the tables above as well: a record for each. */
#define PRUNE_WORDS (3u * (PLAT_PT_MAX_LEVELS - 1))

/* Whether [at, end) holds all of the entry at @level that begins there. */
static bool covers(uint64_t at, uint64_t end, unsigned int level)
{
	uint64_t span = plat_pt_span(level);

	return plat_is_aligned(at, span) && end - at >= span;
}

static uint64_t slot_start(uint64_t at, unsigned int level)
{
	return plat_align_down(at, plat_pt_span(level));
}

static uint64_t part_end(uint64_t at, uint64_t end, unsigned int level)
{
	return plat_min_u64(end, slot_start(at, level) + plat_pt_span(level));
}

/* Whether one entry at @level can hold what the change puts at @at. */
static bool fits(const struct pt_op *op, uint64_t at, uint64_t end,
		 unsigned int level)
{
	return level == 0 ||
	       (covers(at, end, level) && level <= op->max_level);
}

/* Whether the table that @entry refers to is dealt with as a whole. */
static bool stops_at(const struct pt_op *op, uint64_t entry,
		     unsigned int level, uint64_t at)
{
	if (!covers(at, op->end, level))
		return false;
	if (op->kind == PT_MAP)
		return op->policy == PLAT_PT_REPLACE &&
		       level <= op->max_level;
	if (op->kind == PT_UNMAP)
		return level == 1 &&
		       !(entry & pt_borrowed_bit(op->pt->geometry));
	return op->kind == PT_GRAFT && level == op->max_level;
}

static void descend(const struct pt_op *op, uint64_t at, bool to_leaves,
		    struct pt_spot *spot)
{
	const struct plat_pt *pt = op->pt;
	unsigned int level = pt_root_level(pt->geometry);
	plat_pa_t table = pt->root;

	spot->at = at;
	for (;; level--) {
		uint64_t *entries = pt_table(pt, table);
		unsigned int index = pt_index(at, level);
		uint64_t entry = entries[index];

		spot->level = level;
		spot->index = index;
		spot->entries = entries;
		spot->tables[level] = table;
		if (!pt_is_table(pt->geometry, entry, level))
			return;
		if (!to_leaves && stops_at(op, entry, level, at))
			return;
		table = pt_child(pt, entry);
	}
}

PLAT_COLD static bool has_borrowed(const struct plat_pt *pt, uint64_t entry,
			 unsigned int level)
{
	const struct plat_pt_geometry *g = pt->geometry;
	const uint64_t *entries;

	if (!pt_is_table(g, entry, level))
		return false;
	if (entry & pt_borrowed_bit(g))
		return true;
	entries = pt_table(pt, pt_child(pt, entry));
	for (unsigned int i = 0; level > 1 && i < PLAT_PT_ENTRIES; i++)
		if (has_borrowed(pt, entries[i], level - 1))
			return true;
	return false;
}

enum { SKIP, GO };

/* What the policy says about an entry: SKIP, GO, or a status. */
static int judge_map(const struct pt_op *op, uint64_t entry,
		     unsigned int level)
{
	if (!(entry & PT_PRESENT))
		return GO;
	if (op->policy == PLAT_PT_FAIL)
		return -PLAT_EEXIST;
	if (op->policy == PLAT_PT_KEEP)
		return SKIP;
	return has_borrowed(op->pt, entry, level) ? -PLAT_EBUSY : GO;
}

/* The same for an unmap or a protect. A table is met by an unmap only, and
 * only one of 4 KiB pages. */
static int judge_mapped(const struct pt_op *op, uint64_t entry,
			unsigned int level)
{
	const struct plat_pt *pt = op->pt;
	bool is_mapped = (entry & PT_PRESENT) != 0;

	if (op->policy == PLAT_PT_KEEP)
		return is_mapped ? GO : SKIP;
	if (is_mapped && pt_is_table(pt->geometry, entry, level))
		is_mapped = pt_all_present(pt_table(pt, pt_child(pt, entry)),
					   PLAT_PT_ENTRIES);
	return is_mapped ? GO : -PLAT_ENOENT;
}

static int judge(const struct pt_op *op, const struct pt_spot *spot)
{
	uint64_t entry = spot->entries[spot->index];

	if (op->kind == PT_MAP || op->kind == PT_GRAFT)
		return judge_map(op, entry, spot->level);
	if (op->kind == PT_SPLIT && spot->level <= op->split_level)
		return SKIP;
	return judge_mapped(op, entry, spot->level);
}

/* How many entries from @spot on, of @limit, are like the first: absent, or
 * pages. A table is by itself. */
static unsigned int nr_alike(const struct pt_op *op,
			     const struct pt_spot *spot, uint64_t limit)
{
	const struct plat_pt_geometry *g = op->pt->geometry;
	const uint64_t *entry = spot->entries + spot->index;
	uint64_t present = *entry & PT_PRESENT;
	unsigned int nr = 1;

	if (pt_is_table(g, *entry, spot->level))
		return 1;
	limit = plat_min_u64(limit, PLAT_PT_ENTRIES - spot->index);
	if (spot->level == 0 || !present)
		return plat_pt_nr_alike(entry, (unsigned int)limit);
	while (nr < limit && (entry[nr] & PT_PRESENT) &&
	       !pt_is_table(g, entry[nr], spot->level))
		nr++;
	return nr;
}

/* The entry for @at; where @old is given, its address stays. */
static uint64_t value(const struct pt_op *op, uint64_t at, unsigned int level,
		      const uint64_t *old)
{
	const struct plat_pt *pt = op->pt;
	uint64_t pa = at + op->delta;
	uint64_t bits;

	if (op->kind == PT_UNMAP || op->kind == PT_GRAFT)
		return op->bits;
	bits = pt_resize(pt->geometry, op->bits, 0, level);
	if (old) {
		plat_attr_t attr = 0;

		pa = pt_leaf_address(pt->geometry, *old, level);
		if (pt->ops->decode)
			pa = pt->ops->decode(pt->ctx, plat_pa(pa), &attr).v;
	}
	return bits | pt_encode(pt, plat_pa(pa), op->attr);
}

/* Entries that follow from the first by adding. */
struct run {
	uint64_t entry;
	uint64_t step;
	unsigned int nr;
};

/* Pages of @level at [pa, ..) whose entries are linear: in an LPA2
 * descriptor address bits 51:50 are elsewhere. */
static unsigned int nr_linear(const struct plat_pt_geometry *g, uint64_t pa,
			      unsigned int level, unsigned int nr)
{
	const uint64_t limit = (uint64_t)1 << 50;
	uint64_t room;

	if (pt_is_x86_64(g) || !g->lpa2)
		return nr;
	room = (limit - (pa & (limit - 1))) / plat_pt_span(level);
	return (unsigned int)plat_min_u64(nr, room);
}

PLAT_COLD static unsigned int gather(const struct pt_op *op, uint64_t at,
			   unsigned int level, const uint64_t *old,
			   struct run *run)
{
	uint64_t span = plat_pt_span(level);
	uint64_t last = run->entry;
	unsigned int nr;

	for (nr = 1; nr < run->nr; nr++) {
		uint64_t next = value(op, at + nr * span, level,
				      old ? old + nr : NULL);

		if (nr == 1)
			run->step = next - last;
		if (next - last != run->step)
			break;
		last = next;
	}
	return nr;
}

/* The first linear run of the @nr entries from @at on. */
static struct run next_run(const struct pt_op *op, uint64_t at,
			   unsigned int level, const uint64_t *old,
			   unsigned int nr)
{
	struct run run = {
		.entry = value(op, at, level, old),
		.nr = nr,
	};

	if (op->kind == PT_UNMAP || nr == 1)
		return run;
	if (old || op->pt->ops->encode) {
		run.nr = gather(op, at, level, old, &run);
		return run;
	}
	run.step = plat_pt_span(level);
	run.nr = nr_linear(op->pt->geometry, at + op->delta, level, nr);
	return run;
}

static void fill_new(const struct pt_op *op, uint64_t *entries, uint64_t at,
		     unsigned int level, unsigned int nr)
{
	const struct plat_pt *pt = op->pt;

	if (pt->ops->fill && level == 0 && op->kind != PT_UNMAP) {
		pt->ops->fill(pt->ctx, entries, nr, plat_pa(at + op->delta),
			      op->bits);
		return;
	}
	while (nr) {
		struct run run = next_run(op, at, level, NULL, nr);

		plat_pt_set(entries, run.nr, run.entry, run.step);
		entries += run.nr;
		at += run.nr * plat_pt_span(level);
		nr -= run.nr;
	}
}

/* What a new table holds outside the range: nothing, or the rest of the
 * larger page @base. */
static void prepare(const struct pt_op *op, uint64_t *entries,
		    unsigned int level, uint64_t base)
{
	if (base & PT_PRESENT)
		plat_pt_set(entries, PLAT_PT_ENTRIES,
			pt_resize(op->pt->geometry, base, level + 1, level),
			plat_pt_span(level));
	else
		memset(entries, 0, PLAT_PAGE_SIZE);
}

static int make_table(struct pt_op *op, unsigned int level, uint64_t base,
		      uint64_t at, uint64_t end, plat_pa_t *table);

/* The part [at, end) of one entry, as a table of its own. */
static int make_child(struct pt_op *op, uint64_t *entry, unsigned int level,
		      uint64_t base, uint64_t at, uint64_t end)
{
	plat_pa_t child;
	int status = make_table(op, level - 1, base ? *entry : 0, at, end,
				&child);

	if (!status)
		*entry = pt_link(op->pt, child);
	return status;
}

/* Fill [at, end) of a new table. Returns where it ended: @end, or the entry
 * that failed. */
static uint64_t fill_table(struct pt_op *op, uint64_t *entries,
			   unsigned int level, uint64_t base, uint64_t at,
			   uint64_t end, int *status)
{
	uint64_t span = plat_pt_span(level);

	while (at < end) {
		unsigned int index = pt_index(at, level);
		unsigned int room = PLAT_PT_ENTRIES - index;

		if (fits(op, at, end, level)) {
			room = (unsigned int)plat_min_u64(room,
							  (end - at) / span);
			fill_new(op, entries + index, at, level, room);
			at += room * span;
			continue;
		}
		*status = make_child(op, entries + index, level, base, at,
				     part_end(at, end, level));
		if (*status)
			break;
		at = part_end(at, end, level);
	}
	return at;
}

static int attach(struct plat_pt *pt, plat_pa_t table, unsigned int level)
{
	if (!pt->ops->table_attach)
		return 0;
	return pt->ops->table_attach(pt->ctx, table, level);
}

/* A table at @level for the part [at, end) of an entry that was @base. */
static int make_table(struct pt_op *op, unsigned int level, uint64_t base,
		      uint64_t at, uint64_t end, plat_pa_t *table)
{
	struct plat_pt *pt = op->pt;
	uint64_t *entries;
	int status = plat_pt_take(op, table);

	if (status)
		return status;
	entries = pt_table(pt, *table);
	if (!covers(at, end, level + 1))
		prepare(op, entries, level, base);
	at = fill_table(op, entries, level, base, at, end, &status);
	if (status) {
		unsigned int failed = pt_index(at, level);

		memset(entries + failed, 0,
		       (PLAT_PT_ENTRIES - failed) * sizeof(*entries));
	} else {
		status = attach(pt, *table, level);
	}
	if (status)
		plat_pt_discard(pt, *table, level, false);
	return status;
}

/* Remember what has to be invalidated: @nr entries from @spot on. */
static void mark_dirty(struct pt_op *op, const struct pt_spot *spot,
		       unsigned int nr)
{
	uint64_t start = slot_start(spot->at, spot->level);
	uint64_t entry = spot->entries[spot->index];
	unsigned int level = spot->level;

	if (op->dirty_start == op->dirty_end) {
		op->dirty_start = start;
		op->dirty_level = level;
	}
	op->dirty_end = start + nr * plat_pt_span(level);
	if (entry & PT_PRESENT)
		op->has_changed_live = true;
	if (pt_is_table(op->pt->geometry, entry, level)) {
		op->has_removed_tables = true;
		level = 0;
	}
	if (level < op->dirty_level)
		op->dirty_level = level;
}

/* Whether a CPU may know an entry that was @old, and would mind. */
static bool can_break(const struct pt_op *op, uint64_t old)
{
	return (old & PT_PRESENT) && op->pt->geometry->break_before_make &&
	       op->pt->ops->invalidate && !op->is_build;
}

/* Whether live entries change in a way that needs break-before-make. Where
 * addresses are encoded, any change of attributes may change them. */
PLAT_COLD static bool must_break(const struct pt_op *op,
				 const struct pt_spot *spot, unsigned int nr)
{
	const struct plat_pt_geometry *g = op->pt->geometry;
	const uint64_t *old = spot->entries + spot->index;
	uint64_t bits = pt_resize(g, op->bits, 0, spot->level);
	uint64_t changed;

	if (!can_break(op, *old) || op->kind == PT_UNMAP)
		return false;
	if (op->kind != PT_PROTECT || op->pt->ops->encode)
		return true;
	changed = (plat_pt_or(old, nr) ^ bits) | (plat_pt_and(old, nr) ^ bits);
	changed &= ~pt_address_mask(g, spot->level);
	return (changed & ~pt_permission_bits(g)) != 0;
}

static int put_run(struct pt_op *op, const struct pt_spot *spot,
		   unsigned int index, struct run run, bool is_broken)
{
	op->is_broken |= is_broken;
	if (is_broken)
		run.entry = pt_broken(op->pt->geometry, run.entry);
	return plat_pt_put(op, spot->tables[spot->level], index, run.nr,
			   run.entry, run.step);
}

/* Addresses stay where they are. */
static void protect_run(struct pt_op *op, const struct pt_spot *spot,
			unsigned int nr, bool is_broken)
{
	const struct plat_pt_geometry *g = op->pt->geometry;
	uint64_t bits = pt_resize(g, op->bits, 0, spot->level);

	if (is_broken)
		bits = pt_broken(g, bits);
	op->is_broken |= is_broken;
	plat_pt_change_bits(spot->entries + spot->index, nr,
			    pt_address_mask(g, spot->level), bits);
}

static int write_run(struct pt_op *op, const struct pt_spot *spot,
		     unsigned int nr)
{
	uint64_t span = plat_pt_span(spot->level);
	bool is_broken = false;
	unsigned int done = 0;
	int status = 0;

	/* What is built has no way back, and nobody has used it. */
	if (!op->is_build) {
		is_broken = must_break(op, spot, nr);
		plat_pt_log_old(op, spot->tables[spot->level], spot->level,
				spot->index, nr);
		mark_dirty(op, spot, nr);
	}
	if (op->kind == PT_PROTECT && !op->pt->ops->write &&
	    !op->pt->ops->encode) {
		protect_run(op, spot, nr, is_broken);
		return 0;
	}
	if (op->kind == PT_MAP && spot->level == 0 && op->pt->ops->write_pages)
		return op->pt->ops->write_pages(
		    op->pt->ctx, spot->tables[0], spot->index, nr,
		    plat_pa(spot->at + op->delta), op->bits);
	while (done < nr && !status) {
		unsigned int index = spot->index + done;
		struct run run = next_run(
			op, spot->at + done * span, spot->level,
			op->kind == PT_PROTECT ? spot->entries + index : NULL,
			nr - done);

		status = put_run(op, spot, index, run, is_broken);
		done += run.nr;
	}
	return status;
}

/* An entry that waits for the invalidation counts as well. */
static bool is_empty(const struct plat_pt *pt, plat_pa_t table)
{
	uint64_t all = plat_pt_or(pt_table(pt, table), PLAT_PT_ENTRIES);

	return !(all & (PT_PRESENT | pt_broken_bit(pt->geometry)));
}

/* Take the tables out that an unmap at @spot left empty. */
PLAT_COLD static int prune(struct pt_op *op, const struct pt_spot *spot)
{
	const struct plat_pt *pt = op->pt;
	unsigned int top = pt_root_level(pt->geometry) - pt->ops->keeps_top;
	int committed = plat_pt_commit(pt);

	if (committed)
		return committed;
	for (unsigned int level = spot->level; level < top; level++) {
		plat_pa_t table = spot->tables[level];
		plat_pa_t parent = spot->tables[level + 1];
		unsigned int index = pt_index(spot->at, level + 1);
		int status;

		if (!is_empty(pt, table) ||
		    (pt_table(pt, parent)[index] &
		     pt_borrowed_bit(pt->geometry)))
			break;
		plat_pt_log_old(op, parent, level + 1, index, 1);
		status = plat_pt_put(op, parent, index, 1, 0, 0);
		if (!status)
			status = plat_pt_commit(pt);
		if (status)
			return status;
		op->has_removed_tables = true;
		if (!op->is_logged)
			plat_pt_retire_empty(op, table, level);
	}
	return 0;
}

/* Entries that take on, or lose, a value as a whole. */
static int change_run(struct pt_op *op, const struct pt_spot *spot,
		      unsigned int nr)
{
	struct plat_pt *pt = op->pt;
	uint64_t old = spot->entries[spot->index];
	bool was_table = pt_is_table(pt->geometry, old, spot->level);
	int status;

	if (op->is_trial) {
		op->nr_words += nr + 2 + PRUNE_WORDS;
		return 0;
	}
	status = write_run(op, spot, nr);
	if (status)
		return status;
	if (was_table && !op->is_logged)
		plat_pt_retire(op, pt_child(pt, old), spot->level - 1);
	return op->kind == PT_UNMAP ? prune(op, spot) : 0;
}

/* The attributes of a page that is split stay, flags included. */
PLAT_COLD static void keep_attributes(struct pt_op *op, uint64_t entry,
				      unsigned int level)
{
	const struct plat_pt_geometry *g = op->pt->geometry;

	op->max_level = op->split_level < level ? op->split_level : level - 1;
	op->bits = pt_resize(g, entry & ~pt_address_mask(g, level), level, 0);
	op->attr |= pt_leaf_attr(g, entry, level);
}

/* A larger page is split: its parts are pages of the next level as far as
 * possible, and go on to map the same memory. */
PLAT_COLD static void prepare_split(struct pt_op *op,
				    const struct pt_spot *spot)
{
	const struct plat_pt *pt = op->pt;
	uint64_t entry = spot->entries[spot->index];
	plat_attr_t attr = 0;
	uint64_t pa;

	if (op->kind == PT_MAP || op->kind == PT_GRAFT)
		return;
	op->max_level = spot->level - 1;
	pa = pt_leaf_address(pt->geometry, entry, spot->level);
	if (pt->ops->decode)
		pa = pt->ops->decode(pt->ctx, plat_pa(pa), &attr).v;
	op->delta = pa - slot_start(spot->at, spot->level);
	if (op->kind == PT_SPLIT) {
		op->attr = attr;
		keep_attributes(op, entry, spot->level);
	}
}

/* The part [spot->at, end) of one entry: it becomes a table. */
static int change_part(struct pt_op *op, const struct pt_spot *spot,
		       uint64_t end)
{
	uint64_t *old = spot->entries + spot->index;
	struct run run = {.nr = 1};
	plat_pa_t table;
	bool is_broken;
	int status;

	prepare_split(op, spot);
	if (op->is_trial) {
		op->nr_tables += plat_pt_count_tables(
			spot->at, end, spot->level - 1, op->max_level);
		op->nr_words += 3;
		return 0;
	}
	status = make_table(op, spot->level - 1, *old & PT_PRESENT ? *old : 0,
			    spot->at, end, &table);
	if (status)
		return status;
	is_broken = can_break(op, *old);
	if (!op->is_build) {
		plat_pt_log_old(op, spot->tables[spot->level], spot->level,
				spot->index, 1);
		mark_dirty(op, spot, 1);
	}
	run.entry = pt_link(op->pt, table);
	status = put_run(op, spot, spot->index, run, is_broken);
	if (!status && !op->is_build)
		status = plat_pt_commit(op->pt);
	if (status)
		plat_pt_discard(op->pt, table, spot->level - 1, true);
	return status;
}

/* A protect that would change nothing need not split a page. */
static bool is_same(const struct pt_op *op, const struct pt_spot *spot)
{
	const uint64_t *old = spot->entries + spot->index;

	return op->kind == PT_PROTECT &&
	       value(op, spot->at, spot->level, old) == *old;
}

/* Whether what @spot stands for changes as a whole. */
static bool is_whole(const struct pt_op *op, const struct pt_spot *spot)
{
	if (op->kind == PT_SPLIT)
		return false;
	if (op->kind == PT_UNMAP || op->kind == PT_PROTECT)
		return covers(spot->at, op->end, spot->level);
	return fits(op, spot->at, op->end, spot->level);
}

/* Deal with what is at @at. Returns a status, and in *@next how far it got. */
static int change_step(struct pt_op *op, uint64_t at, uint64_t *next)
{
	struct pt_spot spot;
	uint64_t start, span;
	unsigned int nr;
	int verdict;

	descend(op, at, false, &spot);
	verdict = judge(op, &spot);
	if (verdict < 0)
		return verdict;
	span = plat_pt_span(spot.level);
	start = slot_start(at, spot.level);
	if (verdict == GO && is_whole(op, &spot)) {
		nr = nr_alike(op, &spot, (op->end - at) / span);
		*next = at + nr * span;
		return change_run(op, &spot, nr);
	}
	*next = part_end(at, op->end, spot.level);
	if (verdict == GO && !is_same(op, &spot))
		return change_part(op, &spot, *next);
	if (verdict == SKIP) {
		nr = nr_alike(op, &spot, (op->end - start - 1) / span + 1);
		*next = plat_min_u64(op->end, start + nr * span);
	}
	return 0;
}

static int change_pass(struct pt_op *op)
{
	uint64_t next = op->end;

	for (uint64_t at = op->start; at < op->end; at = next) {
		int status = change_step(op, at, &next);

		if (status)
			return status;
	}
	return 0;
}

/* Broken entries of one table that follow from the first by adding. */
PLAT_COLD static struct run broken_run(const struct pt_op *op,
			     const struct pt_spot *spot)
{
	const struct plat_pt_geometry *g = op->pt->geometry;
	const uint64_t *entry = spot->entries + spot->index;
	unsigned int limit = PLAT_PT_ENTRIES - spot->index;
	struct run run = {.entry = *entry, .nr = 1};

	if (limit > 1)
		run.step = entry[1] - entry[0];
	while (run.nr < limit && pt_is_broken(g, entry[run.nr]) &&
	       entry[run.nr] - entry[run.nr - 1] == run.step)
		run.nr++;
	run.entry = pt_mended(g, run.entry);
	return run;
}

/* After the invalidation: make what was broken. */
PLAT_COLD static int mend(struct pt_op *op)
{
	const struct plat_pt_geometry *g = op->pt->geometry;
	uint64_t next;

	for (uint64_t at = op->dirty_start; at < op->dirty_end; at = next) {
		struct pt_spot spot;
		unsigned int nr = 1;
		int status = 0;

		descend(op, at, true, &spot);
		if (pt_is_broken(g, spot.entries[spot.index])) {
			struct run run = broken_run(op, &spot);

			nr = run.nr;
			status = put_run(op, &spot, spot.index, run, false);
		}
		if (status)
			return status;
		next = slot_start(at, spot.level) +
		       nr * plat_pt_span(spot.level);
	}
	return 0;
}

static int complete(struct pt_op *op)
{
	int status = 0;

	if (!op->is_broken)
		plat_pt_retire_logged(op);
	plat_pt_flush(op);
	if (op->is_broken) {
		status = mend(op);
		if (!status)
			status = plat_pt_commit(op->pt);
		if (!status)
			plat_pt_retire_logged(op);
	}
	return status;
}

static int change_committed(struct pt_op *op)
{
	int status = change_pass(op);
	int committed = plat_pt_commit(op->pt);

	return status ? status : committed;
}

/* Both passes. Where something fails, nothing has changed in the end. */
static int change_safely(struct pt_op *op)
{
	const struct plat_pt_ops *ops = op->pt->ops;
	int status;

	op->is_logged = ops->write || ops->table_attach;
	op->is_trial = true;
	status = change_pass(op);
	if (status)
		return status;
	op->is_trial = false;
	status = plat_pt_reserve(op);
	if (status)
		return status;
	status = change_committed(op);
	if (!status)
		status = complete(op);
	if (status)
		plat_pt_undo(op);
	return status;
}

static int change(struct pt_op *op, unsigned int how)
{
	uint64_t small[PT_LOG_SMALL];
	int status;

	op->policy = how & PLAT_PT_POLICY;
	op->is_build = (how & PLAT_PT_BUILD) != 0;
	op->log.small = small;
	status = op->is_build ? change_committed(op) : change_safely(op);
	plat_pt_release(op);
	return status;
}

static struct pt_op op_about(struct plat_pt *pt, enum pt_kind kind,
			     plat_va_t va, uint64_t size)
{
	uint64_t start = pt_offset(pt->geometry, va.v);

	return (struct pt_op){
		.pt = pt,
		.kind = kind,
		.start = start,
		.end = start + size,
		.va_base = va.v - start,
	};
}

int plat_pt_map_slowly(struct plat_pt *pt, plat_va_t va, plat_pa_t pa,
		       uint64_t size, plat_attr_t attr, unsigned int how)
{
	struct pt_op op = op_about(pt, PT_MAP, va, size);

	op.delta = pa.v - op.start;
	op.max_level = plat_pt_largest_level(pt->geometry, op.delta, how);
	op.attr = attr;
	op.bits = pt_leaf_bits(pt->geometry, attr, 0);
	return change(&op, how);
}

int plat_pt_unmap_slowly(struct plat_pt *pt, plat_va_t va, uint64_t size,
			 unsigned int how)
{
	struct pt_op op = op_about(pt, PT_UNMAP, va, size);

	return change(&op, how);
}

int plat_pt_protect_slowly(struct plat_pt *pt, plat_va_t va, uint64_t size,
			   plat_attr_t attr, unsigned int how)
{
	struct pt_op op = op_about(pt, PT_PROTECT, va, size);

	op.attr = attr;
	op.bits = pt_leaf_bits(pt->geometry, attr, 0);
	return change(&op, how);
}

int plat_pt_split_slowly(struct plat_pt *pt, plat_va_t va, uint64_t size,
			 unsigned int level)
{
	struct pt_op op = op_about(pt, PT_SPLIT, va, size);

	op.split_level = level;
	return change(&op, PLAT_PT_KEEP);
}

int plat_pt_graft(struct plat_pt *pt, plat_va_t va, unsigned int level,
		  plat_pa_t table, unsigned int how)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t start = plat_align_down(pt_offset(g, va.v),
					 plat_pt_span(level));
	struct pt_op op = {
		.pt = pt,
		.kind = PT_GRAFT,
		.start = start,
		.end = start + plat_pt_span(level),
		.va_base = va.v - pt_offset(g, va.v),
		.max_level = level,
	};

	if (level == 0 || level > pt_root_level(g) || (how & ~PLAT_PT_BUILD) ||
	    !plat_is_aligned(va.v | table.v, PLAT_PAGE_SIZE) ||
	    !pt_translates(g, va.v, PLAT_PAGE_SIZE))
		return -PLAT_EINVAL;
	if (table.v >> g->pa_bits)
		return -PLAT_ERANGE;
	op.bits = pt_link(pt, table) | pt_borrowed_bit(g);
	return change(&op, PLAT_PT_FAIL);
}

const struct plat_pt_general plat_pt_general = {
	.map = plat_pt_map,
	.graft = plat_pt_graft,
};
