/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The multiboot protocols, versions 1 and 2: what a boot loader (GRUB) hands
 * over in an information structure, whose address is in ebx at the entry.
 */
#ifndef PLAT_MULTIBOOT_H
#define PLAT_MULTIBOOT_H

#include <plat/bootinfo.h>

/* In eax at the entry; the entry code compares. */
#define PLAT_MULTIBOOT1_MAGIC 0x2badb002
#define PLAT_MULTIBOOT2_MAGIC 0x36d76289

/**
 * Take what the multiboot 1 information at @info tells into @bi: memory map
 * (or, with a notice, the memory sizes), command line, modules.
 *
 * Requires, Context: as plat_pvh_parse().
 * Returns: 0; -PLAT_ENOENT: all is taken, but nothing tells of memory;
 *          -PLAT_EPROTO: no information at @info, @bi is as it was;
 *          -PLAT_ENOMEM: the list of MRDs is full of what must not be lost.
 * Source:  Multiboot Specification 0.6.96, 3.3.
 */
PLAT_MUST_CHECK
int plat_multiboot1_parse(struct plat_bootinfo *bi, plat_pa_t info);

/**
 * The same for multiboot 2. A copy of the RSDP in the information is what
 * bi->rsdp refers to then; its memory is reserved.
 *
 * Requires, Context, Returns: as plat_multiboot1_parse().
 * Source: Multiboot2 Specification 2.0, 3.6.
 */
PLAT_MUST_CHECK
int plat_multiboot2_parse(struct plat_bootinfo *bi, plat_pa_t info);

#endif /* PLAT_MULTIBOOT_H */
