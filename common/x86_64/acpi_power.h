/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_X86_64_ACPI_POWER_H
#define COMMON_X86_64_ACPI_POWER_H

#include <plat/acpi.h>

/**
 * Have firmware hand the PM1 registers over, which have no effect before.
 *
 * Context: any. Polls for a bounded time.
 * Source:  ACPI 6.5, 4.8.2.4 and 16.3.
 */
void plat_x86_acpi_enable(const struct plat_acpi_fadt *fadt);

#endif /* COMMON_X86_64_ACPI_POWER_H */
