/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of the ACPI subsystem share. */
#ifndef COMMON_ACPI_ACPI_H
#define COMMON_ACPI_ACPI_H

#include <plat/acpi.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/snapshot.h>
#include <plat/string.h>

#include "common/acpi/acpi_abi.h"

/**
 * Where the table number @instance with @signature is.
 *
 * Returns: true where there is one.
 */
bool plat_acpi_find(uint32_t signature, unsigned int instance,
		    struct plat_pa_range *range);

/**
 * Copy what the first table with @signature has of @size bytes; the rest of
 * @dst is cleared.
 *
 * Returns: as plat_acpi_map(), which gets @least.
 */
PLAT_MUST_CHECK
int plat_acpi_copy(uint32_t signature, void *dst, uint32_t size,
		   uint32_t least);

/* Where the word of a pattern is. What is there may change at any moment. */
struct plat_acpi_place {
	const uint8_t *at;
	uint32_t before;        /* bytes in front of it that can be read */
	uint32_t left;          /* from it on, itself included */
	uint32_t left_in_block; /* the same, to the end of the block */
};

struct plat_acpi_pattern {
	uint32_t word;    /* four bytes of it */
	uint32_t longest; /* bytes from the word on that are looked at, and in
			   * front of it */

	/** Whether it is what is looked for: if so, take it to @found. */
	bool (*accept)(const struct plat_acpi_place *place, void *found);
};

/**
 * Look for @pattern in the DSDT, then in the SSDTs. Looks at each byte.
 *
 * @found:  undefined if the search fails.
 * Context: as plat_early_map().
 * Returns: 0; -PLAT_ENOENT: it is in none that is sound; or as
 *          plat_acpi_fadt().
 */
PLAT_MUST_CHECK
int plat_acpi_search(const struct plat_acpi_pattern *pattern, void *found);

/** @gas as a register; one without an address if its @address is 0. */
static inline struct plat_acpi_register
acpi_register(const struct acpi_gas *gas)
{
	uint8_t access = gas->access;
	uint32_t bytes = access && access <= 4 ? 1u << (access - 1) : 0;

	return (struct plat_acpi_register){
		.address = gas->address,
		.space = gas->space,
		.width_bits = gas->width_bits,
		.access_bytes = (uint8_t)bytes,
	};
}

#endif /* COMMON_ACPI_ACPI_H */
