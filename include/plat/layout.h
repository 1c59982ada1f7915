/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The virtual address space, the same for every frontend and ISA (x86_64 with
 * 4 and 5 levels, arm64 with 48 and 52 bits).
 *
 *   0000000000000000 +---------------------------------------------------+
 *                    | the guest's own: user space, its address spaces.  |
 *                    | Nothing of Plinth is here; page 0 is never mapped |
 *   ffff800000000000 +---------------------------------------------------+
 *                    | Xen's, in a PV guest on x86_64: never used        |
 *   ffff880000000000 +---------------------------------------------------+
 *   ffff888000000000 | direct map, 64 TiB: physical address p is at      |
 *                    | PLAT_DIRECT_MAP_BASE + p (a choice of configure)  |
 *   ffffd80000000000 +---------------------------------------------------+
 *                    | vmem window, 16 TiB: ranges made at run time      |
 *   ffffe80000000000 +---------------------------------------------------+
 *                    | foreign window, 1 TiB: pages of other domains     |
 *   ffffe90000000000 +---------------------------------------------------+
 *                    | lcpu window, 1 TiB: stacks and data of lcpus      |
 *   ffffea0000000000 +---------------------------------------------------+
 *                    | free                                              |
 *   fffff00000000000 +---------------------------------------------------+
 *                    | host window, 512 GiB: what a host maps by itself  |
 *                    | (Xen, in a PV guest: its list of frames)          |
 *   fffff08000000000 +---------------------------------------------------+
 *                    | free                                              |
 *   ffffff8000000000 +---------------------------------------------------+
 *                    | MMIO window, 508 GiB: device registers            |
 *   ffffffff00000000 +---------------------------------------------------+
 *                    | free: a guard of 2 GiB                            |
 *   ffffffff80000000 +---------------------------------------------------+
 *                    | image window, 1 GiB: text, rodata, data, stacks   |
 *   ffffffffc0000000 +---------------------------------------------------+
 *                    | early window, 2 MiB: plat_early_map()             |
 *   ffffffffc0200000 +---------------------------------------------------+
 *                    | free; the last page is never mapped               |
 *                    +---------------------------------------------------+
 */
#ifndef PLAT_LAYOUT_H
#define PLAT_LAYOUT_H

#include <plat/config.h>

#define PLAT_DIRECT_MAP_LOWEST  0xffff880000000000ull
#define PLAT_DIRECT_MAP_SIZE    0x0000400000000000ull
#define PLAT_VMEM_BASE          0xffffd80000000000ull
#define PLAT_VMEM_SIZE          0x0000100000000000ull
#define PLAT_FOREIGN_BASE       0xffffe80000000000ull
#define PLAT_FOREIGN_SIZE       0x0000010000000000ull
#define PLAT_LCPU_BASE          0xffffe90000000000ull
#define PLAT_LCPU_SIZE          0x0000010000000000ull
#define PLAT_HOST_BASE          0xfffff00000000000
#define PLAT_MMIO_BASE          0xffffff8000000000ull
#define PLAT_MMIO_SIZE          0x0000007f00000000ull
#define PLAT_IMAGE_BASE         0xffffffff80000000
#define PLAT_IMAGE_WINDOW_SIZE  0x0000000040000000
#define PLAT_EARLY_BASE         0xffffffffc0000000

#ifndef __ASSEMBLER__

#include <plat/types.h>

_Static_assert(PLAT_DIRECT_MAP_BASE % PLAT_GIB(1) == 0,
	       "the direct map's base must be a multiple of 1 GiB");
_Static_assert(PLAT_DIRECT_MAP_BASE >= PLAT_DIRECT_MAP_LOWEST &&
		   PLAT_DIRECT_MAP_BASE <=
		       PLAT_VMEM_BASE - PLAT_DIRECT_MAP_SIZE,
	       "the direct map must lie between Xen's range and vmem");

/**
 * Where physical address @pa is in the direct map. Only memory that an MRD
 * names as mapped there can be reached (table in <plat/mrd.h>).
 *
 * Requires: pa.v < PLAT_DIRECT_MAP_SIZE.
 * Context:  any, from the memory stage on.
 */
static inline void *plat_direct_map(plat_pa_t pa)
{
	return (void *)(uintptr_t)(PLAT_DIRECT_MAP_BASE + pa.v);
}

/**
 * The physical address of a pointer into the direct map.
 */
static inline plat_pa_t plat_direct_map_pa(const void *p)
{
	return plat_pa((uintptr_t)p - PLAT_DIRECT_MAP_BASE);
}

/**
 * The physical address of a function or static object of the image.
 *
 * Context: any, from the first C function on.
 */
plat_pa_t plat_image_pa(const void *p);

/**
 * The address in the image window of the image's byte at @pa.
 */
plat_va_t plat_image_va(plat_pa_t pa);

#endif /* __ASSEMBLER__ */

#endif /* PLAT_LAYOUT_H */
