/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of function names as it lies in the image, written by
 * tools/mksyms and read by common/symbols/symbols.c:
 *
 *   8 bytes   first - table, little-endian, modulo 2^64: where the first
 *             function is, seen from the table's first byte
 *   1 byte    number of tokens, 0 to 128
 *   2 bytes   for each token: the two bytes it stands for
 *   entries   up to the table's end, in the order of their addresses:
 *             ULEB128 (DWARF 5, 7.6): distance from the entry before; 0 in
 *             the first; then the name's bytes, then 0
 *
 * A byte of a name is a character (0x21 to 0x7e) or token number byte - 0x80.
 * A token stands for characters and for tokens of smaller numbers. An entry
 * without a name says that no function is from there on to the next entry.
 */
#ifndef PLAT_SYMBOLS_TABLE_H
#define PLAT_SYMBOLS_TABLE_H

#include <plat/types.h>

#define SYMBOLS_MAX_TOKENS   128u
#define SYMBOLS_FIRST_TOKEN  0x80u
#define SYMBOLS_HEADER_BYTES 9u

/**
 * As plat_symbol_find(), in the table of @table_size bytes at @table, which
 * the image has at @table_va.
 */
bool plat_symbols_lookup(const uint8_t *table, size_t table_size,
			 plat_va_t table_va, plat_va_t va, char *name,
			 size_t size, uint64_t *offset);

#endif /* PLAT_SYMBOLS_TABLE_H */
