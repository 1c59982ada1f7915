/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: grants: frames of this domain's that another domain may map. Version 1
 * and 2 of the table are the same from here.
 */
#ifndef PLAT_XEN_GRANT_H
#define PLAT_XEN_GRANT_H

#include <plat/types.h>

typedef struct {
	uint32_t v;
} plat_xen_grant_t;

#define PLAT_XEN_GRANT_READ_ONLY (1u << 0)

/**
 * Let domain @remote map the frame at @frame.
 *
 * Requires: page-aligned memory of the guest's.
 * Context:  from the memory stage on, any lcpu; not in a handler (the table
 *           may grow).
 * Returns:  0; -PLAT_ENOMEM: the table is full, and Xen lets it grow no more;
 *           -PLAT_EINVAL.
 */
PLAT_MUST_CHECK
int plat_xen_grant(uint16_t remote, plat_pa_t frame, unsigned int flags,
		   plat_xen_grant_t *grant);

/**
 * Take it back. No access of the other domain's happens after that.
 *
 * Context: any.
 * Returns: 0; -PLAT_EBUSY: the other domain has it mapped: the grant stays, try
 *          again; -PLAT_ENOENT: there is no such grant.
 */
PLAT_MUST_CHECK int plat_xen_grant_end(plat_xen_grant_t grant);

/** Whether the other domain has it mapped at this moment. Context: any. */
bool plat_xen_grant_in_use(plat_xen_grant_t grant);

/** How many grants are given. Context: any. */
uint32_t plat_xen_grants(void);

#endif /* PLAT_XEN_GRANT_H */
