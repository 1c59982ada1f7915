/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/symbols.h>

#include "common/symbols/table.h"

/* From the linker script: what is between them is empty in an image that was
 * linked by another ld than the kit's. */
extern const uint8_t plat_symbols_begin[], plat_symbols_end[];

bool plat_symbol_find(plat_va_t va, char *name, size_t size,
		      uint64_t *offset)
{
	size_t table_size = (uintptr_t)plat_symbols_end -
			    (uintptr_t)plat_symbols_begin;

	return plat_symbols_lookup(plat_symbols_begin, table_size,
				   plat_va_of(plat_symbols_begin), va, name,
				   size, offset);
}
