/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/arch/mmu.h>

#include <plat/layout.h>

#include "common/arm64/sysreg.h"

/* Beyond this many pages forgetting everything is cheaper than a TLBI each,
 * refills included. */
#define FLUSH_PAGES_MAX 32u

#define TTBR_ASID_1 ((uint64_t)1 << TTBR_ASID_SHIFT)

/* PA - VA of the image: entry.S. */
uint64_t plat_image_offset;

plat_pa_t plat_image_pa(const void *p)
{
	return plat_pa((uintptr_t)p + plat_image_offset);
}

plat_va_t plat_image_va(plat_pa_t pa)
{
	return plat_va(pa.v - plat_image_offset);
}

/*
 * Two sets of tables may map the same address with pages of other sizes,
 * which a TLB must never hold at the same time (DDI 0487 D8.14.1, break before
 * make). The boot tables' entries are not global, so they do not count under
 * another address space identifier: root and identifier change in one write,
 * and nothing is left of the first when it comes up again. (The kernel's
 * entries are global: there is no way from them to another set.)
 */
void plat_mmu_load_root(plat_pa_t root)
{
	uint64_t asid = ~plat_arm64_read(ttbr1_el1) & TTBR_ASID_1;

	__asm__ volatile("dsb ishst" : : : "memory");
	plat_arm64_write(ttbr1_el1, asid | plat_arm64_ttbr(root.v));
	__asm__ volatile("isb; tlbi vmalle1; dsb nsh; isb" : : : "memory");
}

plat_pa_t plat_mmu_root(void)
{
	uint64_t ttbr = plat_arm64_read(ttbr1_el1);

	return plat_pa((ttbr & TTBR_ADDRESS) |
		       (ttbr & TTBR_HIGH) << TTBR_HIGH_SHIFT);
}

void plat_mmu_flush_range(plat_va_t va, uint64_t size, unsigned int page_shift)
{
	uint64_t step = ((uint64_t)1 << page_shift) >> PLAT_PAGE_SHIFT;
	uint64_t page = (va.v << 8) >> 20; /* VA[55:12] */
	uint64_t nr = size >> page_shift;

	if (nr > FLUSH_PAGES_MAX) {
		plat_mmu_flush_all();
		return;
	}
	__asm__ volatile("dsb ishst" : : : "memory");
	for (; nr; nr--) {
		__asm__ volatile("tlbi vaae1is, %0" : : "r"(page) : "memory");
		page += step;
	}
	__asm__ volatile("dsb ish; isb" : : : "memory");
}
