/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What ranges of addresses cost, and memory on demand, where records and tables
 * are there and 1000 other ranges, too.
 */
#include "tests/bench/marks.h"

#include <plat/log.h>
#include <plat/vmem.h>

#define NR_OTHERS 1000

MARKS(nothing)
MARKS(vmem__reserve)
MARKS(vmem__free_reserved)
MARKS(vmem__fault)
MARKS(vmem__free_page)
MARKS(vmem__populate_256)
MARKS(vmem__free_256)

static struct plat_vmem *vmem;

static int free_range(plat_va_t va, uint64_t nr_pages)
{
	return plat_vmem_free(vmem, va, nr_pages * PLAT_PAGE_SIZE);
}

static int alloc(plat_va_t *va, uint64_t nr_pages, unsigned int how)
{
	return plat_vmem_alloc(vmem, va, nr_pages * PLAT_PAGE_SIZE, 0,
			       PLAT_ATTR_RW, how);
}

static int touch(plat_va_t va)
{
	*(volatile char *)plat_va_ptr(va) = 1;
	return 0;
}

static void ranges(void)
{
	plat_va_t va;

	for (int i = 0; i < NR_OTHERS; i++)
		status |= plat_vmem_reserve(vmem, &va, PLAT_PAGE_SIZE, 0, 0);
	MEASURE(vmem__reserve,
		plat_vmem_reserve(vmem, &va, PLAT_PAGE_SIZE, 0, 0));
	MEASURE(vmem__free_reserved, free_range(va, 1));
}

static void one_page(void)
{
	plat_va_t first, va;

	status |= alloc(&first, 1, PLAT_VMEM_POPULATE);
	status |= alloc(&va, 1, 0);
	MEASURE(vmem__fault, touch(va));
	MEASURE(vmem__free_page, free_range(va, 1));
	status |= free_range(first, 1);
}

static void many_pages(void)
{
	plat_va_t va = {0};

	status |= alloc(&va, 256, PLAT_VMEM_POPULATE);
	status |= free_range(va, 256);
	MEASURE(vmem__populate_256, alloc(&va, 256, PLAT_VMEM_POPULATE));
	MEASURE(vmem__free_256, free_range(va, 256));
}

int main(void)
{
	vmem = plat_kernel_vmem();
	bench_begin_nothing();
	bench_end_nothing();
	ranges();
	one_page();
	many_pages();
	if (status)
		plat_printf("a call failed: %d\n", status);
	return status != 0;
}
