/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that makes code (a loader, a JIT compiler) executes what was in that
 * memory before, if nobody tells the caches that instructions have changed.
 * Nothing is writable and executable at any time.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/paging.h>
#include <plat/vmem.h>

#include "code-isa.h"

#define NR_ROUNDS 50u

static uint32_t run(plat_va_t va)
{
	uint32_t (*function)(void);

	function = (uint32_t (*)(void))(uintptr_t)va.v;
	return function();
}

static bool has(plat_va_t va, plat_attr_t attr)
{
	struct plat_pt_mapping page;

	return !plat_query(plat_kernel_space(), va, &page) &&
	       (page.attr & PLAT_ATTR_PERM) == attr;
}

static bool protect(plat_va_t va, plat_attr_t attr)
{
	return !plat_vmem_protect(plat_kernel_vmem(), va, PLAT_PAGE_SIZE,
				  attr) &&
	       has(va, attr);
}

/* At @at in the page, which is readable and writable before and after. */
static bool write_and_run(plat_va_t page, uint64_t at, uint32_t value)
{
	plat_va_t va = plat_va(page.v + at);
	uint32_t result;

	code_write(plat_va_ptr(va), value);
	if (!protect(page, PLAT_ATTR_RX))
		return false;
	result = run(va);
	if (result != value)
		tap_note("%u instead of %u", result, value);
	return protect(page, PLAT_ATTR_RW) && result == value;
}

static void test_rounds(plat_va_t page)
{
	unsigned int nr_right = 0;

	for (uint32_t i = 0; i < NR_ROUNDS; i++)
		nr_right += write_and_run(page, 0, i);
	tap_ok(nr_right == NR_ROUNDS, "code that changes is executed as it is");
	nr_right = 0;
	for (uint32_t i = 0; i < NR_ROUNDS; i++)
		nr_right += write_and_run(page, i * CODE_BYTES, 1000 + i);
	tap_ok(nr_right == NR_ROUNDS, "and so is code in all of a page");
}

static void test_wx(plat_va_t page)
{
	const plat_attr_t wx = PLAT_ATTR_RW | PLAT_ATTR_X;

	tap_ok(plat_vmem_protect(plat_kernel_vmem(), page, PLAT_PAGE_SIZE,
				 wx) == -PLAT_EINVAL &&
		       plat_protect(plat_kernel_space(), page, PLAT_PAGE_SIZE,
				    wx, PLAT_PT_FAIL) == -PLAT_EINVAL &&
		       has(page, PLAT_ATTR_RW),
	       "no page can be both writable and executable");
}

/* What is executable is changed where it is also mapped, and said to be
 * executable once more. */
static void test_another_mapping(plat_va_t page)
{
	struct plat_space *kernel = plat_kernel_space();
	struct plat_pt_mapping m = {.pa = {0}};
	unsigned int nr_right = 0;
	bool is_done = protect(page, PLAT_ATTR_RX) &&
		       !plat_query(kernel, page, &m);

	for (uint32_t i = 0; is_done && i < NR_ROUNDS; i++) {
		code_write(plat_direct_map(m.pa), 2000 + i);
		is_done = !plat_protect(kernel, page, PLAT_PAGE_SIZE,
					PLAT_ATTR_RX, PLAT_PT_FAIL);
		nr_right += run(page) == 2000 + i;
	}
	tap_ok(is_done && nr_right == NR_ROUNDS,
	       "code that another mapping changes is executed as it is");
}

/* One page is mapped to frames of other contents in turn. */
static void test_map(plat_va_t page)
{
	struct plat_space *kernel = plat_kernel_space();
	unsigned int nr_right = 0;
	bool is_done = true;
	plat_pa_t pa[2];

	is_done = !plat_frame_alloc(0, PLAT_FRAME_ANY, &pa[0]) &&
		  !plat_frame_alloc(0, PLAT_FRAME_ANY, &pa[1]);
	for (uint32_t i = 0; is_done && i < NR_ROUNDS; i++) {
		code_write(plat_direct_map(pa[i % 2]), 3000 + i);
		is_done = !plat_map(kernel, page, pa[i % 2], PLAT_PAGE_SIZE,
				    PLAT_ATTR_RX, PLAT_PT_FAIL);
		nr_right += is_done && run(page) == 3000 + i;
		is_done = is_done && !plat_unmap(kernel, page, PLAT_PAGE_SIZE,
						 PLAT_PT_FAIL);
	}
	tap_ok(is_done && nr_right == NR_ROUNDS,
	       "code in a page that is mapped is executed as it is");
}

int main(void)
{
	struct plat_vmem *vmem = plat_kernel_vmem();
	plat_va_t page = {0}, empty = {0};

	tap_ok(!plat_vmem_alloc(vmem, &page, PLAT_PAGE_SIZE, 0, PLAT_ATTR_RW,
				PLAT_VMEM_POPULATE) &&
		       !plat_vmem_reserve(vmem, &empty, PLAT_PAGE_SIZE, 0, 0),
	       "there is memory for code");
	test_rounds(page);
	test_wx(page);
	test_another_mapping(page);
	test_map(empty);
	return tap_done();
}
