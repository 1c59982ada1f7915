/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/xen/xen.h"

#define NR_WORDS 4u /* more than Xen has features for */

uint32_t plat_xen_version(void)
{
	return (uint32_t)plat_xen_hypercall(__HYPERVISOR_xen_version,
					    XENVER_version, 0, 0, 0, 0);
}

bool plat_xen_has_feature(unsigned int number)
{
	struct xen_feature_info info = {.submap_idx = number / 32};

	return number / 32 < NR_WORDS &&
	       !plat_xen_hypercall(__HYPERVISOR_xen_version,
				   XENVER_get_features, (uintptr_t)&info, 0,
				   0, 0) &&
	       info.submap >> number % 32 & 1;
}
