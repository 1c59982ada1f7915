/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What each lcpu knows of itself: for images without other lcpus, too.
 */
#include <plat/lcpu.h>

#include "common/lcpu/data.h"

plat_pa_t (*plat_lcpu_others_pa)(const void *object);
PLAT_LCPU_DATA uint32_t plat_lcpu_number;
PLAT_LCPU_DATA uint8_t plat_lcpu_waits;
