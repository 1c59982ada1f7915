/* SPDX-License-Identifier: BSD-3-Clause */
/* Ranges that overlap, a frame that two have or nobody, a guard that is none:
 * each is another guest's mystery. */
#include "tests/unit/vmem/world.h"

#include "common/vmem/vmem.h"

#define PAGE  PLAT_PAGE_SIZE
#define BASE  WORLD_KERNEL
#define PAGES 1024u

static struct plat_vmem set;

static int set_up(void **state)
{
	(void)state;
	world_reset();
	return plat_vmem_init(&set, plat_kernel_space(), plat_va(BASE),
			      PAGES * PAGE);
}

/* Each test ends with nothing left. */
static int tear_down(void **state)
{
	(void)state;
	plat_vmem_destroy(&set);
	world_switch(plat_kernel_space());
	return world_frames_used() || world_pages_mapped(plat_kernel_space()) ||
	       world_pages_mapped(&world_user);
}

static uint64_t reserve_at(uint64_t page, uint64_t nr)
{
	plat_va_t va = {BASE + page * PAGE};

	assert_int_equal(plat_vmem_reserve(&set, &va, nr * PAGE, 0,
					   PLAT_VMEM_FIXED),
			 0);
	return va.v;
}

static uint64_t alloc(uint64_t nr, plat_attr_t attr, unsigned int how)
{
	plat_va_t va = {0};

	assert_int_equal(plat_vmem_alloc(&set, &va, nr * PAGE, 0, attr, how),
			 0);
	return va.v;
}

static int free_pages(uint64_t va, uint64_t nr)
{
	return plat_vmem_free(&set, plat_va(va), nr * PAGE);
}

static bool dies(uint64_t va, plat_attr_t access, const char *why)
{
	bool is_so = !world_access(va, access, true) && strstr(world_why, why);

	if (!is_so)
		print_message("not \"%s\": \"%s\"\n", why, world_why);
	return is_so;
}

static void assert_range(uint64_t at, uint64_t va, uint64_t nr,
			 plat_attr_t attr, uint64_t nr_present)
{
	struct plat_vmem_info info;

	assert_int_equal(plat_vmem_query(&set, plat_va(at), &info), 0);
	assert_int_equal(info.va.v, va);
	assert_int_equal(info.size, nr * PAGE);
	assert_int_equal(info.attr, attr);
	assert_int_equal(info.nr_pages_present, nr_present);
}

static bool is_free(uint64_t va)
{
	struct plat_vmem_info info;

	return plat_vmem_query(&set, plat_va(va), &info) == -PLAT_ENOENT;
}

static void a_place_has_a_free_page_on_both_sides(void **state)
{
	plat_va_t va;

	(void)state;
	reserve_at(3, 1);
	/* Three pages are too few for one, two for none. */
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 0, 0), 0);
	assert_int_equal(va.v, BASE);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 0, 0), 0);
	assert_int_equal(va.v, BASE + 5 * PAGE);
	assert_int_equal(
		plat_vmem_reserve(&set, &va, PAGE, PLAT_KIB(64), 0), 0);
	assert_int_equal(va.v, BASE + 16 * PAGE);
	assert_int_equal(plat_vmem_reserve(&set, &va, 8 * PAGE, 0, 0), 0);
	assert_int_equal(va.v, BASE + 7 * PAGE);
}

static void room_ends_with_the_set(void **state)
{
	plat_va_t va;

	(void)state;
	assert_int_equal(
		plat_vmem_reserve(&set, &va, (PAGES + 1) * PAGE, 0, 0),
		-PLAT_EINVAL);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGES * PAGE, 0, 0), 0);
	assert_int_equal(va.v, BASE);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 0, 0),
			 -PLAT_ENOMEM);
	assert_int_equal(free_pages(BASE, PAGES), 0);
	reserve_at(0, PAGES - 2);
	assert_int_equal(plat_vmem_reserve(&set, &va, 2 * PAGE, 0, 0),
			 -PLAT_ENOMEM);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 0, 0), 0);
	assert_int_equal(va.v, BASE + (PAGES - 1) * PAGE);
}

static void fixed_is_there_or_nowhere(void **state)
{
	plat_va_t va = {BASE + 4 * PAGE};

	(void)state;
	reserve_at(5, 2);
	assert_int_equal(plat_vmem_reserve(&set, &va, 2 * PAGE, 0,
					   PLAT_VMEM_FIXED),
			 -PLAT_EEXIST);
	va.v = BASE + 6 * PAGE;
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 0,
					   PLAT_VMEM_FIXED),
			 -PLAT_EEXIST);
	reserve_at(4, 1);
	reserve_at(7, 1);
	va.v = BASE - PAGE;
	assert_int_equal(plat_vmem_reserve(&set, &va, 2 * PAGE, 0,
					   PLAT_VMEM_FIXED),
			 -PLAT_EINVAL);
	va.v = BASE + (PAGES - 1) * PAGE;
	assert_int_equal(plat_vmem_reserve(&set, &va, 2 * PAGE, 0,
					   PLAT_VMEM_FIXED),
			 -PLAT_EINVAL);
}

static void what_cannot_be_is_refused(void **state)
{
	plat_va_t va = {BASE}, top;

	(void)state;
	assert_int_equal(plat_vmem_reserve(&set, &va, 0, 0, 0), -PLAT_EINVAL);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE + 1, 0, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 3 * PAGE, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 512, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_reserve(&set, &va, -PAGE, 0, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_reserve(&set, &va, PAGE, 0,
					   PLAT_VMEM_POPULATE),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_alloc(&set, &va, PAGE, 0, 0, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_alloc(&set, &va, PAGE, 0,
					 PLAT_ATTR_RW | PLAT_ATTR_X, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_alloc(&set, &va, PAGE, 0,
					 PLAT_ATTR_RW | PLAT_ATTR_DEVICE, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_alloc(&set, &va, PAGE, 0, PLAT_ATTR_RW, 8),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_stack(&set, PAGE, PLAT_ATTR_X, 0, &top),
			 -PLAT_EINVAL);
	assert_int_equal(
		plat_vmem_stack(&set, PAGE, 0, PLAT_VMEM_FIXED, &top),
		-PLAT_EINVAL);
	assert_int_equal(plat_vmem_free(&set, plat_va(BASE + 1), PAGE),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_free(&set, plat_va(BASE), 0), -PLAT_EINVAL);
	assert_int_equal(plat_vmem_free(&set, plat_va(BASE), -PAGE),
			 -PLAT_ENOENT);
	assert_int_equal(plat_vmem_protect(&set, plat_va(BASE), PAGE,
					   PLAT_ATTR_W | PLAT_ATTR_X),
			 -PLAT_EINVAL);
}

static void memory_comes_when_it_is_accessed(void **state)
{
	uint64_t va = alloc(4, PLAT_ATTR_RW, 0);
	uint64_t *p;

	(void)state;
	assert_range(va, va, 4, PLAT_ATTR_RW, 0);
	p = world_access(va + PAGE, PLAT_ATTR_R, true);
	assert_non_null(p);
	for (unsigned int i = 0; i < PAGE / sizeof(*p); i++)
		assert_int_equal(p[i], 0);
	assert_range(va, va, 4, PLAT_ATTR_RW, 1);
	*p = 42;
	assert_ptr_equal(world_access(va + PAGE, PLAT_ATTR_W, true), p);
	assert_int_equal(*p, 42);
	assert_true(dies(va + PAGE, PLAT_ATTR_X, "does not allow it"));
	assert_true(dies(va + 4 * PAGE, PLAT_ATTR_R, "no range is there"));
	assert_int_equal(free_pages(va, 4), 0);
	assert_true(dies(va + PAGE, PLAT_ATTR_R, "no range is there"));
	assert_int_equal(world_frames_used(), 0);
}

static void no_memory_on_demand_is_told(void **state)
{
	uint64_t va = alloc(2, PLAT_ATTR_RW, 0);

	(void)state;
	world_fail(0, 1);
	assert_true(dies(va, PLAT_ATTR_W, "memory"));
	assert_non_null(strstr(world_why, "ENOMEM"));
	world_fail(1, 1);
	assert_true(dies(va, PLAT_ATTR_W, "ENOMEM"));
	assert_int_equal(world_frames_used(), 1);
	assert_non_null(world_access(va, PLAT_ATTR_W, true));
}

static void populated_memory_is_there_or_nothing_is(void **state)
{
	plat_va_t va = {BASE + 7 * PAGE};
	uint64_t *p;
	int err;

	(void)state;
	/* A record's frame, then a frame and a table for each page. */
	for (uint32_t nr = 0; nr < 17; nr++) {
		world_fail(nr, 1);
		err = plat_vmem_alloc(&set, &va, 8 * PAGE, 0, PLAT_ATTR_RW,
				      PLAT_VMEM_POPULATE);
		assert_int_equal(err, -PLAT_ENOMEM);
		assert_true(world_has_failed());
		assert_int_equal(va.v, BASE + 7 * PAGE);
		assert_int_equal(world_frames_used(), 0);
		assert_true(is_free(BASE));
	}
	world_fail(17, 1);
	assert_int_equal(plat_vmem_alloc(&set, &va, 8 * PAGE, 0, PLAT_ATTR_RW,
					 PLAT_VMEM_POPULATE),
			 0);
	assert_false(world_has_failed());
	world_fail(0, 0);
	assert_range(va.v, va.v, 8, PLAT_ATTR_RW, 8);
	p = world_access(va.v + 7 * PAGE, PLAT_ATTR_W, false);
	assert_non_null(p);
	assert_int_equal(*p, 0);
}

static void a_stack_has_guards(void **state)
{
	plat_va_t top;

	(void)state;
	reserve_at(0, 1);
	assert_int_equal(plat_vmem_stack(&set, 4 * PAGE, 0, 0, &top), 0);
	/* Free, guard, 4, guard, free. */
	assert_int_equal(top.v, BASE + 7 * PAGE);
	assert_range(top.v - 1, top.v - 4 * PAGE, 4, PLAT_ATTR_RW, 1);
	assert_non_null(world_access(top.v - 8, PLAT_ATTR_W, false));
	assert_non_null(world_access(top.v - 4 * PAGE, PLAT_ATTR_W, true));
	assert_true(dies(top.v - 4 * PAGE - 1, PLAT_ATTR_W,
			 "stack overflow: the guard below it"));
	assert_true(dies(top.v, PLAT_ATTR_R, "the guard above it"));
	assert_true(dies(top.v + PAGE, PLAT_ATTR_R, "no range is there"));
	/* The guards are nobody's, and not free either. */
	assert_true(is_free(top.v));
	assert_int_equal(free_pages(top.v, 1), -PLAT_ENOENT);
	assert_int_equal(plat_vmem_reserve(&set, &top, PAGE, 0,
					   PLAT_VMEM_FIXED),
			 -PLAT_EEXIST);
	assert_int_equal(free_pages(top.v - 2 * PAGE, 2), 0);
	assert_int_equal(plat_vmem_reserve(&set, &top, PAGE, 0,
					   PLAT_VMEM_FIXED),
			 0);
	top.v = BASE + 2 * PAGE;
	assert_int_equal(plat_vmem_reserve(&set, &top, PAGE, 0,
					   PLAT_VMEM_FIXED),
			 -PLAT_EEXIST);
}

static void a_populated_stack_needs_no_faults(void **state)
{
	plat_va_t top;

	(void)state;
	assert_int_equal(plat_vmem_stack(&set, 4 * PAGE, 0, PLAT_VMEM_POPULATE,
					 &top),
			 0);
	assert_range(top.v - 1, top.v - 4 * PAGE, 4, PLAT_ATTR_RW, 4);
}

static void a_host_that_needs_stacks_has_them(void **state)
{
	plat_va_t top;

	(void)state;
	world_needs_stacks = true;
	assert_int_equal(plat_vmem_stack(&set, 4 * PAGE, 0, 0, &top), 0);
	world_needs_stacks = false;
	assert_range(top.v - 1, top.v - 4 * PAGE, 4, PLAT_ATTR_RW, 4);
}

static void a_range_is_cut(void **state)
{
	uint64_t va = alloc(8, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);

	(void)state;
	assert_int_equal(free_pages(va + 3 * PAGE, 2), 0);
	assert_range(va, va, 3, PLAT_ATTR_RW, 3);
	assert_range(va + 7 * PAGE, va + 5 * PAGE, 3, PLAT_ATTR_RW, 3);
	assert_true(is_free(va + 3 * PAGE));
	assert_true(is_free(va + 4 * PAGE));
	/* Over the hole: nothing is changed. */
	assert_int_equal(free_pages(va, 8), -PLAT_ENOENT);
	assert_int_equal(plat_vmem_protect(&set, plat_va(va), 8 * PAGE,
					   PLAT_ATTR_R),
			 -PLAT_ENOENT);
	assert_range(va, va, 3, PLAT_ATTR_RW, 3);
	assert_int_equal(free_pages(va, 1), 0);
	assert_int_equal(free_pages(va + 7 * PAGE, 1), 0);
	assert_range(va + PAGE, va + PAGE, 2, PLAT_ATTR_RW, 2);
	assert_range(va + 5 * PAGE, va + 5 * PAGE, 2, PLAT_ATTR_RW, 2);
	reserve_at(3, 2);
	/* Three ranges at once, of two owners. */
	assert_int_equal(free_pages(va + 2 * PAGE, 4), 0);
	assert_range(va + PAGE, va + PAGE, 1, PLAT_ATTR_RW, 1);
	assert_range(va + 6 * PAGE, va + 6 * PAGE, 1, PLAT_ATTR_RW, 1);
}

static void a_cut_without_a_record_changes_nothing(void **state)
{
	uint64_t va = alloc(8, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);

	(void)state;
	/* Until the records' frame is full. */
	world_fail(0, UINT32_MAX);
	for (uint64_t page = 16; page < PAGES; page += 2) {
		plat_va_t other = {BASE + page * PAGE};

		if (plat_vmem_reserve(&set, &other, PAGE, 0, PLAT_VMEM_FIXED))
			break;
	}
	assert_true(world_has_failed());
	assert_int_equal(free_pages(va + PAGE, 1), -PLAT_ENOMEM);
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), PAGE,
					   PLAT_ATTR_R),
			 -PLAT_ENOMEM);
	assert_range(va, va, 8, PLAT_ATTR_RW, 8);
	/* This takes none. */
	assert_int_equal(free_pages(va, 1), 0);
	world_fail(0, 0);
}

static void records_are_used_again(void **state)
{
	uint32_t nr_frames;

	(void)state;
	for (uint64_t i = 0; i < 256; i++)
		reserve_at(2 * i, 1);
	nr_frames = world_frames_used();
	assert_in_range(nr_frames, 5, 16);
	for (uint64_t i = 0; i < 256; i += 2)
		assert_int_equal(free_pages(BASE + 2 * i * PAGE, 1), 0);
	for (uint64_t i = 0; i < 256; i += 2)
		reserve_at(2 * i, 1);
	assert_int_equal(world_frames_used(), nr_frames);
}

static void protection_splits_and_merges(void **state)
{
	uint64_t va = alloc(6, PLAT_ATTR_RW, 0);
	uint64_t *p = world_access(va + 2 * PAGE, PLAT_ATTR_W, true);

	(void)state;
	*p = 7;
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), 3 * PAGE,
					   PLAT_ATTR_R),
			 0);
	assert_range(va, va, 1, PLAT_ATTR_RW, 0);
	assert_range(va + PAGE, va + PAGE, 3, PLAT_ATTR_R, 1);
	assert_range(va + 5 * PAGE, va + 4 * PAGE, 2, PLAT_ATTR_RW, 0);
	assert_true(dies(va + 2 * PAGE, PLAT_ATTR_W, "does not allow it"));
	assert_true(dies(va + 3 * PAGE, PLAT_ATTR_W, "does not allow it"));
	assert_ptr_equal(world_access(va + 2 * PAGE, PLAT_ATTR_R, true), p);
	assert_non_null(world_access(va + 3 * PAGE, PLAT_ATTR_R, true));
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), 3 * PAGE,
					   PLAT_ATTR_RW),
			 0);
	assert_range(va, va, 6, PLAT_ATTR_RW, 2);
	assert_ptr_equal(world_access(va + 2 * PAGE, PLAT_ATTR_W, true), p);
	assert_int_equal(*p, 7);
}

static void a_range_becomes_a_guard_and_memory_again(void **state)
{
	uint64_t va = alloc(3, PLAT_ATTR_RW, PLAT_VMEM_POPULATE);
	uint64_t *p;

	(void)state;
	*(uint64_t *)world_access(va + PAGE, PLAT_ATTR_W, true) = 9;
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), PAGE, 0),
			 0);
	assert_range(va + PAGE, va + PAGE, 1, 0, 0);
	assert_true(dies(va + PAGE, PLAT_ATTR_R, "guard or reserved range"));
	assert_non_null(strstr(world_why, "nothing is mapped there"));
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), PAGE,
					   PLAT_ATTR_RW),
			 0);
	p = world_access(va + PAGE, PLAT_ATTR_R, true);
	assert_non_null(p);
	assert_int_equal(*p, 0);
	assert_range(va, va, 3, PLAT_ATTR_RW, 3);
}

static void neighbours_are_not_merged(void **state)
{
	(void)state;
	reserve_at(0, 1);
	reserve_at(1, 1);
	assert_int_equal(plat_vmem_protect(&set, plat_va(BASE), 2 * PAGE,
					   PLAT_ATTR_RW),
			 0);
	assert_range(BASE, BASE, 1, PLAT_ATTR_RW, 0);
	assert_range(BASE + PAGE, BASE + PAGE, 1, PLAT_ATTR_RW, 0);
}

/* Frames that do not follow each other are freed in parts. */
static void scattered_frames_go_back(void **state)
{
	uint64_t va = alloc(256, PLAT_ATTR_RW, 0);

	(void)state;
	for (uint64_t i = 0; i < 256; i++)
		assert_non_null(world_access(va + i * 37 % 256 * PAGE,
					     PLAT_ATTR_W, true));
	assert_range(va, va, 256, PLAT_ATTR_RW, 256);
	assert_int_equal(free_pages(va + 8 * PAGE, 240), 0);
	assert_range(va, va, 8, PLAT_ATTR_RW, 8);
	assert_int_equal(world_frames_used(), 16 + 1);
}

static void large_pages_where_they_fit(void **state)
{
	uint64_t va = alloc(513, PLAT_ATTR_RW, PLAT_VMEM_2M);

	(void)state;
	assert_true(plat_is_aligned(va, PLAT_MIB(2)));
	assert_non_null(world_access(va + 5 * PAGE, PLAT_ATTR_W, true));
	assert_range(va, va, 513, PLAT_ATTR_RW, 512);
	assert_non_null(world_access(va + 512 * PAGE, PLAT_ATTR_W, true));
	assert_range(va, va, 513, PLAT_ATTR_RW, 513);
	/* No table for what remains of it: nothing is changed. */
	world_fail(0, 2);
	assert_int_equal(free_pages(va + 5 * PAGE, 500), -PLAT_ENOMEM);
	assert_int_equal(plat_vmem_protect(&set, plat_va(va), PAGE, 0),
			 -PLAT_ENOMEM);
	world_fail(0, 0);
	assert_range(va, va, 513, PLAT_ATTR_RW, 513);
	assert_int_equal(free_pages(va + 5 * PAGE, 508), 0);
	assert_range(va, va, 5, PLAT_ATTR_RW, 5);
	assert_int_equal(world_frames_used(), 5 + 1);
}

static void small_pages_where_no_large_one_is(void **state)
{
	uint64_t va = alloc(512, PLAT_ATTR_RW, PLAT_VMEM_2M);

	(void)state;
	world_fail(0, 1);
	assert_non_null(world_access(va + 5 * PAGE, PLAT_ATTR_W, true));
	assert_range(va, va, 512, PLAT_ATTR_RW, 1);
	/* Now a large one cannot be. */
	assert_non_null(world_access(va + 6 * PAGE, PLAT_ATTR_W, true));
	assert_range(va, va, 512, PLAT_ATTR_RW, 2);
}

static void no_fault_is_served_with_interrupts_off(void **state)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, 0);

	(void)state;
	assert_null(world_access(va, PLAT_ATTR_R, false));
	assert_non_null(strstr(world_why, "interrupts were off"));
	assert_non_null(strstr(world_why, "memory 0xffffd80000000000"));
	assert_non_null(world_access(va, PLAT_ATTR_R, true));
	assert_non_null(world_access(va, PLAT_ATTR_R, false));
}

static void no_fault_is_served_under_a_lock(void **state)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, 0);
	struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_GUEST);

	(void)state;
	/* Only a debug build knows. */
	if (!PLAT_HAS(PLAT_DEBUG))
		return;
	plat_lock_take(&set, PLAT_RANK_TIME);
	assert_true(dies(va, PLAT_ATTR_R, "a lock of rank"));
	plat_lock_give(&set);
	plat_spin_lock(&lock);
	assert_non_null(world_access(va, PLAT_ATTR_R, true));
	plat_spin_unlock(&lock);
}

/* The set's own code has a fault. */
static void a_locked_set_is_no_end_of_the_report(void **state)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, 0);

	(void)state;
	plat_spin_lock(&set.lock);
	assert_null(world_access(va, PLAT_ATTR_R, false));
	assert_string_equal(world_why, "");
	plat_spin_unlock(&set.lock);
}

static int nr_handled;
static struct plat_fault handled;

/* Puts a frame of its own there. */
static int handler(void *arg, const struct plat_fault *fault)
{
	plat_pa_t *pa = arg;

	nr_handled++;
	handled = *fault;
	if (!pa)
		return -PLAT_ETIMEDOUT;
	return plat_map(plat_kernel_space(),
			plat_va(plat_align_down(fault->va.v, PAGE)), *pa, PAGE,
			PLAT_ATTR_R, PLAT_PT_FAIL);
}

static int set_handler(uint64_t va, void *arg)
{
	return plat_vmem_set_handler(&set, plat_va(va), handler, arg);
}

static void a_handler_serves_a_reserved_range(void **state)
{
	uint64_t va = reserve_at(0, 4);
	plat_pa_t pa;

	(void)state;
	assert_int_equal(plat_frame_alloc(0, PLAT_FRAME_ANY, &pa), 0);
	assert_int_equal(set_handler(va + 4 * PAGE, &pa), -PLAT_ENOENT);
	assert_int_equal(set_handler(va + PAGE, &pa), 0);
	assert_int_equal(free_pages(va + PAGE, 1), 0);
	nr_handled = 0;
	assert_non_null(world_access(va + 3 * PAGE + 8, PLAT_ATTR_R, true));
	assert_int_equal(nr_handled, 1);
	assert_int_equal(handled.va.v, va + 3 * PAGE + 8);
	assert_int_equal(handled.access, PLAT_ATTR_R);
	assert_false(handled.is_present);
	assert_null(world_access(va, PLAT_ATTR_R, false));
	assert_non_null(strstr(world_why, "interrupts were off"));
	assert_int_equal(nr_handled, 1);
	assert_int_equal(set_handler(va + 3 * PAGE, NULL), 0);
	assert_true(dies(va + 3 * PAGE, PLAT_ATTR_W, "its handler refuses"));
	assert_true(handled.is_present);
	assert_non_null(strstr(world_why, "ETIMEDOUT"));
	/* The frame is the owner's, whom nobody asks. */
	assert_int_equal(free_pages(va + 2 * PAGE, 2), 0);
	assert_false(world_is_mapped(plat_kernel_space(), va + 3 * PAGE));
	assert_int_equal(plat_frame_free(pa, 0), 0);
}

static void parts_with_the_same_handler_are_one(void **state)
{
	uint64_t va = alloc(3, PLAT_ATTR_RW, 0);

	(void)state;
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), PAGE,
					   PLAT_ATTR_R),
			 0);
	assert_int_equal(set_handler(va + PAGE, NULL), 0);
	assert_int_equal(plat_vmem_protect(&set, plat_va(va + PAGE), PAGE,
					   PLAT_ATTR_RW),
			 0);
	assert_range(va, va, 1, PLAT_ATTR_RW, 0);
	assert_int_equal(set_handler(va, NULL), 0);
	assert_range(va, va, 2, PLAT_ATTR_RW, 0);
	assert_int_equal(set_handler(va + 2 * PAGE, NULL), 0);
	assert_range(va, va, 3, PLAT_ATTR_RW, 0);
}

static void sets_do_not_overlap(void **state)
{
	struct plat_vmem other, third;
	struct plat_space *kernel = plat_kernel_space();

	(void)state;
	assert_int_equal(plat_vmem_init(&other, kernel, plat_va(BASE), PAGE),
			 -PLAT_EEXIST);
	assert_int_equal(plat_vmem_init(&other, kernel, plat_va(BASE - PAGE),
					PAGES * PAGE * 2),
			 -PLAT_EEXIST);
	assert_int_equal(plat_vmem_init(&other, kernel, plat_va(BASE + 1),
					PAGE),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_init(&other, kernel, plat_va(WORLD_USER),
					PAGE),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_init(&other, kernel, plat_va(-(2 * PAGE)),
					PAGE),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_init(&other, &world_user, plat_va(0), PAGE),
			 -PLAT_EINVAL);
	assert_int_equal(plat_vmem_init(&other, kernel,
					plat_va(BASE + PAGES * PAGE), PAGE),
			 0);
	assert_int_equal(plat_vmem_init(&third, &world_user,
					plat_va(WORLD_USER), PAGE),
			 0);
	plat_vmem_destroy(&other);
	plat_vmem_destroy(&third);
}

static void a_space_has_ranges_of_its_own(void **state)
{
	const plat_attr_t rw = PLAT_ATTR_RW | PLAT_ATTR_USER;
	plat_va_t va = {WORLD_USER};
	struct plat_vmem user;

	(void)state;
	assert_int_equal(plat_vmem_init(&user, &world_user, va, 8 * PAGE), 0);
	assert_int_equal(plat_vmem_alloc(&user, &va, 2 * PAGE, 0, rw,
					 PLAT_VMEM_FIXED),
			 0);
	/* Nobody knows it in the kernel's. */
	assert_null(world_access(va.v, PLAT_ATTR_R, true));
	assert_string_equal(world_why, "");
	world_switch(&world_user);
	assert_non_null(world_access(va.v, PLAT_ATTR_R, true));
	/* What is a user's is never executed by the kernel. */
	assert_int_equal(plat_vmem_protect(&user, va, 2 * PAGE,
					   PLAT_ATTR_RX | PLAT_ATTR_USER),
			 0);
	assert_true(dies(va.v + PAGE, PLAT_ATTR_X, "does not allow it"));
	plat_vmem_destroy(&user);
	assert_null(world_access(va.v, PLAT_ATTR_R, true));
}

static void a_user_is_kept_out(void **state)
{
	uint64_t va = alloc(1, PLAT_ATTR_RW, 0);
	struct plat_fault fault = {
		.va = plat_va(va),
		.access = PLAT_ATTR_R,
		.is_user = true,
		.irqs_on = true,
	};
	char why[192] = "";

	(void)state;
	assert_int_equal(plat_vmem_fault(&fault, why, sizeof(why)),
			 -PLAT_EINVAL);
	assert_non_null(strstr(why, "does not allow it"));
	assert_range(va, va, 1, PLAT_ATTR_RW, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_place_has_a_free_page_on_both_sides),
		TEST(room_ends_with_the_set),
		TEST(fixed_is_there_or_nowhere),
		TEST(what_cannot_be_is_refused),
		TEST(memory_comes_when_it_is_accessed),
		TEST(no_memory_on_demand_is_told),
		TEST(populated_memory_is_there_or_nothing_is),
		TEST(a_stack_has_guards),
		TEST(a_populated_stack_needs_no_faults),
		TEST(a_host_that_needs_stacks_has_them),
		TEST(a_range_is_cut),
		TEST(a_cut_without_a_record_changes_nothing),
		TEST(records_are_used_again),
		TEST(protection_splits_and_merges),
		TEST(a_range_becomes_a_guard_and_memory_again),
		TEST(neighbours_are_not_merged),
		TEST(scattered_frames_go_back),
		TEST(large_pages_where_they_fit),
		TEST(small_pages_where_no_large_one_is),
		TEST(no_fault_is_served_with_interrupts_off),
		TEST(no_fault_is_served_under_a_lock),
		TEST(a_locked_set_is_no_end_of_the_report),
		TEST(a_handler_serves_a_reserved_range),
		TEST(parts_with_the_same_handler_are_one),
		TEST(sets_do_not_overlap),
		TEST(a_space_has_ranges_of_its_own),
		TEST(a_user_is_kept_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
