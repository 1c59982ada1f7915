/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Address spaces, as a whole.
 */
#include <plat/paging.h>

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/layout.h>
#include <plat/lcpu_data.h>
#include <plat/log.h>

#include "common/paging/entry.h"
#include "common/paging/space.h"
#include "common/paging/tables.h"

struct plat_space *plat_spaces;

/* NULL: the kernel's. */
static PLAT_LCPU_DATA struct plat_space *current;

/* As the kernel's set had them, but for tables. */
static struct plat_pt_ops ops;

/* Under the kernel's lock. */
static void begin_once(void)
{
	if (ops.table_alloc)
		return;
	ops = *plat_kernel.pt.ops;
	ops.table_alloc = plat_table_alloc;
	ops.table_free = plat_table_free;
	plat_mmu_spaces_begin();
}

static uint64_t *root_of(const struct plat_space *space)
{
	return plat_direct_map(space->pt.root);
}

/* What a root has to refer to the same table as the kernel's. */
static uint64_t top_entry(unsigned int index)
{
	const uint64_t *from = root_of(&plat_kernel);

	return from[index]
		       ? from[index] | pt_borrowed_bit(plat_kernel.pt.geometry)
		       : 0;
}

/* The top-level entries [first, end) refer to the kernel's tables. */
static void share_top(struct plat_space *space, unsigned int first,
		      unsigned int end)
{
	uint64_t *to = root_of(space);

	for (unsigned int i = first; i < end; i++)
		to[i] = top_entry(i);
}

/* The same where a root that can be loaded is not written natively. */
PLAT_COLD static int ask_for_top(const struct plat_space *space,
				 unsigned int first, unsigned int end)
{
	const struct plat_pt *pt = &space->pt;
	const uint64_t *to = root_of(space);
	int err = 0;

	for (unsigned int i = first; i < end && !err; i++) {
		if (to[i] != top_entry(i))
			err = ops.write(pt->ctx, pt->root, i, 1, top_entry(i),
					0);
	}
	if (!err && ops.commit)
		err = ops.commit(pt->ctx);
	return err;
}

static void follow(struct plat_space *space, unsigned int first,
		   unsigned int end)
{
	if (plat_likely(!ops.write))
		share_top(space, first, end);
	else if (ask_for_top(space, first, end))
		plat_err("an address space lacks a part of the kernel's");
}

void plat_spaces_follow(plat_va_t va, uint64_t size)
{
	unsigned int top = pt_root_level(plat_kernel.pt.geometry);

	if (!PLAT_MMU_SHARES_ROOT || size == 0)
		return;
	for (struct plat_space *s = plat_spaces; s; s = s->next)
		follow(s, pt_index(va.v, top),
		       pt_index(va.v + size - 1, top) + 1);
}

/* Under the kernel's lock. */
static int begin(struct plat_space *space)
{
	int status;

	begin_once();
	*space = (struct plat_space){
		.lock = PLAT_SPINLOCK(PLAT_RANK_PAGING),
	};
	status = plat_pt_init(&space->pt, plat_mmu_user_geometry(), &ops, NULL,
			      PLAT_DIRECT_MAP_BASE);
	if (status)
		return status;
	plat_pt_open(&space->pt, PLAT_PT_HALF_LOWER);
	plat_space_learn_nothing(space);
	if (PLAT_MMU_SHARES_ROOT)
		share_top(space, PLAT_PT_ENTRIES / 2, PLAT_PT_ENTRIES);
	if (ops.root_attach)
		status = ops.root_attach(NULL, space->pt.root);
	if (status) {
		plat_pt_destroy(&space->pt);
		return status;
	}
	plat_mmu_space_begin(space);
	space->next = plat_spaces;
	plat_spaces = space;
	return 0;
}

int plat_space_create(struct plat_space *space)
{
	struct plat_space *kernel = plat_kernel_space();
	plat_irq_state_t state = plat_spin_lock_irqsave(&kernel->lock);
	int status = begin(space);

	plat_spin_unlock_irqrestore(&kernel->lock, state);
	return status;
}

static void unlink_space(const struct plat_space *space)
{
	struct plat_space **link = &plat_spaces;

	while (*link != space)
		link = &(*link)->next;
	*link = space->next;
}

int plat_space_destroy(struct plat_space *space)
{
	plat_irq_state_t state;

	if (space == &plat_kernel)
		return -PLAT_EINVAL;
	if (plat_atomic_load_acquire(&space->nr_users))
		return -PLAT_EBUSY;
	state = plat_spin_lock_irqsave(&plat_kernel.lock);
	unlink_space(space);
	plat_spin_unlock_irqrestore(&plat_kernel.lock, state);
	if (ops.root_detach)
		ops.root_detach(NULL, space->pt.root);
	plat_pt_destroy(&space->pt);
	return 0;
}

struct plat_space *plat_space_current(void)
{
	struct plat_space *space = plat_lcpu_get(current);

	return space ? space : &plat_kernel;
}

bool plat_space_is_used(const struct plat_space *space, uintptr_t base)
{
	return space == &plat_kernel ||
	       plat_atomic_load_seq_cst(plat_lcpu_ptr_at(base, current)) ==
		       space;
}

struct plat_space *plat_space_switch(struct plat_space *space)
{
	plat_irq_state_t state = plat_irq_save();
	struct plat_space *old = plat_space_current();

	if (space != old) {
		plat_atomic_add_seq_cst(&space->nr_users, 1);
		plat_atomic_store_seq_cst(plat_lcpu_ptr(current),
					  space == &plat_kernel ? NULL : space);
		plat_mmu_enter(space);
		plat_atomic_sub_seq_cst(&old->nr_users, 1);
	}
	plat_irq_restore(state);
	return old;
}
