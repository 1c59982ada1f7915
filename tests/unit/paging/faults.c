/* SPDX-License-Identifier: BSD-3-Clause */
/* A call that fails must have changed nothing, whichever frame could not be
 * had and whichever write was refused. Page tables that a hypervisor guards
 * (PV), addresses that are not the guest's own (PV, an alias for what is
 * shared), and break-before-make are tried in the same run. */
#include "tests/unit/paging/world.h"

/* The operation with the n-th call of one kind failing, for n from 1 until it
 * gets through without one. */
static void inject(struct world *w, const struct operation *op,
		   unsigned int *countdown, int failure)
{
	for (unsigned int n = 1;; n++) {
		unsigned int nr_tables = w->pt.nr_tables;
		int status;

		*countdown = n;
		status = world_do(w, op);
		*countdown = 0;
		/* An unmap does without the frames for the way back. */
		if (!w->has_failed ||
		    (op->kind == OP_UNMAP && failure == -PLAT_ENOMEM &&
		     w->ops.write && !status)) {
			assert_int_equal(status, world_expect(w, op));
			if (!status)
				world_apply(w, op);
			break;
		}
		assert_int_equal(status, failure);
		assert_int_equal(w->pt.nr_tables, nr_tables);
		world_check(w);
	}
	world_check(w);
}

static void run(const struct plat_pt_geometry *g, enum flavour flavour,
		unsigned int nr_ops)
{
	struct world *w = world_new(g, flavour, 4711);

	for (unsigned int i = 0; i < nr_ops; i++) {
		struct operation op = world_choose(w);

		switch (world_random(w, 4)) {
		case 0:
			inject(w, &op, &w->fail_alloc, -PLAT_ENOMEM);
			break;
		case 1:
			inject(w, &op, &w->fail_write, -PLAT_EPROTO);
			break;
		case 2:
			inject(w, &op, &w->fail_attach, -PLAT_EPROTO);
			break;
		default:
			world_build(w, &op);
			world_step(w, &op);
			world_check(w);
		}
	}
	world_free(w);
}

static void native_x86(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	run(&g, NATIVE, 1500);
}

static void native_arm64(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 52, 52);
	run(&g, NATIVE, 1500);
}

/* Frames that follow each other here do not there: no large pages. */
static void paravirtual_x86(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, false);
	g.leaf_levels = 1;
	run(&g, PV, 1000);
}

static void paravirtual_late_x86(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, false);
	g.leaf_levels = 1;
	run(&g, LATE, 1000);
}

static void alias_arm64(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 48, 48);
	run(&g, ALIAS, 1500);
}

static void alias_arm64_52_bits(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 52, 52);
	run(&g, ALIAS, 1500);
}

/* Every write is seen: a live entry never changes address, size or type
 * without having been absent while the TLBs were invalidated. */
static void break_before_make_48(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_LOWER, 48, 48);
	run(&g, WATCH, 2000);
}

static void break_before_make_52(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_UPPER, 52, 52);
	run(&g, WATCH, 2000);
}

/* What hypervisor calls cost: a run of entries is one write. */
static void runs_are_batched(void **state)
{
	struct plat_pt_geometry g;
	struct world *w;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	w = world_new(&g, WATCH, 1);
	assert_int_equal(plat_pt_map(&w->pt, plat_va(0x1000), plat_pa(0x5000),
				     0x1000, PLAT_ATTR_RW, PLAT_PT_FAIL), 0);
	assert_int_equal(w->nr_writes, 1);
	assert_int_equal(plat_pt_map(&w->pt, plat_va(0x2000), plat_pa(0x6000),
				     0x100000, PLAT_ATTR_RW, PLAT_PT_FAIL), 0);
	assert_int_equal(w->nr_writes, 2);
	assert_int_equal(plat_pt_protect(&w->pt, plat_va(0x1000), 0x101000,
					 PLAT_ATTR_R, PLAT_PT_FAIL), 0);
	assert_int_equal(w->nr_writes, 3);
	assert_int_equal(plat_pt_unmap(&w->pt, plat_va(0x2000), 0x100000,
				       PLAT_PT_FAIL), 0);
	assert_int_equal(w->nr_writes, 4);
	world_free(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(native_x86),
		cmocka_unit_test(native_arm64),
		cmocka_unit_test(paravirtual_x86),
		cmocka_unit_test(paravirtual_late_x86),
		cmocka_unit_test(alias_arm64),
		cmocka_unit_test(alias_arm64_52_bits),
		cmocka_unit_test(break_before_make_48),
		cmocka_unit_test(break_before_make_52),
		cmocka_unit_test(runs_are_batched),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
