/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine: tables that no CPU walks. A test brings the functions.
 */
#ifndef PLAT_ARCH_MMU_H
#define PLAT_ARCH_MMU_H

#include <plat/pt.h>
#include <plat/string.h>

#define PLAT_MMU_SHARES_ROOT 1

void plat_mmu_flush_page(plat_va_t va);
void plat_mmu_publish(void);
bool plat_mmu_others(void);
const struct plat_pt_geometry *plat_mmu_geometry(void);
bool plat_mmu_translates(plat_va_t va, plat_attr_t access);

static inline void plat_mmu_clear_frames(void *frames, uint64_t size)
{
	memset(frames, 0, size);
}

#define PLAT_MMU_SYNCS_CODE 1

void plat_mmu_clean_code(plat_pa_t pa, uint64_t size);
void plat_mmu_fetch_anew(void);

#endif /* PLAT_ARCH_MMU_H */
