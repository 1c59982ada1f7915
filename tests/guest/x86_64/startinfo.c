/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a loader says that is wrong, startinfo-entry.S, stops the guest where it
 * need not, or is believed: then it has a command line, modules or memory that
 * there are not. Booted as a domain of 64 MiB, with an initrd; the boots say
 * what is lost.
 */
#include <plat/bootinfo.h>
#include <plat/frame.h>
#include <plat/layout.h>

#include "tests/guest/tap.h"

/* Whether each frame that there is to be had is there: Xen reads others as all
 * ones. */
static bool are_there(void)
{
	uint32_t nr = 0;
	plat_pa_t pa;

	while (!plat_frame_alloc(0, PLAT_FRAME_ANY, &pa)) {
		volatile uint64_t *word = plat_direct_map(pa);

		*word = pa.v;
		if (*word != pa.v)
			return false;
		nr++;
	}
	tap_note("%u frames", nr);
	return nr > PLAT_MIB(50) / PLAT_PAGE_SIZE;
}

int main(void)
{
	const struct plat_bootinfo *bi = plat_bootinfo();

	tap_note("modules: %u; command line: '%s'", bi->nr_modules,
		 bi->cmdline);
	tap_ok(plat_bootinfo_ram_bytes(bi) > PLAT_MIB(56) &&
		   plat_bootinfo_ram_bytes(bi) <= PLAT_MIB(64),
	       "RAM is what the domain has");
	tap_ok(are_there(), "and is there");
	return tap_done();
}
