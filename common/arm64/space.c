/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: address spaces. TTBR0 is theirs, and has the ASID; TTBR1 is the
 * kernel's, whose pages are global. Arm DDI 0487 D8.13 (ASIDs), D8.14 (TLB
 * maintenance).
 */
#include "common/paging/space.h"

#include <plat/arch/mmu.h>
#include <plat/atomic.h>
#include <plat/layout.h>

#include "common/arm64/asid.h"
#include "common/arm64/sysreg.h"

/* Where there are no TLBI of ranges: beyond this many pages forgetting
 * everything is cheaper than one each, refills included. */
#define FLUSH_PAGES_MAX 32u

/* What an lcpu in the kernel's space has as its lower half. */
static PLAT_ALIGNED(4096) uint64_t nothing[PLAT_PT_ENTRIES];

static struct plat_arm64_asids asids; /* the kernel's lock */
static struct plat_pt_geometry geometry;

static uint64_t ttbr_of(plat_pa_t root, uint64_t context)
{
	return plat_arm64_asid(context) << TTBR_ASID_SHIFT |
	       plat_arm64_ttbr(root.v);
}

/* What the boot lcpu found is what all have. */
static void begin_once(void)
{
	uint64_t mmfr0 = plat_arm64_read(id_aa64mmfr0_el1);

	geometry = *plat_mmu_geometry();
	geometry.half = PLAT_PT_HALF_LOWER;
	plat_arm64_asid_init(&asids, plat_arm64_id_field(mmfr0,
							 ID_AA64MMFR0_ASID) ==
						     ASID_16
					     ? 16
					     : 8);
}

/* Until now the ASID was TTBR1's, and of the kernel's pages; those are global
 * since the boot tables are not used any more. */
void plat_mmu_spaces_begin(void)
{
	uint64_t tcr = plat_arm64_read(tcr_el1) &
		       ~(uint64_t)(TCR_EPD0 | TCR_A1);

	if (!asids.nr)
		begin_once();
	if (asids.nr > 256)
		tcr |= (uint64_t)1 << TCR_AS_BIT;
	plat_arm64_write(ttbr0_el1, ttbr_of(plat_image_pa(nothing), 0));
	plat_arm64_isb();
	plat_arm64_write(tcr_el1, tcr);
	__asm__ volatile("isb; tlbi vmalle1; dsb nsh; isb" : : : "memory");
}

void plat_mmu_space_begin(struct plat_space *space)
{
	space->context = 0;
}

const struct plat_pt_geometry *plat_mmu_user_geometry(void)
{
	return &geometry;
}

/* Those that lcpus are in keep their ASID: they go on to use it. Who counts as
 * a user too late to be seen here sees that there is a new round. */
PLAT_COLD static void next_round(void)
{
	plat_arm64_asid_renew(&asids);
	for (struct plat_space *s = plat_spaces; s; s = s->next)
		if (plat_atomic_load_seq_cst(&s->nr_users))
			plat_arm64_asid_keep(&asids, &s->context);
	plat_mmu_flush_all();
}

/* There are more ASIDs than lcpus, so a round has one left. */
static void take_asid(struct plat_space *space)
{
	plat_spin_lock(&plat_kernel.lock);
	if (!plat_arm64_asid_is_valid(&asids, space->context) &&
	    !plat_arm64_asid_take(&asids, &space->context)) {
		next_round();
		(void)plat_arm64_asid_take(&asids, &space->context);
	}
	plat_spin_unlock(&plat_kernel.lock);
}

/* A round that ends while this lcpu is about to enter @space keeps its ASID: it
 * counts as a user already. */
void plat_mmu_enter(struct plat_space *space)
{
	plat_pa_t root = space->pt.root;
	uint64_t context = 0;

	/* It was there before the first space was made. */
	if (plat_unlikely(plat_arm64_read(tcr_el1) & TCR_EPD0))
		plat_mmu_spaces_begin();
	if (space == &plat_kernel) {
		root = plat_image_pa(nothing);
	} else {
		if (!plat_arm64_asid_is_valid(&asids, space->context))
			take_asid(space);
		context = space->context;
	}
	plat_arm64_write(ttbr0_el1, ttbr_of(root, context));
	plat_arm64_isb();
}

/*
 * TLBI by range (FEAT_TLBIRANGE): (NUM + 1) << (5 * SCALE + 1) pages.
 *
 *   63   48 47 46 45   44 43   39 38 37 36        0
 *  |  ASID |  TG |  SCALE|  NUM  |  TTL|  BaseADDR |
 *
 * TG: 1, 4 KiB. BaseADDR: VA[48:12]; with LPA2 VA[52:16]: what is more than
 * was asked for is forgotten for nothing.
 */
#define RANGE_TG_4K       ((uint64_t)1 << 46)
#define RANGE_SCALE_SHIFT 44
#define RANGE_NUM_SHIFT   39
#define RANGE_BASE        (((uint64_t)1 << 37) - 1)
#define RANGE_SCALES      4u
#define RANGE_NUMS        32u

/* Reading an ID register may be a way to the hypervisor and back. */
static bool has_ranges;
static uint8_t range_shift; /* of BaseADDR */

void plat_mmu_changes_begin(void)
{
	has_ranges = plat_arm64_id_field(plat_arm64_read(id_aa64isar0_el1),
					 ID_AA64ISAR0_TLB) == TLB_RANGE;
	range_shift = plat_mmu_geometry()->lpa2 ? 16 : PLAT_PAGE_SHIFT;
}

/* The operand for [va, va + size), or 0: there is none. */
static uint64_t range_operand(uint64_t va, uint64_t size)
{
	unsigned int shift = range_shift;
	uint64_t start = plat_align_down(va, (uint64_t)1 << shift);
	uint64_t pages = (va + size - start) >> PLAT_PAGE_SHIFT;

	for (unsigned int scale = 0; scale < RANGE_SCALES; scale++) {
		uint64_t unit = (uint64_t)1 << (5 * scale + 1);
		uint64_t nr = (pages + unit - 1) / unit;

		if (nr <= RANGE_NUMS)
			return RANGE_TG_4K |
			       (uint64_t)scale << RANGE_SCALE_SHIFT |
			       (nr - 1) << RANGE_NUM_SHIFT |
			       ((start >> shift) & RANGE_BASE);
	}
	return 0;
}

/* TLBI RVAE1IS and RVAAE1IS, as assemblers before Armv8.4 spell them. */
static void flush_by_range(uint64_t operand, bool is_kernel)
{
	if (is_kernel)
		__asm__ volatile("sys #0, c8, c2, #3, %0" : : "r"(operand));
	else
		__asm__ volatile("sys #0, c8, c2, #1, %0" : : "r"(operand));
}

static void flush_by_page(uint64_t operand, bool is_kernel)
{
	if (is_kernel)
		__asm__ volatile("tlbi vaae1is, %0" : : "r"(operand));
	else
		__asm__ volatile("tlbi vae1is, %0" : : "r"(operand));
}

static void flush_everything(uint64_t asid, bool is_kernel)
{
	if (is_kernel)
		__asm__ volatile("tlbi vmalle1is");
	else
		__asm__ volatile("tlbi aside1is, %0" : : "r"(asid));
}

static void flush_pages(const struct plat_pt_flush *flush, uint64_t asid,
			bool is_kernel)
{
	uint64_t step = (uint64_t)1 << flush->page_shift >> PLAT_PAGE_SHIFT;
	uint64_t page = flush->va.v << 8 >> 20; /* VA[55:12] */
	uint64_t nr = flush->size >> flush->page_shift;

	for (; nr; nr--, page += step)
		flush_by_page(asid | page, is_kernel);
}

/* The ASID of the kernel's space is not looked at. */
static void flush_tlbs(const struct plat_pt_flush *flush, uint64_t asid,
		       bool is_kernel)
{
	uint64_t nr = flush->size >> flush->page_shift;
	uint64_t operand = 0;

	if (nr > 1 && has_ranges)
		operand = range_operand(flush->va.v, flush->size);
	if (operand)
		flush_by_range(asid | operand, is_kernel);
	else if (nr > FLUSH_PAGES_MAX)
		flush_everything(asid, is_kernel);
	else
		flush_pages(flush, asid, is_kernel);
}

uint32_t plat_mmu_nr_serving;

void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush)
{
	const struct plat_space *space = plat_space_of(pt);

	(void)ctx;
	__asm__ volatile("dsb ishst" : : : "memory");
	if (!flush->only_added || flush->tables_removed)
		flush_tlbs(flush,
			   plat_arm64_asid(space->context) << TTBR_ASID_SHIFT,
			   space == &plat_kernel);
	__asm__ volatile("dsb ish; isb" : : : "memory");
	while (flush->tables_removed &&
	       plat_atomic_load_seq_cst(&plat_mmu_nr_serving))
		plat_cpu_relax();
}
