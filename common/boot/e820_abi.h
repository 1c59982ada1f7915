/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Types of memory ranges as the PC firmware's E820 call gives them; PVH and
 * multiboot use the same numbers.
 *
 * Source: ACPI 6.5, 15.1 table 15.1; xen/include/public/arch-x86/hvm/
 *         start_info.h; Multiboot 0.6.96, 3.3.
 */
#ifndef COMMON_BOOT_E820_ABI_H
#define COMMON_BOOT_E820_ABI_H

#include <plat/mrd.h>

#define E820_RAM         1u
#define E820_RESERVED    2u
#define E820_ACPI        3u
#define E820_NVS         4u
#define E820_UNUSABLE    5u

/** What a range of @type is in boot info. What is unknown is reserved. */
static inline enum plat_mrd_type e820_mrd_type(uint32_t type)
{
	if (plat_likely(type == E820_RAM))
		return PLAT_MRD_FREE;
	if (type == E820_ACPI || type == E820_NVS)
		return PLAT_MRD_FIRMWARE;
	return PLAT_MRD_RESERVED;
}

#endif /* COMMON_BOOT_E820_ABI_H */
