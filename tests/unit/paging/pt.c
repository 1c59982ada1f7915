/* SPDX-License-Identifier: BSD-3-Clause */
/* What the contract of <plat/pt.h> says beside what the model tries: wrong
 * arguments are refused, pages are as large as they can be, all attributes
 * survive, a walk reports runs, and borrowed tables are left alone. */
#include "tests/unit/paging/world.h"

#include "common/paging/short.h"

#define GIB(n) PLAT_GIB(n)
#define MIB(n) PLAT_MIB(n)

static struct world *x86_world(void)
{
	struct plat_pt_geometry g;

	plat_pt_geometry_x86_64(&g, 4, 46, true);
	return world_new(&g, NATIVE, 1);
}

static int map(struct world *w, uint64_t va, uint64_t pa, uint64_t size,
	       plat_attr_t attr, unsigned int how)
{
	w->nr_flushes = 0;
	return plat_pt_map(&w->pt, plat_va(va), plat_pa(pa), size, attr, how);
}

static int unmap(struct world *w, uint64_t va, uint64_t size, unsigned int how)
{
	w->nr_flushes = 0;
	return plat_pt_unmap(&w->pt, plat_va(va), size, how);
}

static void wrong_arguments_are_refused(void **state)
{
	struct world *w = x86_world();

	(void)state;
	assert_int_equal(map(w, 1, 0, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 1, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 0, 4095, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 0, 4096, 1 << 6, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 0, 4096, 4 << 8, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 0, 4096, 0, 3), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 0, 4096, 0, 1 << 7), -PLAT_EINVAL);
	assert_int_equal(unmap(w, 0, 4096, PLAT_PT_REPLACE), -PLAT_EINVAL);
	assert_int_equal(unmap(w, 0, 4096, PLAT_PT_FAIL), -PLAT_ENOENT);
	assert_int_equal(plat_pt_protect(&w->pt, plat_va(0), 4096, 0,
					 PLAT_PT_REPLACE), -PLAT_EINVAL);
	assert_int_equal(map(w, 1, 1, 0, 0, 0), 0);
	assert_int_equal(w->pt.nr_tables, 1);
	world_free(w);
}

static void addresses_that_are_not_are_refused(void **state)
{
	struct world *w = x86_world();
	uint64_t high = 0xffff800000000000ull;

	(void)state;
	assert_int_equal(map(w, 1ull << 47, 0, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, (1ull << 47) - 4096, 0, 8192, 0, 0),
			 -PLAT_EINVAL);
	assert_int_equal(map(w, high - 4096, 0, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, -4096ull, 0, 8192, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0, 1ull << 46, 4096, 0, 0), -PLAT_ERANGE);
	assert_int_equal(map(w, 0, (1ull << 46) - 4096, 8192, 0, 0),
			 -PLAT_ERANGE);
	assert_int_equal(map(w, 0, -4096ull, 8192, 0, 0), -PLAT_ERANGE);
	assert_int_equal(w->pt.nr_tables, 1);
	/* The very last page is a page like any other. */
	assert_int_equal(map(w, -4096ull, 0, 4096, 0, 0), 0);
	world_free(w);
}

/* The same where a table is there. */
static void the_short_way_refuses_as_much(void **state)
{
	struct world *w = x86_world();

	(void)state;
	assert_int_equal(map(w, 0, 0, 4096, 0, 0), 0);
	assert_int_equal(map(w, 4097, 0, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 4096, 0, 4096, 4 << 8, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 4096, 0, 4096, 0, 3), -PLAT_EINVAL);
	assert_int_equal(map(w, 4096, 1ull << 46, 4096, 0, 0), -PLAT_ERANGE);
	assert_int_equal(map(w, 4096, -4096ull, 8192, 0, 0), -PLAT_ERANGE);
	assert_int_equal(map(w, 1ull << 48 | 4096, 0, 4096, 0, 0),
			 -PLAT_EINVAL);
	assert_int_equal(unmap(w, 1ull << 48, 4096, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 4096, 4096, 0, 0, 0), 0);
	assert_int_equal(unmap(w, 0, 0, 0), 0);
	world_free(w);
}

static void halves_of_arm64_are_kept_apart(void **state)
{
	struct plat_pt_geometry g;
	struct world *w;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 48, 48);
	w = world_new(&g, NATIVE, 1);
	assert_int_equal(map(w, 0, 0, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, 0xffffull << 48, 0, 4096, 0, 0), 0);
	assert_int_equal(map(w, 0xfffeull << 48, 0, 4096, 0, 0), -PLAT_EINVAL);
	world_free(w);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_LOWER, 39, 40);
	w = world_new(&g, NATIVE, 1);
	assert_int_equal(map(w, 1ull << 39, 0, 4096, 0, 0), -PLAT_EINVAL);
	assert_int_equal(map(w, (1ull << 39) - 4096, 0, 4096, 0, 0), 0);
	assert_int_equal(map(w, -4096ull, 0, 4096, 0, 0), -PLAT_EINVAL);
	world_free(w);
}

static void geometries_that_do_not_exist_are_refused(void **state)
{
	struct world *w = x86_world();
	struct plat_pt_geometry good = w->geometry, g;
	struct plat_pt pt;

	(void)state;
#define REFUSED(change)                                                        \
	do {                                                                   \
		g = good;                                                      \
		change;                                                        \
		assert_int_equal(plat_pt_init(&pt, &g, &w->ops, w, 0),         \
				 -PLAT_EINVAL);                                \
	} while (0)
	REFUSED(g.nr_levels = 3);
	REFUSED(g.va_bits = 57);
	REFUSED(g.pa_bits = 53);
	REFUSED(g.leaf_levels = 5);
	REFUSED(g.leaf_levels = 0);
	REFUSED(g.leaf_levels = 15);
	REFUSED(g.half = PLAT_PT_HALF_LOWER);
	REFUSED(g.format = (enum plat_pt_format)2);
	plat_pt_geometry_arm64(&good, PLAT_PT_HALF_LOWER, 48, 48);
	REFUSED(g.half = PLAT_PT_HALF_BOTH);
	REFUSED(g.pa_bits = 52);
	REFUSED(g.va_bits = 52);
	REFUSED(g.leaf_levels = 15);
	world_free(w);
}

static uint64_t page_size(struct world *w, uint64_t va)
{
	struct translation t = world_walk(w, va);

	return t.is_mapped ? t.size : 0;
}

static void pages_are_as_large_as_can_be(void **state)
{
	struct world *w = x86_world();

	(void)state;
	/* From 4 KiB below 1 GiB to 2 MiB + 4 KiB after 2 GiB. */
	assert_int_equal(map(w, GIB(1) - 4096, GIB(3) - 4096,
			     GIB(1) + MIB(2) + 8192, PLAT_ATTR_RW, 0), 0);
	assert_int_equal(page_size(w, GIB(1) - 4096), 4096);
	assert_int_equal(page_size(w, GIB(1)), GIB(1));
	assert_int_equal(page_size(w, GIB(2)), MIB(2));
	assert_int_equal(page_size(w, GIB(2) + MIB(2)), 4096);
	assert_int_equal(page_size(w, GIB(2) + MIB(2) + 4096), 0);
	assert_int_equal(map(w, GIB(4), GIB(4), GIB(1), 0, PLAT_PT_MAX_2M), 0);
	assert_int_equal(page_size(w, GIB(4)), MIB(2));
	assert_int_equal(map(w, GIB(5), GIB(4), MIB(2), 0, PLAT_PT_MAX_4K), 0);
	assert_int_equal(page_size(w, GIB(5)), 4096);
	assert_int_equal(map(w, GIB(6), MIB(2), GIB(1), 0, 0), 0);
	assert_int_equal(page_size(w, GIB(6)), MIB(2));
	/* A replace gets its large pages back; a protect splits just what it
	 * must. */
	assert_int_equal(map(w, GIB(6), GIB(1), GIB(1), 0, PLAT_PT_REPLACE),
			 0);
	assert_int_equal(page_size(w, GIB(6)), GIB(1));
	assert_int_equal(plat_pt_protect(&w->pt, plat_va(GIB(6) + MIB(4)),
					 4096, PLAT_ATTR_X, 0), 0);
	assert_int_equal(page_size(w, GIB(6)), MIB(2));
	assert_int_equal(page_size(w, GIB(6) + MIB(4)), 4096);
	assert_int_equal(page_size(w, GIB(7) - 4096), MIB(2));
	world_free(w);
}

static void empty_tables_are_freed(void **state)
{
	struct world *w = x86_world();

	(void)state;
	assert_int_equal(map(w, 4096, 4096, 8192, 0, 0), 0);
	assert_int_equal(w->pt.nr_tables, 4);
	assert_int_equal(unmap(w, 4096, 4096, 0), 0);
	assert_int_equal(w->pt.nr_tables, 4);
	assert_int_equal(unmap(w, 8192, 4096, 0), 0);
	assert_int_equal(w->pt.nr_tables, 1);
	assert_true(w->flush.tables_removed);
	world_free(w);
}

/* Every attribute, every type, every page size, there and back. */
static void try_attributes(struct plat_pt_geometry *g)
{
	struct world *w = world_new(g, NATIVE, 1);
	uint64_t base = g->half == PLAT_PT_HALF_UPPER
				? ~0ull << g->va_bits : 0;

	for (plat_attr_t bits = 0; bits < 64; bits++) {
		plat_attr_t attr = PLAT_ATTR_R | (bits & 15) << 1 |
				   (bits >> 4) << PLAT_ATTR_MT_SHIFT;

		for (unsigned int level = 0; level < 3; level++) {
			struct plat_pt_mapping m;
			uint64_t size = plat_pt_span(level);

			assert_int_equal(map(w, base, GIB(1), size, attr, 0),
					 0);
			assert_int_equal(world_walk(w, base).attr, attr);
			assert_int_equal(plat_pt_query(&w->pt, plat_va(base),
						       &m), 0);
			assert_int_equal(m.attr, attr);
			assert_int_equal(m.level, level);
			assert_int_equal(m.size, size);
			assert_int_equal(unmap(w, base, size, 0), 0);
		}
	}
	world_free(w);
}

static void attributes_survive(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 5, 52, true);
	g.memtype_bits[PLAT_MT_WC] = 1 << 7;
	try_attributes(&g);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_LOWER, 48, 48);
	try_attributes(&g);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 52, 52);
	try_attributes(&g);
}

static void without_nx_everything_is_executable(void **state)
{
	struct world *w = x86_world();
	struct plat_pt_mapping m;

	(void)state;
	w->geometry.has_nx = false;
	assert_int_equal(map(w, 0, 0, 4096, PLAT_ATTR_R, 0), 0);
	assert_int_equal(plat_pt_query(&w->pt, plat_va(0), &m), 0);
	assert_int_equal(m.attr, PLAT_ATTR_RX);
	assert_int_equal(world_walk(w, 0).attr, PLAT_ATTR_RX);
	world_free(w);
}

/* Entries as the manuals draw them: Intel SDM tables 4-17 to 4-20, Arm DDI
 * 0487 figures of D8.3. */
static void leaves_are_what_the_manuals_say(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	g.memtype_bits[PLAT_MT_WC] = 1 << 7;
	assert_int_equal(plat_pt_leaf(&g, plat_pa(0x5000), PLAT_ATTR_RW, 0),
			 0x8000000000005063ull);
	assert_int_equal(plat_pt_leaf(&g, plat_pa(0x200000),
				      PLAT_ATTR_RX | PLAT_ATTR_WC, 1),
			 0x2010a1ull);
	assert_int_equal(plat_pt_leaf(&g, plat_pa(0x40000000),
				      PLAT_ATTR_RX | PLAT_ATTR_DEVICE |
					      PLAT_ATTR_GLOBAL |
					      PLAT_ATTR_USER, 2),
			 0x400001bdull);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 48, 48);
	assert_int_equal(plat_pt_leaf(&g, plat_pa(0x5000),
				      PLAT_ATTR_RW | PLAT_ATTR_GLOBAL, 0),
			 0x0060000000005703ull);
	assert_int_equal(plat_pt_leaf(&g, plat_pa(0x200000),
				      PLAT_ATTR_RX | PLAT_ATTR_DEVICE, 1),
			 0x0040000000200c8dull);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 52, 52);
	assert_int_equal(plat_pt_leaf(&g, plat_pa(0xd000000005000ull),
				      PLAT_ATTR_RW | PLAT_ATTR_GLOBAL, 0),
			 0x0061000000005703ull);
}

struct runs {
	struct plat_pt_mapping runs[8];
	unsigned int nr;
	unsigned int stop_at;
};

static int collect(void *arg, const struct plat_pt_mapping *run)
{
	struct runs *runs = arg;

	runs->runs[runs->nr++] = *run;
	return runs->nr == runs->stop_at ? 42 : 0;
}

static void a_walk_reports_runs(void **state)
{
	struct world *w = x86_world();
	struct runs runs = {.nr = 0};

	(void)state;
	assert_int_equal(map(w, 0x1000, 0x1000, 0x4000, PLAT_ATTR_RW, 0), 0);
	assert_int_equal(map(w, 0x5000, 0x5000, 0x1000, PLAT_ATTR_R, 0), 0);
	assert_int_equal(map(w, 0x6000, 0x8000, 0x1000, PLAT_ATTR_R, 0), 0);
	assert_int_equal(map(w, MIB(2), MIB(2), MIB(6), PLAT_ATTR_R, 0), 0);
	assert_int_equal(map(w, -MIB(2), 0, MIB(2), PLAT_ATTR_R, 0), 0);
	assert_int_equal(plat_pt_walk(&w->pt, plat_va(0), 1ull << 47, collect,
				      &runs), 0);
	assert_int_equal(runs.nr, 4);
	assert_int_equal(runs.runs[0].va.v, 0x1000);
	assert_int_equal(runs.runs[0].size, 0x4000);
	assert_int_equal(runs.runs[1].size, 0x1000);
	assert_int_equal(runs.runs[2].pa.v, 0x8000);
	assert_int_equal(runs.runs[3].size, MIB(6));
	/* The end of the address space, and of a range within a page. */
	runs.nr = 0;
	assert_int_equal(plat_pt_walk(&w->pt, plat_va(-4096ull), 4096, collect,
				      &runs), 0);
	assert_int_equal(runs.nr, 1);
	assert_int_equal(runs.runs[0].va.v, -MIB(2));
	runs.nr = 0;
	runs.stop_at = 2;
	assert_int_equal(plat_pt_walk(&w->pt, plat_va(0), 1ull << 47, collect,
				      &runs), 42);
	assert_int_equal(runs.nr, 2);
	assert_int_equal(plat_pt_walk(&w->pt, plat_va(0), 1ull << 48, collect,
				      &runs), -PLAT_EINVAL);
	world_free(w);
}

/* Two sets share one table: what one maps in it the other sees, and neither
 * frees it. */
static void borrowed_tables_are_shared(void **state)
{
	struct world *w = x86_world();
	struct plat_pt_mapping m;
	struct plat_pt other;
	plat_pa_t shared;
	uint64_t va = -GIB(1);

	(void)state;
	assert_int_equal(w->ops.table_alloc(w, &shared), 0);
	memset(plat_va_ptr(plat_va(shared.v + w->pt.table_offset)), 0, 4096);
	assert_int_equal(plat_pt_init(&other, &w->geometry, &w->ops, w,
				      w->pt.table_offset), 0);
	other.ops = w->pt.ops;
	assert_int_equal(plat_pt_graft(&w->pt, plat_va(va), 0, shared, PLAT_PT_FAIL),
			 -PLAT_EINVAL);
	assert_int_equal(plat_pt_graft(&w->pt, plat_va(va), 4, shared, PLAT_PT_FAIL),
			 -PLAT_EINVAL);
	assert_int_equal(plat_pt_graft(&w->pt, plat_va(va), 2,
				       plat_pa(1ull << 46), PLAT_PT_FAIL), -PLAT_ERANGE);
	w->fail_alloc = 1;
	assert_int_equal(plat_pt_graft(&w->pt, plat_va(va), 2, shared, PLAT_PT_FAIL),
			 -PLAT_ENOMEM);
	assert_int_equal(w->pt.nr_tables, 1);
	assert_int_equal(plat_pt_graft(&w->pt, plat_va(va), 2, shared, PLAT_PT_FAIL), 0);
	assert_int_equal(plat_pt_graft(&w->pt, plat_va(va), 2, shared, PLAT_PT_FAIL),
			 -PLAT_EEXIST);
	assert_int_equal(w->pt.nr_tables, 2);
	w->ops.invalidate = NULL; /* it expects one set only */
	assert_int_equal(plat_pt_graft(&other, plat_va(va), 2, shared, PLAT_PT_FAIL), 0);
	assert_int_equal(map(w, va + MIB(2), MIB(4), MIB(2), PLAT_ATTR_RW, 0),
			 0);
	assert_int_equal(plat_pt_query(&other, plat_va(va + MIB(2)), &m), 0);
	assert_int_equal(m.pa.v, MIB(4));
	/* It cannot give way to a large page, nor can what holds it. */
	assert_int_equal(map(w, va, 0, GIB(1), 0, PLAT_PT_REPLACE),
			 -PLAT_EBUSY);
	assert_int_equal(map(w, va, 0, GIB(1), 0, PLAT_PT_FAIL), -PLAT_EEXIST);
	assert_int_equal(unmap(w, va, GIB(1), PLAT_PT_KEEP), 0);
	assert_int_equal(plat_pt_query(&other, plat_va(va + MIB(2)), &m),
			 -PLAT_ENOENT);
	assert_int_equal(world_count_tables(w), w->pt.nr_tables);
	assert_int_equal(map(w, va + MIB(2), 0, MIB(2), 0, 0), 0);
	assert_int_equal(plat_pt_query(&other, plat_va(va + MIB(2)), &m), 0);
	w->nr_flushes = 1;
	plat_pt_destroy(&other);
	assert_true(world_walk(w, va + MIB(2)).is_mapped);
	w->is_old[0] = false;
	plat_pt_destroy(&w->pt);
	assert_int_equal(w->nr_free, NR_FRAMES - 1);
	assert_int_equal(plat_pt_init(&w->pt, &w->geometry, &w->ops, w,
				      w->pt.table_offset), 0);
	w->ops.table_free(w, shared);
	world_free(w);
}

/* The bound is what a map needs at most, and some map needs it. */
static void bounds_are_tight(void **state)
{
	struct world *w = x86_world();

	(void)state;
	for (unsigned int i = 0; i < 1500; i++) {
		uint64_t va = world_random(w, 1 << 20) << 12;
		uint64_t size = (1 + world_random(w, 1 << 19)) << 12;
		unsigned int how = i & 8 ? PLAT_PT_BUILD : 0;

		w->geometry.leaf_levels = i & 1 ? 7 : 3;
		if (i & 2)
			va = plat_align_down(va, MIB(2));
		if (i & 4)
			size = plat_align_up(size, MIB(2));
		assert_int_equal(map(w, va, va, size, 0, how), 0);
		assert_int_equal(w->pt.nr_tables - 1,
				 plat_pt_tables_bound(&w->geometry,
						      plat_va(va), size));
		assert_int_equal(unmap(w, va, size, 0), 0);
		assert_int_equal(w->pt.nr_tables, 1);
	}
	world_free(w);
}

static void building_is_the_same_but_faster(void **state)
{
	struct world *w = x86_world();

	(void)state;
	assert_int_equal(map(w, 4096, 4096, GIB(2), PLAT_ATTR_RW,
			     PLAT_PT_BUILD), 0);
	assert_int_equal(map(w, GIB(2) + 4096, GIB(2) + 4096, GIB(1), 0,
			     PLAT_PT_BUILD), 0);
	assert_int_equal(map(w, GIB(3), 0, 8192, 0, PLAT_PT_BUILD),
			 -PLAT_EEXIST);
	assert_int_equal(page_size(w, 4096), 4096);
	assert_int_equal(page_size(w, GIB(1)), GIB(1));
	assert_int_equal(page_size(w, GIB(2) + 4096), 4096);
	/* What is in the way is not written over. */
	assert_int_equal(map(w, GIB(4) + 8192, MIB(6), 4096, 0, 0), 0);
	assert_int_equal(map(w, GIB(4), 0, 16384, 0, PLAT_PT_BUILD),
			 -PLAT_EEXIST);
	assert_int_equal(world_walk(w, GIB(4) + 8192).pa, MIB(6));
	/* A frame that is missing leaves a set that can be thrown away. */
	for (unsigned int n = 1; n < 5; n++) {
		w->fail_alloc = n;
		assert_int_equal(map(w, GIB(512 * n) - 4096, 0, 8192, 0,
				     PLAT_PT_BUILD), -PLAT_ENOMEM);
		assert_int_equal(world_count_tables(w), w->pt.nr_tables);
	}
	world_free(w);
}

#define MAX_PIECES 24u

struct piece {
	uint64_t va, pa, size;
	plat_attr_t attr;
};

/* Pieces that go up from @va on, some of them neighbours; small ones, and such
 * as large pages fit in. */
static void choose_pieces(struct world *w, uint64_t va, struct piece *pieces)
{
	static const plat_attr_t attrs[] = {PLAT_ATTR_R, PLAT_ATTR_RW,
					    PLAT_ATTR_RX};
	static const uint64_t limits[] = {4, 16, 600, 300000, 900000};

	for (unsigned int i = 0; i < MAX_PIECES; i++) {
		uint64_t nr = 1 + world_random(w, limits[world_random(w, 5)]);

		if (world_random(w, 2))
			va += 4096 * world_random(w, limits[world_random(w, 4)]);
		if (world_random(w, 4) == 0)
			va += -va & (world_random(w, 2) ? MIB(2) - 1
							: GIB(1) - 1);
		pieces[i] = (struct piece){
			.va = va,
			.pa = va & (GIB(512) - 1),
			.size = 4096 * nr,
			.attr = attrs[world_random(w, 3)],
		};
		if (nr < 2000 && world_random(w, 4) == 0)
			pieces[i].pa += 4096 * world_random(w, 600);
		va += pieces[i].size;
	}
}

static void check_page(const struct world *w, const struct piece *p,
		       uint64_t offset)
{
	struct translation t = world_walk(w, p->va + offset);

	assert_true(t.is_mapped);
	assert_int_equal(t.pa + ((p->va + offset) & (t.size - 1)),
			 p->pa + offset);
	assert_int_equal(t.attr, p->attr);
}

/* All that was asked for is there, and nothing else at the ends of it. */
static void check_pieces(struct world *w, const struct piece *pieces)
{
	for (unsigned int i = 0; i < MAX_PIECES; i++) {
		const struct piece *p = &pieces[i];
		uint64_t end = p->va + p->size;

		check_page(w, p, 0);
		check_page(w, p, p->size - 4096);
		for (unsigned int k = 0; k < 50; k++)
			check_page(w, p, 4096 * world_random(w, p->size / 4096));
		if (i + 1 == MAX_PIECES || end < p[1].va)
			assert_false(world_walk(w, end).is_mapped);
		if (i == 0 || p[-1].va + p[-1].size < p->va)
			assert_false(world_walk(w, p->va - 4096).is_mapped);
	}
	assert_int_equal(world_count_tables(w), w->pt.nr_tables);
}

/* @from: the first address, for a series that goes up; or any order. */
static void build_pieces(struct world *w, struct piece *pieces, uint64_t from,
			 bool goes_up)
{
	struct plat_pt_builder builder;
	unsigned int first = goes_up ? 0 : (unsigned int)world_random(
						   w, MAX_PIECES);

	plat_pt_build_begin(&builder, &w->pt,
			    plat_va(goes_up ? from : UINT64_MAX));
	/* 7 is prime to the number of pieces: each comes once. */
	for (unsigned int i = 0; i < MAX_PIECES; i++) {
		struct piece *p = &pieces[goes_up ? i
						  : (first + 7 * i) %
							    MAX_PIECES];

		assert_int_equal(plat_pt_build(&builder, plat_va(p->va),
					       plat_pa(p->pa), p->size,
					       p->attr), 0);
	}
}

static void a_series_builds_what_it_is_told(void **state)
{
	struct plat_pt_geometry g[5];

	(void)state;
	plat_pt_geometry_x86_64(&g[0], 4, 46, true);
	plat_pt_geometry_x86_64(&g[1], 5, 46, true);
	plat_pt_geometry_x86_64(&g[2], 4, 40, false);
	plat_pt_geometry_arm64(&g[3], PLAT_PT_HALF_UPPER, 48, 48);
	plat_pt_geometry_arm64(&g[4], PLAT_PT_HALF_LOWER, 39, 40);
	for (unsigned int i = 0; i < 5 * 60; i++) {
		struct world *w = world_new(&g[i % 5], NATIVE, i);
		uint64_t va = i % 5 == 4 ? GIB(3) : 0xffff888040000000ull;
		struct piece pieces[MAX_PIECES];

		choose_pieces(w, va, pieces);
		build_pieces(w, pieces, va, i % 3 != 0);
		check_pieces(w, pieces);
		world_free(w);
	}
}

static void a_series_refuses_what_is_wrong(void **state)
{
	struct world *w = x86_world();
	struct plat_pt_builder b;

	(void)state;
	plat_pt_build_begin(&b, &w->pt, plat_va(0));
	for (unsigned int i = 0; i < 2; i++) {
		/* The second time there is a table, which is the short way. */
		assert_int_equal(plat_pt_build(&b, plat_va(4097), plat_pa(0),
					       4096, 0), -PLAT_EINVAL);
		assert_int_equal(plat_pt_build(&b, plat_va(4096), plat_pa(1),
					       4096, 0), -PLAT_EINVAL);
		assert_int_equal(plat_pt_build(&b, plat_va(4096), plat_pa(0),
					       4097, 0), -PLAT_EINVAL);
		assert_int_equal(plat_pt_build(&b, plat_va(4096), plat_pa(0),
					       4096, 1 << 6), -PLAT_EINVAL);
		assert_int_equal(plat_pt_build(&b, plat_va(4096),
					       plat_pa(1ull << 46), 4096, 0),
				 -PLAT_ERANGE);
		assert_int_equal(plat_pt_build(&b, plat_va(4096),
					       plat_pa(-4096ull), 8192, 0),
				 -PLAT_ERANGE);
		assert_int_equal(plat_pt_build(&b, plat_va(4096),
					       plat_pa((1ull << 46) - 4096),
					       8192, 0), -PLAT_ERANGE);
		assert_int_equal(plat_pt_build(&b, plat_va((1ull << 47) - 4096),
					       plat_pa(0), 8192, 0),
				 -PLAT_EINVAL);
		assert_int_equal(plat_pt_build(&b, plat_va(4096), plat_pa(0),
					       0, 0), 0);
		assert_int_equal(plat_pt_build(&b, plat_va(8192 * (1 + i)),
					       plat_pa(0), 4096, 0), 0);
	}
	assert_false(world_walk(w, 4096).is_mapped);
	/* Where something was built a table is not lost to a large page. */
	assert_int_equal(plat_pt_build(&b, plat_va(GIB(1)), plat_pa(0), 4096,
				       0), 0);
	assert_int_equal(plat_pt_build(&b, plat_va(0), plat_pa(0), MIB(2), 0),
			 0);
	assert_int_equal(page_size(w, 4096), 4096);
	assert_int_equal(world_count_tables(w), w->pt.nr_tables);
	world_free(w);
}

static void spare_frames_are_taken_first(void **state)
{
	struct world *w = x86_world();
	struct plat_pt_builder b;

	(void)state;
	assert_int_equal(w->ops.table_alloc(w, &w->pt.spare.start), 0);
	w->pt.spare.size = 4096;
	plat_pt_build_begin(&b, &w->pt, plat_va(0));
	w->fail_alloc = 3; /* of three tables, only two are asked for */
	assert_int_equal(plat_pt_build(&b, plat_va(4096), plat_pa(0), 4096, 0),
			 0);
	assert_int_equal(w->pt.spare.size, 0);
	assert_int_equal(plat_pt_build(&b, plat_va(GIB(1)), plat_pa(0), 4096,
				       0), -PLAT_ENOMEM);
	assert_int_equal(plat_pt_build(&b, plat_va(GIB(1)), plat_pa(0), 4096,
				       0), 0);
	assert_true(world_walk(w, 4096).is_mapped);
	assert_true(world_walk(w, GIB(1)).is_mapped);
	assert_int_equal(world_count_tables(w), w->pt.nr_tables);
	world_free(w);
}

/* Across tables; natively, and where each write is a hypervisor's. */
static void pages_at_equal_distances_are_unmapped(void **state)
{
	const uint64_t first = 3 * 4096, end = MIB(5), step = 27 * 4096;
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	for (enum flavour flavour = NATIVE; flavour <= PV; flavour++) {
		struct world *w = world_new(&g, flavour, 1);

		assert_int_equal(map(w, 4096, MIB(8), end - 4096,
				     PLAT_ATTR_RW, PLAT_PT_MAX_4K), 0);
		assert_int_equal(plat_pt_unmap_each(&w->pt, first, end, step),
				 0);
		for (uint64_t va = 4096; va < end; va += 4096)
			assert_int_equal(world_walk(w, va).is_mapped,
					 va < first || (va - first) % step);
		assert_false(world_walk(w, end).is_mapped);
		world_free(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_arguments_are_refused),
		cmocka_unit_test(addresses_that_are_not_are_refused),
		cmocka_unit_test(the_short_way_refuses_as_much),
		cmocka_unit_test(halves_of_arm64_are_kept_apart),
		cmocka_unit_test(geometries_that_do_not_exist_are_refused),
		cmocka_unit_test(pages_are_as_large_as_can_be),
		cmocka_unit_test(empty_tables_are_freed),
		cmocka_unit_test(attributes_survive),
		cmocka_unit_test(without_nx_everything_is_executable),
		cmocka_unit_test(leaves_are_what_the_manuals_say),
		cmocka_unit_test(a_walk_reports_runs),
		cmocka_unit_test(borrowed_tables_are_shared),
		cmocka_unit_test(bounds_are_tight),
		cmocka_unit_test(building_is_the_same_but_faster),
		cmocka_unit_test(a_series_builds_what_it_is_told),
		cmocka_unit_test(a_series_refuses_what_is_wrong),
		cmocka_unit_test(spare_frames_are_taken_first),
		cmocka_unit_test(pages_at_equal_distances_are_unmapped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
