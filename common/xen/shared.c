/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The shared info page, and each lcpu's record in it. xen/include/public/xen.h.
 */
#include <plat/atomic.h>
#include <plat/foreign.h>
#include <plat/lcpu_data.h>
#include <plat/lock.h>
#include <plat/log.h>

#include "common/xen/shared.h"
#include "common/xen/xen.h"

/* Serialises mapping: held while page tables change. */
static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_IRQ);

static struct shared_info *shared; /* atomic; written under lock */

/* NULL: it is the first one's. */
static PLAT_LCPU_DATA struct vcpu_info *own;

int (*plat_xen_lcpu_hook)(void);
void (*plat_xen_pass_on_hook)(void);

int plat_xen_put_frame(unsigned int space, uint64_t index, plat_pa_t frame)
{
	struct xen_add_to_physmap add = {
		.domid = DOMID_SELF,
		.space = space,
		.idx = index,
		.gpfn = frame.v >> PLAT_PAGE_SHIFT,
	};

	if (plat_xen_pv)
		return plat_xen_pv->put_frame(space, index, frame);
	return plat_xen_error(plat_xen_hypercall(
	    __HYPERVISOR_memory_op, XENMEM_add_to_physmap, (uintptr_t)&add, 0,
	    0, 0));
}

static int map(void **page)
{
	plat_pa_t frame;
	int err = plat_foreign_alloc(1, &frame);

	if (err)
		return err;
	err = plat_xen_put_frame(XENMAPSPACE_shared_info, 0, frame);
	if (!err)
		err = plat_foreign_map(1, frame, page);
	if (err)
		plat_err("xen: the shared info page cannot be mapped: %d",
			 err);
	return err;
}

struct shared_info *plat_xen_shared_info(void)
{
	struct shared_info *page = plat_atomic_load_acquire(&shared);
	plat_irq_state_t state;
	void *mapped;

	if (page)
		return page;
	state = plat_spin_lock_irqsave(&lock);
	page = plat_atomic_load_relaxed(&shared);
	if (!page && !map(&mapped)) {
		page = mapped;
		if (plat_xen_pv)
			plat_xen_pv->tell(page);
		plat_atomic_store_release(&shared, page);
	}
	plat_spin_unlock_irqrestore(&lock, state);
	return page;
}

struct vcpu_info *plat_xen_vcpu_info(void)
{
	struct vcpu_info *info = plat_lcpu_get(own);

	return info ? info : &plat_atomic_load_relaxed(&shared)->vcpu_info[0];
}

void plat_xen_use_vcpu_info(struct vcpu_info *record)
{
	plat_lcpu_set(own, record);
}
