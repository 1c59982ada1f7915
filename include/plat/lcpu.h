/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Logical CPUs: the guest's vCPUs as it numbers them, 0 is the one that
 * booted.
 */
#ifndef PLAT_LCPU_H
#define PLAT_LCPU_H

#include <plat/types.h>

/**
 * How many lcpus firmware says the guest can use, those not started included.
 *
 * Context: any, from the irq stage on.
 */
uint32_t plat_lcpu_count(void);

#endif /* PLAT_LCPU_H */
