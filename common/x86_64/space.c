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

/* Beyond this many pages dropping a space is cheaper than an INVLPG each,
 * refills included. */
#define FLUSH_PAGES_MAX 32u

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
	__asm__ volatile("mov %0, %%cr3" : : "r"(cr3) : "memory");
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

/* Others' changes are known here, as they waited for this lcpu. */
void plat_mmu_enter(struct plat_space *space, struct plat_space *old)
{
	uint64_t cr3 = space->pt.root.v;

	if (has_pcid) {
		plat_x86_pcid_leave(plat_lcpu_ptr(pcids), old->context,
				    plat_atomic_load_seq_cst(&old->nr_changes));
		cr3 |= pcid_bits(space);
	}
	write_cr3(cr3);
}

/* What this PCID has; global pages stay. */
static void drop_current(void)
{
	uint64_t cr3;

	__asm__ volatile("mov %%cr3, %0" : "=r"(cr3) : : "memory");
	write_cr3(cr3);
}

static void drop_pages(const struct plat_pt_flush *flush)
{
	uint64_t page = (uint64_t)1 << flush->page_shift;
	uint64_t nr = flush->size >> flush->page_shift;
	plat_va_t va = flush->va;

	for (; nr; nr--, va.v += page)
		plat_mmu_flush_page(va);
}

/* An INVLPG drops what walks have cached of one PCID only. */
static void flush_kernel(const struct plat_pt_flush *flush)
{
	if (flush->size >> flush->page_shift > FLUSH_PAGES_MAX ||
	    (flush->tables_removed && has_pcid))
		plat_mmu_flush_all();
	else
		drop_pages(flush);
}

void plat_mmu_flush_space(struct plat_space *space,
			  const struct plat_pt_flush *flush)
{
	if (space == &plat_kernel)
		flush_kernel(flush);
	else if (space != plat_space_current())
		return; /* entering it will see nr_changes */
	else if (flush->size >> flush->page_shift > FLUSH_PAGES_MAX)
		drop_current();
	else
		drop_pages(flush);
}

/* What other lcpus are told. */
struct change {
	struct plat_space *space;
	const struct plat_pt_flush *flush;
};

static bool is_there(const void *arg, uintptr_t base)
{
	return plat_space_is_used(((const struct change *)arg)->space, base);
}

static void flush_there(void *arg)
{
	const struct change *change = arg;

	plat_mmu_flush_space(change->space, change->flush);
}

void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush)
{
	struct plat_space *space = plat_space_of(pt);

	(void)ctx;
	if (flush->only_added && !flush->tables_removed)
		return;
	plat_atomic_add_seq_cst(&space->nr_changes, 1);
	plat_mmu_flush_space(space, flush);
	if (plat_mmu_others())
		plat_mmu_tell_others(is_there, flush_there,
				     &(struct change){space, flush});
}
