/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lists of words: macros X(name, text), in descending order of the texts'
 * first characters, so that most other texts are ruled out early.
 */
#ifndef COMMON_FDT_WORDS_H
#define COMMON_FDT_WORDS_H

#include <stdint.h>

/* A word in a table. */
struct fdt_word {
	uint8_t size; /* of all of it, terminator included */
	char text[];
};

#define FDT_WORD_MEMBER(name, chars)      \
	struct {                          \
		uint8_t size;             \
		char text[sizeof(chars)]; \
	} name;
#define FDT_WORD_VALUE(name, chars) {sizeof(chars) + 1, chars},

/* The table of a list; an empty word ends it. */
#define FDT_WORD_TABLE(table, list)                    \
	static const struct {                          \
		list(FDT_WORD_MEMBER)                  \
		FDT_WORD_MEMBER(end, "")               \
	} table = {list(FDT_WORD_VALUE) FDT_WORD_VALUE(, "")}

/**
 * Which word of the table @words @text is, from 1 on; 0: it is none. What
 * follows on a '@', which is a unit address, does not count.
 */
unsigned int plat_fdt_word(const void *words, const char *text);

#endif /* COMMON_FDT_WORDS_H */
