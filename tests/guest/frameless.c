/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that never uses the allocator of frames is linked without it. Its
 * drivers map registers all the same, and page tables for these come from
 * somewhere.
 */
#include "tests/guest/tap.h"

#include <plat/mmio.h>

#include "common/memory/frame.h"
#include "common/paging/kernel.h"
#include "machine.h"

/* In pages of 4 KiB, as the address is only so much aligned: more tables than
 * the image has room for. */
#define BYTES PLAT_MIB(48)
#define PA    plat_pa(NOWHERE_PA + PLAT_PAGE_SIZE)

static uint64_t last_table(void)
{
	struct plat_pa_range used = {{0}, 0};

	return plat_kernel_pt_used(&used) ? 0 : used.start.v + used.size;
}

static bool is_mapped(const volatile void *at, plat_pa_t pa)
{
	struct plat_pt_mapping m;

	return !plat_pt_query(plat_kernel_pt(), plat_va_of(at), &m) &&
	       m.pa.v == pa.v;
}

static void large(void)
{
	uint64_t before = last_table();
	uint64_t once;
	volatile void *at = NULL;
	bool all = true;

	tap_ok(!plat_mmio_map(PA, BYTES, PLAT_MT_DEVICE, &at) && at,
	       "registers are mapped that need many page tables");
	tap_ok(is_mapped((volatile char *)at + BYTES - PLAT_PAGE_SIZE,
			 plat_pa(PA.v + BYTES - PLAT_PAGE_SIZE)),
	       "to the last page");
	once = last_table();
	tap_ok(once > before, "tables of free memory were needed");
	tap_ok(!plat_mmio_unmap(at), "they are unmapped");
	for (int i = 0; i < 3; i++) {
		all &= !plat_mmio_map(PA, BYTES, PLAT_MT_DEVICE, &at);
		all &= !plat_mmio_unmap(at);
	}
	tap_ok(all, "and mapped again, some times");
	tap_ok(last_table() == once, "which takes no more memory");
}

int main(void)
{
	tap_ok(!plat_frame_source(), "the allocator is not in the image");
	large();
	return tap_done();
}
