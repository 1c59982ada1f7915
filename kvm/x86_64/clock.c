/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * kvmclock: time as KVM tells it. Linux Documentation/virt/kvm/x86/cpuid.rst
 * and msr.rst.
 */
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/layout.h>

#include "common/lcpu/data.h"
#include "common/time/event.h"
#include "common/time/pvclock.h"
#include "common/x86_64/cpu.h"
#include "kvm/x86_64/kvm.h"

#define LEAF_HYPERVISOR     0x40000000u
#define LEAF_FEATURES       0x40000001u
#define KVM_EBX             0x4b4d564bu
#define FEATURE_CLOCK2      (1u << 3)
#define MSR_WALL_CLOCK_NEW  0x4b564d00u
#define MSR_SYSTEM_TIME_NEW 0x4b564d01u
#define SYSTEM_TIME_ENABLE  1u

/* The host writes here; each lcpu's TSC may be another. Aligned so that neither
 * crosses a page. */
static PLAT_LCPU_DATA PLAT_ALIGNED(32) struct plat_pvclock_abi clock_record;
static PLAT_ALIGNED(16) struct plat_pvclock_wall_abi wall_record;

/* This lcpu's has been told to the host. */
static PLAT_LCPU_DATA bool is_told;

static bool has_kvmclock(void)
{
	return plat_x86_cpu.features_ecx & X86_ECX_HYPERVISOR &&
	       plat_x86_cpuid(LEAF_HYPERVISOR, 0).ebx == KVM_EBX &&
	       plat_x86_cpuid(LEAF_FEATURES, 0).eax & FEATURE_CLOCK2;
}

/* The host fills it in before the next instruction. */
static const struct plat_pvclock_abi *own_record(void)
{
	struct plat_pvclock_abi *own = plat_lcpu_ptr(clock_record);

	if (plat_unlikely(!plat_lcpu_get(is_told))) {
		plat_x86_wrmsr(MSR_SYSTEM_TIME_NEW,
			       plat_lcpu_data_pa(own).v | SYSTEM_TIME_ENABLE);
		plat_lcpu_set(is_told, true);
	}
	return own;
}

static uint64_t read(const struct plat_clock *self)
{
	static uint64_t last;
	uint64_t ns;

	(void)self;
	/* What another lcpu has stored may be of before it lost its CPU. */
	if (plat_pvclock_ns(own_record(), plat_x86_rdtsc, &ns))
		return plat_atomic_load_relaxed(&last);
	plat_atomic_store_relaxed(&last, ns);
	return ns;
}

static int init(struct plat_clock *self)
{
	if (!has_kvmclock())
		return -PLAT_ENOTSUP;
	self->hz = PLAT_NS_PER_S;
	self->mask = UINT64_MAX;
	return 0;
}

static struct plat_clock kvmclock = {
	.name = "kvmclock", .init = init, .read = read};

struct plat_clock *const plat_kvm_clocks[] = {&kvmclock, NULL};

int plat_kvm_wall_ns(uint64_t *ns)
{
	uint64_t at_start;

	if (!has_kvmclock() || !kvmclock.hz)
		return -PLAT_ENOTSUP;
	plat_x86_wrmsr(MSR_WALL_CLOCK_NEW, plat_image_pa(&wall_record).v);
	if (plat_pvclock_wall_ns(&wall_record, &at_start))
		return -PLAT_ENOTSUP;
	*ns = at_start + read(&kvmclock);
	return 0;
}
