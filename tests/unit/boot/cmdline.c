/* SPDX-License-Identifier: BSD-3-Clause */
/* A guest would get other arguments than its user typed. */
#include "tests/unit/unit.h"

#include <plat/cmdline.h>
#include <plat/errno.h>

#include "tests/host/support.h"

static char seen[1024];
static char buffer[1024];
static struct plat_cmdline out;

static int take(const char *value)
{
	strcat(seen, "[");
	strcat(seen, value);
	strcat(seen, "]");
	return 0;
}

static int refuse(const char *value)
{
	(void)value;
	return -PLAT_ERANGE;
}

static const struct plat_param params[] = {
	{"log", take},
	{"logs", refuse},
	{"x.y", take},
};

static void parse(const char *text)
{
	host_log_reset();
	seen[0] = '\0';
	strcpy(buffer, text);
	plat_cmdline_parse(buffer, params, params + 3, &out);
	assert_null(out.argv[out.argc]);
	assert_string_equal(out.argv[0], "main");
}

static void an_empty_line_gives_the_name_alone(void **state)
{
	(void)state;
	parse("");
	assert_int_equal(out.argc, 1);
	parse(" \t ");
	assert_int_equal(out.argc, 1);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void words_of_ours_reach_their_parameter(void **state)
{
	(void)state;
	parse("kernel plat.log=1 quiet plat.x.y=a=b plat.log plat.log=");
	assert_string_equal(seen, "[1][a=b][][]");
	assert_int_equal(out.argc, 1);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
}

static void unknown_and_refused_words_are_named(void **state)
{
	(void)state;
	parse("plat.lo=1 plat.logs=9 plat.logss plat. plat.=3");
	assert_string_equal(seen, "");
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 5);
	assert_true(host_log_has("no parameter plat.lo=1\n"));
	assert_true(host_log_has("plat.logs=9 is refused: ERANGE\n"));
	assert_true(host_log_has("no parameter plat.logss\n"));
	assert_true(host_log_has("no parameter plat.\n"));
	assert_true(host_log_has("no parameter plat.=3\n"));
}

static void what_follows_the_dashes_is_argv(void **state)
{
	(void)state;
	parse("plat.log=1 --  a\tplat.log=2\n-- -x ");
	assert_string_equal(seen, "[1]");
	assert_int_equal(out.argc, 5);
	assert_string_equal(out.argv[1], "a");
	assert_string_equal(out.argv[2], "plat.log=2");
	assert_string_equal(out.argv[3], "--");
	assert_string_equal(out.argv[4], "-x");
}

static void dashes_count_only_as_a_word_without_quotes(void **state)
{
	(void)state;
	parse("\"--\" a --b -- c");
	assert_int_equal(out.argc, 2);
	assert_string_equal(out.argv[1], "c");
}

static void quotes_keep_blanks_and_go_away(void **state)
{
	(void)state;
	parse("plat.log=\"a b\"c -- \"one two\" x\" \"y \"\" z\\n \"\\\"\\\\\"");
	assert_string_equal(seen, "[a bc]");
	assert_int_equal(out.argc, 6);
	assert_string_equal(out.argv[1], "one two");
	assert_string_equal(out.argv[2], "x y");
	assert_string_equal(out.argv[3], "");
	assert_string_equal(out.argv[4], "z\\n");
	assert_string_equal(out.argv[5], "\"\\");
}

static void a_quote_that_is_not_closed_is_told(void **state)
{
	(void)state;
	parse("-- \"a b");
	assert_string_equal(out.argv[1], "a b");
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 1);
	parse("-- a\"b\\");
	assert_string_equal(out.argv[1], "ab\\");
	parse("-- \"");
	assert_string_equal(out.argv[1], "");
	assert_int_equal(out.argc, 2);
}

static void too_many_arguments_are_dropped(void **state)
{
	char text[512] = "--";

	(void)state;
	for (int i = 1; i < PLAT_ARGV_MAX; i++)
		strcat(text, " w");
	parse(text);
	assert_int_equal(out.argc, PLAT_ARGV_MAX);
	assert_int_equal(host_log_count(PLAT_LOG_WARN), 0);
	strcat(text, " last one");
	parse(text);
	assert_int_equal(out.argc, PLAT_ARGV_MAX);
	assert_string_equal(out.argv[PLAT_ARGV_MAX - 1], "w");
	assert_true(host_log_has("more than 63 arguments; from last on"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_line_gives_the_name_alone),
		cmocka_unit_test(words_of_ours_reach_their_parameter),
		cmocka_unit_test(unknown_and_refused_words_are_named),
		cmocka_unit_test(what_follows_the_dashes_is_argv),
		cmocka_unit_test(dashes_count_only_as_a_word_without_quotes),
		cmocka_unit_test(quotes_keep_blanks_and_go_away),
		cmocka_unit_test(a_quote_that_is_not_closed_is_told),
		cmocka_unit_test(too_many_arguments_are_dropped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
