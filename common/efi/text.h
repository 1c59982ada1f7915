/* SPDX-License-Identifier: BSD-3-Clause */
/* Text as firmware has it, and as we do. */
#ifndef COMMON_EFI_TEXT_H
#define COMMON_EFI_TEXT_H

#include <plat/types.h>

/**
 * Write the UTF-16 text of @size bytes at @src, or up to a NUL in it, to @dst
 * as UTF-8, without a terminator.
 *
 * @src:    need not be aligned; an odd last byte is left out.
 * Returns: how many bytes were written, at most @room;
 *          -PLAT_EINVAL: a surrogate without its other half;
 *          -PLAT_ERANGE: @room does not do.
 * Source:  UEFI 2.10, 2.3.1 (CHAR16); Unicode 15.0, 3.9 D91, D92.
 */
int plat_efi_text(const void *src, size_t size, char *dst, size_t room);

#endif /* COMMON_EFI_TEXT_H */
