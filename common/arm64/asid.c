/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/asid.h"

#include <plat/string.h>

static bool is_kept(const struct plat_arm64_asids *asids, uint32_t asid)
{
	return asids->kept[asid / 64] >> (asid % 64) & 1;
}

void plat_arm64_asid_init(struct plat_arm64_asids *asids, unsigned int bits)
{
	memset(asids, 0, sizeof(*asids));
	asids->nr = 1u << bits;
	plat_arm64_asid_renew(asids);
}

bool plat_arm64_asid_take(struct plat_arm64_asids *asids, uint64_t *context)
{
	while (asids->next < asids->nr && is_kept(asids, asids->next))
		asids->next++;
	if (asids->next == asids->nr)
		return false;
	*context = asids->round | asids->next++;
	return true;
}

void plat_arm64_asid_renew(struct plat_arm64_asids *asids)
{
	plat_atomic_store_seq_cst(&asids->round,
				  asids->round + ARM64_ASID_ROUND);
	asids->next = 1;
	memset(asids->kept, 0, asids->nr / 8);
}

void plat_arm64_asid_keep(struct plat_arm64_asids *asids, uint64_t *context)
{
	uint64_t asid = plat_arm64_asid(*context);

	if (*context - asid != asids->round - ARM64_ASID_ROUND)
		return;
	asids->kept[asid / 64] |= (uint64_t)1 << (asid % 64);
	*context = asids->round | asid;
}
