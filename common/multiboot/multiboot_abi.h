/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Multiboot information structures, little endian.
 *
 * Source: Multiboot Specification 0.6.96, 3.3; Multiboot2 Specification 2.0,
 *         3.6.
 */
#ifndef COMMON_MULTIBOOT_MULTIBOOT_ABI_H
#define COMMON_MULTIBOOT_MULTIBOOT_ABI_H

#include <stddef.h>
#include <stdint.h>

#define MB1_HAS_MEMORY  (1u << 0)
#define MB1_HAS_CMDLINE (1u << 2)
#define MB1_HAS_MODULES (1u << 3)
#define MB1_HAS_MMAP    (1u << 6)

/* The part of it that is of use here. */
struct mb1_info {
	uint32_t flags;
	uint32_t mem_lower_kib;
	uint32_t mem_upper_kib;
	uint32_t boot_device;
	uint32_t cmdline;
	uint32_t nr_modules;
	uint32_t modules;
	uint32_t syms[4];
	uint32_t mmap_bytes;
	uint32_t mmap;
};
_Static_assert(offsetof(struct mb1_info, cmdline) == 16, "abi");
_Static_assert(offsetof(struct mb1_info, mmap_bytes) == 44, "abi");
_Static_assert(sizeof(struct mb1_info) == 52, "abi");

struct mb1_module {
	uint32_t start;
	uint32_t end; /* exclusive */
	uint32_t cmdline;
	uint32_t reserved;
};
_Static_assert(sizeof(struct mb1_module) == 16, "abi");

/* Follows the size of its own that each entry of the memory map begins
 * with, which does not count itself. */
struct mb1_mmap {
	uint32_t pa[2];
	uint32_t bytes[2];
	uint32_t type; /* as E820's */
};
_Static_assert(sizeof(struct mb1_mmap) == 20, "abi");

struct mb2_info {
	uint32_t total_size;
	uint32_t reserved;
};
_Static_assert(sizeof(struct mb2_info) == 8, "abi");

/* Tags are aligned to 8 bytes; the size does not count the padding. */
struct mb2_tag {
	uint32_t type;
	uint32_t size;
};
_Static_assert(sizeof(struct mb2_tag) == 8, "abi");

#define MB2_TAG_END      0u
#define MB2_TAG_CMDLINE  1u
#define MB2_TAG_MODULE   3u
#define MB2_TAG_MEMORY   4u
#define MB2_TAG_MMAP     6u
#define MB2_TAG_RSDP_OLD 14u
#define MB2_TAG_RSDP_NEW 15u

struct mb2_module {
	struct mb2_tag tag;
	uint32_t start;
	uint32_t end; /* exclusive */
	/* text */
};
_Static_assert(sizeof(struct mb2_module) == 16, "abi");

struct mb2_memory {
	struct mb2_tag tag;
	uint32_t lower_kib;
	uint32_t upper_kib;
};
_Static_assert(sizeof(struct mb2_memory) == 16, "abi");

struct mb2_mmap {
	struct mb2_tag tag;
	uint32_t entry_size;
	uint32_t entry_version;
	/* entries */
};
_Static_assert(sizeof(struct mb2_mmap) == 16, "abi");

struct mb2_mmap_entry {
	uint64_t pa;
	uint64_t bytes;
	uint32_t type; /* as E820's */
	uint32_t reserved;
};
_Static_assert(sizeof(struct mb2_mmap_entry) == 24, "abi");

#define MB2_RSDP_OLD_BYTES 20u
#define MB2_RSDP_NEW_BYTES 36u

#endif /* COMMON_MULTIBOOT_MULTIBOOT_ABI_H */
