/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that gets other arguments than the user typed does something else
 * than the user wants. Booted with: -- one "two words" "a\"b" "", or, through
 * a boot loader that does not pass the last two on, without them.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/string.h>

int main(int argc, char *argv[])
{
	tap_ok(argc == 5 || argc == 3, "argc is 5, or 3 (%d)", argc);
	tap_ok(argc > 0 && !strcmp(argv[0], "main"), "argv[0] is main");
	tap_ok(argc > 1 && !strcmp(argv[1], "one"), "a plain word");
	tap_ok(argc > 2 && !strcmp(argv[2], "two words"), "a quoted word");
	if (argc > 3) {
		tap_ok(!strcmp(argv[3], "a\"b"), "an escaped quote");
		tap_ok(argc > 4 && !strcmp(argv[4], ""), "an empty word");
	}
	tap_ok(argv[argc] == NULL, "argv ends with NULL");
	tap_ok(strlen(plat_bootinfo()->cmdline) ==
		   plat_bootinfo()->cmdline_length,
	       "boot info keeps the whole line");
	return tap_done();
}
