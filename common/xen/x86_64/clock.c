/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time as Xen tells it: how the time-stamp counter becomes nanoseconds, in the
 * record of each lcpu.
 */
#include <plat/atomic.h>
#include <plat/errno.h>

#include "common/time/event.h"
#include "common/time/pvclock.h"
#include "common/x86_64/cpu.h"
#include "common/xen/shared.h"
#include "common/xen/xen.h"

#define TIME_OFFSET(member) offsetof(struct vcpu_time_info, member)
_Static_assert(sizeof(struct vcpu_time_info) ==
		       sizeof(struct plat_pvclock_abi) &&
		   TIME_OFFSET(system_time) ==
		       offsetof(struct plat_pvclock_abi, system_time) &&
		   TIME_OFFSET(tsc_shift) ==
		       offsetof(struct plat_pvclock_abi, tsc_shift),
	       "xen.h");

/* This lcpu's record. */
static const volatile struct plat_pvclock_abi *record(void)
{
	return (const volatile void *)&plat_xen_vcpu_info()->time;
}

int plat_xen_system_time(uint64_t *ns)
{
	return plat_pvclock_ns(record(), plat_x86_rdtsc, ns);
}

uint64_t plat_xen_ticks(void)
{
	return plat_x86_rdtsc();
}

uint64_t plat_xen_ticks_per_s(void)
{
	return 1ull << 32;
}

static uint64_t read(const struct plat_clock *self)
{
	static uint64_t last;
	uint64_t ns;

	(void)self;
	/* What another lcpu has stored may be of before it lost its CPU. */
	if (plat_xen_system_time(&ns))
		return plat_atomic_load_relaxed(&last);
	plat_atomic_store_relaxed(&last, ns);
	return ns;
}

static int init(struct plat_clock *self)
{
	if (!plat_xen_shared_info())
		return -PLAT_ENOTSUP;
	self->hz = PLAT_NS_PER_S;
	self->mask = UINT64_MAX;
	return 0;
}

struct plat_clock plat_xen_clock = {
	.name = "xen", .init = init, .read = read};
