/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the calls of <plat/paging.h> cost, where the tables are there.
 */
#include "tests/bench/marks.h"

#include <plat/layout.h>
#include <plat/log.h>
#include <plat/paging.h>

/* A megabyte into 2 MiB: 256 pages of one table follow. */
#define PAGES_VA (PLAT_VMEM_BASE + PLAT_GIB(8) + PLAT_MIB(1))
#define LARGE_VA (PLAT_VMEM_BASE + PLAT_GIB(16))

#define ONE  PLAT_PAGE_SIZE
#define MANY (256 * PLAT_PAGE_SIZE)

MARKS(nothing)
MARKS(paging__map)
MARKS(paging__map_in_other_1g)
MARKS(paging__map_in_other_2m)
MARKS(paging__protect)
MARKS(paging__protect_in_other_1g)
MARKS(paging__unmap)
MARKS(paging__unmap_in_other_1g)
MARKS(paging__map_256)
MARKS(paging__protect_256)
MARKS(paging__unmap_256)
MARKS(paging__map_256_in_two_tables)
MARKS(paging__protect_256_in_two_tables)
MARKS(paging__unmap_256_in_two_tables)
MARKS(paging__map_1g)

static struct plat_space *space;

static int map(uint64_t va, uint64_t size, plat_attr_t attr)
{
	return plat_map(space, plat_va(va), plat_pa(PLAT_GIB(1)), size, attr,
			PLAT_PT_FAIL);
}

/* Tables, and the last attributes, are there. */
static void one_page(void)
{
	plat_va_t va = plat_va(PAGES_VA);
	plat_pa_t pa = plat_pa(PLAT_GIB(1));

	MEASURE(paging__map_in_other_1g,
		plat_map(space, va, pa, ONE, PLAT_ATTR_RW, PLAT_PT_FAIL));
	status |= plat_unmap(space, va, ONE, PLAT_PT_FAIL);
	status |= map(PAGES_VA + PLAT_MIB(2), ONE, PLAT_ATTR_RW);
	MEASURE(paging__map_in_other_2m,
		plat_map(space, va, pa, ONE, PLAT_ATTR_RW, PLAT_PT_FAIL));
	status |= plat_unmap(space, va, ONE, PLAT_PT_FAIL);
	MEASURE(paging__map,
		plat_map(space, va, pa, ONE, PLAT_ATTR_RW, PLAT_PT_FAIL));
	MEASURE(paging__protect,
		plat_protect(space, va, ONE, PLAT_ATTR_R, PLAT_PT_FAIL));
	MEASURE(paging__unmap, plat_unmap(space, va, ONE, PLAT_PT_FAIL));
}

static void go_elsewhere(void)
{
	status |= plat_protect(space, plat_va(LARGE_VA), ONE, PLAT_ATTR_R,
			       PLAT_PT_FAIL);
}

static void one_page_elsewhere(void)
{
	plat_va_t va = plat_va(PAGES_VA);

	status |= map(PAGES_VA, ONE, PLAT_ATTR_RW);
	go_elsewhere();
	MEASURE(paging__protect_in_other_1g,
		plat_protect(space, va, ONE, PLAT_ATTR_R, PLAT_PT_FAIL));
	go_elsewhere();
	MEASURE(paging__unmap_in_other_1g,
		plat_unmap(space, va, ONE, PLAT_PT_FAIL));
}

static void many_pages(void)
{
	plat_va_t va = plat_va(PAGES_VA);
	plat_pa_t pa = plat_pa(PLAT_GIB(1));

	MEASURE(paging__map_256,
		plat_map(space, va, pa, MANY, PLAT_ATTR_RW, PLAT_PT_FAIL));
	MEASURE(paging__protect_256,
		plat_protect(space, va, MANY, PLAT_ATTR_R, PLAT_PT_FAIL));
	MEASURE(paging__unmap_256, plat_unmap(space, va, MANY, PLAT_PT_FAIL));
	va.v += PLAT_KIB(512);
	MEASURE(paging__map_256_in_two_tables,
		plat_map(space, va, pa, MANY, PLAT_ATTR_R, PLAT_PT_FAIL));
	MEASURE(paging__protect_256_in_two_tables,
		plat_protect(space, va, MANY, PLAT_ATTR_RW, PLAT_PT_FAIL));
	MEASURE(paging__unmap_256_in_two_tables,
		plat_unmap(space, va, MANY, PLAT_PT_FAIL));
}

int main(void)
{
	space = plat_kernel_space();
	status = map(PAGES_VA - ONE, ONE, PLAT_ATTR_RW) |
		 map(PAGES_VA + PLAT_MIB(2) - ONE, ONE, PLAT_ATTR_RW) |
		 map(LARGE_VA, ONE, PLAT_ATTR_RW);
	status |= plat_protect(space, plat_va(LARGE_VA), ONE, PLAT_ATTR_R,
			       PLAT_PT_FAIL);
	bench_begin_nothing();
	bench_end_nothing();
	one_page();
	one_page_elsewhere();
	many_pages();
	MEASURE(paging__map_1g,
		plat_map(space, plat_va(LARGE_VA + PLAT_GIB(1)),
			 plat_pa(PLAT_GIB(1)), PLAT_GIB(1), PLAT_ATTR_RW,
			 PLAT_PT_FAIL));
	plat_printf("%d\n", status);
	return status;
}
