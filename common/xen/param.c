/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/xen/param.h"

#include <plat/errno.h>
#include <plat/foreign.h>
#include <plat/xen/hypercall.h>

#include "common/xen/xen.h"

int plat_xen_get_param(uint32_t index, uint64_t *value)
{
	struct xen_hvm_param param = {.domid = DOMID_SELF, .index = index};
	int err;

	if (plat_xen_pv)
		return plat_xen_pv->get_param(index, value);
	err = plat_xen_error(plat_xen_hypercall(
	    __HYPERVISOR_hvm_op, HVMOP_get_param, (uintptr_t)&param, 0, 0, 0));

	/* All ones: it will be told later, by a toolstack that may come. */
	if (!err && (!param.value || param.value == UINT64_MAX))
		err = -PLAT_ENOENT;
	*value = param.value;
	return err;
}

int plat_xen_ask_link(uint32_t pfn_param, uint32_t port_param,
		      plat_pa_t *page, uint32_t *port)
{
	uint64_t frame, number;
	int err = plat_xen_get_param(pfn_param, &frame);

	if (!err)
		err = plat_xen_get_param(port_param, &number);
	if (!err && (frame > UINT64_MAX >> PLAT_PAGE_SHIFT ||
		     number > UINT32_MAX))
		err = -PLAT_EPROTO;
	if (err)
		return err;
	*page = plat_pa(frame << PLAT_PAGE_SHIFT);
	*port = (uint32_t)number;
	return 0;
}

int plat_xen_find_link(uint32_t pfn, uint32_t port,
		       struct plat_xen_link *link)
{
	plat_pa_t page;
	int err = plat_xen_ask_link(pfn, port, &page, &link->port);

	return err ? err : plat_foreign_map(1, page, &link->page);
}
