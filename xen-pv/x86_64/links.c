/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a paravirtual domain is told by its start info, and has in frames of
 * the machine, where others ask Xen.
 */
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/power.h>

#include "common/paging/kernel.h"
#include "common/xen/shared.h"
#include "xen-pv/x86_64/privileged.h"
#include "xen-pv/x86_64/xen-pv.h"

#include <xen/grant_table.h>

static int get_frame(const struct plat_xen_pv_link *link, uint64_t *pfn)
{
	plat_pa_t pa;

	if (!link->mfn.v)
		return -PLAT_ENOENT;
	if (!plat_xen_pv_find(link->mfn, &pa))
		return -PLAT_EPROTO;
	*pfn = plat_xen_pfn(pa).v;
	return 0;
}

static int get_param(uint32_t index, uint64_t *value)
{
	const struct plat_xen_pv_info *info = &plat_xen_pv_info;

	switch (index) {
	case HVM_PARAM_CONSOLE_PFN:
		return get_frame(&info->console, value);
	case HVM_PARAM_STORE_PFN:
		return get_frame(&info->store, value);
	case HVM_PARAM_CONSOLE_EVTCHN:
		*value = info->console.port;
		return 0;
	case HVM_PARAM_STORE_EVTCHN:
		*value = info->store.port;
		return 0;
	default:
		return -PLAT_ENOENT;
	}
}

static plat_xen_gfn_t gfn(plat_pa_t pa)
{
	return (plat_xen_gfn_t){plat_xen_pv_to_mfn(pa).v};
}

#define MOST_FRAMES (PLAT_PAGE_SIZE / sizeof(uint64_t))

/* The table's frames are told all at once, in a @list. */
static int list_grant_frames(uint64_t *list, uint32_t nr)
{
	struct gnttab_setup_table setup = {.dom = DOMID_SELF, .nr_frames = nr};

	set_xen_guest_handle(setup.frame_list, (xen_pfn_t *)list);
	if (plat_xen_hypercall(__HYPERVISOR_grant_table_op,
			       GNTTABOP_setup_table, (uintptr_t)&setup, 1, 0,
			       0))
		return -PLAT_ENOTSUP;
	return setup.status == GNTST_okay ? 0 : -PLAT_ENOMEM;
}

static int list_status_frames(uint64_t *list, uint32_t nr)
{
	struct gnttab_get_status_frames get = {.dom = DOMID_SELF,
					       .nr_frames = nr};

	set_xen_guest_handle(get.frame_list, list);
	if (plat_xen_hypercall(__HYPERVISOR_grant_table_op,
			       GNTTABOP_get_status_frames, (uintptr_t)&get, 1,
			       0, 0))
		return -PLAT_ENOTSUP;
	return get.status == GNTST_okay ? 0 : -PLAT_ENOMEM;
}

static int put_grant_frame(uint64_t index, plat_pa_t frame)
{
	uint64_t nr = (index & ~(uint64_t)XENMAPIDX_grant_table_status) + 1;
	uint64_t *list;
	plat_pa_t page;
	int err = nr > MOST_FRAMES ? -PLAT_ENOMEM
				   : plat_frame_alloc(0, PLAT_FRAME_ANY, &page);

	if (err)
		return err;
	list = plat_direct_map(page);
	err = index & XENMAPIDX_grant_table_status
		      ? list_status_frames(list, (uint32_t)nr)
		      : list_grant_frames(list, (uint32_t)nr);
	if (!err)
		err = plat_xen_pv_put_mfn(frame, plat_xen_mfn(list[nr - 1]));
	plat_assert(!plat_frame_free(page, 0));
	return err;
}

static int put_frame(unsigned int space, uint64_t index, plat_pa_t frame)
{
	switch (space) {
	case XENMAPSPACE_shared_info:
		return plat_xen_pv_put_mfn(
		    frame, plat_xen_mfn(plat_xen_pv_info.shared_info >>
					PLAT_PAGE_SHIFT));
	case XENMAPSPACE_grant_table:
		return put_grant_frame(index, frame);
	default:
		return -PLAT_ENOTSUP;
	}
}

/* Who saves the domain finds its list of frames by these; Xen's tools look for
 * the address where the older list of lists is ~0. */
static void tell(struct shared_info *shared)
{
	const struct plat_xen_pv_info *info = &plat_xen_pv_info;
	struct arch_shared_info *arch = &shared->arch;

	arch->max_pfn = info->nr_pages;
	arch->pfn_to_mfn_frame_list_list = ~(xen_pfn_t)0;
	arch->p2m_vaddr = info->p2m.v;
	arch->p2m_generation = 0;
	plat_atomic_store_release(
	    &arch->p2m_cr3, plat_xen_pv_to_mfn(plat_kernel_pt()->root).v
				<< PLAT_PAGE_SHIFT);
}

static struct vcpu_info *vcpu_info(void)
{
	return plat_lcpu_ptr(plat_xen_pv_vcpu);
}

const struct plat_xen_pv plat_xen_pv_kind = {
	.gfn = gfn,
	.get_param = get_param,
	.put_frame = put_frame,
	.tell = tell,
	.vcpu_info = vcpu_info,
	.set_upcall = plat_xen_pv_set_upcall,
};
