/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * EL2's own MMU: PA = VA in blocks of 1 GiB, the first one devices; without it
 * all memory would be device memory, where locks do not work. Arm DDI 0487
 * D8.3 (descriptors), D19.2.140 (TCR_EL2).
 */
#include "tests/rmm/rmm.h"

void rmm_mmu_on(void);

#define NR_BLOCKS 512
#define BLOCK     0x1ull
#define NORMAL    0x700ull       /* attribute 0, inner shareable, AF */
#define DEVICES   0x404ull       /* attribute 1, AF */
#define NO_EXEC   (1ull << 54)
#define MAIR_EL2  0x00ffull      /* write-back; Device-nGnRnE */
/* 39 bits, write-back, inner shareable, 40 bits of PA; the bits that are 1. */
#define TCR_EL2   0x80823519ull
#define SCTLR_EL2 0x30c5183dull  /* M, C, I, SA, and the bits that are 1 */

static uint64_t blocks[NR_BLOCKS] PLAT_ALIGNED(4096);

void rmm_mmu_on(void)
{
	for (uint64_t i = 0; i < NR_BLOCKS; i++)
		blocks[i] = i << 30 | BLOCK | (i ? NORMAL : DEVICES | NO_EXEC);
	plat_arm64_write(mair_el2, MAIR_EL2);
	plat_arm64_write(tcr_el2, TCR_EL2);
	plat_arm64_write(ttbr0_el2, (uintptr_t)blocks);
	__asm__ volatile("dsb sy; isb; tlbi alle2; dsb sy; isb" : : : "memory");
	plat_arm64_write(sctlr_el2, SCTLR_EL2);
	plat_arm64_isb();
}
