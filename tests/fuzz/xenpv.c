/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/fuzz/fuzz.h"

#include <plat/layout.h>

#include "xen-pv/x86_64/start_info.h"

static const struct fuzz_slot slots[] = {
	{0x155000, 1216, false}, /* start info */
};

static void check(const struct plat_xen_pv_info *info)
{
	uint64_t end = plat_xen_pv_pa((plat_xen_pfn_t){info->nr_pages}).v;

	if (info->tables.start.v < PLAT_XEN_PV_BASE ||
	    info->p2m_frames.start.v < PLAT_XEN_PV_BASE ||
	    !plat_range_below(info->tables.start.v, info->tables.size, end) ||
	    !plat_range_below(info->p2m_frames.start.v, info->p2m_frames.size,
			      end) ||
	    info->p2m_frames.size < info->nr_pages * sizeof(uint64_t))
		__builtin_trap();
	if (info->p2m.v != PLAT_HOST_BASE &&
	    info->p2m.v - PLAT_IMAGE_BASE != info->p2m_frames.start.v)
		__builtin_trap();
}

static int parse(struct plat_bootinfo *bi, plat_pa_t pa)
{
	struct plat_xen_pv_info info;
	int err = plat_xen_pv_parse(bi, pa, &info);

	if (!err)
		check(&info);
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_protocol(parse, slots, PLAT_ARRAY_SIZE(slots), data, size);
	return 0;
}
