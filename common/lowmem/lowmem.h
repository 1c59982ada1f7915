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

#define LOWMEM_STEP 16u

/**
 * The first KiB of the extended BIOS data area; size 0: there is none.
 *
 * Context: as plat_early_map().
 */
struct plat_pa_range plat_lowmem_ebda(void);

/**
 * The last KiB of base memory; size 0: the BIOS data area does not tell.
 *
 * Context: as plat_early_map().
 */
struct plat_pa_range plat_lowmem_top(void);

/**
 * Find a structure whose first @size bytes (a multiple of 16) begin with the
 * four of @signature and that @accept takes.
 *
 * @range:  at most 128 KiB, on a 16-byte boundary.
 * @accept: gets a copy of the structure.
 * @found:  where it is.
 * Context: as plat_early_map().
 * Returns: true where one was found.
 */
bool plat_lowmem_find(struct plat_pa_range range, uint32_t signature,
		      uint32_t size, bool (*accept)(const uint8_t *copy),
		      plat_pa_t *found);

#define LOWMEM_MAX_SIZE 48u

/** The sum of @size bytes, modulo 256: 0 where a checksum is right. */
uint8_t plat_sum_bytes(const void *bytes, uint64_t size);

#endif /* COMMON_LOWMEM_LOWMEM_H */
