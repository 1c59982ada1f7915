/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/lowmem/lowmem.h"

#include <plat/early_map.h>
#include <plat/snapshot.h>

/* BIOS data area: the EBDA's segment, and the KiB of base memory. */
#define BDA_EBDA_SEGMENT 0x40eu
#define BDA_BASE_KIB     0x413u

#define BASE_MEMORY_END 0xa0000u

#define BIOS_END        0x100000u

static uint64_t read_bda(uint64_t pa)
{
	const volatile uint8_t *word =
	    plat_early_map(plat_pa(pa), 2, PLAT_MT_WB);
	uint32_t value;

	if (!word)
		return 0;
	value = word[0] | (uint32_t)word[1] << 8;
	plat_early_unmap((const void *)(uintptr_t)word, 2);
	return value;
}

static bool find_in(const uint8_t *bytes, uint64_t length,
		    const struct plat_lowmem_search *s, uint64_t *offset)
{
	uint8_t copy[LOWMEM_MAX_SIZE];
	uint32_t word;

	for (uint64_t at = 0; at + s->size <= length; at += LOWMEM_STEP) {
		plat_snapshot(&word, bytes + at, sizeof(word));
		if (plat_likely(word != s->signature))
			continue;
		plat_snapshot(copy, bytes + at, s->size);
		*offset = at;
		if (s->accept(copy))
			return true;
	}
	return false;
}

static bool look_in(uint64_t pa, uint64_t size,
		    const struct plat_lowmem_search *s, plat_pa_t *found)
{
	const uint8_t *bytes = plat_early_map(plat_pa(pa), size, PLAT_MT_WB);
	uint64_t offset = 0;
	bool ok;

	if (!bytes)
		return false;
	ok = find_in(bytes, size, s, &offset);
	plat_early_unmap(bytes, size);
	*found = plat_pa(pa + offset);
	return ok;
}

/* In the KiB at @pa, if that can be one that firmware keeps for itself. */
static bool look_in_kib(uint64_t pa, const struct plat_lowmem_search *s,
			plat_pa_t *found)
{
	return pa >= PLAT_KIB(1) && pa <= BASE_MEMORY_END - PLAT_KIB(1) &&
	       look_in(pa, PLAT_KIB(1), s, found);
}

static bool look_in_base(const struct plat_lowmem_search *s, plat_pa_t *found)
{
	uint64_t kib = read_bda(BDA_BASE_KIB);

	/* Firmware that keeps no BIOS data area has all 640 KiB. */
	if (kib == 0)
		kib = BASE_MEMORY_END >> 10;
	return look_in_kib(PLAT_KIB(kib - 1), s, found);
}

PLAT_COLD bool plat_lowmem_find(const struct plat_lowmem_search *search,
				plat_pa_t *found)
{
	return look_in_kib(read_bda(BDA_EBDA_SEGMENT) << 4, search, found) ||
	       (search->base && look_in_base(search, found)) ||
	       look_in(search->bios, BIOS_END - search->bios, search, found);
}

/* Eight sums of one byte each, side by side: a carry out of a byte's top bit
 * is dropped by adding the lower seven bits alone. */
static uint64_t add_lanes(uint64_t a, uint64_t b)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7full;

	return ((a & low) + (b & low)) ^ ((a ^ b) & ~low);
}

uint8_t plat_sum_bytes(const void *bytes, uint64_t size)
{
	const uint64_t lanes = 0x00ff00ff00ff00ffull;
	const uint8_t *at = bytes;
	uint64_t sums = 0;
	uint64_t word;
	uint8_t sum;

	for (; size >= sizeof(word); size -= sizeof(word)) {
		plat_snapshot(&word, at, sizeof(word));
		sums = add_lanes(sums, word);
		at += sizeof(word);
	}
	/* Eight sums to four, to one in the product's top 16 bits. */
	sums = (sums & lanes) + ((sums >> 8) & lanes);
	sum = (uint8_t)((sums * 0x0001000100010001ull) >> 48);
	while (size--)
		sum = (uint8_t)(sum + *(const volatile uint8_t *)at++);
	return sum;
}
