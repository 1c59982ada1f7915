/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_TIME_WALL_H
#define COMMON_TIME_WALL_H

#include <plat/types.h>

/**
 * The ISA's own wall clock, now; as plat_time_wall_ns().
 */
PLAT_MUST_CHECK int plat_arch_wall_ns(uint64_t *ns);

#endif /* COMMON_TIME_WALL_H */
