/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/early_map.h>
#include <plat/layout.h>
#include <plat/log.h>

#include "xen-pv/x86_64/xen-pv.h"

#define HOLE_BYTES (PLAT_XEN_PV_FOREIGN * PLAT_PAGE_SIZE)

struct plat_xen_pv_info plat_xen_pv_info;

static struct plat_pa_range hole;

struct plat_pa_range plat_xen_pv_hole(void)
{
	return hole;
}

static int add_hole(struct plat_bootinfo *bi)
{
	hole = plat_xen_find_hole(bi, HOLE_BYTES, PLAT_DIRECT_MAP_SIZE);
	if (!hole.size) {
		plat_warn("xen: no room for foreign pages");
		return 0;
	}
	return plat_bootinfo_add_region(bi, hole, PLAT_MRD_HOLE, "xen");
}

/* The page of a daemon's is in this domain's memory. */
static int reserve(struct plat_bootinfo *bi,
		   const struct plat_xen_pv_link *link)
{
	struct plat_pa_range page = {.size = PLAT_PAGE_SIZE};

	if (!link->mfn.v || !plat_xen_pv_find(link->mfn, &page.start))
		return 0;
	return plat_bootinfo_add_region(bi, page, PLAT_MRD_RESERVED, "xen");
}

/* Behind its page tables Xen has mapped a page for a stack and 512 KiB or more,
 * up to a multiple of 4 MiB. xen.h, at struct start_info. */
static struct plat_linear_map mapped(const struct plat_xen_pv_info *info)
{
	uint64_t tables_end = info->tables.start.v + info->tables.size;
	uint64_t least = PLAT_IMAGE_BASE + tables_end + PLAT_PAGE_SIZE +
			 PLAT_KIB(512);
	uint64_t end = plat_align_up(least, PLAT_MIB(4)) - PLAT_IMAGE_BASE;
	plat_pa_t ram_end = plat_xen_pv_pa((plat_xen_pfn_t){info->nr_pages});

	return (struct plat_linear_map){plat_va(PLAT_IMAGE_BASE),
					plat_min_u64(end, ram_end.v),
					tables_end};
}

int plat_xen_pv_bootinfo(struct plat_bootinfo *bi, plat_pa_t arg)
{
	const struct plat_xen_pv_info *info = &plat_xen_pv_info;
	int err;

	plat_early_linear = (struct plat_linear_map){plat_va(PLAT_IMAGE_BASE),
						     arg.v + PLAT_PAGE_SIZE, 0};
	err = plat_xen_pv_parse(bi, arg, &plat_xen_pv_info);
	if (err)
		return err;
	plat_early_linear = mapped(info);
	err = add_hole(bi);
	if (!err)
		err = plat_xen_pv_p2m_init(info, hole.start);
	if (!err)
		err = reserve(bi, &info->console);
	if (!err)
		err = reserve(bi, &info->store);
	return err;
}
