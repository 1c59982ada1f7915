/* SPDX-License-Identifier: BSD-3-Clause */
/* The memory stage: from the normalised MRDs to the kernel's page tables. */
#include <plat/bootinfo.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/bootinfo/bootinfo.h"
#include "common/paging/kernel.h"

static int memory_init(void)
{
	int err = plat_kernel_pt_build(&plat_boot_info.mrds);

	if (err)
		plat_err("the kernel's page tables cannot be built");
	return err;
}

PLAT_STAGE(memory, bootinfo, memory, .init = memory_init);
