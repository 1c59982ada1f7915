/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: a walk over the tables that CR3 refers to, by the manual: Intel SDM
 * 3A tables 4-14 to 4-20, PAT 12.12.
 */
#ifndef TESTS_GUEST_WALK_ISA_H
#define TESTS_GUEST_WALK_ISA_H

#include <plat/arch/mmu.h>
#include <plat/attr.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/types.h>

struct walk_page {
	uint64_t va, pa, size;
	plat_attr_t attr; /* R, W, X and memory type */
	bool user, global;
};

#define WALK_P   (1ull << 0)
#define WALK_RW  (1ull << 1)
#define WALK_US  (1ull << 2)
#define WALK_PWT (1ull << 3)
#define WALK_PCD (1ull << 4)
#define WALK_PS  (1ull << 7)
#define WALK_G   (1ull << 8)
#define WALK_NX  (1ull << 63)
#define WALK_PA  0x000ffffffffff000ull

/* A paravirtual guest of Xen's: entries have machine addresses, the kernel's
 * pages are told from the user's by bit 52, and two top-level entries' tables
 * are Xen's own matter: xen/include/public/arch-x86/xen-x86_64.h. */
#define WALK_PV_KERNEL (1ull << 52)
#define WALK_PV_PAT    0x0000050100070406ull

static inline const struct plat_pt_ops *walk_pv(void)
{
	const struct plat_pt_ops *ops = plat_frontend()->pt_ops;

	return ops && ops->decode ? ops : NULL;
}

static inline uint64_t walk_address(uint64_t entry)
{
	const struct plat_pt_ops *pv = walk_pv();
	plat_attr_t attr = 0;

	if (!pv)
		return entry & WALK_PA;
	return pv->decode(NULL, plat_pa(entry & WALK_PA), &attr).v;
}

/* Whether tables are read-only where all else of their region is not. */
static inline bool walk_tables_are_read_only(void)
{
	return walk_pv() != NULL;
}

/* Whether the top-level entry @i is the guest's. */
static inline bool walk_is_own(unsigned int i)
{
	return !walk_pv() ||
	       ((i < 256 || i >= 272) && i != (PLAT_HOST_BASE >> 39) % 512);
}

static inline uint64_t walk_pat(void)
{
	uint32_t low, high;

	if (walk_pv())
		return WALK_PV_PAT;
	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(0x277));
	return (uint64_t)high << 32 | low;
}

static inline plat_attr_t walk_memtype(uint64_t entry, unsigned int level)
{
	unsigned int pat_bit = level ? 12 : 7;
	unsigned int index = (entry & WALK_PWT ? 1 : 0) |
			     (entry & WALK_PCD ? 2 : 0) |
			     (entry >> pat_bit & 1 ? 4 : 0);

	switch (walk_pat() >> (index * 8) & 0xff) {
	case 0:
		return PLAT_ATTR_DEVICE;
	case 1:
		return PLAT_ATTR_WC;
	case 4:
		return PLAT_ATTR_WT;
	case 6:
		return PLAT_ATTR_WB;
	default:
		return 7u << PLAT_ATTR_MT_SHIFT;
	}
}

struct walk {
	void (*visit)(const struct walk_page *page);
	void (*visit_table)(uint64_t pa);
	unsigned int nr_levels;
};

static inline void walk_table(const struct walk *w, uint64_t table,
			      unsigned int level, uint64_t va, uint64_t rights)
{
	const volatile uint64_t *entries = plat_direct_map(plat_pa(table));

	w->visit_table(table);
	for (unsigned int i = 0; i < 512; i++) {
		uint64_t entry = entries[i];
		uint64_t at = va | (uint64_t)i << (12 + 9 * level);
		/* Writable and user where every level says so; not
		 * executable where one says so. */
		uint64_t r = (entry & rights & (WALK_RW | WALK_US)) |
			     ((entry | rights) & WALK_NX);
		unsigned int top = 12 + 9 * w->nr_levels;

		if (!(entry & WALK_P) ||
		    (level + 1 == w->nr_levels && !walk_is_own(i)))
			continue;
		if (level == 0 && walk_pv() && (entry & WALK_PV_KERNEL)) {
			r &= ~WALK_US;
			entry |= WALK_G;
		}
		if (level + 1 == w->nr_levels && i >= 256)
			at |= ~0ull << top;
		if (level && !(entry & WALK_PS)) {
			walk_table(w, walk_address(entry), level - 1,
				   at, r);
			continue;
		}
		w->visit(&(struct walk_page){
		    .va = at,
		    .pa = walk_address(entry) & ~((1ull << (12 + 9 * level)) - 1),
		    .size = 1ull << (12 + 9 * level),
		    .attr = PLAT_ATTR_R | (r & WALK_RW ? PLAT_ATTR_W : 0) |
			    (r & WALK_NX ? 0 : PLAT_ATTR_X) |
			    walk_memtype(entry, level),
		    .user = (r & WALK_US) != 0,
		    .global = (entry & WALK_G) != 0,
		});
	}
}

static inline void walk_tables(void (*visit)(const struct walk_page *page),
			       void (*visit_table)(uint64_t pa))
{
	struct walk w = {.visit = visit, .visit_table = visit_table};
	uint64_t cr3, cr4;

	if (walk_pv()) {
		w.nr_levels = 4;
		walk_table(&w, plat_mmu_root().v, 3, 0, WALK_RW | WALK_US);
		return;
	}
	__asm__ volatile("mov %%cr3, %0; mov %%cr4, %1"
			 : "=r"(cr3), "=r"(cr4));
	w.nr_levels = cr4 & 1u << 12 ? 5 : 4;
	walk_table(&w, cr3 & WALK_PA, w.nr_levels - 1, 0, WALK_RW | WALK_US);
}

/* The tables of the lower half: here the same. */
static inline void walk_lower(void (*visit)(const struct walk_page *page),
			      void (*visit_table)(uint64_t pa))
{
	walk_tables(visit, visit_table);
}

/* Drop all that the TLB holds. */
static inline void walk_flush(void)
{
	uint64_t cr3;

	if (walk_pv()) {
		plat_mmu_flush_all();
		return;
	}
	__asm__ volatile("mov %%cr3, %0; mov %0, %%cr3" : "=r"(cr3));
}

#endif /* TESTS_GUEST_WALK_ISA_H */
