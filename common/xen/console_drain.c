/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/xen/console.h"

void (*plat_xen_console_drain)(void);
