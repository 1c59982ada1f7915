/* SPDX-License-Identifier: BSD-3-Clause */
#include "tools/mksyms-encode.h"

#include <stdlib.h>
#include <string.h>

#include "common/symbols/table.h"

/* Fewer uses than these do not pay for the two bytes of a token. */
#define LEAST_USES 4u

/* All names, each with its terminating 0 and without what compilers put behind
 * a dot (.isra.0, .part.0, .cold), and what stands for what in them.
 * Tokens are made as in byte pair encoding: as long as it pays, the most
 * frequent pair of bytes becomes one. */
struct names {
	uint8_t *bytes;
	size_t size;
	uint8_t pairs[SYMBOLS_MAX_TOKENS][2];
	unsigned int nr_tokens;
};

static bool names_collect(struct names *names,
			  const struct mksyms_symbol *symbols, size_t nr)
{
	size_t size = 0;

	for (size_t i = 0; i < nr; i++)
		size += strlen(symbols[i].name) + 1;
	names->bytes = malloc(size + 1);
	if (!names->bytes)
		return false;
	for (size_t i = 0; i < nr; i++) {
		const char *name = symbols[i].name;

		for (const char *c = name; *c && (*c != '.' || c == name); c++)
			names->bytes[names->size++] =
			    *c > 0x20 && *c < 0x7f ? (uint8_t)*c : '?';
		names->bytes[names->size++] = 0;
	}
	return true;
}

/* The pair of bytes that is there most often (the smallest one of those). */
static uint32_t most_frequent(const struct names *names, size_t *counts,
			      uint8_t pair[2])
{
	size_t best = 0;

	memset(counts, 0, sizeof(counts[0]) << 16);
	for (size_t i = 0; i + 1 < names->size; i++) {
		if (names->bytes[i] && names->bytes[i + 1])
			counts[names->bytes[i] << 8 | names->bytes[i + 1]]++;
	}
	for (size_t p = 1; p < 1 << 16; p++) {
		if (counts[p] > counts[best])
			best = p;
	}
	pair[0] = (uint8_t)(best >> 8);
	pair[1] = (uint8_t)best;
	return (uint32_t)counts[best];
}

static void replace(struct names *names, const uint8_t pair[2], uint8_t token)
{
	size_t to = 0;

	for (size_t from = 0; from < names->size; from++) {
		uint8_t byte = names->bytes[from];

		if (byte == pair[0] && from + 1 < names->size &&
		    names->bytes[from + 1] == pair[1]) {
			byte = token;
			from++;
		}
		names->bytes[to++] = byte;
	}
	names->size = to;
}

static bool names_shorten(struct names *names)
{
	size_t *counts = malloc(sizeof(*counts) << 16);
	uint8_t *pair;

	if (!counts)
		return false;
	while (names->nr_tokens < SYMBOLS_MAX_TOKENS) {
		pair = names->pairs[names->nr_tokens];
		if (most_frequent(names, counts, pair) < LEAST_USES)
			break;
		replace(names, pair,
			(uint8_t)(SYMBOLS_FIRST_TOKEN + names->nr_tokens));
		names->nr_tokens++;
	}
	free(counts);
	return true;
}

static size_t put_uleb128(uint8_t *to, uint64_t value)
{
	size_t size = 0;

	do {
		to[size] = value & 0x7f;
		value >>= 7;
		if (value)
			to[size] |= 0x80;
		size++;
	} while (value);
	return size;
}

static size_t put_header(uint8_t *to, const struct names *names,
			 uint64_t distance)
{
	for (unsigned int i = 0; i < 8; i++)
		to[i] = (uint8_t)(distance >> 8 * i);
	to[8] = (uint8_t)names->nr_tokens;
	memcpy(to + SYMBOLS_HEADER_BYTES, names->pairs, 2 * names->nr_tokens);
	return SYMBOLS_HEADER_BYTES + 2 * names->nr_tokens;
}

static size_t put_entries(uint8_t *to, const struct names *names,
			  const struct mksyms_symbol *symbols, size_t nr)
{
	const uint8_t *name = names->bytes;
	uint64_t before = nr ? symbols[0].address : 0;
	size_t size = 0;

	for (size_t i = 0; i < nr; i++) {
		size_t length = strlen((const char *)name) + 1;

		size += put_uleb128(to + size, symbols[i].address - before);
		memcpy(to + size, name, length);
		size += length;
		name += length;
		before = symbols[i].address;
	}
	return size;
}

struct mksyms_table mksyms_encode(const struct mksyms_symbol *symbols,
				  size_t nr, uint64_t table_va)
{
	uint64_t first = nr ? symbols[0].address : table_va;
	struct mksyms_table table = {0};
	struct names names = {0};

	if (names_collect(&names, symbols, nr) && names_shorten(&names)) {
		table.bytes = malloc(SYMBOLS_HEADER_BYTES +
				     sizeof(names.pairs) + names.size +
				     10 * nr);
	}
	if (table.bytes) {
		table.size = put_header(table.bytes, &names, first - table_va);
		table.size += put_entries(table.bytes + table.size, &names,
					  symbols, nr);
	}
	free(names.bytes);
	return table;
}
