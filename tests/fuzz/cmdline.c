/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/cmdline.h>
#include <plat/errno.h>

static char *text, *text_end;

static int take(const char *value)
{
	FUZZ_CHECK(value >= text && value + strlen(value) < text_end);
	return value[0] == '!' ? -PLAT_EINVAL : 0;
}

static const struct plat_param params[] = {
	{"log", take},
	{"x", take},
	{"console", take},
};

/* Every word must lie in the text, and none in another. */
static void check(const struct plat_cmdline *c)
{
	const char *end = text;

	FUZZ_CHECK(c->argc >= 1 && c->argc <= PLAT_ARGV_MAX);
	FUZZ_CHECK(c->argv[c->argc] == NULL);
	for (int i = 1; i < c->argc; i++) {
		FUZZ_CHECK(c->argv[i] >= end);
		end = c->argv[i] + strlen(c->argv[i]) + 1;
		FUZZ_CHECK(end <= text_end);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct plat_cmdline out;

	text = malloc(size + 1);
	memcpy(text, data, size);
	text[size] = '\0';
	text_end = text + size + 1;
	plat_cmdline_parse(text, params,
			   params + PLAT_ARRAY_SIZE(params), &out);
	check(&out);
	free(text);
	fuzz_end();
	return 0;
}
