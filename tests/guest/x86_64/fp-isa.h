/* SPDX-License-Identifier: BSD-3-Clause */
/* FP registers that a call has to keep, and the state that goes with them. */
#ifndef TESTS_GUEST_FP_ISA_H
#define TESTS_GUEST_FP_ISA_H

#include <stdint.h>

/* Rounding: MXCSR bits 13-14, x87 control bits 10-11; precision mask left. */
static inline void fp_set_rounding(unsigned int mode)
{
	uint32_t mxcsr = 0x1f80u | (mode & 3) << 13;
	uint16_t x87 = (uint16_t)(0x37fu | (mode & 3) << 10);

	__asm__ volatile("ldmxcsr %0; fldcw %1" : : "m"(mxcsr), "m"(x87));
}

static inline unsigned int fp_rounding(void)
{
	uint32_t mxcsr;
	uint16_t x87;

	__asm__ volatile("stmxcsr %0; fnstcw %1" : "=m"(mxcsr), "=m"(x87));
	return ((mxcsr >> 13) & 3) == ((x87 >> 10) & 3u) ? (mxcsr >> 13) & 3
							 : 4;
}

/* A call keeps none of the numbers. */
#define FP_NR_KEPT 0
static inline void fp_fill(uint64_t value)
{
	(void)value;
}

static inline unsigned int fp_nr_kept(uint64_t value)
{
	(void)value;
	return FP_NR_KEPT;
}

#endif /* TESTS_GUEST_FP_ISA_H */
