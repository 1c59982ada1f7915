/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of function names as it lies in the image, written by
 * tools/mksyms and read by common/symbols/symbols.c:
 *
 *   8 bytes   first - table, little-endian, modulo 2^64: where the first
 *             function is, seen from the table's first byte
 *   1 byte    log2 of the unit of distances
 *   1 byte    number of tokens, 0 to 161
 *   2 bytes   for each token: the two codes it stands for
 *   entries   up to the table's end, in the order of their addresses: the
 *             distance from the entry before, 0 in the first; then the codes
 *             of the name's characters and of 0
 *
 * A distance is in base 128, its highest digit first; all digits but the last
 * have bit 7 set.
 * A code is a character (0x21 to 0x7e) less 0x20, or 0, or 0x5f and more:
 * token number code - 0x5f, which stands for two codes less than its own. 0 is
 * the second one of a token, if it is in one: it ends a name. An entry without
 * a name says that no function is from there on to the next entry.
 */
#ifndef PLAT_SYMBOLS_TABLE_H
#define PLAT_SYMBOLS_TABLE_H

#include <plat/types.h>

#define SYMBOLS_MAX_TOKENS   161u
#define SYMBOLS_FIRST_TOKEN  0x5fu
#define SYMBOLS_CHARACTER    0x20u

struct PLAT_PACKED symbols_table {
	uint64_t first;
	uint8_t unit;
	uint8_t nr_tokens;
	uint8_t pairs[][2];
};
_Static_assert(sizeof(struct symbols_table) == 10, "as in the file");

/**
 * As plat_symbol_find(), in the table of @table_size bytes at @table, which
 * the image has at @table_va.
 */
bool plat_symbols_lookup(const uint8_t *table, size_t table_size,
			 plat_va_t table_va, plat_va_t va, char *name,
			 size_t size, uint64_t *offset);

#endif /* PLAT_SYMBOLS_TABLE_H */
