/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: system registers, those bits of them that matter here, and how C
 * reads and writes them. Arm DDI 0487 D19.2.
 */
#ifndef COMMON_ARM64_SYSREG_H
#define COMMON_ARM64_SYSREG_H

#define CURRENT_EL_2 (2 << 2)

/* SCTLR_EL1. */
#define SCTLR_M       (1 << 0)  /* MMU */
#define SCTLR_C       (1 << 2)  /* data caches */
#define SCTLR_SA      (1 << 3)  /* SP is 16-byte aligned */
#define SCTLR_SA0     (1 << 4)
#define SCTLR_ITD     (1 << 7)
#define SCTLR_SED     (1 << 8)
#define SCTLR_EOS     (1 << 11)
#define SCTLR_I       (1 << 12) /* instruction caches */
#define SCTLR_EnDB    (1 << 13)
#define SCTLR_TSCXT   (1 << 20)
#define SCTLR_EIS     (1 << 22)
#define SCTLR_SPAN    (1 << SCTLR_SPAN_BIT) /* exceptions leave PAN alone */
#define SCTLR_EnDA    (1 << 27)
#define SCTLR_nTLSMD  (1 << 28)
#define SCTLR_LSMAOE  (1 << 29)
#define SCTLR_EnIB    (1 << 30)
#define SCTLR_EnIA    (1 << SCTLR_EnIA_BIT)
#define SCTLR_SPAN_BIT 23
#define SCTLR_EnIA_BIT 31
#define SCTLR_BT1_BIT  36 /* paciasp is a target of BR as bti c is */

/* What is 1 where a CPU lacks the feature that gives the bit a meaning, and
 * harmless where it has it. */
#define SCTLR_MMU_OFF                                                      \
	(SCTLR_ITD | SCTLR_SED | SCTLR_EOS | SCTLR_TSCXT | SCTLR_EIS |     \
	 SCTLR_SPAN | SCTLR_nTLSMD | SCTLR_LSMAOE)
#define SCTLR_MMU_ON                                                       \
	(SCTLR_MMU_OFF | SCTLR_M | SCTLR_C | SCTLR_SA | SCTLR_SA0 | SCTLR_I)
#define SCTLR_PAUTH (SCTLR_EnIA | SCTLR_EnIB | SCTLR_EnDA | SCTLR_EnDB)

/*
 * TCR_EL1: 48 bits of virtual address and the 4 KiB granule in both halves,
 * walks inner shareable and write-back cached; the lower half off; the ASID is
 * TTBR1's.
 */
#define TCR_T0SZ_48    (16 << 0)
#define TCR_EPD0       (1 << 7)
#define TCR_CACHED_0   (0x35 << 8) /* IRGN0, ORGN0: 1; SH0: 3 */
#define TCR_TG0_4K     (0 << 14)
#define TCR_T1SZ_48    (16 << 16)
#define TCR_A1         (1 << 22)
#define TCR_CACHED_1   (0x35 << 24)
#define TCR_TG1_4K     (2 << 30)
#define TCR_IPS_SHIFT  32
#define TCR_AS_BIT     36          /* ASIDs have 16 bits */
#define TCR_HA_BIT     39          /* the CPU sets AF; */
#define TCR_HD_BIT     40          /* where DBM is set it clears AP[2] */
#define TCR_DS_BIT     59          /* LPA2 descriptors */
#define TCR_BASE                                                           \
	(TCR_T0SZ_48 | TCR_EPD0 | TCR_CACHED_0 | TCR_TG0_4K |              \
	 TCR_T1SZ_48 | TCR_A1 | TCR_CACHED_1 | TCR_TG1_4K)

/* MAIR_EL1: enum plat_memtype is AttrIndx: write-back, write-through, normal
 * non-cacheable, Device-nGnRnE. */
#define MAIR 0x0044bbff

/* TTBR0_EL1, TTBR1_EL1. */
#define TTBR_ASID_SHIFT 48
#define TTBR_ADDRESS    0x0000ffffffffffc0ull
#define TTBR_HIGH       0x3cull /* address bits 51:48, LPA2 */
#define TTBR_HIGH_SHIFT 46

/* CTR_EL0. */
#define CTR_DMINLINE_SHIFT 16 /* 4 bits: words of the shortest line, log2 */
#define CTR_IDC_BIT        28 /* fetches see what data caches have */
#define CTR_DIC_BIT        29 /* and instruction caches follow */

/* ID registers: where a field begins; each has 4 bits. */
#define ID_AA64ISAR0_ATOMIC  20
#define ID_AA64ISAR0_TLB     56
#define ID_AA64ISAR0_RNDR    60
#define ID_AA64ISAR1_APA     4
#define ID_AA64ISAR1_API     8
#define ID_AA64ISAR2_APA3    12
#define ID_AA64MMFR0_PARANGE 0
#define ID_AA64MMFR0_ASID    4
#define ID_AA64MMFR0_TGRAN4  28
#define ID_AA64MMFR0_FGT     56
#define ID_AA64MMFR1_HAFDBS  0
#define ID_AA64MMFR1_PAN     20
#define ID_AA64MMFR1_HCX     40
#define ID_AA64MMFR2_VARANGE 16
#define ID_AA64PFR0_EL3      12
#define ID_AA64PFR0_GIC      24
#define ID_AA64PFR1_BT       0
#define PARANGE_48 5
#define PARANGE_52 6
#define ASID_16 2
#define HAFDBS_AF    1
#define HAFDBS_DIRTY 2
#define TGRAN4_LPA2 1
#define TGRAN4_NONE 15
#define TLB_RANGE 2

/* Registers that assemblers name only for later architectures. D19.2. */
#define APIAKeyLo_EL1 S3_0_C2_C1_0
#define APIAKeyHi_EL1 S3_0_C2_C1_1
#define APIBKeyLo_EL1 S3_0_C2_C1_2
#define APIBKeyHi_EL1 S3_0_C2_C1_3
#define APDAKeyLo_EL1 S3_0_C2_C2_0
#define APDAKeyHi_EL1 S3_0_C2_C2_1
#define APDBKeyLo_EL1 S3_0_C2_C2_2
#define APDBKeyHi_EL1 S3_0_C2_C2_3

#ifndef __ASSEMBLER__

#include <stdint.h>

#define plat_arm64_read(reg) PLAT_ARM64_READ_NAMED(reg)
#define PLAT_ARM64_READ_NAMED(reg)                                         \
	({                                                                 \
		uint64_t value_;                                           \
		__asm__ volatile("mrs %0, " #reg : "=r"(value_) : : "memory"); \
		value_;                                                    \
	})

#define plat_arm64_write(reg, value) PLAT_ARM64_WRITE_NAMED(reg, value)
#define PLAT_ARM64_WRITE_NAMED(reg, value)                                 \
	__asm__ volatile("msr " #reg ", %0"                                \
			 : : "r"((uint64_t)(value)) : "memory")

static inline void plat_arm64_isb(void)
{
	__asm__ volatile("isb" : : : "memory");
}

/* The field of an ID register that begins at bit @shift. */
static inline unsigned int plat_arm64_id_field(uint64_t id, unsigned int shift)
{
	return (id >> shift) & 15;
}

/* Bytes of the shortest line of a data cache, of which CTR_EL0 @ctr tells. */
static inline uint64_t plat_arm64_data_line(uint64_t ctr)
{
	return (uint64_t)4 << (ctr >> CTR_DMINLINE_SHIFT & 15);
}

/* @root as TTBRs have it. */
static inline uint64_t plat_arm64_ttbr(uint64_t root)
{
	return (root & TTBR_ADDRESS) | ((root >> TTBR_HIGH_SHIFT) & TTBR_HIGH);
}

#endif /* __ASSEMBLER__ */

#endif /* COMMON_ARM64_SYSREG_H */
