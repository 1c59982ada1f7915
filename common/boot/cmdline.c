/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/cmdline.h>

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/string.h>

#define PREFIX        "plat."
#define PREFIX_LENGTH (sizeof(PREFIX) - 1)

struct word {
	char *text;   /* terminated, quotes removed */
	bool quoted;  /* some of it was in quotes */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Copy what is in quotes from @in to *@out, which never overtakes it.
 * Returns what follows the closing quote. */
static char *copy_quoted(char *in, char **out)
{
	while (*in && *in != '"') {
		if (*in == '\\' && in[1])
			in++;
		*(*out)++ = *in++;
	}
	if (*in)
		return in + 1;
	plat_warn("command line: a quote is not closed");
	return in;
}

/* Cut the next word off *@rest. False at the end of the line. */
static bool next_word(char **rest, struct word *word)
{
	char *in = *rest;
	char *out;

	while (is_blank(*in))
		in++;
	if (!*in)
		return false;
	*word = (struct word){in, false};
	for (out = in; *in && !is_blank(*in);) {
		if (*in == '"') {
			word->quoted = true;
			in = copy_quoted(in + 1, &out);
		} else {
			*out++ = *in++;
		}
	}
	/* Before the terminator is written: it may be written over *in. */
	*rest = *in ? in + 1 : in;
	*out = '\0';
	return true;
}

static const struct plat_param *find_param(const char *name,
					   const struct plat_param *begin,
					   const struct plat_param *end)
{
	const char *value = strchr(name, '=');
	size_t length = value ? (size_t)(value - name) : strlen(name);

	for (const struct plat_param *p = begin; p != end; p++) {
		if (strncmp(p->name, name, length) == 0 &&
		    p->name[length] == '\0')
			return p;
	}
	return NULL;
}

static void set_param(const char *word, const struct plat_param *begin,
		      const struct plat_param *end)
{
	const struct plat_param *param =
	    find_param(word + PREFIX_LENGTH, begin, end);
	const char *value = strchr(word, '=');
	int status;

	if (!param) {
		plat_warn("command line: there is no parameter %s", word);
		return;
	}
	status = param->set(value ? value + 1 : word + strlen(word));
	if (status)
		plat_warn("command line: %s is refused: %s", word,
			  plat_errno_name(status));
}

static void take_params(char **rest, const struct plat_param *begin,
			const struct plat_param *end)
{
	struct word word;

	while (next_word(rest, &word)) {
		if (!word.quoted && strcmp(word.text, "--") == 0)
			return;
		if (strncmp(word.text, PREFIX, PREFIX_LENGTH) == 0)
			set_param(word.text, begin, end);
	}
}

static void take_args(char **rest, struct plat_cmdline *out)
{
	struct word word;

	while (next_word(rest, &word)) {
		if (out->argc == PLAT_ARGV_MAX) {
			plat_warn("command line: more than %d arguments; from "
				  "%s on they are dropped\n",
				  PLAT_ARGV_MAX - 1, word.text);
			return;
		}
		out->argv[out->argc++] = word.text;
	}
}

void plat_cmdline_parse(char *text, char *name, const struct plat_param *begin,
			const struct plat_param *end,
			struct plat_cmdline *out)
{
	static char main_name[] = "main";

	out->argc = 1;
	out->argv[0] = name ? name : main_name;
	if (*text) {
		take_params(&text, begin, end);
		take_args(&text, out);
	}
	out->argv[out->argc] = NULL;
}
