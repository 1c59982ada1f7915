/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Instruction caches, which need not see what is written: Arm DDI 0487 B2.4.4
 * (concurrent modification and execution), D7.5 (caches), D19.2 (CTR_EL0).
 */
#include <plat/arch/mmu.h>

#include <plat/layout.h>

#include "common/arm64/sysreg.h"

#define PAR_F ((uint64_t)1 << 0) /* no translation */

/* Whether the kernel could read at @p. */
static bool is_mapped(const char *p)
{
	__asm__ volatile("at s1e1r, %0; isb" : : "r"(p) : "memory");
	return !(plat_arm64_read(par_el1) & PAR_F);
}

static void clean_page(const char *p, uint64_t line)
{
	for (const char *end = p + PLAT_PAGE_SIZE; p < end; p += line)
		__asm__ volatile("dc cvau, %0" : : "r"(p) : "memory");
}

/* Data caches go by physical addresses: any mapping will do. */
void plat_mmu_clean_code(plat_pa_t pa, uint64_t size)
{
	uint64_t ctr = plat_arm64_read(ctr_el0);
	uint64_t line = plat_arm64_data_line(ctr);

	if (ctr >> CTR_IDC_BIT & 1)
		return;
	for (; size; size -= PLAT_PAGE_SIZE, pa.v += PLAT_PAGE_SIZE) {
		const char *page = plat_direct_map(pa);

		if (is_mapped(page))
			clean_page(page, line);
	}
}

void plat_mmu_fetch_anew(void)
{
	__asm__ volatile("dsb ish" : : : "memory");
	if (!(plat_arm64_read(ctr_el0) >> CTR_DIC_BIT & 1))
		__asm__ volatile("ic ialluis; dsb ish" : : : "memory");
	plat_arm64_isb();
}
