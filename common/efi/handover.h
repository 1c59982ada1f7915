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

#define PLAT_EFI_MAGIC   0x30494645544e4c50ull /* "PLNTEFI0" */
#define PLAT_EFI_VERSION 1u

struct plat_efi_handover {
	uint64_t magic;
	uint32_t version;
	uint32_t bytes;            /* of this structure */
	uint64_t map_pa;           /* as GetMemoryMap() gave it */
	uint64_t map_bytes;
	uint32_t descriptor_bytes; /* the distance of two, 40 or more */
	uint32_t cmdline_bytes;    /* without a terminator */
	uint64_t cmdline_pa;       /* UTF-8 */
	uint64_t rsdp_pa;          /* 0: none */
	uint64_t devicetree_pa;    /* 0: none */
	uint64_t initrd_pa;
	uint64_t initrd_bytes;     /* 0: none */
};
_Static_assert(offsetof(struct plat_efi_handover, map_pa) == 16, "layout");
_Static_assert(offsetof(struct plat_efi_handover, cmdline_pa) == 40, "layout");
_Static_assert(sizeof(struct plat_efi_handover) == 80, "layout");

#endif /* COMMON_EFI_HANDOVER_H */
