/* SPDX-License-Identifier: BSD-3-Clause */
#include "tools/mksyms-encode.h"

#include <stdlib.h>
#include <string.h>

#include "common/symbols/table.h"

/* Fewer uses than these do not pay for the two bytes of a token. */
#define LEAST_USES 3u

/* All names as codes (see table.h), each with its terminating 0 and without
 * what compilers put behind a dot (.isra.0, .part.0, .cold), and what stands
 * for what in them. Tokens are made as in byte pair encoding: as long as it
 * pays, the most frequent pair of codes becomes one. */
struct names {
	uint8_t *bytes;
	size_t size;
	uint8_t pairs[SYMBOLS_MAX_TOKENS][2];
	unsigned int nr_tokens;
};

static uint8_t code_of(char c)
{
	uint8_t code = (uint8_t)(c - (char)SYMBOLS_CHARACTER);

	if (code == 0 || code >= SYMBOLS_FIRST_TOKEN)
		code = '?' - SYMBOLS_CHARACTER;
	return code;
}

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
			names->bytes[names->size++] = code_of(*c);
		names->bytes[names->size++] = 0;
	}
	return true;
}

/* Whether @code is 0, or a token that ends in it. */
static bool ends_name(const struct names *names, uint8_t code)
{
	while (code >= SYMBOLS_FIRST_TOKEN)
		code = names->pairs[code - SYMBOLS_FIRST_TOKEN][1];
	return code == 0;
}

/* The pair of codes that is there most often (the smallest one of those). */
static uint32_t most_frequent(const struct names *names, size_t *counts,
			      uint8_t pair[2])
{
	size_t best = 0;

	memset(counts, 0, sizeof(counts[0]) << 16);
	for (size_t i = 0; i + 1 < names->size; i++) {
		if (!ends_name(names, names->bytes[i]))
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

static size_t put_distance(uint8_t *to, uint64_t distance)
{
	unsigned int shift = 0;
	size_t size = 0;

	while (distance >> shift >= 0x80)
		shift += 7;
	for (; shift; shift -= 7)
		to[size++] = (uint8_t)(distance >> shift) | 0x80;
	to[size++] = distance & 0x7f;
	return size;
}

/* log2 of what all distances are multiples of. */
static unsigned int unit_of(const struct mksyms_symbol *symbols, size_t nr)
{
	uint64_t distances = 0;

	for (size_t i = 0; i < nr; i++)
		distances |= symbols[i].address - symbols[0].address;
	return distances ? (unsigned int)__builtin_ctzll(distances) : 0;
}

static size_t put_header(uint8_t *to, const struct names *names,
			 uint64_t distance, unsigned int unit)
{
	struct symbols_table header = {
		.first = distance, .unit = (uint8_t)unit,
		.nr_tokens = (uint8_t)names->nr_tokens,
	};

	memcpy(to, &header, sizeof(header));
	memcpy(to + sizeof(header), names->pairs, 2 * names->nr_tokens);
	return sizeof(header) + 2 * names->nr_tokens;
}

/* How many codes the name at @name has. */
static size_t code_length(const struct names *names, const uint8_t *name)
{
	size_t length = 1;

	while (!ends_name(names, name[length - 1]))
		length++;
	return length;
}

static size_t put_entries(uint8_t *to, const struct names *names,
			  const struct mksyms_symbol *symbols, size_t nr,
			  unsigned int unit)
{
	const uint8_t *name = names->bytes;
	uint64_t before = nr ? symbols[0].address : 0;
	size_t size = 0;

	for (size_t i = 0; i < nr; i++) {
		size_t length = code_length(names, name);

		size += put_distance(to + size,
				    (symbols[i].address - before) >> unit);
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
		table.bytes = malloc(sizeof(struct symbols_table) +
				     sizeof(names.pairs) + names.size +
				     10 * nr);
	}
	if (table.bytes) {
		unsigned int unit = unit_of(symbols, nr);

		table.size = put_header(table.bytes, &names, first - table_va,
					unit);
		table.size += put_entries(table.bytes + table.size, &names,
					  symbols, nr, unit);
	}
	free(names.bytes);
	return table;
}
