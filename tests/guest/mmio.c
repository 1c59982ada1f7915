/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two drivers that map one device differently, or a driver that maps memory
 * as a device, corrupt what neither of them can see.
 */
#include "tests/guest/tap.h"

#include <plat/bootinfo.h>
#include <plat/early_map.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/mmio.h>
#include <plat/mrd.h>

#include "machine.h"

static int map(uint64_t pa, uint64_t size, enum plat_memtype type,
	       volatile void **out)
{
	return plat_mmio_map(plat_pa(pa), size, type, out);
}

static const struct plat_mrd *first_free(void)
{
	const struct plat_mrd_list *list = &plat_bootinfo()->mrds;

	for (uint32_t i = 0; i < list->nr_mrds; i++) {
		if (list->mrds[i].type == PLAT_MRD_FREE)
			return &list->mrds[i];
	}
	return NULL;
}

static void window(void)
{
	volatile void *a = NULL, *b = NULL, *c = NULL;
	uint64_t ram = first_free()->start.v;

	tap_ok(!map(NOWHERE_PA + 0x123, 16, PLAT_MT_DEVICE, &a), "a mapping");
	tap_ok((uintptr_t)a >= PLAT_MMIO_BASE &&
		   (uintptr_t)a - PLAT_MMIO_BASE < PLAT_MMIO_SIZE &&
		   ((uintptr_t)a & PLAT_PAGE_MASK) == 0x123,
	       "is in the window, at the same offset in its page");
	tap_ok(!map(NOWHERE_PA + 0x123, 16, PLAT_MT_DEVICE, &b) && a == b,
	       "the same request gives the same mapping");
	tap_ok(map(NOWHERE_PA, 0x2000, PLAT_MT_WC, &c) == -PLAT_EBUSY,
	       "another type for part of it is refused");
	tap_ok(!plat_mmio_unmap(b), "one user leaves");
	tap_ok(!plat_mmio_unmap(a), "the last one leaves");
	tap_ok(plat_mmio_unmap(a) == -PLAT_EINVAL, "nobody else can");
	tap_ok(!map(NOWHERE_PA, 0x2000, PLAT_MT_WC, &c),
	       "then another type is fine");
	tap_ok(!plat_mmio_unmap(c), "and goes");
	tap_ok(map(ram, 16, PLAT_MT_DEVICE, &a) == -PLAT_EEXIST,
	       "memory is no device");
	tap_ok(map(NOWHERE_PA, 16, PLAT_MT_WB, &a) == -PLAT_EINVAL,
	       "a device is not cached");
	tap_ok(map(NOWHERE_PA, 0, PLAT_MT_DEVICE, &a) == -PLAT_EINVAL,
	       "an empty range is refused");
	tap_ok(map(UINT64_MAX - 5, 16, PLAT_MT_DEVICE, &a) == -PLAT_EINVAL,
	       "one that wraps is refused");
	tap_ok(map((uint64_t)1 << 60, 16, PLAT_MT_DEVICE, &a) == -PLAT_ERANGE,
	       "one beyond the CPU's addresses is refused");
}

/* But for the pages that the consoles keep. */
static void fill_window(uint64_t ram)
{
	static void *pages[PLAT_EARLY_MAP_BYTES / PLAT_PAGE_SIZE];
	unsigned int nr = 0;

	while (nr < PLAT_ARRAY_SIZE(pages) &&
	       (pages[nr] = plat_early_map(plat_pa(ram), 1, PLAT_MT_WB)))
		nr++;
	tap_ok(nr > PLAT_ARRAY_SIZE(pages) - 4,
	       "all of the window can be mapped: %u pages", nr);
	tap_ok(!plat_early_map(plat_pa(ram), 1, PLAT_MT_WB),
	       "then it is full");
	while (nr)
		plat_early_unmap(pages[--nr], 1);
}

static void early(void)
{
	uint64_t ram = first_free()->start.v;
	volatile uint8_t *direct, *p;
	plat_pa_t two;
	void *half;

	tap_ok(!plat_frame_alloc(1, PLAT_FRAME_ANY, &two), "two frames");
	direct = plat_direct_map(two);
	p = plat_early_map(plat_pa(two.v + 0xfff), 2, PLAT_MT_WB);
	direct[0xfff] = 0x5a;
	tap_ok(p && p[0] == 0x5a, "the early window shows memory");
	plat_early_unmap((const void *)(uintptr_t)p, 2);
	tap_ok(!plat_frame_free(two, 1), "they go back");
	half = plat_early_map(plat_pa(ram), PLAT_EARLY_MAP_BYTES / 2,
			      PLAT_MT_WB);
	tap_ok(half != NULL, "half of the window can be mapped");
	plat_early_unmap(half, PLAT_EARLY_MAP_BYTES / 2);
	fill_window(ram);
	tap_ok(!plat_early_map(plat_pa(ram), PLAT_EARLY_MAP_BYTES + 1,
			       PLAT_MT_WB),
	       "more than the window is refused");
	tap_ok(!plat_early_map(plat_pa(ram), 0, PLAT_MT_WB),
	       "an empty range is refused");
	tap_ok(!plat_early_map(plat_pa(UINT64_MAX), 1, PLAT_MT_WB),
	       "an address that the CPU does not have is refused");
}

int main(void)
{
	window();
	early();
	return tap_done();
}
