/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the stub, which runs while there is firmware, hands to the core, which
 * runs when there is none. Its physical address is the boot protocol's
 * argument. Everything that it refers to but the initrd, the devicetree and
 * the tables of firmware lies in memory that the map calls the loader's: it
 * is free for the guest once it is parsed.
 */
#ifndef COMMON_EFI_HANDOVER_H
#define COMMON_EFI_HANDOVER_H

#include <plat/types.h>

#include "common/efi/efi_abi.h"

/* Changes with what follows. */
#define PLAT_EFI_MAGIC 0x32494645544e4c50ull /* "PLNTEFI2" */

/* What firmware's memory map says of a range, once boot services are left. */
struct plat_efi_region {
	uint64_t start;
	uint64_t size;  /* bytes */
	uint64_t type;  /* enum plat_mrd_type */
};

struct plat_efi_handover {
	uint64_t magic;
	uint64_t regions_pa;
	uint32_t nr_regions;       /* 0: there was no map */
	uint32_t cmdline_bytes;    /* without a terminator */
	uint64_t cmdline_pa;       /* UTF-8 */
	uint64_t rsdp_pa;          /* 0: none */
	uint64_t devicetree_pa;    /* 0: none */
	uint64_t initrd_pa;
	uint64_t initrd_bytes;     /* 0: none */
	struct efi_time time;      /* year 0: not told */
	uint64_t counter;          /* plat_efi_counter() at that time */
};
_Static_assert(offsetof(struct plat_efi_handover, regions_pa) == 8, "layout");
_Static_assert(offsetof(struct plat_efi_handover, cmdline_pa) == 24, "layout");
_Static_assert(sizeof(struct plat_efi_handover) == 88, "layout");
_Static_assert(sizeof(struct plat_efi_region) == 24, "layout");

#endif /* COMMON_EFI_HANDOVER_H */
