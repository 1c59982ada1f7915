/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/fdt/node.h"

#include <plat/string.h>

static const struct fdt_word *next(const struct fdt_word *word)
{
	return (const void *)((const char *)word + word->size);
}

/* Whether @text is @word, or @word with a unit address. */
static bool is_word(const char *text, const char *word)
{
	char letter;

	do {
		letter = *word++;
		if (letter != *text++)
			return letter == '\0' && text[-1] == '@';
	} while (letter);
	return true;
}

unsigned int plat_fdt_word(const void *words, const char *text)
{
	const struct fdt_word *word = words;
	uint8_t first = (uint8_t)text[0];
	unsigned int i = 1;

	for (; word->text[0] > first; i++)
		word = next(word);
	for (; first && word->text[0] == first; i++) {
		if (is_word(text, word->text))
			return i;
		word = next(word);
	}
	return 0;
}

struct fdt_list plat_fdt_strings(const struct fdt_property *prop)
{
	struct fdt_list strings = plat_fdt_list(prop);

	if (strings.left == 0 || strings.at[strings.left - 1])
		return (struct fdt_list){(const uint8_t *)"", 1};
	return strings;
}

/* Without the vendor that most of what is known comes from. */
static const char *skip_vendor(const char *text)
{
	bool is_arm = text[0] == 'a' && text[1] == 'r' && text[2] == 'm' &&
		      text[3] == ',';

	return is_arm ? text + 4 : text;
}

unsigned int plat_fdt_find(const void *words, const struct fdt_property *prop)
{
	struct fdt_list strings = plat_fdt_strings(prop);
	const char *text = (const char *)strings.at;
	const char *end = text + strings.left;
	unsigned int word;

	do {
		word = plat_fdt_word(words, skip_vendor(text));
		while (*text++)
			;
	} while (!word && text < end);
	return word;
}
