/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot info as the boot code sees it: the one instance and its storage. What
 * is in section .noinit is not zeroed at entry, so that pages nobody writes
 * to are never touched.
 */
#ifndef COMMON_BOOTINFO_BOOTINFO_H
#define COMMON_BOOTINFO_BOOTINFO_H

#include <plat/bootinfo.h>

/* What plat_bootinfo() returns; begun with plat_bootinfo_init(). */
extern struct plat_bootinfo plat_boot_info;

/**
 * Begin boot info that says nothing but @protocol, with an empty list of
 * regions in the static storage for it.
 *
 * Context: the boot lcpu; one boot info at a time.
 */
void plat_bootinfo_init(struct plat_bootinfo *bi, enum plat_protocol protocol);

/**
 * Everything is added: normalise the regions and log them, and what was wrong
 * with them. Memory at @limit and above cannot be reached, and is not used. A
 * module whose memory belongs to something that may change it is dropped; so is
 * a module's command line.
 *
 * Context: the boot lcpu.
 */
void plat_bootinfo_finish(struct plat_bootinfo *bi, uint64_t limit);

#endif /* COMMON_BOOTINFO_BOOTINFO_H */
