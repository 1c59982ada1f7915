/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The single-shot timer of a vCPU, an event. xen/include/public/vcpu.h.
 */
#include <plat/xen/timer.h>

#include <plat/errno.h>
#include <plat/xen/event.h>

#include "common/time/event.h"
#include "common/time/pvclock.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

static int vcpu_op(unsigned int command, void *arg)
{
	return plat_xen_error(plat_xen_hypercall(__HYPERVISOR_vcpu_op, command,
						 plat_xen_vcpu_id(),
						 (uintptr_t)arg, 0, 0));
}

static void expired(void *arg)
{
	(void)arg;
	plat_event_happened();
}

int plat_xen_timer_open(void)
{
	plat_xen_port_t port;
	int err;

	if (!plat_xen_shared_info())
		return -PLAT_ENOTSUP;
	err = plat_xen_event_bind_virq(VIRQ_TIMER, expired, NULL, &port);
	/* A PV domain has one from the beginning, others have none. */
	if (!err)
		(void)vcpu_op(VCPUOP_stop_periodic_timer, NULL);
	return err;
}

int plat_xen_timer_arm(uint64_t ns)
{
	struct vcpu_set_singleshot_timer timer = {0};
	int err = plat_xen_system_time(&timer.timeout_abs_ns);

	timer.timeout_abs_ns += ns;
	return err ? err : vcpu_op(VCPUOP_set_singleshot_timer, &timer);
}

void plat_xen_timer_stop(void)
{
	(void)vcpu_op(VCPUOP_stop_singleshot_timer, NULL);
}
