/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stub's questions about the firmware's memory map, and what it makes of it
 * for the core. Pure.
 */
#ifndef COMMON_EFI_MAP_H
#define COMMON_EFI_MAP_H

#include <plat/mrd.h>

#include "common/efi/efi_abi.h"
#include "common/efi/handover.h"

/* A map as GetMemoryMap() gives it: in no order, and the descriptors may be
 * longer than those we know. UEFI 2.10, 7.2.3. */
struct plat_efi_map {
	uint8_t *bytes;
	uint64_t size;
	uint64_t stride;
};

/**
 * Where a descriptor's range ends, exclusive; UINT64_MAX at most.
 */
static inline uint64_t plat_efi_end(const struct efi_memory_descriptor *d)
{
	if (d->nr_pages > (UINT64_MAX - d->pa) >> EFI_PAGE_SHIFT)
		return UINT64_MAX;
	return d->pa + (d->nr_pages << EFI_PAGE_SHIFT);
}

/**
 * What a range is once boot services are left.
 *
 * Source: UEFI 2.10, table 7.10 (after ExitBootServices()), 7.2.3: what the
 *         runtime services use, what is for a special purpose and what cannot
 *         be cached is not memory for us.
 */
enum plat_mrd_type
plat_efi_mrd_type(const struct efi_memory_descriptor *descriptor);

/**
 * Look for a part of [start, end) that will not be free memory once boot
 * services are left.
 *
 * Returns: its address; @end where all is free.
 */
uint64_t plat_efi_map_blocked(const struct plat_efi_map *map, uint64_t start,
			      uint64_t end);

/**
 * Find memory that nobody uses now: @size bytes, whole pages, as high as
 * possible below @limit, at a multiple of @align, and outside of @avoid.
 *
 * Requires: @align is a power of two, a page or more; @size is not 0.
 * Returns:  the address; 0: there is none (page 0 is never returned).
 */
uint64_t plat_efi_map_find(const struct plat_efi_map *map, uint64_t size,
			   uint64_t align, uint64_t limit,
			   struct plat_pa_range avoid);

/**
 * Turn the map's bytes into regions, in place: neighbours of one type, as
 * firmware has many of them, become one.
 *
 * Returns: how many there are now.
 */
uint32_t plat_efi_map_convert(const struct plat_efi_map *map);

#endif /* COMMON_EFI_MAP_H */
