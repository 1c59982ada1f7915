/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what the core asks of the MMU. The same names exist for each ISA. Arm
 * DDI 0487 D8.14 (TLB maintenance), D19.2 (registers).
 */
#ifndef PLAT_ARCH_MMU_H
#define PLAT_ARCH_MMU_H

#include <plat/attr.h>
#include <plat/pt.h>
#include <plat/types.h>

/* The kernel's half has a root of its own, TTBR1. */
#define PLAT_MMU_SHARES_ROOT 0

/** The geometry of the kernel's tables. Context: from the cpu stage on. */
const struct plat_pt_geometry *plat_mmu_geometry(void);

/** Translate through @root from now on; drops what the TLB holds. */
void plat_mmu_load_root(plat_pa_t root);

/** The root in use. */
plat_pa_t plat_mmu_root(void);

/** Forget what the TLBs hold of the page at @va. */
static inline void plat_mmu_flush_page(plat_va_t va)
{
	/* VA[55:12]; the ASID is not looked at. */
	uint64_t page = (va.v << 8) >> 20;

	__asm__ volatile("dsb ishst; tlbi vaae1is, %0; dsb ish; isb"
			 : : "r"(page) : "memory");
}

/**
 * Forget what the TLBs hold of [va, va + size), where the smallest page is
 * 1 << page_shift bytes. Beyond some pages everything is forgotten.
 */
void plat_mmu_flush_range(plat_va_t va, uint64_t size, unsigned int page_shift);

/** Forget all that the TLBs hold. */
static inline void plat_mmu_flush_all(void)
{
	__asm__ volatile("dsb ishst; tlbi vmalle1is; dsb ish; isb"
			 : : : "memory");
}

/* Lcpus that read tables without a lock, which are not to be freed. */
extern uint32_t plat_mmu_nr_serving;

/** Whether other lcpus have to be told of what this one forgets: TLBI does. */
static inline bool plat_mmu_others(void)
{
	return false;
}

/** Zero @size bytes, whole frames, of the direct map. */
void plat_mmu_clear_frames(void *frames, uint64_t size);

/* Instruction caches know nothing of what is written. */
#define PLAT_MMU_SYNCS_CODE 1

/**
 * Write back what data caches have of [pa, pa + size), as far as instruction
 * fetches look. Whole pages; those that the direct map has.
 */
void plat_mmu_clean_code(plat_pa_t pa, uint64_t size);

/** All lcpus forget what they have fetched of what has been cleaned. */
void plat_mmu_fetch_anew(void);

/** Entries that became valid are seen by the walks that follow. */
static inline void plat_mmu_publish(void)
{
	__asm__ volatile("dsb ishst; isb" : : : "memory");
}

/**
 * Whether a walk finds @va now, for the kernel, as @access asks. (What was read
 * before this has come before the walk.)
 */
static inline bool plat_mmu_translates(plat_va_t va, plat_attr_t access)
{
	uint64_t par;

	if (access & PLAT_ATTR_W)
		__asm__ volatile("isb; at s1e1w, %1; isb; mrs %0, par_el1"
				 : "=r"(par) : "r"(va.v) : "memory");
	else
		__asm__ volatile("isb; at s1e1r, %1; isb; mrs %0, par_el1"
				 : "=r"(par) : "r"(va.v) : "memory");
	return !(par & 1); /* F: the walk failed */
}

#endif /* PLAT_ARCH_MMU_H */
