/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: a walk over the tables that TTBR1_EL1 refers to, by the manual: Arm
 * DDI 0487 D8.2 and D8.3 (4 KiB granule, with and without LPA2), MAIR_EL1
 * D19.2.
 */
#ifndef TESTS_GUEST_WALK_ISA_H
#define TESTS_GUEST_WALK_ISA_H

#include <plat/attr.h>
#include <plat/layout.h>
#include <plat/types.h>

struct walk_page {
	uint64_t va, pa, size;
	plat_attr_t attr; /* R, W, X and memory type */
	bool user, global;
};

#define WALK_VALID  (1ull << 0)
#define WALK_TABLE  (1ull << 1)  /* a table, or a page at the last level */
#define WALK_AP_EL0 (1ull << 6)
#define WALK_AP_RO  (1ull << 7)
#define WALK_AF     (1ull << 10)
#define WALK_NG     (1ull << 11)
#define WALK_PXN    (1ull << 53)
#define WALK_UXN    (1ull << 54)
#define WALK_BAD_MT (7u << PLAT_ATTR_MT_SHIFT)

/* In tables: they take rights away from all that is below them. */
#define WALK_PXN_TABLE    (1ull << 59)
#define WALK_UXN_TABLE    (1ull << 60)
#define WALK_AP_TABLE_EL0 (1ull << 61) /* EL0 may not */
#define WALK_AP_TABLE_RO  (1ull << 62)

#define walk_register(name)                                                \
	({                                                                 \
		uint64_t value_;                                           \
		__asm__ volatile("mrs %0, " name : "=r"(value_));          \
		value_;                                                    \
	})

struct walk {
	void (*visit)(const struct walk_page *page);
	void (*visit_table)(uint64_t pa);
	uint64_t mair;
	unsigned int va_bits;
	bool lpa2; /* TCR_EL1.DS: address bits 51:50 are where SH would be */
	bool wxn;  /* SCTLR_EL1.WXN: what can be written is not executed */
};

static inline plat_attr_t walk_memtype(const struct walk *w, uint64_t entry)
{
	switch (w->mair >> ((entry >> 2 & 7) * 8) & 0xff) {
	case 0x00: /* Device-nGnRnE */
		return PLAT_ATTR_DEVICE;
	case 0x44: /* non-cacheable */
		return PLAT_ATTR_WC;
	case 0xbb: /* write-through, allocating */
		return PLAT_ATTR_WT;
	case 0xff: /* write-back, allocating */
		return PLAT_ATTR_WB;
	default:
		return WALK_BAD_MT;
	}
}

static inline uint64_t walk_address(const struct walk *w, uint64_t entry)
{
	if (w->lpa2)
		return (entry & 0x0003fffffffff000ull) |
		       (entry & 0x300) << 42;
	return entry & 0x0000fffffffff000ull;
}

/* Normal memory that is shared with other CPUs is inner shareable; of a device
 * the bits mean nothing. */
static inline bool walk_shared(const struct walk *w, uint64_t entry)
{
	uint64_t sh = w->lpa2 ? walk_register("tcr_el1") >> 28 : entry >> 8;

	return (sh & 3) == 3 || walk_memtype(w, entry) == PLAT_ATTR_DEVICE;
}

static inline void walk_leaf(const struct walk *w, uint64_t entry, uint64_t va,
			     unsigned int level, uint64_t taken)
{
	uint64_t size = 1ull << (12 + 9 * level);
	bool writable = !(entry & WALK_AP_RO) && !(taken & WALK_AP_TABLE_RO);
	bool user = (entry & WALK_AP_EL0) && !(taken & WALK_AP_TABLE_EL0);
	bool executable = !(entry & WALK_PXN) && !(taken & WALK_PXN_TABLE) &&
			  !(w->wxn && writable);
	bool user_executes = !(entry & WALK_UXN) && !(taken & WALK_UXN_TABLE);
	bool sound = (entry & WALK_AF) && walk_shared(w, entry);

	w->visit(&(struct walk_page){
	    .va = va,
	    .pa = walk_address(w, entry) & ~(size - 1),
	    .size = size,
	    .attr = PLAT_ATTR_R | (writable ? PLAT_ATTR_W : 0) |
		    (executable ? PLAT_ATTR_X : 0) |
		    (sound ? walk_memtype(w, entry) : WALK_BAD_MT),
	    .user = user || user_executes,
	    .global = !(entry & WALK_NG),
	});
}

/* Whether tables are read-only where all else of their region is not. */
static inline bool walk_tables_are_read_only(void)
{
	return false;
}

static inline void walk_table(const struct walk *w, uint64_t table,
			      unsigned int level, uint64_t va, uint64_t taken)
{
	const volatile uint64_t *entries = plat_direct_map(plat_pa(table));
	unsigned int bits = w->va_bits - (12 + 9 * level);
	unsigned int nr = bits < 9 ? 1u << bits : 512;

	w->visit_table(table);
	for (unsigned int i = 0; i < nr; i++) {
		uint64_t entry = entries[i];
		uint64_t at = va | (uint64_t)i << (12 + 9 * level);

		if (!(entry & WALK_VALID))
			continue;
		if (level && (entry & WALK_TABLE))
			walk_table(w, walk_address(w, entry), level - 1, at,
				   taken | entry);
		else if (level || (entry & WALK_TABLE))
			walk_leaf(w, entry, at, level, taken);
	}
}

/* Source: D8.2.5: the level at which a walk of so many bits begins. */
static inline unsigned int walk_root_level(unsigned int va_bits)
{
	return (va_bits - 12 - 1) / 9;
}

static inline uint64_t walk_root(const struct walk *w, uint64_t ttbr)
{
	/* D19.2: with LPA2 bits 5:2 of TTBR1 are address bits 51:48. */
	if (w->lpa2)
		return (ttbr & 0x0000ffffffffffc0ull) | (ttbr & 0x3c) << 46;
	return ttbr & 0x0000fffffffffffeull; /* the ASID is above */
}

static inline void walk_tables(void (*visit)(const struct walk_page *page),
			       void (*visit_table)(uint64_t pa))
{
	uint64_t tcr = walk_register("tcr_el1");
	struct walk w = {
	    .visit = visit,
	    .visit_table = visit_table,
	    .mair = walk_register("mair_el1"),
	    .va_bits = 64 - (unsigned int)(tcr >> 16 & 63),
	    .lpa2 = tcr >> 59 & 1,
	    .wxn = walk_register("sctlr_el1") >> 19 & 1,
	};

	walk_table(&w, walk_root(&w, walk_register("ttbr1_el1")),
		   walk_root_level(w.va_bits), ~0ull << w.va_bits, 0);
}

/* The tables of the lower half: those that TTBR0_EL1 refers to. */
static inline void walk_lower(void (*visit)(const struct walk_page *page),
			      void (*visit_table)(uint64_t pa))
{
	uint64_t tcr = walk_register("tcr_el1");
	struct walk w = {
	    .visit = visit,
	    .visit_table = visit_table,
	    .mair = walk_register("mair_el1"),
	    .va_bits = 64 - (unsigned int)(tcr & 63),
	    .lpa2 = tcr >> 59 & 1,
	    .wxn = walk_register("sctlr_el1") >> 19 & 1,
	};

	if (!(tcr >> 7 & 1)) /* EPD0: walks are off */
		walk_table(&w, walk_root(&w, walk_register("ttbr0_el1")),
			   walk_root_level(w.va_bits), 0, 0);
}

/* Drop all that the TLB holds. */
static inline void walk_flush(void)
{
	__asm__ volatile("dsb ishst; tlbi vmalle1; dsb ish; isb"
			 : : : "memory");
}

#endif /* TESTS_GUEST_WALK_ISA_H */
