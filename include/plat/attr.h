/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Attributes of memory, the same word for an MRD, for a mapping and for a
 * request: who may do what, how it is cached, whether the host sees it.
 *
 *   31       11 10      8     7       6        5      4      3    2   1   0
 *  | 0 . . . 0 | memtype | DIRTY ACCESSED SHARED GLOBAL USER | X | W | R |
 */
#ifndef PLAT_ATTR_H
#define PLAT_ATTR_H

#include <stdint.h>

typedef uint32_t plat_attr_t;

#define PLAT_ATTR_R      ((plat_attr_t)1 << 0)
#define PLAT_ATTR_W      ((plat_attr_t)1 << 1)
#define PLAT_ATTR_X      ((plat_attr_t)1 << 2)
#define PLAT_ATTR_USER   ((plat_attr_t)1 << 3) /* user mode may, too */
#define PLAT_ATTR_GLOBAL ((plat_attr_t)1 << 4) /* in every address space */
#define PLAT_ATTR_SHARED ((plat_attr_t)1 << 5) /* the host sees it as well */

/* Only of a mapping that is there, never asked for. */
#define PLAT_ATTR_ACCESSED ((plat_attr_t)1 << 6) /* was read or written */
#define PLAT_ATTR_DIRTY    ((plat_attr_t)1 << 7) /* was written */

#define PLAT_ATTR_RW   (PLAT_ATTR_R | PLAT_ATTR_W)
#define PLAT_ATTR_RX   (PLAT_ATTR_R | PLAT_ATTR_X)
#define PLAT_ATTR_PERM (PLAT_ATTR_R | PLAT_ATTR_W | PLAT_ATTR_X)

/* Memory types. What a type is in a page-table entry is run-time data of the
 * geometry (x86: the PAT; arm64: MAIR_EL1), never a constant of a caller. */
enum plat_memtype {
	PLAT_MT_WB,     /* normal memory, write-back cached */
	PLAT_MT_WT,     /* normal memory, write-through */
	PLAT_MT_WC,     /* write-combining; arm64: normal non-cacheable */
	PLAT_MT_DEVICE, /* x86: strong uncacheable; arm64: Device-nGnRnE */
	PLAT_NR_MEMTYPES,
};

#define PLAT_ATTR_MT_SHIFT 8u
#define PLAT_ATTR_MT_MASK  ((plat_attr_t)7 << PLAT_ATTR_MT_SHIFT)
#define PLAT_ATTR_WB       ((plat_attr_t)PLAT_MT_WB << PLAT_ATTR_MT_SHIFT)
#define PLAT_ATTR_WT       ((plat_attr_t)PLAT_MT_WT << PLAT_ATTR_MT_SHIFT)
#define PLAT_ATTR_WC       ((plat_attr_t)PLAT_MT_WC << PLAT_ATTR_MT_SHIFT)
#define PLAT_ATTR_DEVICE   ((plat_attr_t)PLAT_MT_DEVICE << PLAT_ATTR_MT_SHIFT)

static inline enum plat_memtype plat_attr_memtype(plat_attr_t attr)
{
	return (enum plat_memtype)((attr & PLAT_ATTR_MT_MASK) >>
				   PLAT_ATTR_MT_SHIFT);
}

#endif /* PLAT_ATTR_H */
