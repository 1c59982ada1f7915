/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two users of one frame, or a frame that is lost, is corruption without an
 * author. On the real memory of the machine; the model tests are on the host.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/string.h>

#include "machine.h"

#define NR_FRAMES 64

static plat_pa_t frames[NR_FRAMES];

static uint64_t nr_free(void)
{
	struct plat_frame_stats stats;

	plat_frame_stats(&stats);
	return stats.nr_free;
}

static bool alloc_all(void)
{
	for (unsigned int i = 0; i < NR_FRAMES; i++) {
		if (plat_frame_alloc(0, PLAT_FRAME_ANY, &frames[i]))
			return false;
		memset(plat_direct_map(frames[i]), (int)i, PLAT_PAGE_SIZE);
	}
	return true;
}

static bool contents_are_own(void)
{
	for (unsigned int i = 0; i < NR_FRAMES; i++) {
		const uint8_t *p = plat_direct_map(frames[i]);

		for (unsigned int k = 0; k < PLAT_PAGE_SIZE; k++) {
			if (p[k] != (uint8_t)i)
				return false;
		}
	}
	return true;
}

static bool free_all(void)
{
	for (unsigned int i = 0; i < NR_FRAMES; i++) {
		if (plat_frame_free(frames[i], 0))
			return false;
	}
	return true;
}

/* Every page of memory that is free can be had, is memory, and is no one
 * else's: what the kit itself needs still works afterwards. */
static uint64_t take_everything(plat_pa_t *chain)
{
	uint64_t count = 0;
	plat_pa_t pa;

	chain->v = 0;
	while (!plat_frame_alloc(0, PLAT_FRAME_ANY, &pa)) {
		uint64_t *p = plat_direct_map(pa);

		memset(p, 0xa5, PLAT_PAGE_SIZE);
		*p = chain->v;
		*chain = pa;
		count++;
	}
	return count;
}

static uint64_t give_everything(plat_pa_t chain)
{
	uint64_t count = 0;

	while (chain.v) {
		uint64_t next = *(uint64_t *)plat_direct_map(chain);

		if (plat_frame_free(chain, 0))
			break;
		chain.v = next;
		count++;
	}
	return count;
}

/* Frames below 1 MiB are for starting lcpus in real mode. */
static void real_mode_frame(void)
{
	plat_pa_t pa = plat_pa(0);
	int status = plat_frame_alloc(0, PLAT_FRAME_REAL, &pa);

	if (!HAS_REAL_MODE ||
	    strcmp(plat_frontend()->name, "xen-pv") == 0) {
		tap_ok(status == -PLAT_ENOMEM, "there is no memory at 0");
		return;
	}
	tap_ok(!status && pa.v < PLAT_MIB(1),
	       "a frame below 1 MiB is left for starting lcpus (%#lx)", pa.v);
	tap_ok(!plat_frame_free(pa, 0), "it goes back");
}

int main(void)
{
	uint64_t before = nr_free(), all;
	plat_pa_t pa, chain;

	tap_ok(before > 0, "%lu frames are free", before);
	tap_ok(alloc_all(), "%u frames", NR_FRAMES);
	tap_ok(contents_are_own(), "each keeps what was written to it");
	tap_ok(nr_free() == before - NR_FRAMES, "they are accounted for");
	tap_ok(free_all() && nr_free() == before, "and so is giving back");
	tap_ok(plat_frame_free(frames[0], 0) == -PLAT_EINVAL,
	       "a double free is refused");
	tap_ok(plat_frame_free(plat_pa(DEVICE_PA), 0) == -PLAT_EINVAL,
	       "a frame that is no memory is refused");
	real_mode_frame();
	all = take_everything(&chain);
	tap_ok(all == before && nr_free() == 0, "all %lu can be had", all);
	tap_ok(plat_frame_alloc(0, PLAT_FRAME_ANY, &pa) == -PLAT_ENOMEM,
	       "then there is none");
	tap_ok(give_everything(chain) == all && nr_free() == before,
	       "all go back");
	return tap_done();
}
