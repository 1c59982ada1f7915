/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/symbols/table.h"

/* What is left to read of the table. */
struct reader {
	const uint8_t *next;
	const uint8_t *end;
};

struct tokens {
	const uint8_t *pairs;
	unsigned int nr;
};

static bool read_byte(struct reader *r, uint8_t *byte)
{
	if (r->next == r->end)
		return false;
	*byte = *r->next++;
	return true;
}

static bool read_first(struct reader *r, plat_va_t table_va, uint64_t *first)
{
	uint64_t distance = 0;
	uint8_t byte;

	for (unsigned int i = 0; i < 8; i++) {
		if (!read_byte(r, &byte))
			return false;
		distance |= (uint64_t)byte << 8 * i;
	}
	*first = table_va.v + distance;
	return true;
}

static bool read_tokens(struct reader *r, struct tokens *tokens)
{
	uint8_t nr;

	if (!read_byte(r, &nr) || nr > SYMBOLS_MAX_TOKENS ||
	    (size_t)(r->end - r->next) < 2u * nr)
		return false;
	*tokens = (struct tokens){r->next, nr};
	r->next += 2u * nr;
	return true;
}

/* DWARF 5, 7.6. Refuses what does not fit into 63 bits. */
static bool read_uleb128(struct reader *r, uint64_t *value)
{
	uint8_t byte;

	*value = 0;
	for (unsigned int shift = 0; shift < 63; shift += 7) {
		if (!read_byte(r, &byte))
			return false;
		*value |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

static bool skip_name(struct reader *r)
{
	uint8_t byte;

	do {
		if (!read_byte(r, &byte))
			return false;
	} while (byte);
	return true;
}

/* Append the characters that @byte stands for. A token's parts have smaller
 * numbers than it has, so no more than one of each waits on the stack, and
 * each step down ends in a character or in a refusal. */
static bool expand(const struct tokens *tokens, uint8_t byte, char *name,
		   size_t size, size_t *length)
{
	uint8_t stack[SYMBOLS_MAX_TOKENS + 1];
	unsigned int depth = 0;

	for (;;) {
		if (byte >= SYMBOLS_FIRST_TOKEN) {
			unsigned int token = byte - SYMBOLS_FIRST_TOKEN;
			const uint8_t *pair = tokens->pairs + 2u * token;

			if (token >= tokens->nr || pair[0] >= byte ||
			    pair[1] >= byte)
				return false;
			stack[depth++] = pair[1];
			byte = pair[0];
			continue;
		}
		if (byte <= 0x20 || byte >= 0x7f)
			return false;
		if (*length + 1 >= size)
			return true;
		name[(*length)++] = (char)byte;
		if (depth == 0)
			return true;
		byte = stack[--depth];
	}
}

/* Returns whether there is a name, and a sound one. */
static bool read_name(struct reader *r, const struct tokens *tokens,
		      char *name, size_t size)
{
	size_t length = 0;
	uint8_t byte;
	bool sound;

	while ((sound = read_byte(r, &byte)) && byte) {
		sound = expand(tokens, byte, name, size, &length);
		if (!sound)
			break;
	}
	if (!sound)
		length = 0;
	name[length] = '\0';
	return length != 0;
}

/* Find the last entry at or below @va: @r is left at its name, *address is
 * where it is. */
static bool find_entry(struct reader *r, uint64_t va, uint64_t *address)
{
	struct reader found = {0};
	uint64_t at = *address, distance;

	while (read_uleb128(r, &distance)) {
		if (distance > va - at) {
			*r = found;
			return found.next != NULL;
		}
		at += distance;
		*address = at;
		found = *r;
		if (!skip_name(r))
			return false;
	}
	return false;
}

PLAT_COLD bool plat_symbols_lookup(const uint8_t *table, size_t table_size,
			 plat_va_t table_va, plat_va_t va, char *name,
			 size_t size, uint64_t *offset)
{
	struct reader r = {table, table + table_size};
	struct tokens tokens;
	uint64_t address;

	*offset = 0;
	if (size == 0)
		return false;
	name[0] = '\0';
	if (!read_first(&r, table_va, &address) || va.v < address ||
	    !read_tokens(&r, &tokens) || !find_entry(&r, va.v, &address) ||
	    !read_name(&r, &tokens, name, size))
		return false;
	*offset = va.v - address;
	return true;
}
