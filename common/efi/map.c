/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/efi/map.h"

#include <plat/string.h>

enum plat_mrd_type
plat_efi_mrd_type(const struct efi_memory_descriptor *descriptor)
{
	if (descriptor->attributes & EFI_MEMORY_RUNTIME)
		return PLAT_MRD_RESERVED;
	switch (descriptor->type) {
	case EFI_LOADER_CODE:
	case EFI_LOADER_DATA:
	case EFI_BOOT_SERVICES_CODE:
	case EFI_BOOT_SERVICES_DATA:
	case EFI_CONVENTIONAL_MEMORY:
		return descriptor->attributes & EFI_MEMORY_WB &&
			       !(descriptor->attributes & EFI_MEMORY_SP)
			   ? PLAT_MRD_FREE
			   : PLAT_MRD_RESERVED;
	case EFI_ACPI_RECLAIM_MEMORY:
	case EFI_ACPI_MEMORY_NVS:
		return PLAT_MRD_FIRMWARE;
	default:
		return PLAT_MRD_RESERVED;
	}
}

/* Descriptor @i of the map; false behind the last. */
static bool get(const struct plat_efi_map *map, uint64_t i,
		struct efi_memory_descriptor *d)
{
	uint64_t at = i * map->stride;

	if (map->stride < sizeof(*d) ||
	    !plat_range_below(at, sizeof(*d), map->size))
		return false;
	memcpy(d, map->bytes + at, sizeof(*d));
	return true;
}

/* The end of the free range that holds @pa; @pa where none does. */
static uint64_t free_up_to(const struct plat_efi_map *map, uint64_t pa)
{
	struct efi_memory_descriptor d;

	for (uint64_t i = 0; get(map, i, &d); i++) {
		if (plat_efi_mrd_type(&d) == PLAT_MRD_FREE && d.pa <= pa &&
		    pa < plat_efi_end(&d))
			return plat_efi_end(&d);
	}
	return pa;
}

uint64_t plat_efi_map_blocked(const struct plat_efi_map *map, uint64_t start,
			      uint64_t end)
{
	while (start < end) {
		uint64_t next = free_up_to(map, start);

		if (next == start)
			return start;
		start = next;
	}
	return end;
}

/* The highest place of @size bytes in [start, end); 0: none. */
static uint64_t highest(uint64_t start, uint64_t end, uint64_t size,
			uint64_t align)
{
	uint64_t place;

	if (end < size)
		return 0;
	place = plat_align_down(end - size, align);
	return place >= start ? place : 0;
}

uint64_t plat_efi_map_find(const struct plat_efi_map *map, uint64_t size,
			   uint64_t align, uint64_t limit,
			   struct plat_pa_range avoid)
{
	uint64_t avoid_end = avoid.start.v + avoid.size, best = 0;
	struct efi_memory_descriptor d;

	for (uint64_t i = 0; get(map, i, &d); i++) {
		uint64_t end = plat_min_u64(plat_efi_end(&d), limit);

		if (d.type != EFI_CONVENTIONAL_MEMORY ||
		    plat_efi_mrd_type(&d) != PLAT_MRD_FREE)
			continue;
		best = plat_max_u64(
		    best, highest(plat_max_u64(d.pa, avoid_end), end, size,
				  align));
		best = plat_max_u64(
		    best, highest(d.pa, plat_min_u64(end, avoid.start.v),
				  size, align));
	}
	return best;
}

/* A descriptor is longer than a region: what is written was read before. */
_Static_assert(sizeof(struct plat_efi_region) <=
		   sizeof(struct efi_memory_descriptor),
	       "the map is turned in place");

uint32_t plat_efi_map_convert(const struct plat_efi_map *map)
{
	struct plat_efi_region region = {0, 0, 0};
	struct efi_memory_descriptor d;
	uint32_t nr = 0;

	for (uint64_t i = 0; get(map, i, &d); i++) {
		uint64_t end = plat_efi_end(&d), type = plat_efi_mrd_type(&d);

		if (d.pa == end)
			continue;
		if (nr == 0 || region.type != type ||
		    region.start + region.size != d.pa) {
			region = (struct plat_efi_region){d.pa, 0, type};
			nr++;
		}
		region.size = end - region.start;
		memcpy(map->bytes + (nr - 1) * sizeof(region), &region,
		       sizeof(region));
	}
	return nr;
}
