/* SPDX-License-Identifier: BSD-3-Clause */
/* Arguments would reach main other than they were typed. */
#include "tests/unit/unit.h"

#include <uchar.h>

#include <plat/errno.h>
#include <plat/types.h>

#include "common/efi/text.h"

static char out[64];

static int text(const char16_t *src, size_t size, size_t room)
{
	memset(out, '#', sizeof(out));
	return plat_efi_text(src, size, out, room);
}

#define CHECK_TEXT(src, utf8)                                             \
	do {                                                              \
		int n = text(src, sizeof(src), sizeof(out));              \
		assert_int_equal(n, strlen(utf8));                        \
		assert_memory_equal(out, utf8, (size_t)n);                \
		assert_int_equal(out[n], '#');                            \
	} while (0)

static void text_of_any_kind_is_converted(void **state)
{
	(void)state;
	CHECK_TEXT(u"", "");
	CHECK_TEXT(u"hello -- \"a b\"", "hello -- \"a b\"");
	CHECK_TEXT(u"\x7f\x80\u07ff\u0800\uffff",
		   "\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf");
	CHECK_TEXT(u"\U00010000\U0001d11e\U0010ffff",
		   "\xf0\x90\x80\x80\xf0\x9d\x84\x9e\xf4\x8f\xbf\xbf");
}

static void it_ends_at_a_nul_or_at_its_size(void **state)
{
	(void)state;
	CHECK_TEXT(u"ab\0cd", "ab");
	assert_int_equal(text(u"abcd", 4, sizeof(out)), 2);
	assert_int_equal(text(u"abcd", 5, sizeof(out)), 2);
	assert_int_equal(text(u"abcd", 1, sizeof(out)), 0);
	assert_int_equal(text(NULL, 0, sizeof(out)), 0);
}

static void it_need_not_be_aligned(void **state)
{
	static const char bytes[] = "xa\0b\0c";

	(void)state;
	memset(out, '#', sizeof(out));
	assert_int_equal(plat_efi_text(bytes + 1, 6, out, sizeof(out)), 3);
	assert_memory_equal(out, "abc#", 4);
}

static void half_a_character_is_refused(void **state)
{
	static const char16_t low[] = {'a', 0xdc00, 'b'};
	static const char16_t high[] = {'a', 0xd800, 'b'};
	static const char16_t last[] = {'a', 0xdbff};
	static const char16_t two[] = {0xd800, 0xd800, 0xdc00};

	(void)state;
	assert_int_equal(text(low, sizeof(low), 64), -PLAT_EINVAL);
	assert_int_equal(text(high, sizeof(high), 64), -PLAT_EINVAL);
	assert_int_equal(text(last, sizeof(last), 64), -PLAT_EINVAL);
	assert_int_equal(text(two, sizeof(two), 64), -PLAT_EINVAL);
}

static void nothing_is_written_beyond_the_room(void **state)
{
	(void)state;
	assert_int_equal(text(u"abc", 6, 3), 3);
	assert_int_equal(text(u"abc", 6, 2), -PLAT_ERANGE);
	assert_memory_equal(out, "ab#", 3);
	assert_int_equal(text(u"a\u20ac", 4, 3), -PLAT_ERANGE);
	assert_memory_equal(out, "a##", 3);
	assert_int_equal(text(u"a\u20ac", 4, 4), 4);
	assert_int_equal(text(u"a", 2, 0), -PLAT_ERANGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_of_any_kind_is_converted),
		cmocka_unit_test(it_ends_at_a_nul_or_at_its_size),
		cmocka_unit_test(it_need_not_be_aligned),
		cmocka_unit_test(half_a_character_is_refused),
		cmocka_unit_test(nothing_is_written_beyond_the_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
