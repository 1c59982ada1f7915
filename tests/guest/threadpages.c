/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Page faults whose server waits: one that is served twice, or never, or that
 * changes a register of the thread, breaks programs that bring in pages from
 * elsewhere. With an argument: a fault where nobody may wait.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/fault.h>
#include <plat/frame.h>
#include <plat/layout.h>
#include <plat/lcpu.h>
#include <plat/paging.h>
#include <plat/string.h>
#include <plat/thread.h>
#include <plat/time.h>
#include <plat/vmem.h>

#define NR_THREADS 8u
#define NR_PAGES   64u
#define NR_ROUNDS  4u

static plat_va_t range;
static struct plat_mutex mutex;
static unsigned int nr_served, nr_found; /* mutex */
static uint32_t nr_outside_wrong;        /* atomic */

static int later(void *arg, const struct plat_fault *fault)
{
	(void)arg;
	(void)fault;
	return -PLAT_EAGAIN;
}

/* A page whose bytes tell its number. */
static int bring(plat_va_t va)
{
	plat_pa_t pa;
	int err = plat_frame_alloc(0, PLAT_FRAME_ANY, &pa);

	if (err)
		return err;
	memset(plat_direct_map(pa), (int)((va.v - range.v) / PLAT_PAGE_SIZE),
	       PLAT_PAGE_SIZE);
	err = plat_map(plat_kernel_space(), va, pa, PLAT_PAGE_SIZE,
		       PLAT_ATTR_RW, PLAT_PT_FAIL);
	if (err)
		(void)!plat_frame_free(pa, 0);
	return err;
}

static int serve(const struct plat_fault *fault, char *why, size_t size)
{
	plat_va_t va = plat_va(plat_align_down(fault->va.v, PLAT_PAGE_SIZE));
	int err;

	(void)why;
	(void)size;
	if (va.v - range.v >= NR_PAGES * PLAT_PAGE_SIZE)
		return -PLAT_ENOENT;
	if (!plat_irq_enabled())
		plat_atomic_add_relaxed(&nr_outside_wrong, 1u);
	plat_mutex_lock(&mutex);
	plat_thread_sleep_ns(va.v / PLAT_PAGE_SIZE % 3 * 20000);
	err = bring(va);
	if (err == -PLAT_EEXIST)
		nr_found++;
	else
		nr_served++;
	plat_mutex_unlock(&mutex);
	return err == -PLAT_EEXIST ? 0 : err;
}

PLAT_FAULT_THREAD_SERVER(test, serve);

static const volatile uint8_t *page(unsigned int i)
{
	return plat_va_ptr(plat_va(range.v + i % NR_PAGES * PLAT_PAGE_SIZE));
}

/* With numbers in many registers. */
static int read_all(void *arg)
{
	unsigned int first = (unsigned int)(uintptr_t)arg * 7;
	uint64_t a = 1, b = 2, c = 3, d = 4, e = 5, sum = 0;
	double x = 0.5;

	for (unsigned int i = 0; i < NR_PAGES; i++) {
		uint64_t value = page(first + i)[i * 61 % PLAT_PAGE_SIZE];

		a += value;
		b ^= a * 3;
		c += b;
		d ^= c << 1;
		e += d;
		x += 0.25;
		sum += value;
	}
	return sum == NR_PAGES * (NR_PAGES - 1) / 2 &&
	       x == 0.5 + 0.25 * NR_PAGES && (a | b | c | d | e);
}

static bool unmap_all(void)
{
	bool all = true;

	for (unsigned int i = 0; i < NR_PAGES; i++) {
		plat_va_t va = plat_va(range.v + i * PLAT_PAGE_SIZE);
		struct plat_pt_mapping found;

		all = !plat_query(plat_kernel_space(), va, &found) &&
		      !plat_unmap(plat_kernel_space(), va, PLAT_PAGE_SIZE,
				  PLAT_PT_FAIL) &&
		      !plat_frame_free(found.pa, 0) && all;
	}
	return all;
}

static bool storm(void)
{
	struct plat_thread *threads[NR_THREADS];
	bool all = true;

	for (uintptr_t i = 0; i < NR_THREADS; i++) {
		if (plat_thread_create(&threads[i], NULL, read_all, (void *)i))
			return false;
	}
	for (unsigned int i = 0; i < NR_THREADS; i++)
		all = plat_thread_join(threads[i]) == 1 && all;
	return unmap_all() && all;
}

static uint64_t nr_free(void)
{
	struct plat_frame_stats stats;

	plat_frame_stats(&stats);
	return stats.nr_free;
}

static void fault_where_nobody_may_wait(const char *how)
{
	static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_GUEST);

	if (!strcmp(how, "irqs-off"))
		plat_irq_disable();
	else if (!strcmp(how, "lock"))
		plat_spin_lock(&lock);
	else if (!strcmp(how, "elsewhere"))
		range.v += PLAT_GIB(1);
	(void)*page(0);
	plat_printf("still alive\n");
}

int main(int argc, char *argv[])
{
	uint64_t before = 0;
	bool all = true;

	plat_lcpu_start(PLAT_LCPUS_OTHERS);
	if (plat_vmem_reserve(plat_kernel_vmem(), &range,
			      NR_PAGES * PLAT_PAGE_SIZE, 0, 0) ||
	    plat_vmem_set_handler(plat_kernel_vmem(), range, later, NULL))
		return 1;
	if (argc > 1) {
		fault_where_nobody_may_wait(argv[1]);
		return 0;
	}
	tap_ok(read_all(NULL) == 1 && nr_served == NR_PAGES && unmap_all(),
	       "main reads pages that are brought in when they are read");
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		all = storm() && all;
		if (!i)
			before = nr_free(); /* tables and caches are filled */
	}
	tap_ok(all, "so do threads");
	tap_ok(nr_served == (NR_ROUNDS + 1) * NR_PAGES && !nr_outside_wrong,
	       "each page was brought once, with interrupts on");
	tap_note("%u faults found their page there", nr_found);
	tap_ok(nr_free() == before, "and all frames are back");
	return tap_done();
}
