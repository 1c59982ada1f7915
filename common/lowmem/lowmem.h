/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where PC firmware leaves structures that have to be searched for: on
 * 16-byte boundaries below 1 MiB, with a signature and a checksum.
 *
 * Source: ACPI 6.5, 5.2.5.1; MultiProcessor Specification 1.4, chapter 4.
 */
#ifndef COMMON_LOWMEM_LOWMEM_H
#define COMMON_LOWMEM_LOWMEM_H

#include <plat/types.h>

#define LOWMEM_STEP     16u
#define LOWMEM_MAX_SIZE 48u

/* What is searched for, and where. */
struct plat_lowmem_search {
	uint32_t bios;      /* from here to 1 MiB, after all else */
	uint32_t signature; /* the first four bytes */
	uint16_t size;      /* of what @accept looks at: a multiple of 16 */
	bool base;          /* in the last KiB of base memory, too */
	/** Gets a copy of @size bytes: returns whether that is one. */
	bool (*accept)(const uint8_t *copy);
};

/**
 * Find a structure in the first KiB of the extended BIOS data area, then where
 * else @search says.
 *
 * @found:  where it is.
 * Context: as plat_early_map().
 * Returns: true where one was found.
 */
bool plat_lowmem_find(const struct plat_lowmem_search *search,
		      plat_pa_t *found);

/** The sum of @size bytes, modulo 256: 0 where a checksum is right. */
uint8_t plat_sum_bytes(const void *bytes, uint64_t size);

#endif /* COMMON_LOWMEM_LOWMEM_H */
