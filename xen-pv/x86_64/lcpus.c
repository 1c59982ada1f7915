/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The vCPUs that a domain has: those that Xen knows of, up or not, from 0 on.
 * xen/include/public/vcpu.h.
 */
#include "xen-pv/x86_64/xen-pv.h"

/* Xen's own limit for a paravirtual domain is 512. */
#define MOST_VCPUS 4096u

void plat_xen_pv_lcpus(void (*add)(const struct plat_topology_lcpu *lcpu))
{
	for (uint32_t i = 0; i < MOST_VCPUS; i++) {
		struct plat_topology_lcpu lcpu = {
			.hw_id = i,
			.firmware_uid = i,
			.flags = PLAT_LCPU_ENABLED,
		};

		if (plat_xen_hypercall(__HYPERVISOR_vcpu_op, VCPUOP_is_up, i,
				       0, 0, 0) < 0)
			break;
		add(&lcpu);
	}
}
