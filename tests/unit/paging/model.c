/* SPDX-License-Identifier: BSD-3-Clause */
/* Whatever sequence of operations a guest makes up: what is mapped must be
 * what a flat list of mappings would say. Otherwise memory is reached that
 * nobody mapped, or the wrong one. MODEL_OPS says how many operations per
 * geometry; MODEL_DEPTH how long the sequences are that are tried in full:
 * paging.mk defines both. */
#include "tests/unit/paging/world.h"

static void run(const struct plat_pt_geometry *geometry, uint64_t seed)
{
	struct world *w = world_new(geometry, NATIVE, seed);

	for (unsigned long i = 1; i <= MODEL_OPS; i++) {
		struct operation op = world_choose(w);

		world_build(w, &op);
		world_step(w, &op);
		if (i % 2048 == 0)
			world_check(w);
	}
	world_check(w);
	world_free(w);
}

/* PAT as an operating system sets it: types above 3 want bit 7 or 12. */
static struct plat_pt_geometry x86(unsigned int nr_levels, bool has_1g)
{
	struct plat_pt_geometry g;

	plat_pt_geometry_x86_64(&g, nr_levels, 46, has_1g);
	g.memtype_bits[PLAT_MT_WC] = 1 << 7;
	g.memtype_bits[PLAT_MT_WT] = 1 << 7 | 1 << 3;
	return g;
}

static struct plat_pt_geometry arm64(enum plat_pt_half half,
				     unsigned int va_bits,
				     unsigned int pa_bits)
{
	struct plat_pt_geometry g;

	plat_pt_geometry_arm64(&g, half, va_bits, pa_bits);
	return g;
}

static void x86_4_levels(void **state)
{
	struct plat_pt_geometry g = x86(4, true);

	(void)state;
	run(&g, 1);
}

static void x86_4_levels_without_1g(void **state)
{
	struct plat_pt_geometry g = x86(4, false);

	(void)state;
	run(&g, 2);
}

static void x86_5_levels(void **state)
{
	struct plat_pt_geometry g = x86(5, true);

	(void)state;
	run(&g, 3);
}

static void x86_5_levels_without_1g(void **state)
{
	struct plat_pt_geometry g = x86(5, false);

	(void)state;
	run(&g, 4);
}

static void arm64_39_bits(void **state)
{
	struct plat_pt_geometry g = arm64(PLAT_PT_HALF_UPPER, 39, 40);

	(void)state;
	run(&g, 5);
}

static void arm64_48_bits(void **state)
{
	struct plat_pt_geometry g = arm64(PLAT_PT_HALF_LOWER, 48, 48);

	(void)state;
	run(&g, 6);
}

static void arm64_52_bits(void **state)
{
	struct plat_pt_geometry g = arm64(PLAT_PT_HALF_UPPER, 52, 52);

	(void)state;
	run(&g, 7);
}

/* Every sequence of MODEL_DEPTH operations on four cells about a 2 MiB
 * boundary. */
struct trial {
	struct operation ops[64];
	unsigned int nr_ops;
};

static void add(struct trial *t, enum op_kind kind, unsigned int first,
		unsigned int end, unsigned int how, uint64_t pa,
		plat_attr_t attr)
{
	t->ops[t->nr_ops++] = (struct operation){
		.kind = kind, .first = first, .end = end,
		.how = how, .pa = pa, .attr = attr,
	};
}

static void all_operations(struct world *w, struct trial *t)
{
	static const unsigned int ranges[][2] = {{0, 1}, {1, 2}, {2, 3},
						 {0, 2}, {1, 3}, {0, 4}};

	t->nr_ops = 0;
	for (unsigned int r = 0; r < 6; r++) {
		unsigned int a = ranges[r][0], b = ranges[r][1];
		uint64_t pa = (1ull << 31) + (w->cells[a].va & 0x3fffff);

		add(t, OP_MAP, a, b, PLAT_PT_FAIL, pa, PLAT_ATTR_RW);
		add(t, OP_MAP, a, b, PLAT_PT_REPLACE, pa + 4096, PLAT_ATTR_RX);
		add(t, OP_MAP, a, b, PLAT_PT_REPLACE, pa, PLAT_ATTR_R);
		add(t, OP_MAP, a, b, PLAT_PT_KEEP, pa, PLAT_ATTR_R);
		add(t, OP_UNMAP, a, b, PLAT_PT_KEEP, 0, 0);
		add(t, OP_UNMAP, a, b, PLAT_PT_FAIL, 0, 0);
		add(t, OP_PROTECT, a, b, PLAT_PT_KEEP, 0,
		    PLAT_ATTR_RW | PLAT_ATTR_DEVICE);
		add(t, OP_PROTECT, a, b, PLAT_PT_FAIL, 0, PLAT_ATTR_RW);
	}
}

static void try_sequence(struct world *w, const struct trial *t,
			 unsigned long number)
{
	struct operation everything = {
		.kind = OP_UNMAP, .end = w->nr_cells, .how = PLAT_PT_KEEP,
	};

	for (unsigned int i = 0; i < MODEL_DEPTH; i++) {
		world_step(w, &t->ops[number % t->nr_ops]);
		number /= t->nr_ops;
	}
	world_check(w);
	world_step(w, &everything);
	assert_int_equal(w->pt.nr_tables, 1);
}

static void exhaust(const struct plat_pt_geometry *g)
{
	struct world *w = world_new(g, NATIVE, 99);
	uint64_t c = world_centre(w);
	uint64_t bounds[] = {c - 0x200000, c - 0x1000, c, c + 0x1000,
			     c + 0x200000};
	unsigned long nr_sequences = 1;
	struct trial t;

	world_set_cells(w, bounds, 5);
	all_operations(w, &t);
	for (unsigned int i = 0; i < MODEL_DEPTH; i++)
		nr_sequences *= t.nr_ops;
	for (unsigned long n = 0; n < nr_sequences; n++)
		try_sequence(w, &t, n);
	world_free(w);
}

static void every_short_sequence_on_x86(void **state)
{
	struct plat_pt_geometry g = x86(4, true);

	(void)state;
	exhaust(&g);
}

static void every_short_sequence_on_arm64(void **state)
{
	struct plat_pt_geometry g = arm64(PLAT_PT_HALF_UPPER, 48, 48);

	(void)state;
	exhaust(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x86_4_levels),
		cmocka_unit_test(x86_4_levels_without_1g),
		cmocka_unit_test(x86_5_levels),
		cmocka_unit_test(x86_5_levels_without_1g),
		cmocka_unit_test(arm64_39_bits),
		cmocka_unit_test(arm64_48_bits),
		cmocka_unit_test(arm64_52_bits),
		cmocka_unit_test(every_short_sequence_on_x86),
		cmocka_unit_test(every_short_sequence_on_arm64),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
