/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel's ranges, and what joins them to a machine.
 */
#include "common/vmem/vmem.h"

#include <plat/atomic.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/power.h>

PLAT_FAULT_SERVER(ranges, vmem, plat_vmem_fault);

static struct plat_vmem kernel;
static bool has_begun;

void *plat_vmem_frame(plat_pa_t pa)
{
	return plat_direct_map(pa);
}

bool plat_vmem_needs_stacks(void)
{
	return plat_frontend()->needs_stacks;
}

struct plat_vmem *plat_kernel_vmem(void)
{
	if (plat_atomic_load_acquire(&has_begun))
		return &kernel;
	/* Where two lcpus are the first, one finds it there. */
	if (plat_vmem_init(&kernel, plat_kernel_space(),
			   plat_va(PLAT_VMEM_BASE), PLAT_VMEM_SIZE) &&
	    !kernel.size)
		plat_panic("somebody has a part of the vmem window");
	plat_atomic_store_release(&has_begun, true);
	return &kernel;
}
