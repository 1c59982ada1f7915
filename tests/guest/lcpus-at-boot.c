/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that wants its lcpus from main on finds none, or others than the
 * command line leaves it; or does not end, as they are there still.
 * argv[1]: how many there have to be.
 */
#include <plat/atomic.h>
#include <plat/lcpu.h>

#include "tests/guest/tap.h"

PLAT_LCPU_START_AT_BOOT;

static uint32_t nr_called; /* atomic */

static void count(void *arg)
{
	(void)arg;
	(void)plat_atomic_add_relaxed(&nr_called, 1u);
}

int main(int argc, char *argv[])
{
	uint32_t nr_wanted = argc > 1 ? (uint32_t)(argv[1][0] - '0') : 0;
	uint32_t nr = plat_lcpu_count(), nr_right = 0;

	for (uint32_t i = 0; i < nr; i++) {
		enum plat_lcpu_state state = plat_lcpu_state(i);

		if (i < nr_wanted)
			nr_right += state == PLAT_LCPU_IDLE ||
				    state == PLAT_LCPU_BUSY;
		else
			nr_right += state == PLAT_LCPU_OFFLINE;
	}
	tap_ok(nr_right == nr, "of %u lcpus the first %u run", nr, nr_wanted);
	tap_ok(plat_lcpu_run(PLAT_LCPUS_OTHERS, count, NULL) ==
			       (int)nr_wanted - 1 &&
		       nr_called == nr_wanted - 1,
	       "and can be called");
	return tap_done();
}
