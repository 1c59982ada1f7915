/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading memory that somebody else can write: each byte is read once, into a
 * copy; the copy is checked, and then the copy is used.
 */
#ifndef PLAT_SNAPSHOT_H
#define PLAT_SNAPSHOT_H

#include <plat/types.h>

/**
 * Copy @size bytes from @src, which may change at any moment, to @dst. The
 * compiler neither reads @src again later nor relies on its value.
 *
 * Context: any.
 */
static inline void plat_snapshot(void *dst, const volatile void *src,
				 size_t size)
{
	__builtin_memcpy(dst, (const void *)(uintptr_t)src, size);
	__asm__ volatile("" : : : "memory");
}

#endif /* PLAT_SNAPSHOT_H */
