/* SPDX-License-Identifier: BSD-3-Clause */
/* FP registers that a call has to keep, and the state that goes with them. */
#ifndef TESTS_GUEST_FP_ISA_H
#define TESTS_GUEST_FP_ISA_H

#include <stdint.h>

/* Rounding: FPCR bits 22-23. */
static inline void fp_set_rounding(unsigned int mode)
{
	__asm__ volatile("msr fpcr, %0" : : "r"((uint64_t)(mode & 3) << 22));
}

static inline unsigned int fp_rounding(void)
{
	uint64_t fpcr;

	__asm__ volatile("mrs %0, fpcr" : "=r"(fpcr));
	return (fpcr >> 22) & 3;
}

/* d8 to d15. AAPCS64 6.1.2. */
#define FP_NR_KEPT 8
static inline void fp_fill(uint64_t value)
{
	__asm__ volatile("fmov d8, %0; add %0, %0, #1; fmov d9, %0;"
			 "add %0, %0, #1; fmov d10, %0; add %0, %0, #1;"
			 "fmov d11, %0; add %0, %0, #1; fmov d12, %0;"
			 "add %0, %0, #1; fmov d13, %0; add %0, %0, #1;"
			 "fmov d14, %0; add %0, %0, #1; fmov d15, %0"
			 : "+r"(value)
			 :
			 : "d8", "d9", "d10", "d11", "d12", "d13", "d14",
			   "d15");
}

static inline unsigned int fp_nr_kept(uint64_t value)
{
	uint64_t found[FP_NR_KEPT];
	unsigned int nr = 0;

	__asm__ volatile("stp d8, d9, [%0]; stp d10, d11, [%0, #16];"
			 "stp d12, d13, [%0, #32]; stp d14, d15, [%0, #48]"
			 :
			 : "r"(found)
			 : "memory");
	for (unsigned int i = 0; i < FP_NR_KEPT; i++)
		nr += found[i] == value + i;
	return nr;
}

#endif /* TESTS_GUEST_FP_ISA_H */
