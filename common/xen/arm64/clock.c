/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: a domain's virtual counter is 0 when it is made, which is what the wall
 * clock in shared info is as of, to the second (Xen, arch/arm/vtimer.c). A
 * dom0's Linux tells Xen the time as of its own start, which Xen takes for
 * Xen's: the wall clock is ahead by what lies between.
 */
#include <plat/errno.h>
#include <plat/xen/hypercall.h>

#include "common/arm64/machine.h"
#include "common/arm64/sysreg.h"
#include "common/arm64/timer.h"
#include "common/time/event.h"
#include "common/time/wall_from.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

int plat_xen_system_time(uint64_t *ns)
{
	uint64_t hz = plat_arm64_counter_hz(plat_arm64_read(cntfrq_el0),
					    plat_arm64_machine.fdt.timer_hz);
	uint64_t counts = plat_arm64_read(cntvct_el0);

	if (!hz)
		return -PLAT_EAGAIN;
	*ns = counts / hz * PLAT_NS_PER_S + counts % hz * PLAT_NS_PER_S / hz;
	return 0;
}

uint64_t plat_xen_ticks(void)
{
	return plat_arm64_read(cntvct_el0);
}

/* From Armv8.6 on it is 10^9 (Arm ARM, "The system counter"). */
uint64_t plat_xen_ticks_per_s(void)
{
	uint64_t hz = plat_arm64_read(cntfrq_el0) & UINT32_MAX;

	return hz ? hz : PLAT_NS_PER_S;
}

int plat_wall_from_xen(uint64_t *ns)
{
	return plat_xen_present() ? plat_xen_wall_ns(ns) : -PLAT_ENOTSUP;
}
