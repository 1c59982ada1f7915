/* SPDX-License-Identifier: BSD-3-Clause */
#include "xen-pv/x86_64/start_info.h"

#include <plat/errno.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/string.h>
#include <plat/view.h>

#include "common/xen/public.h"
#include "xen-pv/x86_64/vcpu.h"

_Static_assert(offsetof(struct start_info, mfn_list) == START_INFO_MFN_LIST,
	       "vcpu.h");

/* "xen-3.0-x86_64": the interface has been 3 ever since. */
static const char magic[] = "xen-3.";

static int refuse(const char *what, uint64_t value)
{
	plat_err("xen-pv: start info: %s: %#jx", what, value);
	return -PLAT_EPROTO;
}

/* What is mapped in the image window is there at its physical address. */
static uint64_t window_pa(uint64_t va)
{
	return va - PLAT_IMAGE_BASE;
}

static int take_size(const struct start_info *si,
		     struct plat_xen_pv_info *info)
{
	if (si->nr_pages == 0 ||
	    si->nr_pages > (PLAT_DIRECT_MAP_SIZE - PLAT_XEN_PV_BASE) >>
				   PLAT_PAGE_SHIFT)
		return refuse("pages of memory", si->nr_pages);
	info->nr_pages = si->nr_pages;
	if (si->shared_info == 0 || si->shared_info & PLAT_PAGE_MASK)
		return refuse("shared info", si->shared_info);
	info->shared_info = si->shared_info;
	return 0;
}

/* Whether @nr pages from @start on are memory. */
static bool is_memory(const struct plat_xen_pv_info *info, uint64_t start,
		      uint64_t nr)
{
	return !(start & PLAT_PAGE_MASK) &&
	       plat_range_below(plat_xen_pv_pfn(plat_pa(start)).v, nr,
				info->nr_pages);
}

static int take_tables(const struct start_info *si,
		       struct plat_xen_pv_info *info)
{
	uint64_t start = window_pa(si->pt_base);

	if (si->nr_pt_frames == 0 || !is_memory(info, start, si->nr_pt_frames))
		return refuse("page tables", si->pt_base);
	info->tables.start = plat_pa(start);
	info->tables.size = si->nr_pt_frames << PLAT_PAGE_SHIFT;
	return 0;
}

/* Where the image has asked for it to be mapped: which frames are that, is
 * told. */
static int take_p2m_outside(const struct start_info *si,
			    struct plat_xen_pv_info *info)
{
	uint64_t bytes = info->nr_pages * sizeof(uint64_t);

	if (!plat_range_below(si->first_p2m_pfn, si->nr_p2m_frames,
			      info->nr_pages) ||
	    si->nr_p2m_frames < (bytes + PLAT_PAGE_MASK) >> PLAT_PAGE_SHIFT)
		return refuse("frames of the p2m", si->first_p2m_pfn);
	info->p2m_frames.start =
		plat_xen_pv_pa((plat_xen_pfn_t){si->first_p2m_pfn});
	info->p2m_frames.size = si->nr_p2m_frames << PLAT_PAGE_SHIFT;
	return 0;
}

/* In the image window it lies before the page tables. */
static int take_p2m(const struct start_info *si, struct plat_xen_pv_info *info)
{
	uint64_t start = window_pa(si->mfn_list);
	uint64_t bytes = info->nr_pages * sizeof(uint64_t);

	info->p2m = plat_va(si->mfn_list);
	if (si->mfn_list == PLAT_HOST_BASE)
		return take_p2m_outside(si, info);
	if (start & PLAT_PAGE_MASK || start < PLAT_XEN_PV_BASE ||
	    !plat_range_below(start, bytes, info->tables.start.v))
		return refuse("p2m", si->mfn_list);
	info->p2m_frames.start = plat_pa(start);
	info->p2m_frames.size = plat_align_up(bytes, PLAT_PAGE_SIZE);
	return 0;
}

static void take_links(const struct start_info *si,
		       struct plat_xen_pv_info *info)
{
	info->is_dom0 = (si->flags & SIF_INITDOMAIN) != 0;
	info->store.mfn.v = si->store_mfn;
	info->store.port = si->store_evtchn;
	if (!info->is_dom0) {
		info->console.mfn.v = si->console.domU.mfn;
		info->console.port = si->console.domU.evtchn;
	}
}

static int take_module(struct plat_bootinfo *bi, const struct start_info *si,
		       const struct plat_xen_pv_info *info)
{
	uint64_t start = window_pa(si->mod_start);
	uint64_t end = plat_xen_pv_pa((plat_xen_pfn_t){info->nr_pages}).v;
	struct plat_pa_range none = {{0}, 0};

	if (si->mod_len == 0)
		return 0;
	if (si->flags & SIF_MOD_START_PFN)
		start = si->mod_start > info->nr_pages
				? end
				: plat_xen_pv_pa(
					  (plat_xen_pfn_t){si->mod_start})
					  .v;
	if (start < PLAT_XEN_PV_BASE ||
	    !plat_range_below(start, si->mod_len, end)) {
		plat_warn("xen-pv: start info: module at %#jx: ignored",
			  si->mod_start);
		return 0;
	}
	return plat_bootinfo_add_module(
	    bi, (struct plat_pa_range){plat_pa(start), si->mod_len}, none);
}

static int take_regions(struct plat_bootinfo *bi, plat_pa_t start_info,
			const struct plat_xen_pv_info *info)
{
	int err = plat_bootinfo_add_region(
	    bi,
	    (struct plat_pa_range){{PLAT_XEN_PV_BASE},
				   info->nr_pages << PLAT_PAGE_SHIFT},
	    PLAT_MRD_FREE, "xen");

	if (!err)
		err = plat_bootinfo_add_region(
		    bi, (struct plat_pa_range){start_info, PLAT_PAGE_SIZE},
		    PLAT_MRD_RESERVED, "xen");
	if (!err)
		err = plat_bootinfo_add_region(bi, info->p2m_frames,
					       PLAT_MRD_RESERVED, "xen");
	return err;
}

static int take_all(struct plat_bootinfo *bi, plat_pa_t pa,
		    const struct start_info *si,
		    struct plat_xen_pv_info *info)
{
	int err = take_size(si, info);

	if (!err)
		err = take_tables(si, info);
	if (!err)
		err = take_p2m(si, info);
	if (err)
		return err;
	take_links(si, info);
	plat_bootinfo_set_cmdline(bi, (const char *)si->cmd_line,
				  sizeof(si->cmd_line));
	err = take_regions(bi, pa, info);
	return err ? err : take_module(bi, si, info);
}

int plat_xen_pv_parse(struct plat_bootinfo *bi, plat_pa_t start_info,
		      struct plat_xen_pv_info *info)
{
	static PLAT_SECTION(".noinit") struct start_info si;
	struct plat_view view = PLAT_VIEW_INIT;
	bool is_there = plat_view_read(&view, start_info, &si, sizeof(si));

	plat_view_close(&view);
	*info = (struct plat_xen_pv_info){.nr_pages = 0};
	bi->protocol = PLAT_PROTOCOL_XEN_PV;
	if (!is_there || memcmp(si.magic, magic, sizeof(magic) - 1) != 0)
		return refuse("there is none", start_info.v);
	return take_all(bi, start_info, &si, info);
}
