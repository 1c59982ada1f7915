/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arm's PL031 real-time clock. Arm DDI 0224.
 */
#ifndef COMMON_TIME_PL031_H
#define COMMON_TIME_PL031_H

#include <plat/types.h>

/* Its registers, identification included. */
#define PL031_BYTES 0x1000u

/**
 * Seconds since 1970-01-01 00:00 UTC.
 *
 * @registers: mapped.
 * Returns:    0; -PLAT_ENOTSUP: this is no PL031, or it has not been set;
 *             the log says so.
 */
PLAT_MUST_CHECK
int plat_pl031_read(const volatile uint8_t *registers, uint64_t *seconds);

#endif /* COMMON_TIME_PL031_H */
