/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_XEN_PARAM_H
#define COMMON_XEN_PARAM_H

#include <plat/types.h>

/**
 * What the toolstack has told this domain: HVM parameter @index (HVM_PARAM_*).
 *
 * Returns: 0; -PLAT_ENOENT: nothing; or as plat_xen_error().
 */
PLAT_MUST_CHECK int plat_xen_get_param(uint32_t index, uint64_t *value);

/** A page that is shared with a daemon, and the port to tell it. */
struct plat_xen_link {
	void *page;
	uint32_t port;
};

/** As plat_xen_find_link(); the page is not mapped, but at @page. Context:
 * any. */
PLAT_MUST_CHECK
int plat_xen_ask_link(uint32_t pfn_param, uint32_t port_param,
		      plat_pa_t *page, uint32_t *port);

/**
 * The link whose page number and port are the parameters @pfn and @port.
 *
 * Context: as plat_foreign_map().
 * Returns: as plat_xen_get_param() and plat_foreign_map().
 */
PLAT_MUST_CHECK
int plat_xen_find_link(uint32_t pfn, uint32_t port,
		       struct plat_xen_link *link);

#endif /* COMMON_XEN_PARAM_H */
