/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the page-table formats whose code is in the library.
 */
#ifndef PLAT_ARCH_PT_H
#define PLAT_ARCH_PT_H

#include <stdint.h>

#define PLAT_PT_HAS_X86_64 1
#define PLAT_PT_HAS_ARM64  0

/* Below this many entries plain stores take no more instructions. */
#define PLAT_ARCH_PT_FILL_MIN 8u

/**
 * Fill @nr entries, PLAT_ARCH_PT_FILL_MIN or more, the first @entry, each next
 * one larger by @step; two at a time, in SSE registers. (SSE2 is part of
 * x86-64; the entry code turns it on. Registers that a called function may
 * change; the core is compiled without, so that no compiler has to be told.)
 *
 * Each pair is 8 bytes of code: the first round begins where as many of the 16
 * are left as there are more than whole rounds.
 */
static inline void plat_arch_pt_fill(uint64_t *p, unsigned int nr,
				     uint64_t entry, uint64_t step)
{
	uint64_t missing, rounds;
	char *at;

	if (nr & 1) {
		*p++ = entry;
		entry += step;
	}
	missing = -(nr / 2) & 15;
	rounds = (nr / 2 + missing) / 16;
	at = (char *)p - 16 * missing + 120;
	__asm__ volatile("movq %[entry], %%xmm0\n\t"
			 "add %[step], %[entry]\n\t"
			 "movq %[entry], %%xmm1\n\t"
			 "punpcklqdq %%xmm1, %%xmm0\n\t"
			 "add %[step], %[step]\n\t"
			 "movq %[step], %%xmm1\n\t"
			 "punpcklqdq %%xmm1, %%xmm1\n\t"
			 "lea 1f(,%[missing],8), %[missing]\n\t"
			 "jmp *%[missing]\n"
			 "1:\n\t"
			 ".irp offset, -120, -104, -88, -72, -56, -40, -24, -8,"
			 " 8, 24, 40, 56, 72, 88, 104, 120\n\t"
			 "movups %%xmm0, \\offset(%[at])\n\t"
			 "paddq %%xmm1, %%xmm0\n\t"
			 ".endr\n\t"
			 "add $256, %[at]\n\t"
			 "dec %[rounds]\n\t"
			 "jnz 1b"
			 : [at] "+a"(at), [rounds] "+c"(rounds),
			   [missing] "+d"(missing), [entry] "+r"(entry),
			   [step] "+r"(step)
			 :
			 : "memory", "cc");
}

/** Clear a table, which is a page. */
static inline void plat_arch_pt_clear(uint64_t *table)
{
	uint64_t nr = 512;

	__asm__ volatile("rep stosq"
			 : "+D"(table), "+c"(nr)
			 : "a"(0)
			 : "memory");
}

#endif /* PLAT_ARCH_PT_H */
