/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where requests come from. Who serves them links all that this build has; a
 * machine has some of them.
 */
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/events/events.h"
#include "event_sources.h"

#define DECLARE(name) extern const struct plat_hooks plat_event_source_##name;
PLAT_EVENTS_FROM(DECLARE)

static const struct plat_hooks *const sources[] = {
#define REFER(name) &plat_event_source_##name,
    PLAT_EVENTS_FROM(REFER)
};

static uint32_t found; /* a bit for each that came up */

static int init(void)
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(sources); i++) {
		int err = sources[i]->init();

		if (!err)
			found |= 1u << i;
		plat_debug("events: %s: %s", sources[i]->name,
			   err ? plat_errno_name(err) : "there");
	}
	return 0;
}

static void term(void)
{
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(sources); i++) {
		if (found & 1u << i && sources[i]->term)
			sources[i]->term();
	}
}

PLAT_STAGE(devices, time, events, .init = init, .term = term);
