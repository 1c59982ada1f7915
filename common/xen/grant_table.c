/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/xen/grant.h"

#include <plat/atomic.h>
#include <plat/errno.h>

#define DOMAIN_SHIFT 16u
#define IN_USE       (GTF_reading | GTF_writing)

/* Xen may change the flags of an entry while it is ended: once, or twice. */
#define MOST_TRIES 4u

static uint32_t nr_entries(const struct plat_xen_grant_table *table)
{
	return plat_atomic_load_acquire(&table->nr_frames) * table->per_frame;
}

/* Flags and domain, in one word, so that a grant appears, and ends, at one
 * moment. */
static uint32_t *head_of(const struct plat_xen_grant_table *table,
			 uint32_t grant)
{
	char *frame = table->frames[grant / table->per_frame];
	uint32_t at = grant % table->per_frame;

	return (void *)(frame + at * (PLAT_PAGE_SIZE / table->per_frame));
}

/* Whether Xen says that it is used; @head is what the entry has. */
static bool is_used(const struct plat_xen_grant_table *table, uint32_t grant,
		    uint32_t head)
{
	const uint16_t *status = table->status[grant / table->per_frame];

	if (table->version == 1)
		return head & IN_USE;
	return plat_atomic_load_seq_cst(&status[grant % table->per_frame]) &
	       IN_USE;
}

void plat_xen_grant_init(struct plat_xen_grant_table *table,
			 unsigned int version, uint32_t most_frames)
{
	size_t size = version == 1 ? sizeof(struct grant_entry_v1)
				   : sizeof(union grant_entry_v2);

	table->version = version;
	table->per_frame = (uint32_t)(PLAT_PAGE_SIZE / size);
	table->most_frames =
	    (uint32_t)plat_min_u64(most_frames, PLAT_XEN_GRANT_FRAMES);
	/* The first are not ours: the toolstack's, for console and xenstore. */
	table->taken[0] = (1u << GNTTAB_NR_RESERVED_ENTRIES) - 1;
}

/* Returns: an entry of word number @i, or 0. */
static uint32_t take_in(struct plat_xen_grant_table *table, uint32_t i)
{
	uint64_t seen = plat_atomic_load_relaxed(&table->taken[i]);

	while (~seen) {
		unsigned int bit = (unsigned int)__builtin_ctzll(~seen);
		uint64_t was = plat_atomic_cas_acquire(
		    &table->taken[i], seen, seen | UINT64_C(1) << bit);

		if (was == seen)
			return i * 64 + bit;
		seen = was;
	}
	return 0;
}

/* Returns: 0: all are taken. */
static uint32_t take_free(struct plat_xen_grant_table *table)
{
	uint32_t nr_words = nr_entries(table) / 64;
	uint32_t first = plat_atomic_load_relaxed(&table->hint);

	for (uint32_t i = 0; i < nr_words; i++) {
		uint32_t word = (first + i) % nr_words;
		uint32_t grant = take_in(table, word);

		if (grant) {
			plat_atomic_store_relaxed(&table->hint, word);
			return grant;
		}
	}
	return 0;
}

static void give_back(struct plat_xen_grant_table *table, uint32_t grant)
{
	(void)plat_atomic_and_release(&table->taken[grant / 64],
				      ~(UINT64_C(1) << grant % 64));
	plat_atomic_store_relaxed(&table->hint, grant / 64);
}

/* Nothing to be had in @nr frames: there is to be another. */
static int grow(struct plat_xen_grant_table *table, uint32_t nr)
{
	int err = 0;

	plat_spin_lock(&table->lock);
	if (table->nr_frames == nr) {
		err = nr < table->most_frames ? table->add(table, nr)
					      : -PLAT_ENOMEM;
		if (!err)
			plat_atomic_store_release(&table->nr_frames, nr + 1);
	}
	plat_spin_unlock(&table->lock);
	return err;
}

static void publish(struct plat_xen_grant_table *table, uint32_t grant,
		    uint64_t frame, uint32_t head)
{
	void *entry = head_of(table, grant);

	if (table->version == 1)
		((struct grant_entry_v1 *)entry)->frame = (uint32_t)frame;
	else
		((union grant_entry_v2 *)entry)->full_page.frame = frame;
	plat_atomic_store_release((uint32_t *)entry, head);
}

int plat_xen_grant_give(struct plat_xen_grant_table *table, uint16_t remote,
			uint64_t frame, unsigned int flags, uint32_t *grant)
{
	uint32_t head = (uint32_t)remote << DOMAIN_SHIFT | GTF_permit_access;
	uint32_t entry;

	if (flags & ~PLAT_XEN_GRANT_READ_ONLY ||
	    (table->version == 1 && frame > UINT32_MAX))
		return -PLAT_EINVAL;
	if (flags & PLAT_XEN_GRANT_READ_ONLY)
		head |= GTF_readonly;
	for (;;) {
		uint32_t nr = plat_atomic_load_acquire(&table->nr_frames);
		int err;

		entry = take_free(table);
		if (entry)
			break;
		err = grow(table, nr);
		if (err)
			return err;
	}
	publish(table, entry, frame, head);
	(void)plat_atomic_add_relaxed(&table->nr_given, 1);
	*grant = entry;
	return 0;
}

static bool is_ours(const struct plat_xen_grant_table *table, uint32_t grant)
{
	return grant >= GNTTAB_NR_RESERVED_ENTRIES &&
	       grant < nr_entries(table) &&
	       plat_atomic_load_acquire(&table->taken[grant / 64]) >>
			   grant % 64 & 1;
}

/* Nobody may use the entry any more, or @head is in it as before. */
static int end(struct plat_xen_grant_table *table, uint32_t grant,
	       uint32_t head)
{
	uint32_t *entry = head_of(table, grant);

	if (is_used(table, grant, head))
		return -PLAT_EBUSY;
	if (plat_atomic_cas_seq_cst(entry, head, 0) != head)
		return -PLAT_EAGAIN;
	/* Version 2: Xen marks it used first, and looks at it once more. */
	if (!is_used(table, grant, 0))
		return 0;
	plat_atomic_store_release(entry, head);
	return -PLAT_EBUSY;
}

int plat_xen_grant_take(struct plat_xen_grant_table *table, uint32_t grant)
{
	int err = -PLAT_EAGAIN;

	if (!is_ours(table, grant))
		return -PLAT_ENOENT;
	for (unsigned int i = 0; i < MOST_TRIES && err == -PLAT_EAGAIN; i++) {
		uint32_t head = plat_atomic_load_acquire(head_of(table, grant));

		err = head & GTF_permit_access ? end(table, grant, head)
					       : -PLAT_ENOENT;
	}
	if (err)
		return err == -PLAT_EAGAIN ? -PLAT_EBUSY : err;
	(void)plat_atomic_sub_relaxed(&table->nr_given, 1);
	give_back(table, grant);
	return 0;
}

bool plat_xen_grant_is_used(const struct plat_xen_grant_table *table,
			    uint32_t grant)
{
	return is_ours(table, grant) &&
	       is_used(table, grant,
		       plat_atomic_load_acquire(head_of(table, grant)));
}
