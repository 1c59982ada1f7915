/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What changes of page tables cost a paravirtual domain, of whose frames they
 * have to be: instructions, and hypercalls above all.
 */
#include "tests/bench/marks.h"

#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/paging.h>

#define PAGES_VA (PLAT_VMEM_BASE + PLAT_GIB(8) + PLAT_MIB(1))
#define ORDER    8u
#define MANY     (PLAT_PAGE_SIZE << ORDER)

/* The tables for it come with the first. */
MARKS(nothing)
MARKS(paging__map_256)
MARKS(paging__protect_256)
MARKS(paging__unmap_256)
MARKS(paging__map)
MARKS(paging__unmap)

int main(void)
{
	struct plat_space *space = plat_kernel_space();
	plat_va_t va = plat_va(PAGES_VA);
	plat_pa_t pa;

	status = plat_frame_alloc(ORDER, PLAT_FRAME_ANY, &pa);
	bench_begin_nothing();
	bench_end_nothing();
	MEASURE(paging__map_256,
		plat_map(space, va, pa, MANY, PLAT_ATTR_R, PLAT_PT_FAIL));
	MEASURE(paging__protect_256,
		plat_protect(space, va, MANY, PLAT_ATTR_RW, PLAT_PT_FAIL));
	MEASURE(paging__unmap_256, plat_unmap(space, va, MANY, PLAT_PT_FAIL));
	MEASURE(paging__map, plat_map(space, va, pa, PLAT_PAGE_SIZE,
				      PLAT_ATTR_RW, PLAT_PT_FAIL));
	MEASURE(paging__unmap,
		plat_unmap(space, va, PLAT_PAGE_SIZE, PLAT_PT_FAIL));
	plat_printf("%d\n", status);
	return status;
}
