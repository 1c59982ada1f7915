/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What each lcpu knows of itself: for images without other lcpus, too.
 */
#include <plat/lcpu.h>

#include "common/lcpu/data.h"

PLAT_LCPU_DATA uint64_t plat_lcpu_data_offset;
PLAT_LCPU_DATA uint32_t plat_lcpu_number;
PLAT_LCPU_DATA uint8_t plat_lcpu_waits;
