/* SPDX-License-Identifier: BSD-3-Clause */
/* Faults of several lcpus in one page give it one frame, and what one of them
 * wrote is not zeroed by another. Under ThreadSanitizer. */
#include "tests/unit/vmem/world.h"

#include <pthread.h>

#include <plat/atomic.h>

#define PAGE       PLAT_PAGE_SIZE
#define NR_THREADS 8u
#define NR_PAGES   64u
#define NR_ROUNDS  300u

static struct plat_vmem set;
static plat_va_t shared;

static int set_up(void **state)
{
	(void)state;
	world_reset();
	return plat_vmem_init(&set, plat_kernel_space(), plat_va(WORLD_KERNEL),
			      1024 * PAGE);
}

static int tear_down(void **state)
{
	(void)state;
	plat_vmem_destroy(&set);
	return (int)world_frames_used();
}

static void run(void *(*body)(void *))
{
	pthread_t threads[NR_THREADS];

	for (uintptr_t i = 0; i < NR_THREADS; i++)
		assert_int_equal(
		    pthread_create(&threads[i], NULL, body, (void *)i), 0);
	for (unsigned int i = 0; i < NR_THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
}

/* Each has a word of its own in each page. */
static void *touch(void *arg)
{
	uintptr_t me = (uintptr_t)arg;

	for (unsigned int round = 0; round < NR_ROUNDS; round++) {
		uint64_t page = round % NR_PAGES;
		uint64_t *words = world_access(shared.v + page * PAGE,
					       PLAT_ATTR_W, true);

		if (!words)
			abort();
		words[me]++;
	}
	return NULL;
}

static void one_page_gets_one_frame(void **state)
{
	(void)state;
	assert_int_equal(plat_vmem_alloc(&set, &shared, NR_PAGES * PAGE, 0,
					 PLAT_ATTR_RW, 0),
			 0);
	run(touch);
	assert_int_equal(world_pages_mapped(plat_kernel_space()), NR_PAGES);
	assert_int_equal(world_frames_used(), NR_PAGES + 1);
	for (uint64_t page = 0; page < NR_PAGES; page++) {
		uint64_t *words = world_access(shared.v + page * PAGE,
					       PLAT_ATTR_R, false);

		for (unsigned int i = 0; i < NR_THREADS; i++)
			assert_int_equal(words[i],
					 (NR_ROUNDS + NR_PAGES - 1 - page) /
						 NR_PAGES);
	}
}

static void *make_and_free(void *arg)
{
	for (unsigned int round = 0; round < NR_ROUNDS; round++) {
		uint64_t nr = 1 + ((uintptr_t)arg + round) % 8;
		unsigned int how = round % 2 ? PLAT_VMEM_POPULATE : 0;
		plat_va_t va;
		uint64_t *p;

		if (plat_vmem_alloc(&set, &va, nr * PAGE, 0, PLAT_ATTR_RW, how))
			abort();
		p = world_access(va.v + (nr - 1) * PAGE, PLAT_ATTR_W, true);
		if (!p || *p)
			abort();
		*p = 1;
		if (plat_vmem_protect(&set, va, PAGE, PLAT_ATTR_R) ||
		    plat_vmem_free(&set, va, nr * PAGE))
			abort();
	}
	return NULL;
}

static void each_has_ranges_of_its_own(void **state)
{
	(void)state;
	run(make_and_free);
	assert_int_equal(world_pages_mapped(plat_kernel_space()), 0);
}

/* The first frees and makes what the others have faults in. */
static void *come_and_go(void *arg)
{
	const uint64_t size = 4 * PAGE;
	plat_va_t va = {WORLD_KERNEL};

	for (unsigned int round = 0; round < NR_ROUNDS; round++) {
		if (arg) {
			/* It may be gone before it is returned. */
			world_access(va.v + round % 4 * PAGE, PLAT_ATTR_W,
				     true);
		} else if (plat_vmem_free(&set, va, size) ||
			   plat_vmem_alloc(&set, &va, size, 0,
					   PLAT_ATTR_RW, PLAT_VMEM_FIXED)) {
			abort();
		}
	}
	return NULL;
}

static void a_range_goes_while_it_is_accessed(void **state)
{
	(void)state;
	shared = plat_va(WORLD_KERNEL);
	assert_int_equal(plat_vmem_alloc(&set, &shared, 4 * PAGE, 0,
					 PLAT_ATTR_RW, PLAT_VMEM_FIXED),
			 0);
	run(come_and_go);
	assert_true(world_pages_mapped(plat_kernel_space()) <= 4);
	assert_int_equal(world_frames_used(),
			 world_pages_mapped(plat_kernel_space()) + 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_page_gets_one_frame),
		TEST(each_has_ranges_of_its_own),
		TEST(a_range_goes_while_it_is_accessed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
