/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory stage: from the normalised MRDs to the kernel's page tables and
 * the frame allocator.
 */
#include <plat/arch/mmu.h>
#include <plat/bootinfo.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/bootinfo/bootinfo.h"
#include "common/memory/arena.h"
#include "common/memory/frame.h"
#include "common/paging/bpt.h"
#include "common/paging/kernel.h"

/* The boot tables lie in the image, in room for the largest set; nothing
 * refers to them once the kernel's are in use. */
static struct plat_pa_range boot_tables(void)
{
	return (struct plat_pa_range){plat_image_pa(plat_bpt),
				      plat_bpt_nr_tables * PLAT_PAGE_SIZE};
}

static int memory_init(void)
{
	const struct plat_mrd_list *list = &plat_boot_info.mrds;
	uint64_t table_bytes = plat_kernel_pt_bound(list) * PLAT_PAGE_SIZE;
	uint64_t metadata_bytes =
	    plat_align_up(plat_frame_metadata_bytes(list), PLAT_PAGE_SIZE);
	struct plat_arena arena;
	plat_pa_t metadata;
	int err;

	err = plat_arena_reserve(&arena, list, metadata_bytes + table_bytes);
	if (err) {
		plat_err("no %lu KiB in one piece for page tables and the "
			 "frame allocator",
			 (metadata_bytes + table_bytes) >> 10);
		return err;
	}
	err = plat_kernel_pt_build(list, &arena);
	if (!err)
		err = plat_arena_take(&arena, metadata_bytes, &metadata);
	if (!err)
		err = plat_frame_init(list, plat_direct_map(metadata),
				      metadata_bytes, plat_arena_end(&arena),
				      boot_tables());
	return err;
}

PLAT_STAGE(memory, bootinfo, memory, .init = memory_init);
