/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that the host sees though nobody asked for it is a leak; memory that
 * is not shared though it was asked for, a device that does not work. The same
 * rules hold where sharing is nothing but book-keeping.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/config.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/mrd.h>
#include <plat/share.h>
#include <plat/string.h>

#define ORDER 4u /* 16 pages */
#define PAGES (1u << ORDER)

static struct plat_pa_range part(plat_pa_t pa, unsigned int first,
				 unsigned int nr)
{
	return (struct plat_pa_range){{pa.v + first * PLAT_PAGE_SIZE},
				      nr * PLAT_PAGE_SIZE};
}

static bool can_be_used(struct plat_pa_range range)
{
	unsigned char *bytes = plat_direct_map(range.start);
	bool all = true;

	memset(bytes, 0, range.size);
	for (uint64_t i = 0; i < range.size; i += 64)
		bytes[i] = (unsigned char)i;
	for (uint64_t i = 0; i < range.size; i += 64)
		all &= bytes[i] == (unsigned char)i && bytes[i + 1] == 0;
	return all;
}

/* In a debug build, where nothing else changes them. */
static bool contents_are_gone(struct plat_pa_range range)
{
	const unsigned char *bytes = plat_direct_map(range.start);

	return !PLAT_HAS(PLAT_DEBUG) || (bytes[0] != 0 && bytes[1] != 0);
}

static void ranges(plat_pa_t pa)
{
	tap_ok(!plat_mem_share(part(pa, 2, 8)), "8 pages are shared");
	tap_ok(plat_mem_shared_bytes() == 8 * PLAT_PAGE_SIZE, "and counted");
	tap_ok(plat_mem_is_shared(part(pa, 9, 2)) &&
		   !plat_mem_is_shared(part(pa, 0, 2)) &&
		   !plat_mem_is_shared(part(pa, 10, 6)),
	       "those and no others");
	tap_ok(can_be_used(part(pa, 2, 8)), "the guest can use them");
	tap_ok(plat_mem_share(part(pa, 9, 3)) == -PLAT_EEXIST &&
		   !plat_mem_is_shared(part(pa, 10, 2)),
	       "what is shared in part is not shared again, not even the rest");
	tap_ok(plat_mem_unshare(part(pa, 8, 3)) == -PLAT_ENOENT &&
		   plat_mem_is_shared(part(pa, 8, 1)),
	       "nor is what is shared in part taken back");
	tap_ok(!plat_mem_unshare(part(pa, 4, 2)), "a part of it is taken back");
	tap_ok(!plat_mem_is_shared(part(pa, 4, 2)) &&
		   plat_mem_shared_bytes() == 6 * PLAT_PAGE_SIZE,
	       "that and no other");
	tap_ok(can_be_used(part(pa, 4, 2)), "the guest can use it");
	tap_ok(!plat_mem_unshare(part(pa, 2, 2)) &&
		   !plat_mem_unshare(part(pa, 6, 4)) &&
		   plat_mem_shared_bytes() == 0,
	       "and the rest");
}

static void contents(plat_pa_t pa)
{
	memset(plat_direct_map(pa), 0, PLAT_PAGE_SIZE);
	tap_ok(!plat_mem_share(part(pa, 0, 1)) &&
		   contents_are_gone(part(pa, 0, 1)),
	       "nobody relies on contents after sharing");
	memset(plat_direct_map(pa), 0, PLAT_PAGE_SIZE);
	tap_ok(!plat_mem_unshare(part(pa, 0, 1)) &&
		   contents_are_gone(part(pa, 0, 1)),
	       "nor after taking back");
}

static plat_pa_t no_memory(void)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (list->mrds[i].type == PLAT_MRD_DEVICE)
			return list->mrds[i].start;
	}
	return plat_pa((uint64_t)1 << 45);
}

static plat_pa_t page_of_text(void)
{
	uint64_t pa = plat_image_pa((const void *)(uintptr_t)no_memory).v;

	return plat_pa(plat_align_down(pa, PLAT_PAGE_SIZE));
}

/* The image window holds it, too, and would do so while the host has it. */
static plat_pa_t page_of_data(void)
{
	static char data[2 * PLAT_PAGE_SIZE];

	return plat_pa(plat_align_up(plat_image_pa(data).v, PLAT_PAGE_SIZE));
}

static void mistakes(plat_pa_t pa)
{
	struct plat_pa_range odd = {{pa.v + 1}, PLAT_PAGE_SIZE};
	struct plat_pa_range half = {pa, PLAT_PAGE_SIZE / 2};

	tap_ok(plat_mem_share(odd) == -PLAT_EINVAL &&
		   plat_mem_share(half) == -PLAT_EINVAL,
	       "a part of a page cannot be shared");
	tap_ok(plat_mem_share(part(pa, 0, 0)) == -PLAT_EINVAL,
	       "nor can nothing");
	tap_ok(plat_mem_share(part(no_memory(), 0, 1)) == -PLAT_EINVAL,
	       "nor what is no memory");
	tap_ok(plat_mem_share(part(plat_pa(-PLAT_PAGE_SIZE), 0, 2)) ==
		   -PLAT_EINVAL,
	       "nor what wraps around");
	tap_ok(plat_mem_share(part(page_of_text(), 0, 1)) == -PLAT_EINVAL,
	       "nor the guest's text");
	if (plat_frontend()->share)
		tap_ok(plat_mem_share(part(page_of_data(), 0, 1)) ==
			       -PLAT_EINVAL,
		       "nor its data");
	tap_ok(plat_mem_unshare(part(pa, 0, 1)) == -PLAT_ENOENT,
	       "what is not shared cannot be taken back");
}

int main(void)
{
	plat_pa_t pa;

	if (plat_frame_alloc(ORDER, PLAT_FRAME_ANY, &pa))
		return 1;
	tap_ok(plat_mem_shared_bytes() == 0, "nothing is shared at first");
	ranges(pa);
	contents(pa);
	mistakes(pa);
	tap_ok(!plat_frame_free(pa, ORDER), "it is ordinary memory again");
	return tap_done();
}
