/* SPDX-License-Identifier: BSD-3-Clause */
/* A format that comes out wrong makes every message and every dump a lie. */
#include "tests/unit/unit.h"

#include <inttypes.h>
#include <limits.h>

#include <plat/log.h>

#include "common/log/format.h"

/* What the build machine's own printf makes of it is right. */
#define SAME(...)                                                          \
	do {                                                               \
		char ours[256], theirs[256];                               \
		int a = plat_snprintf(ours, sizeof(ours), __VA_ARGS__);    \
		int b = snprintf(theirs, sizeof(theirs), __VA_ARGS__);     \
		assert_string_equal(ours, theirs);                         \
		assert_int_equal(a, b);                                    \
	} while (0)

#pragma GCC diagnostic ignored "-Wformat"

static void numbers(void **state)
{
	(void)state;
	SAME("%d %i %u", -5, 5, 5u);
	SAME("%d %d", INT_MAX, INT_MIN);
	SAME("%ld %ld %lu", LONG_MAX, LONG_MIN, ULONG_MAX);
	SAME("%hhd %hhu %hd %hu", 300, 300, 70000, 70000);
	SAME("%x %X %#x %#X %#x", 48879, 48879, 48879, 48879, 0);
	SAME("%o %#o %#o", 8, 8, 0);
	SAME("%zu %jd %td", (size_t)7, (intmax_t)-7, (ptrdiff_t)7);
	SAME("%" PRIx64, UINT64_MAX);
}

static void flags_and_widths(void **state)
{
	(void)state;
	SAME("[%5d] [%-5d] [%05d] [%+d] [% d] [%+5d]", 42, 42, 42, 42, 42, 42);
	SAME("[%5d] [%-5d] [%05d]", -42, -42, -42);
	SAME("[%.3d] [%8.3d] [%-8.3d] [%08.3d]", 7, 7, 7, 7);
	SAME("[%#10x] [%-#10x] [%#010x] [%#.4x]", 255, 255, 255, 255);
	SAME("[%*d] [%-*d] [%.*d]", 6, 1, 6, 1, 4, 1);
	SAME("[%.0d]", 0);
	SAME("[%+.2d]", 3);
}

static void text(void **state)
{
	(void)state;
	SAME("[%s] [%10s] [%-10s] [%.2s] [%10.2s]", "abc", "abc", "abc", "abc",
	     "abc");
	SAME("[%c] [%3c] [%-3c]", 'x', 'y', 'z');
	SAME("100%% [%s]", "");
	SAME("no conversion");
	SAME("%s", "");
}

static void what_printf_leaves_open_is_harmless(void **state)
{
	const char *volatile nothing = NULL;
	char buf[64];

	(void)state;
	plat_snprintf(buf, sizeof(buf), "%s", nothing);
	assert_string_equal(buf, "(null)");
	plat_snprintf(buf, sizeof(buf), "%p", (void *)0x1234);
	assert_string_equal(buf, "0x1234");
	plat_snprintf(buf, sizeof(buf), "%p", NULL);
	assert_string_equal(buf, "0x0");
	plat_snprintf(buf, sizeof(buf), "a %y b");
	assert_string_equal(buf, "a %y b");
	plat_snprintf(buf, sizeof(buf), "end %");
	assert_string_equal(buf, "end %");
	plat_snprintf(buf, sizeof(buf), "end %5");
	assert_string_equal(buf, "end %5");
}

static void an_absurd_width_is_bounded(void **state)
{
	const char *volatile absurd = "%999999999999d";
	char buf[600];

	(void)state;
	assert_int_equal(plat_snprintf(buf, sizeof(buf), absurd, 1), 255);
	assert_int_equal(plat_snprintf(buf, sizeof(buf), "%*d", INT_MAX, 1),
			 255);
}

static void a_buffer_is_never_overrun(void **state)
{
	(void)state;
	for (size_t size = 0; size <= 12; size++) {
		char *buf = malloc(size + 1);

		buf[size] = '!';
		assert_int_equal(plat_snprintf(buf, size, "%s-%d", "abcde", 42),
				 8);
		assert_int_equal(buf[size], '!');
		if (size)
			assert_int_equal(strlen(buf), size > 8 ? 8 : size - 1);
		free(buf);
	}
}

/* The log keeps each argument as 64 bits. */
static void arguments_may_be_wider_than_their_conversions(void **state)
{
	char buf[64];

	(void)state;
	plat_snprintf(buf, sizeof(buf), "%d %x %s %lx %c %hhd %.*s|",
		      (uint64_t)-3, UINT64_C(0xffffffff12345678), "str",
		      UINT64_MAX, UINT64_C(0xabcd00000071),
		      UINT64_C(0x1234567ff), UINT64_C(0x9900000002), "xyz");
	assert_string_equal(buf,
			    "-3 12345678 str ffffffffffffffff q -1 xy|");
}

static char flushed[256];
static unsigned int nr_flushes;

static void flush(const char *text, size_t length)
{
	strncat(flushed, text, length);
	nr_flushes++;
}

static void format_by_lines_of_five(const char *format, ...)
{
	char line[5];
	struct plat_format_sink sink = {
		.buf = line, .size = sizeof(line), .flush = flush,
	};
	va_list args;

	va_start(args, format);
	plat_format(&sink, format, args);
	va_end(args);
	assert_int_equal(sink.total, 12);
	assert_int_equal(sink.length, 2);
	flush(line, sink.length);
}

/* What is printed is longer than the line that consoles are given at once. */
static void a_full_buffer_is_flushed(void **state)
{
	(void)state;
	format_by_lines_of_five("%s-%05d|", "abcde", 42);
	assert_string_equal(flushed, "abcde-00042|");
	assert_int_equal(nr_flushes, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(flags_and_widths),
		cmocka_unit_test(text),
		cmocka_unit_test(what_printf_leaves_open_is_harmless),
		cmocka_unit_test(an_absurd_width_is_bounded),
		cmocka_unit_test(a_buffer_is_never_overrun),
		cmocka_unit_test(arguments_may_be_wider_than_their_conversions),
		cmocka_unit_test(a_full_buffer_is_flushed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
