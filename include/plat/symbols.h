/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The names of functions, for a backtrace. The table is made and linked into
 * the image by the kit's ld; it is there in a stripped image, too.
 */
#ifndef PLAT_SYMBOLS_H
#define PLAT_SYMBOLS_H

#include <plat/types.h>

/**
 * The function that holds the instruction at @va. (A return address may be
 * the first byte after its function: ask for the one before.)
 *
 * @name:   its name, terminated; cut where it does not fit.
 * @size:   bytes at @name.
 * @offset: of @va in the function, bytes.
 * Context: any, a crash too: takes no lock, allocates nothing, believes
 *          nothing of the table. Slow: it reads the table from its start.
 * Returns: whether there is one; if not, @name is "" (for @size > 0) and
 *          @offset is 0.
 */
bool plat_symbol_find(plat_va_t va, char *name, size_t size,
		      uint64_t *offset);

#endif /* PLAT_SYMBOLS_H */
