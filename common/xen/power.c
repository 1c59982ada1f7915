/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a domain. It cannot tell a status: the console does.
 */
#include <plat/atomic.h>

#include "common/power/crash.h"
#include "common/xen/console.h"
#include "common/xen/xen.h"

static void shut_down(unsigned int reason)
{
	struct sched_shutdown shutdown = {.reason = reason};
	void (*drain)(void) = plat_atomic_load_acquire(&plat_xen_console_drain);

	/* What nobody has read goes with the domain. */
	if (drain)
		drain();
	(void)plat_xen_hypercall(__HYPERVISOR_sched_op, SCHEDOP_shutdown,
				 (uintptr_t)&shutdown, 0, 0, 0);
}

/* A crash in the report of a crash ends here, too. */
PLAT_COLD static void off(uint8_t status)
{
	(void)status;
	shut_down(plat_crash_is_on() ? SHUTDOWN_crash : SHUTDOWN_poweroff);
}

PLAT_COLD static void reboot(void)
{
	shut_down(SHUTDOWN_reboot);
}

PLAT_COLD static void crash(void)
{
	shut_down(SHUTDOWN_crash);
}

const struct plat_power plat_xen_power = {
	.name = "xen", .off = off, .reboot = reboot, .crash = crash};
