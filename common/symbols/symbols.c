/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/symbols/table.h"

/* The last byte of a table ends a number as well as a name: that it is there
 * is checked once, and neither is read beyond it. */
#define END 0

/* Part 0 or 1 of what @token stands for; END where the table is not sound: no
 * token may stand for itself, nor for one that stands for it. */
static uint8_t part_of(const struct symbols_table *t, uint8_t token,
		       unsigned int which)
{
	unsigned int index = token - SYMBOLS_FIRST_TOKEN;
	uint8_t part = index < t->nr_tokens ? t->pairs[index][which] : END;

	return part < token ? part : END;
}

static const uint8_t *skip_name(const struct symbols_table *t,
				const uint8_t *next)
{
	uint8_t code;

	do {
		code = *next++;
		while (code >= SYMBOLS_FIRST_TOKEN)
			code = part_of(t, code, 1);
	} while (code != END);
	return next;
}

/* As parts have smaller codes than their token, no more than one of each token
 * waits on the stack. Returns whether there is a name. */
static bool read_name(const struct symbols_table *t, const uint8_t *next,
		      char *name, size_t size)
{
	uint8_t stack[SYMBOLS_MAX_TOKENS];
	unsigned int depth = 0;
	size_t length = 0;

	while (length + 1 < size) {
		uint8_t code = depth ? stack[--depth] : *next++;

		while (code >= SYMBOLS_FIRST_TOKEN) {
			stack[depth++] = part_of(t, code, 1);
			code = part_of(t, code, 0);
		}
		if (code == END)
			break;
		name[length++] = (char)(code + SYMBOLS_CHARACTER);
	}
	name[length] = '\0';
	return length != 0;
}

static uint64_t read_number(const uint8_t **next)
{
	uint64_t number = 0;
	uint8_t digit;

	do {
		digit = *(*next)++;
		number = number << 7 | (digit & 0x7f);
	} while (digit & 0x80);
	return number;
}

/* The name of the last entry at or below *offset, which is counted from the
 * first entry, and then from that one; NULL: there is none. */
static const uint8_t *find_name(const struct symbols_table *t,
				const uint8_t *end, uint64_t *offset)
{
	const uint8_t *next = t->pairs[t->nr_tokens];
	const uint8_t *found = NULL;

	while (next < end) {
		uint64_t distance = read_number(&next);

		if (distance > *offset >> t->unit)
			return found;
		*offset -= distance << t->unit;
		if (next == end)
			break;
		found = next;
		next = skip_name(t, next);
	}
	return NULL;
}

/* If it is too short for its tokens, there are no entries. */
static bool is_sound(const struct symbols_table *t, size_t size)
{
	return size >= sizeof(*t) && t->unit < 64 &&
	       ((const uint8_t *)t)[size - 1] == END;
}

PLAT_COLD bool plat_symbols_lookup(const uint8_t *table, size_t table_size,
			 plat_va_t table_va, plat_va_t va, char *name,
			 size_t size, uint64_t *offset)
{
	const struct symbols_table *t = (const struct symbols_table *)table;
	const uint8_t *found = NULL;
	uint64_t left;

	if (is_sound(t, table_size)) {
		left = va.v - table_va.v - t->first;
		found = find_name(t, table + table_size, &left);
	}
	*offset = 0;
	if (size == 0)
		return false;
	name[0] = '\0';
	if (!found || !read_name(t, found, name, size))
		return false;
	*offset = left;
	return true;
}
