/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who is shared is kept as page tables that no CPU ever walks: a set of pages
 * in which ranges are found, entered and removed whole or not at all, whatever
 * their number. Pages are not gathered into larger ones, so that removing some
 * never needs memory.
 */
#include <plat/share.h>

#include <plat/arch/mmu.h>
#include <plat/bootinfo.h>
#include <plat/config.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/lock.h>
#include <plat/mrd.h>
#include <plat/string.h>

#include "common/paging/direct.h"
#include "common/paging/entry.h"
#include "common/paging/tables.h"

/* What a debug build leaves of the contents, which nobody may rely on. */
#define GARBAGE 0xa5

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_SHARE);

/* Under lock. A shared page is mapped, to itself. */
static struct plat_pt_geometry geometry;
static struct plat_pt shared;
static uint64_t nr_bytes;

static const struct plat_pt_ops ops = {.table_alloc = plat_table_alloc,
				       .table_free = plat_table_free};

static int begin(void)
{
	if (shared.root.v)
		return 0;
	geometry = *plat_mmu_geometry();
	geometry.break_before_make = false;
	if (geometry.half == PLAT_PT_HALF_UPPER)
		geometry.half = PLAT_PT_HALF_LOWER;
	return plat_pt_init(&shared, &geometry, &ops, NULL,
			    plat_va_of(plat_direct_map(plat_pa(0))).v);
}

/* The image is in a window of its own, too, which would still be the guest's
 * where the host has to be told. */
static bool is_usable(enum plat_mrd_type type)
{
	return type == PLAT_MRD_FREE ||
	       (type == PLAT_MRD_IMAGE_DATA && !plat_frontend()->share);
}

/* Whether all of it is memory that can be used as one likes. */
static bool is_memory(struct plat_pa_range range)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;
	uint64_t end = range.start.v + range.size;

	while (range.start.v < end) {
		const struct plat_mrd *mrd = plat_mrd_find(list, range.start);

		if (!mrd || !is_usable(mrd->type))
			return false;
		range.start.v = mrd->start.v + mrd->size;
	}
	return true;
}

static bool is_valid(struct plat_pa_range range)
{
	return range.size &&
	       plat_is_aligned(range.start.v | range.size, PLAT_PAGE_SIZE) &&
	       plat_range_below(range.start.v, range.size,
				PLAT_DIRECT_MAP_SIZE) &&
	       is_memory(range);
}

static void forget_contents(struct plat_pa_range range)
{
	if (PLAT_HAS(PLAT_DEBUG))
		memset(plat_direct_map(range.start), GARBAGE, range.size);
}

static int enter(struct plat_pa_range range)
{
	return plat_pt_map(&shared, plat_va(range.start.v), range.start,
			   range.size, PLAT_ATTR_RW,
			   PLAT_PT_FAIL | PLAT_PT_MAX_4K);
}

static int leave(struct plat_pa_range range)
{
	return plat_pt_unmap(&shared, plat_va(range.start.v), range.size,
			     PLAT_PT_FAIL);
}

typedef int (*teller_t)(struct plat_pa_range range);
typedef plat_pa_t (*address_t)(plat_pa_t pa);

/* Tell the host, if it has to know, while nobody can reach the range. What it
 * is reached by afterwards is @then; @before, if the host does not agree. */
static int tell(teller_t teller, struct plat_pa_range range, address_t before,
		address_t then)
{
	int err;

	if (!teller)
		return 0;
	err = plat_direct_split(range);
	if (err)
		return err;
	plat_direct_hide(range);
	err = teller(range);
	plat_direct_show(range, err ? before : then);
	return err;
}

static int share(struct plat_pa_range range)
{
	const struct plat_frontend *frontend = plat_frontend();
	int err = begin();

	if (!err)
		err = enter(range);
	if (err)
		return err;
	err = tell(frontend->share, range, NULL, frontend->shared_address);
	if (err) {
		(void)!leave(range);
		return err;
	}
	nr_bytes += range.size;
	forget_contents(range);
	return 0;
}

int plat_mem_share(struct plat_pa_range range)
{
	plat_irq_state_t state;
	int err;

	if (!is_valid(range))
		return -PLAT_EINVAL;
	state = plat_spin_lock_irqsave(&lock);
	err = share(range);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

static bool is_all_shared(struct plat_pa_range range)
{
	return shared.root.v && plat_pt_holds(&shared, range.start.v,
					      range.start.v + range.size);
}

static int unshare(struct plat_pa_range range)
{
	const struct plat_frontend *frontend = plat_frontend();
	int err;

	if (!is_all_shared(range))
		return -PLAT_ENOENT;
	err = tell(frontend->unshare, range, frontend->shared_address, NULL);
	if (!err)
		err = leave(range);
	if (err)
		return err;
	nr_bytes -= range.size;
	forget_contents(range);
	return 0;
}

int plat_mem_unshare(struct plat_pa_range range)
{
	plat_irq_state_t state;
	int err;

	if (!is_valid(range))
		return -PLAT_EINVAL;
	state = plat_spin_lock_irqsave(&lock);
	err = unshare(range);
	plat_spin_unlock_irqrestore(&lock, state);
	return err;
}

uint64_t plat_mem_shared_bytes(void)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	uint64_t bytes = nr_bytes;

	plat_spin_unlock_irqrestore(&lock, state);
	return bytes;
}

plat_pa_t plat_mem_shared_address(plat_pa_t pa)
{
	const struct plat_frontend *frontend = plat_frontend();

	return frontend->shared_address ? frontend->shared_address(pa) : pa;
}

/* One is enough. */
static int see(void *arg, const struct plat_pt_mapping *run)
{
	(void)run;
	*(bool *)arg = true;
	return -PLAT_EEXIST;
}

bool plat_mem_is_shared(struct plat_pa_range range)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	bool is = false;

	if (shared.root.v)
		(void)!plat_pt_walk(&shared, plat_va(range.start.v),
				    range.size, see, &is);
	plat_spin_unlock_irqrestore(&lock, state);
	return is;
}
