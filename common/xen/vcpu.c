/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The records of lcpus, where Xen writes what concerns each: in one piece of
 * memory, for as many as there can be. xen/include/public/vcpu.h,
 * VCPUOP_register_vcpu_info.
 */
#include <plat/arch/cpu.h>
#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/string.h>

#include "common/xen/shared.h"
#include "common/xen/xen.h"

/* It is on its way out already. */
#define MOST_LOOKS 1000000u

/* None crosses a page. */
struct record {
	struct vcpu_info info;
	bool is_registered;
} PLAT_ALIGNED(128);

_Static_assert(sizeof(struct record) == 128, "a power of two");

static struct record *records;
static uint32_t nr_records;

void *plat_xen_make_records(size_t each, uint32_t *nr)
{
	unsigned int order = 0;
	plat_pa_t pa;

	while (PLAT_PAGE_SIZE << order < plat_lcpu_count() * each)
		order++;
	if (plat_frame_alloc(order, PLAT_FRAME_ANY, &pa))
		return NULL;
	*nr = plat_lcpu_count();
	return memset(plat_direct_map(pa), 0, PLAT_PAGE_SIZE << order);
}

int plat_xen_vcpu_tell(uint32_t vcpu, plat_pa_t record)
{
	struct vcpu_register_vcpu_info info = {
		.mfn = plat_xen_gfn(record).v,
		.offset = (uint32_t)(record.v & PLAT_PAGE_MASK),
	};

	return plat_xen_error(plat_xen_hypercall(
	    __HYPERVISOR_vcpu_op, VCPUOP_register_vcpu_info, vcpu,
	    (uintptr_t)&info, 0, 0));
}

int plat_xen_vcpu_register(uint32_t lcpu, uint32_t vcpu)
{
	int err;

	if (plat_xen_pv)
		return 0;
	if (!records)
		records = plat_xen_make_records(sizeof(*records), &nr_records);
	if (!records || lcpu >= nr_records)
		return -PLAT_ENOMEM;
	if (records[lcpu].is_registered)
		return 0;
	err = plat_xen_vcpu_tell(vcpu,
				 plat_direct_map_pa(&records[lcpu].info));
	records[lcpu].is_registered = !err;
	return err;
}

void plat_xen_vcpu_use(void)
{
	plat_xen_use_vcpu_info(plat_xen_pv
				       ? plat_xen_pv->vcpu_info()
				       : &records[plat_lcpu_self()].info);
}

int plat_xen_vcpu_came(int err)
{
	int (*hook)(void) = plat_atomic_load_acquire(&plat_xen_lcpu_hook);

	plat_xen_vcpu_use();
	return !err && hook ? hook() : err;
}

void plat_xen_vcpu_leaves(void)
{
	void (*hook)(void) = plat_atomic_load_acquire(&plat_xen_pass_on_hook);

	if (hook)
		hook();
}

bool plat_xen_vcpu_is_down(uint32_t vcpu)
{
	for (uint32_t i = 0; i < MOST_LOOKS; i++) {
		if (plat_xen_hypercall(__HYPERVISOR_vcpu_op, VCPUOP_is_up, vcpu,
				       0, 0, 0) == 0)
			return true;
		plat_cpu_relax();
	}
	return false;
}
