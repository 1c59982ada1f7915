/* SPDX-License-Identifier: BSD-3-Clause */
/* A table that lacks a member would end in a jump to address 0, long after
 * the one who wrote it could see why. */
#include "tests/unit/unit.h"

#include "common/boot/frontend.h"

static enum plat_match detect(void)
{
	return PLAT_MATCH_EXACT;
}

static int bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	(void)bi;
	(void)arg;
	return 0;
}

static void write(const struct plat_console *self, const char *text,
		  size_t length)
{
	(void)self;
	(void)text;
	(void)length;
}

static struct plat_console console = {.name = "test", .write = write};
static struct plat_console mute = {.name = "mute"};

/* All that must be there, and no more. */
static const struct plat_frontend least = {
	.name = "least",
	.protocols = 1u << PLAT_PROTOCOL_PVH,
	.detect = detect,
	.emergency_console = &console,
	.bootinfo = bootinfo,
};

static void the_least_table_lacks_nothing(void **state)
{
	(void)state;
	assert_null(plat_frontend_lacks(&least));
}

static void what_is_missing_is_named(void **state)
{
	struct plat_frontend f;

	(void)state;
#define LACKS(member, value, text)                                        \
	f = least;                                                        \
	f.member = value;                                                 \
	assert_string_equal(plat_frontend_lacks(&f), text)
	LACKS(name, NULL, "name");
	LACKS(protocols, 0, "protocols");
	LACKS(detect, NULL, "detect");
	LACKS(emergency_console, NULL, "emergency_console");
	LACKS(emergency_console, &mute, "emergency_console->write");
	LACKS(bootinfo, NULL, "bootinfo");
#undef LACKS
}

static void somebody_who_can_print_is_found(void **state)
{
	struct plat_frontend all[] = {least, least, least};

	(void)state;
	assert_ptr_equal(plat_frontend_that_speaks(all, all + 3), all);
	all[0].emergency_console = NULL;
	assert_ptr_equal(plat_frontend_that_speaks(all, all + 3), all + 1);
	all[1].emergency_console = &mute;
	assert_ptr_equal(plat_frontend_that_speaks(all, all + 3), all + 2);
	assert_ptr_equal(plat_frontend_that_speaks(all, all + 2), all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_least_table_lacks_nothing),
		cmocka_unit_test(what_is_missing_is_named),
		cmocka_unit_test(somebody_who_can_print_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
