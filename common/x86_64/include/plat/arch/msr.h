/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: model-specific registers that this CPU may not have.
 */
#ifndef PLAT_ARCH_MSR_H
#define PLAT_ARCH_MSR_H

#include <plat/types.h>

/**
 * Read or write MSR @msr.
 *
 * Context: any, exception handlers too.
 * Returns: 0; -PLAT_EFAULT: the CPU has none, or does not take the value:
 *          @value, and the MSR, are as they were. (QEMU's TCG has all MSRs
 *          there can be: what it does not know it reads as 0.)
 * Source:  Intel SDM 2B, RDMSR and WRMSR: #GP(0).
 */
PLAT_MUST_CHECK int plat_probe_msr_read(uint32_t msr, uint64_t *value);
PLAT_MUST_CHECK int plat_probe_msr_write(uint32_t msr, uint64_t value);

#endif /* PLAT_ARCH_MSR_H */
