/* SPDX-License-Identifier: BSD-3-Clause */
#include "tests/guest/line.h"

#include <plat/xen/event.h>

#include "common/xen/xen.h"

/* Both ends are this domain's. */
static plat_xen_port_t served, raised;

static void nothing(void *arg)
{
	(void)arg;
}

static int request(plat_irq_handler_t handler)
{
	int err = plat_xen_event_offer(DOMID_SELF, handler, NULL, &served);

	return err ? err
		   : plat_xen_event_bind(DOMID_SELF, served, nothing, NULL,
					 &raised);
}

static void raise(void)
{
	(void)plat_xen_event_notify(raised);
}

const struct line *line_of_xen(void)
{
	static const struct line line = {.request = request, .raise = raise};

	return plat_xen_present() ? &line : NULL;
}
