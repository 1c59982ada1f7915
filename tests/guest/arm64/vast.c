/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that is larger than the machine's memory must not be started. It
 * gets no further than to whoever finds that out.
 */
#include "tests/guest/tap.h"

#define VAST PLAT_MIB(128)

static volatile char vast[VAST];

int main(void)
{
	tap_ok(vast[VAST - 1], "128 MiB of bss are memory");
	return tap_done();
}
