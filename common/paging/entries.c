/* SPDX-License-Identifier: BSD-3-Clause */
/* The inner loops: whatever is done to many entries is done here, unrolled,
 * in one to three instructions an entry. */
#include "common/paging/entry.h"

void plat_pt_fill(uint64_t *p, unsigned int nr, uint64_t entry, uint64_t step)
{
	if (nr >= PLAT_ARCH_PT_FILL_MIN) {
		plat_arch_pt_fill(p, nr, entry, step);
		return;
	}
	for (; nr; nr--, p++, entry += step)
		*p = entry;
}

void plat_pt_change_bits(uint64_t *p, unsigned int nr, uint64_t keep,
			 uint64_t bits)
{
	for (; nr >= 8; nr -= 8, p += 8) {
		p[0] = (p[0] & keep) | bits;
		p[1] = (p[1] & keep) | bits;
		p[2] = (p[2] & keep) | bits;
		p[3] = (p[3] & keep) | bits;
		p[4] = (p[4] & keep) | bits;
		p[5] = (p[5] & keep) | bits;
		p[6] = (p[6] & keep) | bits;
		p[7] = (p[7] & keep) | bits;
	}
	for (; nr; nr--, p++)
		*p = (*p & keep) | bits;
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
	uint64_t flip = *p & PT_PRESENT ? ~(uint64_t)0 : 0;
	unsigned int i = 1;

	for (; i + 4 <= nr; i += 4)
		if (((p[i] ^ flip) | (p[i + 1] ^ flip) | (p[i + 2] ^ flip) |
		     (p[i + 3] ^ flip)) & PT_PRESENT)
			break;
	while (i < nr && !((p[i] ^ flip) & PT_PRESENT))
		i++;
	return i;
}
