/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line: words separated by blanks. Words that begin with "plat."
 * are the kit's parameters; what follows the word "--" is the guest's argv.
 * Other words before "--" are somebody else's (a boot loader's) and ignored.
 *
 *   anything plat.console=com1 plat.name="two words" -- argv1 "argv 2"
 *
 * "..." keeps blanks together, and in it a backslash takes the next character
 * as it is; the quotes may stand anywhere in a word.
 */
#ifndef PLAT_CMDLINE_H
#define PLAT_CMDLINE_H

#include <plat/types.h>

/* Words in argv, argv[0] included. */
#define PLAT_ARGV_MAX 64

/* A parameter, in the linker set .plat_params. */
struct plat_param {
	const char *name; /* without "plat." */

	/**
	 * Take the parameter's value.
	 *
	 * @value:  what follows '='; "" where there is none. It stays.
	 * Returns: 0, or -PLAT_Exxx: the value is refused, and the log says so.
	 */
	int (*set)(const char *value);
};

/* Register a parameter: PLAT_PARAM("log", set_log); */
#define PLAT_PARAM(param_name, param_set)                                 \
	static const struct plat_param plat_param_##param_set PLAT_USED   \
	PLAT_SECTION(".plat_params") PLAT_ALIGNED(8) =                    \
	    {param_name, param_set}

/* The set's bounds, from the linker script. */
extern const struct plat_param plat_params_begin[], plat_params_end[];

struct plat_cmdline {
	int argc;
	char *argv[PLAT_ARGV_MAX + 1]; /* argv[argc] is NULL */
};

/**
 * Split @text, which is changed: words are terminated, quotes removed. Each
 * word of ours is given to its parameter in [begin, end), in the order of the
 * command line; one that is unknown or refused is logged and passed over.
 *
 * @text:   the log and @out refer to it from then on: it has to stay.
 * @out:    argv[0] is "main"; beyond PLAT_ARGV_MAX words are dropped, and the log says so.
 * Context: the boot lcpu.
 */
void plat_cmdline_parse(char *text, const struct plat_param *begin,
			const struct plat_param *end,
			struct plat_cmdline *out);

#endif /* PLAT_CMDLINE_H */
