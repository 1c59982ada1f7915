/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: address spaces. Each has a root, whose upper half refers to the
 * kernel's tables; pages of that half are global. Intel SDM 3A 4.10.
 */
#include "common/paging/space.h"

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/lcpu_data.h>

#include "common/x86_64/cpu.h"
#include "common/x86_64/pcid.h"

#define CR3_NO_FLUSH ((uint64_t)1 << 63)

static PLAT_LCPU_DATA struct plat_x86_pcids pcids;
static bool has_pcid;
static uint64_t nr_created; /* the kernel's lock */

/* PCIDE can be set only while CR3 has PCID 0: in the kernel's space, where all
 * are before the first other one is made. */
static void use_spaces(void *arg)
{
	(void)arg;
	plat_mmu_catch_up();
}

static bool all_of_them(const void *arg, uintptr_t base)
{
	(void)arg;
	(void)base;
	return true;
}

void plat_mmu_spaces_begin(void)
{
	uint64_t cr4 = X86_CR4_PGE;

	has_pcid = (plat_x86_cpu.features_ecx & X86_ECX_PCID) != 0;
	if (has_pcid)
		cr4 |= X86_CR4_PCIDE;
	plat_atomic_store_seq_cst(&plat_x86_cr4_of_spaces, cr4);
	use_spaces(NULL);
	if (plat_mmu_others())
		plat_mmu_tell_others(all_of_them, use_spaces, NULL);
}

/* INVLPG of pages there is on all. */
void plat_mmu_changes_begin(void)
{
}

void plat_mmu_space_begin(struct plat_space *space)
{
	space->context = ++nr_created;
}

const struct plat_pt_geometry *plat_mmu_user_geometry(void)
{
	return plat_mmu_geometry();
}

/* Every CPU keeps them. */
void plat_mmu_flags_begin(void)
{
}

static void write_cr3(uint64_t cr3)
{
	plat_mmu_load_root(plat_pa(cr3));
}

static uint64_t pcid_bits(struct plat_space *space)
{
	struct plat_x86_pcids *mine = plat_lcpu_ptr(pcids);
	bool is_valid;
	uint64_t bits;

	if (space == &plat_kernel)
		return CR3_NO_FLUSH;
	bits = plat_x86_pcid_enter(
		mine, space->context,
		plat_atomic_load_seq_cst(&space->nr_changes), &is_valid);
	return is_valid ? bits | CR3_NO_FLUSH : bits;
}

void plat_mmu_enter(struct plat_space *space)
{
	uint64_t cr3 = space->pt.root.v;

	if (has_pcid)
		cr3 |= pcid_bits(space);
	write_cr3(cr3);
}

/* What this PCID has; global pages stay. */
static void drop_current(void)
{
	write_cr3(plat_x86_read_cr3());
}

/* An INVLPG drops what walks have cached of one PCID only. */
static void flush_kernel(const struct plat_pt_flush *flush)
{
	if (flush->tables_removed && has_pcid)
		plat_mmu_flush_all();
	else
		plat_mmu_flush_range(flush->va, flush->size,
				     flush->page_shift);
}

/* What all lcpus that are in its space are told. */
struct change {
	struct plat_space *space;
	const struct plat_pt_flush *flush;
	uint64_t number; /* of the space's */
};

static void flush_current(const struct change *change)
{
	const struct plat_pt_flush *flush = change->flush;

	if (flush->size >> flush->page_shift > X86_FLUSH_PAGES_MAX)
		drop_current();
	else
		plat_mmu_flush_range(flush->va, flush->size,
				     flush->page_shift);
	plat_x86_pcid_flushed(plat_lcpu_ptr(pcids), change->space->context,
			      change->number);
}

/* An lcpu that has just left the space sees nr_changes when it comes back. */
static void flush_here(const struct change *change)
{
	if (change->space == &plat_kernel)
		flush_kernel(change->flush);
	else if (change->space == plat_space_current())
		flush_current(change);
}

static bool is_there(const void *arg, uintptr_t base)
{
	return plat_space_is_used(((const struct change *)arg)->space, base);
}

static void flush_there(void *arg)
{
	flush_here(arg);
}

void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush)
{
	struct change change = {.space = plat_space_of(pt), .flush = flush};

	(void)ctx;
	if (flush->only_added && !flush->tables_removed)
		return;
	change.number =
		plat_atomic_add_seq_cst(&change.space->nr_changes, 1) + 1;
	flush_here(&change);
	if (plat_mmu_others())
		plat_mmu_tell_others(is_there, flush_there, &change);
}
