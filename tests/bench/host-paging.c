/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Changes of page tables, of each lcpu in an address space of its own, and of
 * all in one: what the locks and the tables cost. No CPU walks the tables and
 * no TLB is told, which is the larger part on a machine.
 */
#include "tests/bench/host.h"

#include <plat/arch/mmu.h>
#include <plat/errno.h>
#include <plat/paging.h>

#include "common/paging/space.h"

#define NR_ROUNDS 200000u
#define MANY      256u

struct plat_space plat_kernel;
struct plat_space *plat_spaces;

void plat_spaces_follow(plat_va_t va, uint64_t size)
{
	(void)va;
	(void)size;
}

void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush)
{
	(void)ctx;
	(void)pt;
	(void)flush;
}

void plat_mmu_changes_begin(void)
{
}

void plat_mmu_flags_begin(void)
{
}

void plat_mmu_flush_page(plat_va_t va)
{
	(void)va;
}

void plat_mmu_publish(void)
{
}

bool plat_mmu_others(void)
{
	return false;
}

void plat_mmu_clean_code(plat_pa_t pa, uint64_t size)
{
	(void)pa;
	(void)size;
}

void plat_mmu_fetch_anew(void)
{
}

static int table_alloc(void *ctx, plat_pa_t *table)
{
	(void)ctx;
	table->v = (uintptr_t)aligned_alloc(PLAT_PAGE_SIZE, PLAT_PAGE_SIZE);
	return table->v ? 0 : -PLAT_ENOMEM;
}

static void table_free(void *ctx, plat_pa_t table)
{
	(void)ctx;
	free(plat_va_ptr(plat_va(table.v)));
}

static const struct plat_pt_ops ops = {
	.table_alloc = table_alloc,
	.table_free = table_free,
};

static struct plat_space spaces[MAX_LCPUS];

static int map(struct plat_space *space, uint64_t va, unsigned int nr)
{
	return plat_map(space, plat_va(va), plat_pa(PLAT_MIB(4)),
			nr * PLAT_PAGE_SIZE, PLAT_ATTR_RW, PLAT_PT_MAX_4K);
}

static void one_page(struct plat_space *space, uint64_t va)
{
	for (unsigned int i = 0; i < NR_ROUNDS; i++) {
		must(map(space, va, 1));
		must(plat_protect(space, plat_va(va), PLAT_PAGE_SIZE,
				  PLAT_ATTR_R, PLAT_PT_FAIL));
		must(plat_unmap(space, plat_va(va), PLAT_PAGE_SIZE,
				PLAT_PT_FAIL));
	}
}

static void many_pages(struct plat_space *space, uint64_t va)
{
	for (unsigned int i = 0; i < NR_ROUNDS / 16; i++) {
		must(map(space, va, MANY));
		must(plat_protect(space, plat_va(va), MANY * PLAT_PAGE_SIZE,
				  PLAT_ATTR_R, PLAT_PT_FAIL));
		must(plat_unmap(space, plat_va(va), MANY * PLAT_PAGE_SIZE,
				PLAT_PT_FAIL));
	}
}

static uint64_t place_of(unsigned int lcpu)
{
	return PLAT_GIB(1) + lcpu * PLAT_MIB(8);
}

static void one_page_each(unsigned int lcpu)
{
	one_page(&spaces[lcpu], place_of(lcpu));
}

static void one_page_in_one_space(unsigned int lcpu)
{
	one_page(&spaces[0], place_of(lcpu));
}

static void many_pages_each(unsigned int lcpu)
{
	many_pages(&spaces[lcpu], place_of(lcpu));
}

/* A round of one lcpu each. */
static const struct pattern patterns[] = {
	{"map_protect_unmap", one_page_each, NR_ROUNDS},
	{"map_protect_unmap_in_one_space", one_page_in_one_space, NR_ROUNDS},
	{"map_protect_unmap_256", many_pages_each, NR_ROUNDS / 16},
};

/* With the tables that the threads need. */
static void begin(struct plat_space *space,
		  const struct plat_pt_geometry *geometry)
{
	must(plat_pt_init(&space->pt, geometry, &ops, NULL, 0));
	for (unsigned int i = 0; i < MAX_LCPUS; i++)
		must(map(space, place_of(i) + PLAT_MIB(1), 1));
}

int main(void)
{
	struct plat_pt_geometry geometry;

	plat_pt_geometry_x86_64(&geometry, 4, 52, true);
	for (unsigned int i = 0; i < MAX_LCPUS; i++)
		begin(&spaces[i], &geometry);
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(patterns); i++)
		bench_print("paging", &patterns[i]);
	return 0;
}
