/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64, in a realm: what the host can see is what the guest shared, no page
 * more, by the monitor's own word. If this failed, secrets could leak.
 *
 *   walk [small]  each page below the addresses that the host sees is asked
 *                 for; small: not what is neither memory nor devices
 *   hvc           what no realm may do
 *   image         its Image's header is what it was: the last words say so
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/cca.h>
#include <plat/early_map.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/mrd.h>
#include <plat/power.h>
#include <plat/share.h>
#include <plat/string.h>

#include "common/arm64/machine.h"
#include "common/bootinfo/image.h"

#define ORDER 2u
#define PAGES (1u << ORDER)

/* Another frontend of the same image, which would look for its host in the
 * devicetree: nobody asks it in a realm. */
static enum plat_match look(void)
{
	const volatile char *tree =
		plat_early_map(plat_boot_arg(), sizeof(*tree), PLAT_MT_WB);

	if (tree)
		(void)*tree;
	return PLAT_MATCH_NONE;
}

PLAT_FRONTEND(curious) = {
	.name = "curious",
	.protocols = 1u << PLAT_PROTOCOL_ARM64_IMAGE,
	.detect = look,
	.emergency_console = &plat_arm64_emergency_console,
	.bootinfo = plat_arm64_bootinfo,
};

/* Of a range, in bytes. */
struct census {
	uint64_t of[PLAT_CCA_DEV + 1];
	bool is_known;
};

static struct census count(uint64_t start, uint64_t end)
{
	struct census census = {.is_known = true};

	while (start < end) {
		struct plat_pa_range range = {{start}, end - start};
		enum plat_cca_memory state;
		uint64_t size;

		if (plat_cca_memory_state(range, &state, &size)) {
			census.is_known = false;
			break;
		}
		census.of[state] += size;
		start += size;
	}
	return census;
}

static bool all_are(uint64_t start, uint64_t end, enum plat_cca_memory state)
{
	struct census census = count(start, end);

	return census.is_known && census.of[state] == end - start;
}

/* Bytes of memory that the realm has, and how many of them are not its own. */
static void memory(uint64_t *all, uint64_t *not_own)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;

	*all = *not_own = 0;
	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];
		struct census census;

		if (!(PLAT_MRD_DIRECT >> mrd->type & 1))
			continue;
		census = count(mrd->start.v, mrd->start.v + mrd->size);
		*all += mrd->size;
		*not_own += census.is_known ? mrd->size -
						  census.of[PLAT_CCA_RAM]
					    : mrd->size;
	}
}

static bool devices_are_the_hosts(void)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;
	unsigned int nr = 0;
	bool all = true;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		const struct plat_mrd *mrd = &list->mrds[i];

		if (mrd->type != PLAT_MRD_DEVICE)
			continue;
		nr++;
		all &= all_are(mrd->start.v, mrd->start.v + mrd->size,
			       PLAT_CCA_EMPTY);
	}
	tap_note("%u ranges of devices", nr);
	return nr > 0 && all;
}

/* All addresses that the realm has of its own. */
static void everything(void)
{
	uint64_t end = plat_mem_shared_address(plat_pa(0)).v;
	struct census census = count(0, end);
	uint64_t all, not_own;

	memory(&all, &not_own);
	tap_ok(census.is_known && census.of[PLAT_CCA_RAM] == all,
	       "of %#lx addresses the realm's own are its memory's", end);
	tap_ok(census.of[PLAT_CCA_DESTROYED] == 0 &&
		       census.of[PLAT_CCA_DEV] == 0,
	       "nothing is lost, no device is trusted");
}

static void own(const char *when, uint64_t wanted)
{
	uint64_t all, not_own;

	memory(&all, &not_own);
	tap_ok(all != 0 && not_own == wanted && plat_mem_shared_bytes() == wanted,
	       "%s: of %#lx bytes the host sees %#lx", when, all, not_own);
}

static void sharing(void)
{
	plat_pa_t pa = plat_pa(0);
	struct plat_pa_range middle;

	tap_ok(!plat_frame_alloc(ORDER, PLAT_FRAME_ANY, &pa), "%u pages",
	       PAGES);
	middle = (struct plat_pa_range){{pa.v + PLAT_PAGE_SIZE},
					2 * PLAT_PAGE_SIZE};
	tap_ok(!plat_mem_share(middle), "two are shared");
	own("then", middle.size);
	tap_ok(all_are(middle.start.v, middle.start.v + middle.size,
		       PLAT_CCA_EMPTY),
	       "those two");
	tap_ok(!plat_mem_unshare(middle), "and taken back");
	own("then", 0);
	tap_ok(!plat_frame_free(pa, ORDER), "and given back");
}

static int walk(bool is_small)
{
	own("at first", 0);
	tap_ok(devices_are_the_hosts(), "no device is in the realm");
	if (!is_small)
		everything();
	sharing();
	return tap_done();
}

/* The magic of booting.rst (Linux), which is nothing that the image needs. */
PLAT_NORETURN static void say_of_image(void)
{
	bool is_whole = memcmp(plat_image_start + 0x38, "ARM\x64", 4) == 0;

	plat_panic("the image is %s", is_whole ? "whole" : "changed");
}

int main(int argc, char *argv[])
{
	if (argc > 1 && strcmp(argv[1], "image") == 0)
		say_of_image();
	if (argc > 1 && strcmp(argv[1], "hvc") == 0)
		__asm__ volatile("hvc #0" : : : "x0", "x1", "x2", "x3",
				 "memory");
	if (argc < 2 || strcmp(argv[1], "walk") != 0)
		return 1;
	return walk(argc > 2);
}
