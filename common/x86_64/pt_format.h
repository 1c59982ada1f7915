/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page-table entries of x86_64 (Intel SDM 3A 4.5, tables 4-15 to 4-20; AMD
 * 24593 5.3).
 *
 *   63  62   52 51         12 11   9  8   7   6 5  4   3   2   1  0
 *  | NX | 0 . 0 |  address   | soft | G |PAT| D|A|PCD|PWT|U/S|R/W|P | 4 KiB
 *  | NX | 0 . 0 |adr. |0|PAT | soft | G | 1 | D|A|PCD|PWT|U/S|R/W|P | large
 *  | NX | 0 . 0 |  address   | soft | 0 | 0 | 0|A|PCD|PWT|U/S|R/W|P | table
 *                         12
 *
 * Bit 52, which the CPU ignores, tells the kernel's pages from the user's where
 * both run in ring 3 (Xen's PV guests, where Xen sets it if the guest does not):
 * U/S is set in both then, and G is the user's.
 */
#ifndef COMMON_X86_64_PT_FORMAT_H
#define COMMON_X86_64_PT_FORMAT_H

#include <plat/pt.h>

#define X86_PT_P         ((uint64_t)1 << 0)
#define X86_PT_RW        ((uint64_t)1 << 1)
#define X86_PT_US        ((uint64_t)1 << 2)
#define X86_PT_A         ((uint64_t)1 << 5)
#define X86_PT_D         ((uint64_t)1 << 6)
#define X86_PT_PS        ((uint64_t)1 << 7)
#define X86_PT_PAT       ((uint64_t)1 << 7)
#define X86_PT_G         ((uint64_t)1 << 8)
#define X86_PT_BORROWED  ((uint64_t)1 << 9)  /* ours, in tables */
#define X86_PT_BROKEN    ((uint64_t)1 << 10) /* ours, not present */
#define X86_PT_PAT_LARGE ((uint64_t)1 << 12)
#define X86_PT_KERNEL    ((uint64_t)1 << 52)
#define X86_PT_NX        ((uint64_t)1 << 63)
#define X86_PT_ADDRESS   0x000ffffffffff000ull
#define X86_PT_MEMTYPE   0x0000000000000098ull /* PAT, PCD, PWT */

/* The same page, or part of it, at another level; the address is kept where
 * its bits mean the same. */
static inline uint64_t x86_pt_resize(uint64_t entry, unsigned int from,
				     unsigned int to)
{
	if (from == 0 && to > 0) {
		entry |= (entry & X86_PT_PAT) << 5;
		entry |= X86_PT_PS;
	} else if (from > 0 && to == 0) {
		uint64_t pat = (entry & X86_PT_PAT_LARGE) >> 5;

		entry &= ~(X86_PT_PAT_LARGE | X86_PT_PS);
		entry |= pat;
	}
	return entry;
}

/* A and D are set beforehand, as the CPU would otherwise stop to set them; D
 * only with RW: without, it makes a shadow-stack page (SDM 3A 4.6.1). */
static inline uint64_t x86_pt_bits(const struct plat_pt_geometry *g,
				   plat_attr_t attr, unsigned int level)
{
	uint64_t bits = g->leaf_flags[attr / PLAT_ATTR_USER % 4];

	_Static_assert(PLAT_ATTR_GLOBAL == 2 * PLAT_ATTR_USER, "leaf_flags");
	bits |= g->memtype_bits[plat_attr_memtype(attr)];
	if (attr & PLAT_ATTR_W)
		bits |= X86_PT_RW | X86_PT_D;
	if (!(attr & PLAT_ATTR_X) && g->has_nx)
		bits |= X86_PT_NX;
	return x86_pt_resize(bits, 0, level);
}

static inline plat_attr_t x86_pt_attr(const struct plat_pt_geometry *g,
				      uint64_t entry, unsigned int level,
				      uint64_t *memtype)
{
	plat_attr_t attr = PLAT_ATTR_R;

	*memtype = x86_pt_resize(entry, level, 0) & X86_PT_MEMTYPE;
	if (entry & X86_PT_RW)
		attr |= PLAT_ATTR_W;
	if (entry & X86_PT_KERNEL)
		entry ^= X86_PT_US | X86_PT_G;
	if (entry & X86_PT_US)
		attr |= PLAT_ATTR_USER;
	if (entry & X86_PT_G)
		attr |= PLAT_ATTR_GLOBAL;
	if (!(entry & X86_PT_NX) || !g->has_nx)
		attr |= PLAT_ATTR_X;
	return attr;
}

#endif /* COMMON_X86_64_PT_FORMAT_H */
