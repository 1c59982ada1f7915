/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the guest says of itself: lines "look: WORD ...", from "look: begin" to
 * "look: done", or to the end of the report that follows "look: crashes".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/xen/xlook/xlook.h"

#define MOST_BYTES (1u << 20)
#define LOOKS      100 /* each 0.1 s */

static char text[MOST_BYTES];

static const char *last_of(const char *in, const char *word)
{
	const char *found = NULL;

	for (in = strstr(in, word); in; in = strstr(in + 1, word))
		found = in;
	return found;
}

/* dom0's console daemon writes the log behind the guest's back. */
static const char *account(const char *path)
{
	FILE *f = fopen(path, "r");
	const char *begin;

	if (!f)
		return NULL;
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	begin = last_of(text, "look: begin");
	if (begin && strstr(begin, "look: crashes"))
		return strstr(begin, "plat: called from") ? begin : NULL;
	return begin && strstr(begin, "look: done") ? begin : NULL;
}

bool said_read(const char *path)
{
	const char *begin = account(path);

	for (int i = 0; i < LOOKS && !begin; i++) {
		usleep(100000);
		begin = account(path);
	}
	if (begin)
		memmove(text, begin, strlen(begin) + 1);
	return begin;
}

const char *said_next(const char *line, const char *word)
{
	const char *at = line ? line : text;
	size_t length = strlen(word);

	for (at = strchr(at, '\n'); at; at = strchr(at, '\n')) {
		at++;
		if (strncmp(at, word, length) == 0)
			return at + length;
	}
	return NULL;
}
