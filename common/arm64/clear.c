/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Zeroes in memory, a block of a data cache at a time: Arm DDI 0487 C5.3.8 (DC
 * ZVA), D19.2 (DCZID_EL0). It faults on device memory, so memset() is not made
 * of this.
 */
#include <plat/arch/mmu.h>

#include <plat/string.h>

#include "common/arm64/sysreg.h"

#define DCZID_BS  ((uint64_t)15) /* words of a block, log2 */
#define DCZID_DZP ((uint64_t)1 << 4) /* prohibited */

/* What a round of the loop clears is a part of a page. */
#define BLOCK_MAX (PLAT_PAGE_SIZE / 4)

void plat_mmu_clear_frames(void *frames, uint64_t size)
{
	uint64_t dczid = plat_arm64_read(dczid_el0);
	uint64_t block = (uint64_t)4 << (dczid & DCZID_BS);
	char *at = frames, *end = at + size;

	if ((dczid & DCZID_DZP) || block > BLOCK_MAX) {
		memset(frames, 0, size);
		return;
	}
	__asm__ volatile("1:\n\t"
			 ".rept 4\n\t"
			 "dc zva, %[at]\n\t"
			 "add %[at], %[at], %[block]\n\t"
			 ".endr\n\t"
			 "cmp %[at], %[end]\n\t"
			 "b.lo 1b"
			 : [at] "+r"(at)
			 : [end] "r"(end), [block] "r"(block)
			 : "memory", "cc");
}
