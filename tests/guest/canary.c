/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A canary that can be known beforehand protects no stack. Whether it differs
 * from boot to boot is the boots' to see: they compare two.
 */
#include "tests/guest/tap.h"

extern uintptr_t __stack_chk_guard;

int main(void)
{
	tap_note("canary: %016lx", __stack_chk_guard);
	tap_ok(__stack_chk_guard >> 8 != 0, "there is one");
	tap_ok((__stack_chk_guard & 0xff) == 0,
	       "its lowest byte ends a string: none copies it");
	return tap_done();
}
