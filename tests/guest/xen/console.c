/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that prints faster than dom0 reads loses lines, or mixes them up; or
 * its last words go with the domain.
 */
#include "tests/guest/tap.h"

#define NR_LINES 2000u

int main(void)
{
	for (unsigned int i = 0; i < NR_LINES; i++)
		plat_printf("line %u of %u, longer than the one before it\n", i,
			    NR_LINES);
	tap_ok(true, "all is printed: who reads it counts");
	return tap_done();
}
