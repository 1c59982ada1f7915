/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/xen/event.h>
#include <plat/xen/hypercall.h>

#include "common/xen/public.h"

int plat_xen_event_notify(plat_xen_port_t port)
{
	struct evtchn_send send = {.port = port.v};

	return plat_xen_error(plat_xen_hypercall(
	    __HYPERVISOR_event_channel_op, EVTCHNOP_send, (uintptr_t)&send,
	    0, 0, 0));
}
