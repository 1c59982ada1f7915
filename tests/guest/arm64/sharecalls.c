/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * In a realm, sharing many pages costs as many calls as the monitor makes of
 * it, not one a page. The argument: how many that are for 256 pages.
 */
#include "tests/guest/tap.h"

#include <plat/frame.h>
#include <plat/share.h>
#include <plat/string.h>

#include "host-isa.h"

#define ORDER         8u
#define HOST_COUNT    0x7001u
#define IPA_STATE_SET 0xc4000197u

static uint64_t number(const char *text)
{
	uint64_t value = 0;

	for (; *text; text++)
		value = 10 * value + (uint64_t)(*text - '0');
	return value;
}

int main(int argc, char *argv[])
{
	struct plat_pa_range range = {.size = PLAT_PAGE_SIZE << ORDER};
	uint64_t wanted = argc > 1 ? number(argv[1]) : 1;
	uint64_t before, shared, end;

	if (plat_frame_alloc(ORDER, PLAT_FRAME_ANY, &range.start))
		return 1;
	before = host_call(HOST_COUNT, IPA_STATE_SET, 0);
	tap_ok(!plat_mem_share(range), "256 pages are shared");
	shared = host_call(HOST_COUNT, IPA_STATE_SET, 0);
	tap_ok(shared - before == wanted, "by %lu calls", wanted);
	tap_ok(!plat_mem_unshare(range), "and taken back");
	end = host_call(HOST_COUNT, IPA_STATE_SET, 0);
	tap_ok(end - shared == wanted, "by as many");
	return tap_done();
}
