/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PVH start info, little endian.
 *
 * Source: xen/include/public/arch-x86/hvm/start_info.h, Xen 4.17.
 */
#ifndef COMMON_PVH_PVH_ABI_H
#define COMMON_PVH_PVH_ABI_H

#include <stddef.h>
#include <stdint.h>

#define PVH_MAGIC 0x336ec578u /* "xEn3" with bit 7 of the first byte set */

struct pvh_start_info {
	uint32_t magic;
	uint32_t version;
	uint32_t flags;
	uint32_t nr_modules;
	uint64_t modlist_pa;
	uint64_t cmdline_pa;     /* 0: none */
	uint64_t rsdp_pa;        /* 0: none */
	/* From version 1 on. */
	uint64_t memmap_pa;
	uint32_t memmap_entries; /* 0: no memory map */
	uint32_t reserved;
};
_Static_assert(offsetof(struct pvh_start_info, modlist_pa) == 16, "abi");
_Static_assert(offsetof(struct pvh_start_info, cmdline_pa) == 24, "abi");
_Static_assert(offsetof(struct pvh_start_info, rsdp_pa) == 32, "abi");
_Static_assert(offsetof(struct pvh_start_info, memmap_pa) == 40, "abi");
_Static_assert(offsetof(struct pvh_start_info, memmap_entries) == 48, "abi");
_Static_assert(sizeof(struct pvh_start_info) == 56, "abi");

#define PVH_VERSION_0_BYTES offsetof(struct pvh_start_info, memmap_pa)

struct pvh_module {
	uint64_t pa;
	uint64_t size;
	uint64_t cmdline_pa; /* 0: none */
	uint64_t reserved;
};
_Static_assert(sizeof(struct pvh_module) == 32, "abi");

struct pvh_memmap_entry {
	uint64_t pa;
	uint64_t size;
	uint32_t type; /* as E820's */
	uint32_t reserved;
};
_Static_assert(sizeof(struct pvh_memmap_entry) == 24, "abi");

#endif /* COMMON_PVH_PVH_ABI_H */
