/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/events/events.h"

void (*plat_events_wake)(uint32_t number);
