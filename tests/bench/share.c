/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What sharing costs where the host sees all memory; the work on the direct
 * map that a realm has besides; and transfers of devices.
 */
#include "tests/bench/marks.h"

#include <plat/dma.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/share.h>
#include <plat/vmem.h>

#include "common/paging/direct.h"

#define ORDER 8u /* 256 pages */

MARKS(nothing)
MARKS(share__share_256)
MARKS(share__unshare_256)
MARKS(share__split_256)
MARKS(share__hide_256)
MARKS(share__show_256)
MARKS(dma__map)
MARKS(dma__unmap)
MARKS(dma__map_copied_2k)
MARKS(dma__unmap_copied_2k)

static int hide(struct plat_pa_range range)
{
	plat_direct_hide(range);
	return 0;
}

static int show(struct plat_pa_range range)
{
	plat_direct_show(range, NULL);
	return 0;
}

static int unmap(struct plat_dma_mapping *mapping)
{
	plat_dma_unmap(mapping);
	return 0;
}

/* The second time: tables are there. */
static void pages(void)
{
	struct plat_pa_range range = {.size = PLAT_PAGE_SIZE << ORDER};

	status |= plat_frame_alloc(ORDER, PLAT_FRAME_ANY, &range.start);
	status |= plat_direct_split(range);
	for (uint64_t i = 0; i < range.size; i += PLAT_PAGE_SIZE) {
		struct plat_pa_range page = {{range.start.v + i},
					     PLAT_PAGE_SIZE};

		status |= plat_direct_split(page);
	}
	status |= plat_mem_share(range);
	status |= plat_mem_unshare(range);
	MEASURE(share__share_256, plat_mem_share(range));
	MEASURE(share__unshare_256, plat_mem_unshare(range));
	MEASURE(share__split_256, plat_direct_split(range));
	MEASURE(share__hide_256, hide(range));
	MEASURE(share__show_256, show(range));
}

static void transfers(void)
{
	static char data[2048];
	struct plat_dma_mapping m;
	plat_va_t va;
	void *copied;

	status |= plat_vmem_alloc(plat_kernel_vmem(), &va, PLAT_PAGE_SIZE, 0,
				  PLAT_ATTR_RW, PLAT_VMEM_POPULATE);
	copied = plat_va_ptr(va);
	MEASURE(dma__map, plat_dma_map(data, 2048, PLAT_DMA_TO_DEVICE, &m));
	MEASURE(dma__unmap, unmap(&m));
	status |= plat_dma_map(copied, 2048, PLAT_DMA_BOTH, &m);
	plat_dma_unmap(&m);
	MEASURE(dma__map_copied_2k,
		plat_dma_map(copied, 2048, PLAT_DMA_BOTH, &m));
	MEASURE(dma__unmap_copied_2k, unmap(&m));
}

int main(void)
{
	bench_begin_nothing();
	bench_end_nothing();
	pages();
	transfers();
	plat_printf("%d\n", status);
	return status;
}
