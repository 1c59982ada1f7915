/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the page-table formats whose code is in the library.
 */
#ifndef PLAT_ARCH_PT_H
#define PLAT_ARCH_PT_H

#include <stdint.h>

#define PLAT_PT_HAS_X86_64 1
#define PLAT_PT_HAS_ARM64  0

/* Below this many entries keeping the registers would cost more. */
#define PLAT_ARCH_PT_FILL_MIN 48u

/**
 * Fill most of @nr entries, PLAT_ARCH_PT_FILL_MIN or more, the first @entry, each next one
 * larger by @step; two at a time, in SSE registers that are kept. (SSE2 is
 * part of x86-64; the entry code turns it on.)
 *
 * Returns: how many.
 */
static inline unsigned int plat_arch_pt_fill(uint64_t *p, unsigned int nr,
					     uint64_t entry, uint64_t step)
{
	uint64_t kept[4];
	uint64_t pairs[2] = {entry, entry + step};
	uint64_t steps[2] = {2 * step, 2 * step};
	uint64_t rounds = nr / 16;

	__asm__ volatile("movdqu %%xmm0, (%[kept])\n\t"
			 "movdqu %%xmm1, 16(%[kept])\n\t"
			 "movdqu (%[pairs]), %%xmm0\n\t"
			 "movdqu (%[steps]), %%xmm1\n"
			 "1:\n\t"
			 ".irp offset, 0, 16, 32, 48, 64, 80, 96, 112\n\t"
			 "movdqu %%xmm0, \\offset(%[p])\n\t"
			 "paddq %%xmm1, %%xmm0\n\t"
			 ".endr\n\t"
			 "sub $-128, %[p]\n\t"
			 "dec %[rounds]\n\t"
			 "jnz 1b\n\t"
			 "movdqu (%[kept]), %%xmm0\n\t"
			 "movdqu 16(%[kept]), %%xmm1"
			 : [p] "+r"(p), [rounds] "+r"(rounds)
			 : [kept] "r"(kept), [pairs] "r"(pairs),
			   [steps] "r"(steps)
			 : "memory", "cc");
	return nr & ~15u;
}

#endif /* PLAT_ARCH_PT_H */
