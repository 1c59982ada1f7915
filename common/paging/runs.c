/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inner loops of changing tables: whatever is done to many entries is done
 * here, in as few instructions an entry as compilers know. Other than what
 * builds tables these use no vector registers: a page fault's handler, which
 * has not saved them, may change tables.
 */
#include "common/paging/entry.h"

void plat_pt_set(uint64_t *p, unsigned int nr, uint64_t entry, uint64_t step)
{
	for (; nr >= 8; nr -= 8, p += 8) {
		p[0] = entry;
		p[1] = entry += step;
		p[2] = entry += step;
		p[3] = entry += step;
		p[4] = entry += step;
		p[5] = entry += step;
		p[6] = entry += step;
		p[7] = entry += step;
		entry += step;
	}
	for (; nr; nr--, entry += step)
		*p++ = entry;
}

void plat_pt_change_bits(uint64_t *p, unsigned int nr, uint64_t keep,
			 uint64_t bits)
{
	for (; nr; nr--, p++)
		*p = (*p & keep) | bits;
}

void plat_pt_flip(uint64_t *p, unsigned int nr, uint64_t bits)
{
	for (; nr >= 32; nr -= 32, p += 32)
		_Pragma("GCC unroll 32")
		for (unsigned int i = 0; i < 32; i++)
			p[i] ^= bits;
	for (; nr; nr--)
		*p++ ^= bits;
}

struct pt_sum plat_pt_sum(const uint64_t *p, unsigned int nr)
{
	uint64_t any = 0, all = ~(uint64_t)0;

	for (; nr >= 16; nr -= 16, p += 16)
		_Pragma("GCC unroll 16")
		for (unsigned int i = 0; i < 16; i++) {
			any |= p[i];
			all &= p[i];
		}
	for (; nr; nr--, p++) {
		any |= *p;
		all &= *p;
	}
	return (struct pt_sum){any, all};
}

uint64_t plat_pt_or(const uint64_t *p, unsigned int nr)
{
	uint64_t all = 0;

	for (; nr >= 8; nr -= 8, p += 8)
		all |= p[0] | p[1] | p[2] | p[3] | p[4] | p[5] | p[6] | p[7];
	for (; nr; nr--)
		all |= *p++;
	return all;
}

uint64_t plat_pt_and(const uint64_t *p, unsigned int nr)
{
	uint64_t all = ~(uint64_t)0;

	for (; nr >= 8; nr -= 8, p += 8)
		all &= p[0] & p[1] & p[2] & p[3] & p[4] & p[5] & p[6] & p[7];
	for (; nr; nr--)
		all &= *p++;
	return all;
}

unsigned int plat_pt_nr_alike(const uint64_t *p, unsigned int nr)
{
	unsigned int i = 1;

	if (*p & PT_PRESENT) {
		for (; i + 4 <= nr; i += 4)
			if (!(p[i] & p[i + 1] & p[i + 2] & p[i + 3] &
			      PT_PRESENT))
				break;
		while (i < nr && p[i] & PT_PRESENT)
			i++;
		return i;
	}
	for (; i + 8 <= nr; i += 8)
		if ((p[i] | p[i + 1] | p[i + 2] | p[i + 3] | p[i + 4] |
		     p[i + 5] | p[i + 6] | p[i + 7]) &
		    PT_PRESENT)
			break;
	while (i < nr && !(p[i] & PT_PRESENT))
		i++;
	return i;
}
