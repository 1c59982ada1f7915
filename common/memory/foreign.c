/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Frames for foreign pages: a bit for each of the first of the hole's.
 */
#include "common/memory/foreign.h"

#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/foreign.h>
#include <plat/frontend.h>
#include <plat/lock.h>

/* 16 MiB: a table of grants takes some hundred KiB at the most. */
#define NR_FRAMES 4096u
#define WORD_BITS 64u

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_SHARE);

/* Under lock. */
static uint64_t taken[NR_FRAMES / WORD_BITS];

static bool is_taken(uint64_t i)
{
	return taken[i / WORD_BITS] >> i % WORD_BITS & 1;
}

static void flip(uint64_t first, size_t nr)
{
	for (uint64_t i = first; i < first + nr; i++)
		taken[i / WORD_BITS] ^= (uint64_t)1 << i % WORD_BITS;
}

/* How much of @range the memory map has as a hole. Where the range comes from
 * may lie: a page put over the image, or an initrd, would be the guest's end. */
static uint64_t empty_bytes(struct plat_pa_range range)
{
	const struct plat_mrd *mrd =
	    plat_mrd_find(&plat_bootinfo()->mrds, range.start);

	if (!mrd || mrd->type != PLAT_MRD_HOLE)
		return 0;
	return plat_min_u64(range.size,
			    mrd->size - (range.start.v - mrd->start.v));
}

/* The frames that there are; @start is the first one's address. */
static uint64_t hole(plat_pa_t *start)
{
	struct plat_pa_range range = {{0}, 0};

	if (plat_frontend()->foreign_hole)
		range = plat_frontend()->foreign_hole();
	*start = range.start;
	return plat_min_u64(empty_bytes(range) / PLAT_PAGE_SIZE, NR_FRAMES);
}

/* The first of @nr in a row that are free; UINT64_MAX: there are none. */
static uint64_t find(uint64_t nr_frames, size_t nr)
{
	uint64_t first = 0;

	for (uint64_t i = 0; i < nr_frames; i++) {
		if (is_taken(i))
			first = i + 1;
		else if (i - first + 1 == nr)
			return first;
	}
	return UINT64_MAX;
}

bool plat_foreign_is_own(size_t nr, plat_pa_t first)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;

	for (size_t i = 0; i < nr; i++) {
		const struct plat_mrd *mrd = plat_mrd_find(
		    list, plat_pa(first.v + i * PLAT_PAGE_SIZE));

		if (mrd && PLAT_MRD_DIRECT >> mrd->type & 1)
			return true;
	}
	return false;
}

int plat_foreign_alloc(size_t nr, plat_pa_t *first)
{
	plat_pa_t start;
	uint64_t nr_frames = hole(&start), found;
	plat_irq_state_t state;

	if (!nr)
		return -PLAT_EINVAL;
	if (!nr_frames)
		return -PLAT_ENOTSUP;
	state = plat_spin_lock_irqsave(&lock);
	found = find(nr_frames, nr);
	if (found != UINT64_MAX)
		flip(found, nr);
	plat_spin_unlock_irqrestore(&lock, state);
	if (found == UINT64_MAX)
		return -PLAT_ENOMEM;
	*first = plat_pa(start.v + found * PLAT_PAGE_SIZE);
	return 0;
}

static bool all_taken(uint64_t first, size_t nr)
{
	for (uint64_t i = first; i < first + nr; i++) {
		if (!is_taken(i))
			return false;
	}
	return true;
}

int plat_foreign_free(size_t nr, plat_pa_t first)
{
	plat_pa_t start;
	uint64_t nr_frames = hole(&start), at;
	plat_irq_state_t state;
	int err = -PLAT_EINVAL;

	if (first.v < start.v || first.v & PLAT_PAGE_MASK)
		return err;
	at = (first.v - start.v) / PLAT_PAGE_SIZE;
	if (!nr || !plat_range_below(at, nr, nr_frames))
		return err;
	state = plat_spin_lock_irqsave(&lock);
	if (all_taken(at, nr)) {
		flip(at, nr);
		err = 0;
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}
