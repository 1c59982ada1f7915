/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the upcall: a PPI, which the devicetree names.
 */
#include <plat/errno.h>
#include <plat/irq.h>

#include "common/arm64/gic.h"
#include "common/arm64/machine.h"
#include "common/xen/event.h"

static bool is_requested;

static uint32_t intid(void)
{
	return plat_arm64_machine.fdt.hypervisor_irq.intid;
}

static void upcall(void *arg)
{
	(void)arg;
	plat_xen_event_upcall();
}

/* An lcpu that comes later has the PPI as the first one has it. But Xen raises
 * nothing more in a record that says that something is pending, which it says
 * from the beginning, and what it raised while the vCPU was down is lost. */
int plat_xen_upcall_set_up(uint32_t vcpu)
{
	int err;

	(void)vcpu;
	if (is_requested) {
		plat_xen_upcall_again();
		return 0;
	}
	if (!intid())
		return -PLAT_ENOENT;
	err = plat_irq_request(intid(), 0, upcall, NULL);
	is_requested = !err;
	return err;
}

void plat_xen_upcall_again(void)
{
	plat_gic_pend(intid());
}
