/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_XEN_ARM64_VCPU_H
#define COMMON_XEN_ARM64_VCPU_H

#include <plat/types.h>

/** The number that Xen has for the vCPU with MPIDR_EL1's affinity bits
 * @affinity: 16 of them have the same affinity 1. */
static inline uint32_t plat_xen_vcpu_of(uint64_t affinity)
{
	return (uint32_t)((affinity & 0xf) | (affinity >> 8 & 0xff) << 4);
}

#endif /* COMMON_XEN_ARM64_VCPU_H */
