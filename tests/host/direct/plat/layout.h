/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * <plat/layout.h> for files that use the direct map, on the build machine: a
 * test says where physical memory is.
 */
#ifndef HOST_DIRECT_LAYOUT_H
#define HOST_DIRECT_LAYOUT_H

#include <plat/types.h>

void *host_direct_map(plat_pa_t pa);
plat_pa_t host_direct_map_pa(const void *p);

#define plat_direct_map    far_direct_map
#define plat_direct_map_pa far_direct_map_pa
#include "include/plat/layout.h"
#undef plat_direct_map
#undef plat_direct_map_pa

#define plat_direct_map    host_direct_map
#define plat_direct_map_pa host_direct_map_pa

#endif /* HOST_DIRECT_LAYOUT_H */
