/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: whether a page was read or written. The CPU sets AF where it has
 * FEAT_HAFDBS and TCR_EL1.HA is on, and clears AP[2] of a page with DBM where
 * TCR_EL1.HD is; elsewhere the access faults, and this does. Arm DDI 0487
 * D8.4.5, D8.4.6.
 *
 * No lock is taken: this lcpu may hold the one of the tables that are changed.
 * Who takes tables away waits until nobody is in here.
 */
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/fault.h>

#include <plat/arch/mmu.h>

#include "common/arm64/sysreg.h"
#include "common/paging/entry.h"
#include "common/paging/space.h"

void plat_mmu_flags_begin(void)
{
	uint64_t has = plat_arm64_id_field(
		plat_arm64_read(id_aa64mmfr1_el1), ID_AA64MMFR1_HAFDBS);
	uint64_t tcr = plat_arm64_read(tcr_el1);
	uint64_t wanted = tcr;

	if (has >= HAFDBS_AF)
		wanted |= (uint64_t)1 << TCR_HA_BIT;
	if (has >= HAFDBS_DIRTY)
		wanted |= (uint64_t)1 << TCR_HD_BIT;
	if (wanted == tcr)
		return;
	plat_arm64_write(tcr_el1, wanted);
	__asm__ volatile("isb; tlbi vmalle1; dsb nsh; isb" : : : "memory");
}

/* The entry of the page that holds @va. NULL: there is none. */
static uint64_t *find(const struct plat_pt *pt, uint64_t va,
		      unsigned int *level)
{
	const struct plat_pt_geometry *g = pt->geometry;
	uint64_t *table = pt_table(pt, pt->root);

	for (*level = pt_root_level(g);; (*level)--) {
		uint64_t *entry = table + pt_index(pt_offset(g, va), *level);
		uint64_t value = plat_atomic_load_acquire(entry);

		if (!(value & PT_PRESENT))
			return NULL;
		if (!pt_is_table(g, value, *level))
			return entry;
		table = pt_table(pt, pt_child(pt, value));
	}
}

static bool allows(plat_attr_t attr, const struct plat_fault *fault)
{
	return (attr & fault->access) == fault->access &&
	       ((attr & PLAT_ATTR_USER) != 0) == fault->is_user;
}

/* Set what the access would have set. Whether that was the reason; or another
 * lcpu was faster. */
static bool set_flags(const struct plat_pt *pt, const struct plat_fault *fault)
{
	const struct plat_pt_geometry *g = pt->geometry;
	unsigned int level;
	uint64_t *entry = find(pt, fault->va.v, &level);
	uint64_t old, new;

	do {
		old = entry ? plat_atomic_load_relaxed(entry) : 0;
		if (!(old & PT_PRESENT) ||
		    !allows(pt_leaf_attr(g, old, level), fault))
			return false;
		new = old | ARM64_PT_AF;
		if (fault->access & PLAT_ATTR_W)
			new &= ~ARM64_PT_RO;
	} while (plat_atomic_cas_relaxed(entry, old, new) != old);
	plat_mmu_flush_page(fault->va);
	return true;
}

static int serve(const struct plat_fault *fault, char *why, size_t size)
{
	struct plat_space *space = plat_space_current();
	bool is_served;

	(void)why;
	(void)size;
	if (fault->va.v >> 63)
		space = &plat_kernel;
	else if (space == &plat_kernel)
		return -PLAT_ENOENT;
	if (!fault->is_present)
		return -PLAT_ENOENT;
	plat_atomic_add_seq_cst(&plat_mmu_nr_serving, 1);
	is_served = set_flags(&space->pt, fault);
	plat_atomic_sub_release(&plat_mmu_nr_serving, 1);
	return is_served ? 0 : -PLAT_ENOENT;
}

PLAT_FAULT_SERVER(pages, flags, serve);
