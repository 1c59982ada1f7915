/* SPDX-License-Identifier: BSD-3-Clause */
/* What a change stands on: frames, writes, the log, the way back. */
#include "common/paging/change.h"

#include <plat/errno.h>

#include "common/paging/entry.h"

#define LOG_FRAME_WORDS (PLAT_PT_ENTRIES - 1)

static void push(struct plat_pt *pt, struct pt_frames *list, plat_pa_t frame)
{
	pt_table(pt, frame)[0] = list->first.v;
	list->first = frame;
	list->nr++;
}

static plat_pa_t pop(struct plat_pt *pt, struct pt_frames *list)
{
	plat_pa_t frame = list->first;

	list->first = plat_pa(pt_table(pt, frame)[0]);
	list->nr--;
	return frame;
}

static int reserve_tables(struct pt_op *op)
{
	struct plat_pt *pt = op->pt;

	while (op->spare.nr < op->nr_tables) {
		plat_pa_t frame;
		int status = pt->ops->table_alloc(pt->ctx, &frame);

		if (status)
			return status;
		push(pt, &op->spare, frame);
	}
	return 0;
}

PLAT_COLD static void log_rewind(struct pt_op *op)
{
	struct pt_log *log = &op->log;

	if (log->nr_frames) {
		log->word = pt_table(op->pt, log->first);
		log->end = log->word + LOG_FRAME_WORDS;
	} else {
		log->word = log->small;
		log->end = log->small + PT_LOG_SMALL;
	}
}

PLAT_COLD static int reserve_log(struct pt_op *op)
{
	struct plat_pt *pt = op->pt;
	struct pt_log *log = &op->log;

	if (op->nr_words > PT_LOG_SMALL) {
		uint64_t room = 0;

		for (; room < op->nr_words; room += LOG_FRAME_WORDS) {
			plat_pa_t frame;
			int status = pt->ops->table_alloc(pt->ctx, &frame);

			if (status)
				return status;
			pt_table(pt, frame)[LOG_FRAME_WORDS] = log->first.v;
			log->first = frame;
			log->nr_frames++;
		}
	}
	log_rewind(op);
	return 0;
}

PLAT_COLD static void release_log(struct pt_op *op)
{
	struct plat_pt *pt = op->pt;

	for (plat_pa_t frame = op->log.first; op->log.nr_frames;
	     op->log.nr_frames--) {
		plat_pa_t next =
			plat_pa(pt_table(pt, frame)[LOG_FRAME_WORDS]);

		pt->ops->table_free(pt->ctx, frame);
		frame = next;
	}
}

/* All frames that the second pass will want. What was got before a failure
 * is plat_pt_release()'s. */
int plat_pt_reserve(struct pt_op *op)
{
	int status = reserve_tables(op);

	if (!status && op->is_logged)
		status = reserve_log(op);
	/* What gives memory back must not fail for want of it: there is no way
	 * back then, for writes that nobody has a reason to refuse. */
	if (status == -PLAT_ENOMEM && op->kind == PT_UNMAP &&
	    op->spare.nr == op->nr_tables) {
		release_log(op);
		op->is_logged = false;
		status = 0;
	}
	return status;
}

int plat_pt_take(struct pt_op *op, plat_pa_t *table)
{
	struct plat_pt *pt = op->pt;

	if (op->spare.nr) {
		*table = pop(pt, &op->spare);
	} else {
		int status = pt->ops->table_alloc(pt->ctx, table);

		if (status)
			return status;
	}
	pt->nr_tables++;
	return 0;
}

PLAT_COLD static uint64_t *log_next(struct pt_op *op)
{
	struct pt_log *log = &op->log;

	if (log->word == log->end) {
		log->word = pt_table(op->pt, plat_pa(*log->end));
		log->end = log->word + LOG_FRAME_WORDS;
	}
	return log->word++;
}

PLAT_COLD void plat_pt_log_old(struct pt_op *op, plat_pa_t table,
			       unsigned int level, unsigned int index,
			       unsigned int nr)
{
	const uint64_t *old = pt_table(op->pt, table) + index;

	if (!op->is_logged)
		return;
	*log_next(op) = table.v | index;
	*log_next(op) = (uint64_t)level << 32 | nr;
	while (nr--)
		*log_next(op) = *old++;
	op->log.nr_records++;
}

int plat_pt_put(struct pt_op *op, plat_pa_t table, unsigned int index,
		unsigned int nr, uint64_t entry, uint64_t step)
{
	struct plat_pt *pt = op->pt;

	if (pt->ops->write)
		return pt->ops->write(pt->ctx, table, index, nr, entry, step);
	plat_pt_set(pt_table(pt, table) + index, nr, entry, step);
	return 0;
}

/* A table that is the set's own, not one that was grafted. */
static bool is_own_table(const struct plat_pt *pt, uint64_t entry,
			 unsigned int level)
{
	return pt_is_table(pt->geometry, entry, level) &&
	       !(entry & pt_borrowed_bit(pt->geometry));
}

static void detach(struct plat_pt *pt, plat_pa_t table, unsigned int level)
{
	if (pt->ops->table_detach)
		pt->ops->table_detach(pt->ctx, table, level);
}

/* Nothing refers to @table any more: free it and those below it, once the
 * invalidation is done. */
PLAT_COLD void plat_pt_retire(struct pt_op *op, plat_pa_t table,
			      unsigned int level)
{
	struct plat_pt *pt = op->pt;
	const uint64_t *entries = pt_table(pt, table);

	plat_pt_forget_near(pt);
	detach(pt, table, level);
	for (unsigned int i = 0; level > 0 && i < PLAT_PT_ENTRIES; i++)
		if (is_own_table(pt, entries[i], level))
			plat_pt_retire(op, pt_child(pt, entries[i]),
				       level - 1);
	push(pt, &op->retired, table);
}

/* The same for one that refers to nothing. */
PLAT_COLD void plat_pt_retire_empty(struct pt_op *op, plat_pa_t table,
				    unsigned int level)
{
	plat_pt_forget_near(op->pt);
	detach(op->pt, table, level);
	push(op->pt, &op->retired, table);
}

/* The same for tables that no CPU ever saw. */
PLAT_COLD void plat_pt_discard(struct plat_pt *pt, plat_pa_t table,
			       unsigned int level, bool is_attached)
{
	const uint64_t *entries = pt_table(pt, table);

	if (is_attached)
		detach(pt, table, level);
	for (unsigned int i = 0; level > 0 && i < PLAT_PT_ENTRIES; i++)
		if (is_own_table(pt, entries[i], level))
			plat_pt_discard(pt, pt_child(pt, entries[i]),
					level - 1, true);
	pt->ops->table_free(pt->ctx, table);
	pt->nr_tables--;
}

/* One entry of the log. */
struct old_entry {
	plat_pa_t table;
	unsigned int level;
	unsigned int index;
	uint64_t entry;
};

PLAT_COLD static void replay(struct pt_op *op,
		   void (*visit)(struct pt_op *op, const struct old_entry *old))
{
	log_rewind(op);
	for (uint32_t record = 0; record < op->log.nr_records; record++) {
		uint64_t where = *log_next(op);
		uint64_t what = *log_next(op);
		struct old_entry old = {
			.table = plat_pa(where & ~PLAT_PAGE_MASK),
			.level = (unsigned int)(what >> 32),
			.index = (unsigned int)(where & PLAT_PAGE_MASK),
		};

		for (uint32_t nr = (uint32_t)what; nr; nr--, old.index++) {
			old.entry = *log_next(op);
			visit(op, &old);
		}
	}
}

PLAT_COLD static void retire_old(struct pt_op *op, const struct old_entry *old)
{
	if (is_own_table(op->pt, old->entry, old->level))
		plat_pt_retire(op, pt_child(op->pt, old->entry),
			       old->level - 1);
}

/* Retire the tables that the change took out: with a log that has to wait
 * until nothing can fail any more. */
PLAT_COLD void plat_pt_retire_logged(struct pt_op *op)
{
	if (op->is_logged && op->has_removed_tables)
		replay(op, retire_old);
}

/* Write @entry where @old was; a table that is there now is one of ours. */
PLAT_COLD static void replace_new(struct pt_op *op, const struct old_entry *old,
			uint64_t entry)
{
	struct plat_pt *pt = op->pt;
	uint64_t new = pt_table(pt, old->table)[old->index];

	if (new == entry || new == old->entry)
		return;
	if (plat_pt_put(op, old->table, old->index, 1, entry, 0))
		return;
	if (pt_is_broken(pt->geometry, new))
		new = pt_mended(pt->geometry, new);
	if (is_own_table(pt, new, old->level))
		plat_pt_retire(op, pt_child(pt, new), old->level - 1);
}

PLAT_COLD static void undo_clear(struct pt_op *op, const struct old_entry *old)
{
	replace_new(op, old, 0);
}

PLAT_COLD static void undo_restore(struct pt_op *op,
				   const struct old_entry *old)
{
	replace_new(op, old, old->entry);
}

/* Put everything back. The call fails anyway, with the first reason: if a
 * write is refused here as well, that entry stays. */
PLAT_COLD void plat_pt_undo(struct pt_op *op)
{
	if (op->pt->geometry->break_before_make) {
		replay(op, undo_clear);
		(void)plat_pt_commit(op->pt);
		plat_pt_flush(op);
	}
	replay(op, undo_restore);
	(void)plat_pt_commit(op->pt);
	if (!op->pt->geometry->break_before_make)
		plat_pt_flush(op);
}

void plat_pt_flush(struct pt_op *op)
{
	const struct plat_pt *pt = op->pt;
	struct plat_pt_flush flush = {
		.va = plat_va(op->va_base + op->dirty_start),
		.size = op->dirty_end - op->dirty_start,
		.page_shift = (uint8_t)(PLAT_PAGE_SHIFT +
					9 * op->dirty_level),
		.tables_removed = op->has_removed_tables,
		.only_added = !op->has_changed_live,
	};

	if (pt->ops->invalidate && flush.size)
		pt->ops->invalidate(pt->ctx, pt, &flush);
}

void plat_pt_flush_pages(const struct plat_pt *pt, plat_va_t va, uint64_t size,
			 bool only_added)
{
	struct plat_pt_flush flush = {
		.va = va,
		.size = size,
		.page_shift = PLAT_PAGE_SHIFT,
		.only_added = only_added,
	};

	pt->ops->invalidate(pt->ctx, pt, &flush);
}

/* Give back what is left over, after the invalidation. */
void plat_pt_release(struct pt_op *op)
{
	struct plat_pt *pt = op->pt;

	pt->nr_tables -= (uint32_t)op->retired.nr;
	while (op->retired.nr)
		pt->ops->table_free(pt->ctx, pop(pt, &op->retired));
	while (op->spare.nr)
		pt->ops->table_free(pt->ctx, pop(pt, &op->spare));
	release_log(op);
}
