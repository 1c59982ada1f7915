/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * RIPAS and stage 2. Arm DDI 0487 D8.3 (stage 2 descriptors), D19.2.160
 * (VTCR_EL2); DEN 0137 A5.2 (RIPAS).
 *
 * A page of RAM is mapped in one half at most: in the protected one while its
 * RIPAS is RAM, in the unprotected one while it is EMPTY. A real host may map
 * pages in the unprotected half as it likes; here one that was not shared is
 * not there, so that an access to it is seen.
 */
#include "tests/rmm/rmm.h"

#define NR_PAGES  (RMM_RAM_MAX / PLAT_PAGE_SIZE)
#define NR_BLOCKS (RMM_RAM_MAX / PLAT_MIB(2))
#define PER_TABLE 512

/* Stage 2 descriptors: D8.3.1. */
#define VALID     ((uint64_t)1)
#define TABLE     ((uint64_t)3)
#define PAGE      ((uint64_t)3)
#define MEM_DEV   ((uint64_t)0 << 2)  /* Device-nGnRnE */
#define MEM_NORM  ((uint64_t)15 << 2) /* write-back */
#define RW        ((uint64_t)3 << 6)
#define INNER     ((uint64_t)3 << 8)
#define AF        ((uint64_t)1 << 10)
#define NO_EXEC   ((uint64_t)1 << 54)

#define PRIVATE (PAGE | MEM_NORM | RW | INNER | AF)
#define SHARED  (PRIVATE | NO_EXEC)
#define DEVICE  (VALID | MEM_DEV | RW | AF | NO_EXEC)

enum half { PROTECTED, UNPROTECTED };

/* Level 1 serves up to 40 bits as two tables; level 2 of a GiB each. */
static uint64_t level1[2 * PER_TABLE] PLAT_ALIGNED(8192);
static uint64_t level2[2][RMM_RAM_MAX / PLAT_GIB(1)][PER_TABLE]
    PLAT_ALIGNED(4096);
static uint64_t level3[2][NR_PAGES] PLAT_ALIGNED(4096);
static uint8_t state[NR_PAGES]; /* enum rmm_ripas */
static bool stale;              /* what was mapped may be in a TLB */

uint64_t rmm_alias;

bool rmm_is_ram(uint64_t ipa)
{
	return ipa - RMM_RAM_IPA < rmm_options.mem_bytes;
}

static uint64_t page_number(uint64_t ipa)
{
	return (ipa - RMM_RAM_IPA) / PLAT_PAGE_SIZE;
}

enum rmm_ripas rmm_ripas(uint64_t ipa)
{
	if (!rmm_is_ram(ipa))
		return RMM_EMPTY;
	return (enum rmm_ripas)state[page_number(ipa)];
}

void *rmm_private(uint64_t ipa)
{
	return (void *)(ipa - RMM_RAM_IPA + RMM_RAM_PA);
}

void *rmm_shared(uint64_t ipa)
{
	return (void *)(ipa + RMM_SHARED_PA);
}

/* What nobody may take for zeroes, or for what was there. */
static void spoil(uint64_t ipa)
{
	uint64_t *word = rmm_private(ipa);

	for (size_t i = 0; i < PLAT_PAGE_SIZE / sizeof(*word); i++)
		word[i] = 0xdeadbeefcafef00d;
}

static void put(enum half half, uint64_t ipa, uint64_t entry)
{
	uint64_t *to = &level3[half][page_number(ipa)];

	stale |= *to && *to != entry;
	*(volatile uint64_t *)to = entry;
}

static void map(uint64_t ipa, enum rmm_ripas ripas)
{
	uint64_t page = ipa & ~PLAT_PAGE_MASK;

	put(PROTECTED, ipa, ripas == RMM_RAM
	    ? (uintptr_t)rmm_private(page) | PRIVATE : 0);
	put(UNPROTECTED, ipa, ripas == RMM_EMPTY
	    ? (uintptr_t)rmm_shared(page) | SHARED : 0);
	state[page_number(ipa)] = (uint8_t)ripas;
}

void rmm_ripas_set(uint64_t ipa, enum rmm_ripas ripas)
{
	if (rmm_ripas(ipa) == ripas)
		return;
	spoil(ipa & ~PLAT_PAGE_MASK);
	map(ipa, ripas);
}

void rmm_ripas_load(uint64_t ipa)
{
	map(ipa, RMM_RAM);
}

void rmm_memory_flush(void)
{
	if (!stale)
		return;
	stale = false;
	__asm__ volatile("dsb ishst; tlbi vmalls12e1is; dsb ish; isb"
			 : : : "memory");
}

static void table_entries(enum half half, uint64_t ipa_of_half)
{
	for (uint64_t i = 0; i < NR_BLOCKS; i++) {
		uint64_t *table = level2[half][i / PER_TABLE];

		table[i % PER_TABLE] =
		    (uintptr_t)&level3[half][i * PER_TABLE] | TABLE;
		level1[(ipa_of_half + RMM_RAM_IPA) / PLAT_GIB(1) +
		       i / PER_TABLE] = (uintptr_t)table | TABLE;
	}
}

/* A page that a rmm.destroyed names has had its end before the realm began. */
static enum rmm_ripas at_entry(uint64_t ipa)
{
	if (rmm_ranges_have(&rmm_options.destroyed, ipa))
		return RMM_DESTROYED;
	return rmm_options.empty ? RMM_EMPTY : RMM_RAM;
}

void rmm_memory_setup(void)
{
	rmm_alias = (uint64_t)1 << (rmm_options.ipa_width - 1);
	table_entries(PROTECTED, 0);
	table_entries(UNPROTECTED, rmm_alias);
	if (rmm_options.direct)
		level1[rmm_alias / PLAT_GIB(1)] = DEVICE;
	for (uint64_t at = 0; at < rmm_options.mem_bytes; at += PLAT_PAGE_SIZE)
		map(RMM_RAM_IPA + at, at_entry(RMM_RAM_IPA + at));
}

#define VTCR_RES1      ((uint64_t)1 << 31)
#define VTCR_PS_40     ((uint64_t)2 << 16)
#define VTCR_INNER     ((uint64_t)3 << 12)
#define VTCR_CACHED    ((uint64_t)5 << 8) /* ORGN0, IRGN0: write-back */
#define VTCR_LEVEL_1   ((uint64_t)1 << 6) /* SL0, 4 KiB granule */

void rmm_memory_use(void)
{
	plat_arm64_write(vtcr_el2, VTCR_RES1 | VTCR_PS_40 | VTCR_INNER |
				       VTCR_CACHED | VTCR_LEVEL_1 |
				       (64 - rmm_options.ipa_width));
	plat_arm64_write(vttbr_el2, (uintptr_t)level1);
	__asm__ volatile("isb; dsb ish; tlbi vmalls12e1is; dsb ish; isb"
			 : : : "memory");
}

void *rmm_argument(uint64_t ipa, uint64_t size)
{
	if ((ipa & PLAT_PAGE_MASK) + size > PLAT_PAGE_SIZE ||
	    rmm_ripas(ipa) != RMM_RAM)
		return NULL;
	return rmm_private(ipa);
}
