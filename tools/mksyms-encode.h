/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Encoding of the table of function names (common/symbols/table.h), for the
 * tool and for the test that decodes what it made.
 */
#ifndef TOOLS_MKSYMS_ENCODE_H
#define TOOLS_MKSYMS_ENCODE_H

#include <stddef.h>
#include <stdint.h>

struct mksyms_symbol {
	uint64_t address;
	const char *name; /* "": no function is from here on */
};

struct mksyms_table {
	uint8_t *bytes; /* the caller frees it */
	size_t size;
};

/**
 * The table of the @nr symbols at @symbols, sorted by address, no two at the
 * same one, for an image that has the table at @table_va. A character that a
 * table cannot hold becomes '?'.
 *
 * Returns: the table; size 0: there is no memory.
 */
struct mksyms_table mksyms_encode(const struct mksyms_symbol *symbols,
				  size_t nr, uint64_t table_va);

#endif /* TOOLS_MKSYMS_ENCODE_H */
