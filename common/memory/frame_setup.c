/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the normalised MRDs to the allocator of frames, in a guest that uses
 * it.
 */
#include <plat/arch/mmu.h>
#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/log.h>

#include "common/bootinfo/bootinfo.h"
#include "common/memory/arena.h"
#include "common/memory/frame.h"
#include "common/paging/bpt.h"
#include "common/paging/kernel.h"

PLAT_USED PLAT_SECTION(".plat_frame_sources")
static const struct plat_frame_source source = {
    plat_frame_alloc_block, plat_frame_free_block};

/* The boot tables lie in the image, in room for the largest set; nothing
 * refers to them once the kernel's are in use. Where the host has to be told
 * what is shared they stay there: a page of the image cannot be. */
static struct plat_pa_range boot_tables(void)
{
	if (plat_frontend()->share)
		return (struct plat_pa_range){{0}, 0};
	return (struct plat_pa_range){plat_image_pa(plat_bpt),
				      plat_bpt_nr_tables * PLAT_PAGE_SIZE};
}

/* The allocator's metadata: from 1 MiB on, above the kernel's tables, if there
 * is room; else where there is. */
static int find_metadata(const struct plat_pa_range *tables,
			 struct plat_pa_range *metadata)
{
	const struct plat_mrd_list *list = &plat_boot_info.mrds;
	uint64_t bytes =
		plat_align_up(plat_frame_metadata_bytes(list), PLAT_PAGE_SIZE);
	uint64_t end = tables->start.v + tables->size;
	plat_pa_t start =
		plat_arena_find(list, plat_max_u64(end, PLAT_MIB(1)), bytes);

	if (start.v == 0)
		start = plat_arena_find(list, PLAT_PAGE_SIZE, bytes);
	*metadata = (struct plat_pa_range){start, bytes};
	if (start.v && (start.v >= end || start.v + bytes <= tables->start.v))
		return 0;
	plat_err("no %lu KiB in one piece for the frame allocator",
		 bytes >> 10);
	return -PLAT_ENOMEM;
}

int plat_frame_set_up(void)
{
	struct plat_pa_range tables, metadata;
	int err = plat_kernel_pt_used(&tables);

	if (!err)
		err = find_metadata(&tables, &metadata);
	if (!err)
		err = plat_frame_init(&plat_boot_info.mrds,
				      plat_direct_map(metadata.start),
				      metadata, tables, boot_tables());
	return err;
}
