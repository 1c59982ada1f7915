/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest with large tables of its own would not start, or start on memory
 * that is somebody else's: this image reaches from 1 MiB to beyond 16 MiB.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/layout.h>
#include <plat/string.h>

#define HUGE PLAT_MIB(16)

static uint8_t huge[HUGE];

/* More than a page that is not zero at first, a mark at both ends of each. */
#define MARKS (3 * PLAT_PAGE_SIZE / sizeof(uint64_t))
#define PAGE_MARKS(page)                                             \
	[512 * (page)] = 2 * (page) + 1, [512 * (page) + 511] = 2 * (page) + 2
static volatile uint64_t marks[MARKS] = {
	PAGE_MARKS(0), PAGE_MARKS(1), PAGE_MARKS(2),
};

static bool is_marked(void)
{
	uint64_t next = 1;

	for (uint64_t i = 0; i < MARKS; i++) {
		if (marks[i] && marks[i] != next++)
			return false;
	}
	return next == 7 && marks[MARKS - 1] == 6;
}

static bool is_zero(void)
{
	for (uint64_t i = 0; i < HUGE; i += sizeof(uint64_t)) {
		if (*(const volatile uint64_t *)(huge + i))
			return false;
	}
	return true;
}

int main(void)
{
	const struct plat_mrd *mrd =
	    plat_mrd_find(&plat_bootinfo()->mrds, plat_image_pa(huge));

	tap_ok(is_marked(), "12 KiB of data are what they were linked as");
	tap_ok(is_zero(), "16 MiB of bss are zero");
	memset(huge, 0xa5, HUGE);
	tap_ok(huge[0] == 0xa5 && huge[HUGE - 1] == 0xa5, "they are memory");
	tap_ok(mrd && mrd->type == PLAT_MRD_IMAGE_DATA && mrd->size >= HUGE,
	       "and the image's");
	return tap_done();
}
