/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Stage 1 descriptors of VMSAv8-64 with the 4 KiB granule, EL1&0 (Arm DDI
 * 0487 D8.3). Their level 3 is level 0 here.
 *
 *   63 59 58 55 54  53 52 50 49 48 47   12 11 10 9  8 7  6 5 4   2  1  0
 *  |  0  |soft|UXN|PXN| GP | 0  | address |nG|AF| SH |AP |0|Attr|T |V | plain
 *  |  0  |soft|UXN|PXN| GP |    address   |nG|AF|51:50|AP|0|Attr|T |V | LPA2
 *
 *   GP: bit 50; DBM: bit 51; 52 is 0. What may be written has AP[2] clear, or
 *   DBM set: then it was not written since its flag was cleared (D8.4.6).
 *   T: 1 in a page (level 0) and in a table, 0 in a block. A table has an
 *   address, T and V only; bits 58:51 and 7:2 are ignored there.
 */
#ifndef COMMON_ARM64_PT_FORMAT_H
#define COMMON_ARM64_PT_FORMAT_H

#include <plat/pt.h>

#define ARM64_PT_VALID         ((uint64_t)1 << 0)
#define ARM64_PT_TYPE          ((uint64_t)1 << 1)
#define ARM64_PT_INDEX_SHIFT   2u
#define ARM64_PT_USER          ((uint64_t)1 << 6) /* AP[1] */
#define ARM64_PT_RO            ((uint64_t)1 << 7) /* AP[2] */
#define ARM64_PT_SH            ((uint64_t)3 << 8)
#define ARM64_PT_SH_INNER      ((uint64_t)3 << 8)
#define ARM64_PT_AF            ((uint64_t)1 << 10)
#define ARM64_PT_NG            ((uint64_t)1 << 11)
#define ARM64_PT_GP            ((uint64_t)1 << 50)
#define ARM64_PT_DBM           ((uint64_t)1 << 51)
#define ARM64_PT_PXN           ((uint64_t)1 << 53)
#define ARM64_PT_UXN           ((uint64_t)1 << 54)
#define ARM64_PT_BORROWED      ((uint64_t)1 << 55) /* ours, in tables */
#define ARM64_PT_BROKEN        ((uint64_t)1 << 56) /* ours, not valid */
#define ARM64_PT_ADDRESS       0x0000fffffffff000ull
#define ARM64_PT_ADDRESS_LPA2  0x0003fffffffff000ull
#define ARM64_PT_HIGH_LPA2     ((uint64_t)3 << 8) /* address bits 51:50 */
#define ARM64_PT_LINEAR_BITS_LPA2 50u /* an address of so many is in its place */
#define ARM64_PT_HIGH_SHIFT    42u
#define ARM64_PT_MEMTYPE       0x000000000000001cull /* AttrIndx */
#define ARM64_PT_MEMTYPE_PLAIN 0x000000000000031cull /* AttrIndx, SH */

static inline uint64_t arm64_pt_resize(uint64_t entry, unsigned int to)
{
	return to == 0 ? entry | ARM64_PT_TYPE : entry & ~ARM64_PT_TYPE;
}

/* What user mode may execute the kernel never may: EL0 could write it. */
static inline uint64_t arm64_pt_bits(const struct plat_pt_geometry *g,
				     plat_attr_t attr, unsigned int level)
{
	uint64_t bits = ARM64_PT_VALID | ARM64_PT_AF;

	bits |= g->memtype_bits[plat_attr_memtype(attr)];
	if (!(attr & PLAT_ATTR_W))
		bits |= ARM64_PT_RO;
	if (attr & PLAT_ATTR_USER)
		bits |= ARM64_PT_USER;
	if (!(attr & PLAT_ATTR_GLOBAL))
		bits |= ARM64_PT_NG;
	if (!(attr & PLAT_ATTR_X) || !(attr & PLAT_ATTR_USER))
		bits |= ARM64_PT_UXN;
	if (!(attr & PLAT_ATTR_X) || (attr & PLAT_ATTR_USER))
		bits |= ARM64_PT_PXN;
	else if (g->guarded)
		bits |= ARM64_PT_GP;
	return arm64_pt_resize(bits, level);
}

static inline plat_attr_t arm64_pt_attr(const struct plat_pt_geometry *g,
					uint64_t entry, uint64_t *memtype)
{
	plat_attr_t attr = PLAT_ATTR_R;
	uint64_t xn = ARM64_PT_PXN;

	*memtype = entry & (g->lpa2 ? ARM64_PT_MEMTYPE
				    : ARM64_PT_MEMTYPE_PLAIN);
	if (!(entry & ARM64_PT_RO) || (entry & ARM64_PT_DBM))
		attr |= PLAT_ATTR_W;
	if (entry & ARM64_PT_USER) {
		attr |= PLAT_ATTR_USER;
		xn = ARM64_PT_UXN;
	}
	if (!(entry & ARM64_PT_NG))
		attr |= PLAT_ATTR_GLOBAL;
	if (!(entry & xn))
		attr |= PLAT_ATTR_X;
	return attr;
}

/* Where the bits of an output address are in a descriptor, and back. */
static inline uint64_t arm64_pt_address_bits(const struct plat_pt_geometry *g,
					     uint64_t address)
{
	if (!g->lpa2)
		return address;
	return (address & ARM64_PT_ADDRESS_LPA2) |
	       ((address >> ARM64_PT_HIGH_SHIFT) & ARM64_PT_HIGH_LPA2);
}

static inline uint64_t arm64_pt_address(const struct plat_pt_geometry *g,
					uint64_t entry)
{
	if (!g->lpa2)
		return entry & ARM64_PT_ADDRESS;
	return (entry & ARM64_PT_ADDRESS_LPA2) |
	       (entry & ARM64_PT_HIGH_LPA2) << ARM64_PT_HIGH_SHIFT;
}

#endif /* COMMON_ARM64_PT_FORMAT_H */
