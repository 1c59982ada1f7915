/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: what the core asks of the MMU. The same names exist for each ISA.
 * Intel SDM 3A 4.10.
 */
#ifndef PLAT_ARCH_MMU_H
#define PLAT_ARCH_MMU_H

#include <plat/arch/privileged.h>
#include <plat/attr.h>
#include <plat/pt.h>
#include <plat/string.h>
#include <plat/types.h>

struct plat_space;

/* One root has both halves: that of each address space refers to the kernel's
 * tables. */
#define PLAT_MMU_SHARES_ROOT 1

/** The geometry of the kernel's tables. Context: from the cpu stage on. */
const struct plat_pt_geometry *plat_mmu_geometry(void);

/** Translate through @root from now on; drops what the TLB holds. */
static inline void plat_mmu_load_root(plat_pa_t root)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_WRITE_CR3,
						PLAT_PRIV_PAD2 "mov %0, %%cr3")
				: : "r"(root.v) : "memory");
}

/** The root in use. */
static inline plat_pa_t plat_mmu_root(void)
{
	uint64_t cr3;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_READ_CR3,
						PLAT_PRIV_PAD2 "mov %%cr3, %0")
				: "=r"(cr3) : : "memory");
	return plat_pa(cr3 & ~PLAT_PAGE_MASK);
}

/** Forget what this lcpu's TLB holds of the page at @va. */
static inline void plat_mmu_flush_page(plat_va_t va)
{
	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_INVLPG,
						PLAT_PRIV_PAD2 "invlpg (%0)")
				: : "QSD"(va.v) : "memory");
}

/**
 * Forget all that this lcpu's TLB holds, global pages and other address spaces
 * included: a change of CR4.PGE does that (SDM 3A 4.10.4.1).
 */
static inline void plat_mmu_flush_all(void)
{
	uint64_t cr4;

	__asm__ inline volatile(PLAT_PRIVILEGED(PLAT_PRIV_FLUSH_ALL,
						"mov %%cr4, %0\n\t"
						"btc $7, %0\n\t"
						"mov %0, %%cr4\n\t"
						"btc $7, %0\n\t"
						"mov %0, %%cr4")
				: "=r"(cr4) : : "memory", "cc");
}

/**
 * Forget what this lcpu's TLB holds of [va, va + size), where the smallest
 * page is 1 << page_shift bytes. Beyond some pages everything is forgotten.
 */
void plat_mmu_flush_range(plat_va_t va, uint64_t size, unsigned int page_shift);

/*
 * Has the other lcpus for whose data's base @concerns(@arg) is true run
 * @function(@arg), which takes no lock, and waits until they have. Set by who
 * starts them; NULL: there are none.
 *
 * Context: any, any lock held: who waits for that lock, or for this lcpu in
 *          its turn, runs it meanwhile.
 */
extern void (*plat_mmu_tell_others)(bool (*concerns)(const void *arg,
						     uintptr_t base),
				    void (*function)(void *arg), void *arg);

/** For an lcpu that has just become one of the others: do what they have been
 * told, TLBs apart. */
void plat_mmu_catch_up(void);

/** Whether other lcpus have to be told of what this one forgets. */
static inline bool plat_mmu_others(void)
{
	return plat_mmu_tell_others != NULL;
}

/** Zero @size bytes, whole frames, of the direct map. */
static inline void plat_mmu_clear_frames(void *frames, uint64_t size)
{
	memset(frames, 0, size);
}

/* What was written is fetched: instruction caches snoop, and what changed a
 * page to executable was serialising (SDM 3A 9.3, 12.6). */
#define PLAT_MMU_SYNCS_CODE 0

static inline void plat_mmu_clean_code(plat_pa_t pa, uint64_t size)
{
	(void)pa;
	(void)size;
}

static inline void plat_mmu_fetch_anew(void)
{
}

/** Entries that became valid are seen by the walks that follow. */
static inline void plat_mmu_publish(void)
{
	__asm__ volatile("" : : : "memory");
}

/** Whether a walk finds @va now: only asked where it may have been broken. */
static inline bool plat_mmu_translates(plat_va_t va, plat_attr_t access)
{
	(void)va;
	(void)access;
	return false;
}

#endif /* PLAT_ARCH_MMU_H */
