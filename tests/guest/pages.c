/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that maps pages of its own a second time reads or writes others, or
 * may do what it did not ask for. What it maps is memory, so that this runs
 * where nothing else can be mapped.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/paging.h>
#include <plat/probe.h>

#define ORDER     6u
#define NR        (1u << ORDER)
#define NR_PASSES 5u
#define PAGE      PLAT_PAGE_SIZE
#define SIZE      (NR * PAGE)
#define VA        (PLAT_VMEM_BASE + PLAT_GIB(7))
#define USER_VA   PLAT_GIB(5)

static plat_pa_t block;
static struct plat_space *kernel;

static uint64_t *word(unsigned int page)
{
	return plat_direct_map(plat_pa(block.v + page * PAGE));
}

static bool reads(uint64_t va, uint64_t value)
{
	uint64_t found;

	return !plat_probe_read((const void *)va, 8, &found) && found == value;
}

static bool writes(uint64_t va, uint64_t value)
{
	return !plat_probe_write((void *)va, 8, value);
}

/* Page i has @first + i, or nothing is there. */
static bool all_read(uint64_t va, uint64_t first)
{
	for (unsigned int i = 0; i < NR; i++)
		if (!reads(va + i * PAGE, first + i))
			return false;
	return true;
}

static bool none_is_there(uint64_t va)
{
	uint64_t value;

	for (unsigned int i = 0; i < NR; i++)
		if (!plat_probe_read((const void *)(va + i * PAGE), 8, &value))
			return false;
	return true;
}

static bool is_told(plat_attr_t attr)
{
	struct plat_pt_mapping m;

	for (unsigned int i = 0; i < NR; i++)
		if (plat_query(kernel, plat_va(VA + i * PAGE), &m) ||
		    m.pa.v + (VA + i * PAGE - m.va.v) != block.v + i * PAGE ||
		    (m.attr & (PLAT_ATTR_RW | PLAT_ATTR_X)) != attr)
			return false;
	return true;
}

static int map(uint64_t va, uint64_t offset, uint64_t size, plat_attr_t attr,
	       unsigned int how)
{
	return plat_map(kernel, plat_va(va), plat_pa(block.v + offset), size,
			attr, how);
}

static void a_range(void)
{
	tap_ok(!map(VA, 0, SIZE, PLAT_ATTR_RW, PLAT_PT_FAIL) &&
		       all_read(VA, 100), "what is read is what is mapped");
	tap_ok(is_told(PLAT_ATTR_RW), "it is told how");
	tap_ok(writes(VA + PAGE, 7) && *word(1) == 7 && writes(VA + PAGE, 101),
	       "what is written, too");
	tap_ok(map(VA + PAGE, 0, PAGE, PLAT_ATTR_R, PLAT_PT_FAIL) ==
			       -PLAT_EEXIST &&
		       all_read(VA, 100), "what is there stays");
	tap_ok(!plat_protect(kernel, plat_va(VA), SIZE, PLAT_ATTR_R,
			     PLAT_PT_FAIL) &&
		       is_told(PLAT_ATTR_R) && all_read(VA, 100) &&
		       !writes(VA, 1) && !writes(VA + SIZE - PAGE, 1),
	       "it can be read only");
	tap_ok(!plat_protect(kernel, plat_va(VA), SIZE, PLAT_ATTR_RW,
			     PLAT_PT_FAIL) &&
		       writes(VA, 100), "and written again");
}

static void one_for_another(void)
{
	bool right = true;

	for (unsigned int i = 0; i < NR; i++)
		right = right &&
			!map(VA + i * PAGE, (NR - 1 - i) * PAGE, PAGE,
			     PLAT_ATTR_RW, PLAT_PT_REPLACE) &&
			reads(VA + i * PAGE, 100 + NR - 1 - i);
	tap_ok(right, "each is another at once");
	tap_ok(!plat_unmap(kernel, plat_va(VA), SIZE, PLAT_PT_FAIL) &&
		       none_is_there(VA), "none is there any more");
	tap_ok(plat_unmap(kernel, plat_va(VA), SIZE, PLAT_PT_FAIL) ==
		       -PLAT_ENOENT, "nor can be taken away");
}

static void another_space(void)
{
	struct plat_space space;
	bool right = !plat_space_create(&space) &&
		     !plat_map(&space, plat_va(USER_VA), block, SIZE,
			       PLAT_ATTR_RW, PLAT_PT_FAIL);

	tap_ok(right && none_is_there(USER_VA), "a space is not in another");
	tap_ok(plat_space_switch(&space) == kernel && all_read(USER_VA, 100),
	       "it is where it is used");
	tap_ok(!map(VA, 0, SIZE, PLAT_ATTR_R, PLAT_PT_FAIL) &&
		       all_read(VA, 100), "the kernel's pages are in each");
	tap_ok(plat_space_switch(kernel) == &space && none_is_there(USER_VA) &&
		       all_read(VA, 100), "it is left");
	tap_ok(!plat_space_destroy(&space) &&
		       !plat_unmap(kernel, plat_va(VA), SIZE, PLAT_PT_FAIL),
	       "all goes");
}

int main(void)
{
	struct plat_frame_stats before = {0}, after = {0};

	kernel = plat_kernel_space();
	if (plat_frame_alloc(ORDER, PLAT_FRAME_ANY, &block))
		return 1;
	for (unsigned int i = 0; i < NR; i++)
		*word(i) = 100 + i;
	/* What comes with the first time stays, and others may take some
	 * meanwhile: a table that is lost is lost each time. */
	for (unsigned int i = 0;
	     i < 2 || (i < NR_PASSES && before.nr_free != after.nr_free); i++) {
		before = after;
		a_range();
		one_for_another();
		another_space();
		plat_frame_stats(&after);
	}
	tap_ok(before.nr_free == after.nr_free, "and every table's frame");
	return tap_done();
}
