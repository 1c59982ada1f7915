/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/cmdline.h>

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#define PREFIX        "plat."
#define PREFIX_LENGTH (sizeof(PREFIX) - 1)

/* The line, of which words are cut off. */
struct line {
	char *rest;
	bool is_quoted; /* some of the last word was in quotes */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Cut off the next word: terminated, quotes removed. NULL: there is none. */
static char *next_word(struct line *line)
{
	char *in = line->rest;
	bool in_quotes = false;
	char *word, *out;

	while (is_blank(*in))
		in++;
	if (!*in)
		return NULL;
	line->is_quoted = false;
	for (word = out = in; *in && (in_quotes || !is_blank(*in)); in++) {
		if (*in == '"') {
			line->is_quoted = true;
			in_quotes = !in_quotes;
			continue;
		}
		if (in_quotes && *in == '\\' && in[1])
			in++;
		*out++ = *in;
	}
	if (in_quotes)
		plat_warn("command line: a quote is not closed");
	/* Before the terminator is written: it may be written over *in. */
	line->rest = *in ? in + 1 : in;
	*out = '\0';
	return word;
}

static void set_param(const char *word, const struct plat_param *param,
		      const struct plat_param *end)
{
	const char *name = word + PREFIX_LENGTH;
	const char *value = strchr(name, '=');
	size_t length = value ? (size_t)(value - name) : strlen(name);
	int status;

	while (param != end && (strncmp(param->name, name, length) != 0 ||
				param->name[length]))
		param++;
	if (param == end) {
		plat_warn("command line: there is no parameter %s", word);
		return;
	}
	status = param->set(name + length + (value ? 1 : 0));
	if (status)
		plat_warn("command line: %s is refused: %s", word,
			  plat_errno_name(status));
}

/* Returns false where there is no room for @word. */
static bool add_arg(struct plat_cmdline *out, char *word)
{
	if (out->argc < PLAT_ARGV_MAX) {
		out->argv[out->argc++] = word;
		return true;
	}
	plat_warn("command line: more than %d arguments; from %s on they are "
		  "dropped",
		  PLAT_ARGV_MAX - 1, word);
	return false;
}

void plat_cmdline_parse(char *text, const struct plat_param *begin,
			const struct plat_param *end,
			struct plat_cmdline *out)
{
	static char name[] = "main";
	struct line line = {.rest = text};
	bool is_ours = true;
	char *word;

	out->argc = 1;
	out->argv[0] = name;
	while ((word = next_word(&line)) != NULL) {
		if (!is_ours) {
			if (!add_arg(out, word))
				break;
		} else if (!line.is_quoted && strcmp(word, "--") == 0) {
			is_ours = false;
		} else if (strncmp(word, PREFIX, PREFIX_LENGTH) == 0) {
			set_param(word, begin, end);
		}
	}
	out->argv[out->argc] = NULL;
}
