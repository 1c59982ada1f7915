/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that never uses the allocator of frames is linked without it. Its
 * drivers map registers all the same, and page tables for these come from
 * somewhere.
 */
#include "tests/guest/tap.h"

#include <plat/frontend.h>
#include <plat/log.h>
#include <plat/mmio.h>

#include "common/memory/frame.h"
#include "common/paging/kernel.h"
#include "machine.h"

/* Each is too small for a large page, so that each needs a table: more of them
 * than the image has room for. */
#define NR_DEVICES 24u
#define BYTES      (PLAT_MIB(2) - PLAT_PAGE_SIZE)

static volatile void *devices[NR_DEVICES];

static plat_pa_t pa_of(unsigned int i)
{
	return plat_pa(NOWHERE_PA + i * PLAT_MIB(2));
}

static uint64_t last_table(void)
{
	struct plat_pa_range used = {{0}, 0};

	return plat_kernel_pt_used(&used) ? 0 : used.start.v + used.size;
}

static bool map_all(void)
{
	bool all = true;

	for (unsigned int i = 0; i < NR_DEVICES; i++)
		all &= !plat_mmio_map(pa_of(i), BYTES, PLAT_MT_DEVICE,
				      &devices[i]);
	return all;
}

static bool unmap_all(void)
{
	bool all = true;

	for (unsigned int i = 0; i < NR_DEVICES; i++)
		all &= !plat_mmio_unmap(devices[i]);
	return all;
}

/* As page-table entries have it: in a realm another than that of the device. */
static uint64_t entry_address(plat_pa_t pa)
{
	struct plat_pa_range range = {pa, BYTES};

	return plat_device_address(range, &pa) ? 0 : pa.v;
}

static bool are_mapped(void)
{
	const uint64_t last = BYTES - PLAT_PAGE_SIZE;
	struct plat_pt_mapping m;
	bool all = true;

	for (unsigned int i = 0; i < NR_DEVICES; i++)
		all &= !plat_pt_query(plat_kernel_pt(),
				      plat_va((uintptr_t)devices[i] + last),
				      &m) &&
		       m.pa.v == entry_address(pa_of(i)) + last;
	return all;
}

static void many(void)
{
	uint64_t before = last_table();
	uint64_t once;
	bool all = true;

	tap_ok(map_all(), "registers are mapped that need many page tables");
	tap_ok(are_mapped(), "each to its last page");
	once = last_table();
	tap_ok(once > before, "tables of free memory were needed");
	tap_ok(unmap_all(), "they are unmapped");
	for (int i = 0; i < 3; i++)
		all &= map_all() && unmap_all();
	tap_ok(all, "and mapped again, some times");
	tap_ok(last_table() == once, "which takes no more memory");
}

/* Its interrupts are event channels, whose tables are frames. */
extern const char plat_xen_pv_entry[] __attribute__((weak));

int main(void)
{
	if (plat_xen_pv_entry) {
		plat_printf("1..0 # SKIP the xen-pv frontend, which is in the "
			    "image, brings the allocator\n");
		return 0;
	}
	tap_ok(!plat_frame_source(), "the allocator is not in the image");
	many();
	return tap_done();
}
