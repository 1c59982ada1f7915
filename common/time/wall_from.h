/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_TIME_WALL_FROM_H
#define COMMON_TIME_WALL_FROM_H

#include <plat/types.h>

#include "wall_sources.h"

/* Wall clocks of this build's hosts, which come before the ISA's, in images that
 * ask for the time. Each returns -PLAT_ENOTSUP on other hosts. */
#define PLAT_WALL_DECLARE(name) \
	PLAT_MUST_CHECK int plat_wall_from_##name(uint64_t *ns);
PLAT_WALL_FROM(PLAT_WALL_DECLARE)

#endif /* COMMON_TIME_WALL_FROM_H */
