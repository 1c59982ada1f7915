/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A fixed window through which anything physical can be reached for a while,
 * from the first C function on, before, during and after the switch of page
 * tables: the start info, firmware tables, frames of tables being built.
 */
#ifndef PLAT_EARLY_MAP_H
#define PLAT_EARLY_MAP_H

#include <plat/attr.h>
#include <plat/types.h>

/* The most that all mappings of the window together can hold. */
#define PLAT_EARLY_MAP_BYTES PLAT_MIB(2)

/**
 * Map [pa, pa + size) into the window, readable and writable, never
 * executable. @pa and @size need no alignment.
 *
 * Context: the boot lcpu until the smp stage; then any, under an internal
 *          lock. Not in an interrupt handler.
 * Returns: a pointer to the byte at @pa; NULL: size 0, the range wraps or
 *          exceeds the CPU's physical address width, or the window is full.
 */
PLAT_MUST_CHECK
void *plat_early_map(plat_pa_t pa, uint64_t size, enum plat_memtype type);

/**
 * Take back what plat_early_map() returned for the same @size.
 *
 * Context: as plat_early_map().
 */
void plat_early_unmap(const void *p, uint64_t size);

/* A frontend's whose host maps memory itself, [0, size) from @base on, and that has
 * no early window: this is all that can be mapped. Base 0: there is the window. */
struct plat_linear_map {
	plat_va_t base;
	uint64_t size;
	uint64_t free; /* in front of it the host still uses what is memory */
};

extern struct plat_linear_map plat_early_linear;

#endif /* PLAT_EARLY_MAP_H */
