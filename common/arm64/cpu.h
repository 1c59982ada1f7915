/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what the CPU can do. Arm DDI 0487 D19.2.
 */
#ifndef COMMON_ARM64_CPU_H
#define COMMON_ARM64_CPU_H

#include <plat/types.h>

/* What the ID registers say, and the entry code has switched on. */
struct plat_arm64_cpu {
	uint8_t pa_bits;
	uint8_t user_va_bits; /* the widest lower half: 48 or 52 */
	bool has_lpa2;        /* tables have LPA2 descriptors */
	bool has_pauth;       /* return addresses are signed */
	bool has_bti;
	bool has_pan;
	bool has_rndr;        /* random numbers by an instruction */
};

extern struct plat_arm64_cpu plat_arm64_cpu;

/* lse.c */
extern bool __aarch64_have_lse_atomics;

#endif /* COMMON_ARM64_CPU_H */
