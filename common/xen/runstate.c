/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The runstate area of each vCPU. xen/include/public/vcpu.h,
 * VCPUOP_register_runstate_memory_area.
 */
#include <plat/xen/runstate.h>

#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/lcpu_data.h>

#include "common/xen/shared.h"
#include "common/xen/xen.h"

/* Xen writes here, by this address: it crosses no page. */
static PLAT_LCPU_DATA PLAT_ALIGNED(64) struct vcpu_runstate_info area;
static PLAT_LCPU_DATA bool is_told;

_Static_assert(sizeof(struct vcpu_runstate_info) == 48, "vcpu.h");

/* Xen writes while this vCPU does not run: once is nearly always enough. */
#define MOST_LOOKS 1000u

static int tell(void)
{
	struct vcpu_register_runstate_memory_area at = {
		.addr.p = (uintptr_t)plat_lcpu_ptr(area),
	};

	return plat_xen_error(plat_xen_hypercall(
	    __HYPERVISOR_vcpu_op, VCPUOP_register_runstate_memory_area,
	    plat_xen_vcpu_id(), (uintptr_t)&at, 0, 0));
}

static void copy(struct plat_xen_runstate *to,
		 const struct vcpu_runstate_info *from)
{
	to->running_ns = plat_atomic_load_relaxed(&from->time[RUNSTATE_running]);
	to->runnable_ns =
		plat_atomic_load_relaxed(&from->time[RUNSTATE_runnable]);
	to->blocked_ns = plat_atomic_load_relaxed(&from->time[RUNSTATE_blocked]);
	to->offline_ns = plat_atomic_load_relaxed(&from->time[RUNSTATE_offline]);
}

/* It runs since the last change, which is not counted yet. */
static int read(struct plat_xen_runstate *times)
{
	const struct vcpu_runstate_info *mine = plat_lcpu_ptr(area);

	for (uint32_t i = 0; i < MOST_LOOKS; i++) {
		uint64_t now, since =
			plat_atomic_load_seq_cst(&mine->state_entry_time);
		int err = plat_xen_system_time(&now);

		if (err)
			return err;
		copy(times, mine);
		if (since !=
		    plat_atomic_load_seq_cst(&mine->state_entry_time))
			continue;
		if (now > since)
			times->running_ns += now - since;
		return 0;
	}
	return -PLAT_EAGAIN;
}

int plat_xen_runstate(struct plat_xen_runstate *times)
{
	plat_irq_state_t state;
	int err = 0;

	if (!plat_xen_present() || !plat_xen_shared_info())
		return -PLAT_ENOTSUP;
	state = plat_irq_save();
	if (!plat_lcpu_get(is_told)) {
		err = tell();
		plat_lcpu_set(is_told, !err);
	}
	if (!err)
		err = read(times);
	plat_irq_restore(state);
	return err;
}
