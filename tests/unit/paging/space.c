/* SPDX-License-Identifier: BSD-3-Clause */
/* The calls of <plat/paging.h> change what they were asked to, whichever way
 * they take, or nothing: also where no frame is left for a table. And an lcpu
 * that comes back to an address space may rely on what its TLB holds of it only
 * where that is right. */
#include "tests/unit/paging/world.h"

#include <plat/arch/mmu.h>
#include <plat/paging.h>

#include "common/arm64/asid.h"
#include "common/bootinfo/bootinfo.h"
#include "common/paging/space.h"
#include "common/x86_64/pcid.h"

struct plat_space plat_kernel;
struct plat_space *plat_spaces;

static struct world *world;
static struct plat_space space;

void plat_spaces_follow(plat_va_t va, uint64_t size)
{
	(void)va;
	(void)size;
	fail_msg("not the kernel's");
}

void plat_mmu_invalidate(void *ctx, const struct plat_pt *pt,
			 const struct plat_pt_flush *flush)
{
	(void)ctx;
	world->ops.invalidate(world, pt, flush);
}

void plat_mmu_changes_begin(void)
{
}

void plat_mmu_flags_begin(void)
{
}

void plat_mmu_flush_page(plat_va_t va)
{
	fail_msg("not the kernel's: %lx", (unsigned long)va.v);
}

void plat_mmu_publish(void)
{
	world->nr_flushes = 1;
	world->flush = (struct plat_pt_flush){.size = UINT64_MAX / 2,
					      .only_added = true};
	world->flush.va.v = 0;
}

bool plat_mmu_others(void)
{
	return false;
}

/* What was cleaned since the last plat_mmu_fetch_anew(), and before it. */
static struct plat_pa_range cleaned[8];
static unsigned int nr_cleaned, nr_clean_before, nr_fetches;

void plat_mmu_clean_code(plat_pa_t pa, uint64_t size)
{
	cleaned[nr_cleaned % 8] = (struct plat_pa_range){pa, size};
	nr_cleaned++;
}

void plat_mmu_fetch_anew(void)
{
	nr_clean_before = nr_cleaned;
	nr_cleaned = 0;
	nr_fetches++;
}

/* world_do() by these calls. */
static int do_in_space(const struct operation *op)
{
	struct world *w = world;
	const struct cell *first = &w->cells[op->first];
	const struct cell *last = &w->cells[op->end - 1];
	plat_va_t va = plat_va(first->va);
	uint64_t size = last->va + last->size - first->va;
	int status;

	w->nr_flushes = 0;
	w->has_failed = false;
	if (op->kind == OP_MAP)
		status = plat_map(&space, va, plat_pa(op->pa), size, op->attr,
				  op->how);
	else if (op->kind == OP_UNMAP)
		status = plat_unmap(&space, va, size, op->how);
	else
		status = plat_protect(&space, va, size, op->attr, op->how);
	w->pt = space.pt;
	return status;
}

/* What a space other than the kernel's can have. */
static struct operation choose(struct world *w)
{
	struct operation op = world_choose(w);

	op.attr &= ~PLAT_ATTR_GLOBAL;
	if (op.attr & PLAT_ATTR_W)
		op.attr &= ~PLAT_ATTR_X;
	return op;
}

static void split_something(struct world *w)
{
	const struct cell *cell = &w->cells[world_random(w, w->nr_cells)];
	uint64_t bytes = world_random(w, 2) ? PLAT_MIB(2) : PLAT_KIB(4);
	uint64_t size = cell->size < PLAT_MIB(8) ? cell->size : PLAT_MIB(8);
	struct plat_pt_mapping m;

	if (world_random(w, 4) == 0)
		w->fail_alloc = 1 + (unsigned int)world_random(w, 2);
	w->has_failed = false;
	if (plat_split(&space, plat_va(cell->va), size, bytes))
		assert_true(w->has_failed);
	else if (cell->is_mapped) {
		assert_int_equal(plat_query(&space, plat_va(cell->va), &m), 0);
		assert_true(m.size <= bytes);
	}
	w->fail_alloc = 0;
	w->pt = space.pt;
}

static void step(struct world *w, const struct operation *op)
{
	int status;

	if (world_random(w, 4) == 0)
		w->fail_alloc = 1 + (unsigned int)world_random(w, 4);
	status = do_in_space(op);
	w->fail_alloc = 0;
	/* Unmapping goes on without a way back. */
	if (w->has_failed && (op->kind != OP_UNMAP || status)) {
		assert_int_equal(status, -PLAT_ENOMEM);
		return;
	}
	assert_int_equal(status, world_expect(w, op));
	if (!status)
		world_apply(w, op);
}

static void begin_space(void)
{
	memset(&space, 0, sizeof(space));
	space.pt = world->pt;
	plat_space_learn_nothing(&space);
}

static void run(const struct plat_pt_geometry *g, enum flavour flavour,
		uint64_t seed)
{
	struct world *w = world = world_new(g, flavour, seed);

	begin_space();
	for (unsigned int i = 1; i <= 20000; i++) {
		struct operation op = choose(w);

		step(w, &op);
		if (i % 16 == 0)
			split_something(w);
		if (i % 64 == 0)
			world_check(w);
	}
	world_check(w);
	world_free(w);
}

static void x86(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	run(&g, NATIVE, 1);
	plat_pt_geometry_x86_64(&g, 5, 52, false);
	run(&g, NATIVE, 2);
}

/* What a hypervisor writes has no short way, and comes by the same calls. */
static void guarded(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	g.leaf_levels = 1;
	run(&g, PV, 6);
	run(&g, LATE, 7);
}

static void arm64(void **state)
{
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_LOWER, 48, 48);
	run(&g, NATIVE, 3);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_LOWER, 52, 52);
	run(&g, NATIVE, 4);
	plat_pt_geometry_arm64(&g, PLAT_PT_HALF_LOWER, 39, 40);
	run(&g, NATIVE, 5);
}

static void writable_and_executable(void **state)
{
	plat_va_t va = plat_va(0x1000);
	plat_attr_t wx = PLAT_ATTR_RW | PLAT_ATTR_X;
	struct plat_pt_geometry g;

	(void)state;
	plat_pt_geometry_x86_64(&g, 4, 46, true);
	world = world_new(&g, NATIVE, 1);
	begin_space();
	assert_int_equal(plat_map(&space, va, plat_pa(0), 4096, wx, 0),
			 -PLAT_EINVAL);
	assert_int_equal(plat_map(&space, va, plat_pa(0), 4096, PLAT_ATTR_R, 0),
			 0);
	assert_int_equal(plat_protect(&space, va, 4096, wx, 0), -PLAT_EINVAL);
	assert_int_equal(plat_map(&space, plat_va(0x2000), plat_pa(0), 4096,
				  ~(plat_attr_t)0, 0), -PLAT_EINVAL);
	assert_int_equal(plat_map(&space, plat_va(1), plat_pa(0), 4096,
				  PLAT_ATTR_R, 0), -PLAT_EINVAL);
	assert_int_equal(plat_unmap(&space, plat_va(1), 4096, 0),
			 -PLAT_EINVAL);
	world->pt = space.pt;
	world_free(world);
}

static void begin_x86(void)
{
	struct plat_pt_geometry g;

	plat_pt_geometry_x86_64(&g, 4, 46, true);
	world = world_new(&g, NATIVE, 1);
	begin_space();
	nr_cleaned = nr_clean_before = nr_fetches = 0;
}

static void end_space(void)
{
	world->pt = space.pt;
	world_free(world);
}

static int map(uint64_t va, uint64_t pa, uint64_t size, plat_attr_t attr)
{
	return plat_map(&space, plat_va(va), plat_pa(pa), size, attr,
			PLAT_PT_REPLACE);
}

/* What of RAM and devices is where; the list of MRDs says it. */
static void devices_are_not_cached(void **state)
{
	static struct plat_mrd mrds[] = {
		{{0}, PLAT_MIB(1), PLAT_ATTR_RW, PLAT_MRD_RESERVED, 0, "test"},
		{{PLAT_MIB(1)}, PLAT_MIB(1022), 0, PLAT_MRD_FREE, 0, "test"},
		{{PLAT_MIB(1023)}, 4096, 0, PLAT_MRD_DEVICE, 0, "test"},
		{{PLAT_GIB(2)}, PLAT_GIB(1), 0, PLAT_MRD_DEVICE, 0, "test"},
		{{PLAT_GIB(4)}, PLAT_GIB(4), 0, PLAT_MRD_FREE, 0, "test"},
	};
	static const struct {
		uint64_t pa, size;
		bool has_device;
	} tries[] = {
		{PLAT_MIB(1023) - 4096, 4096, false},
		{PLAT_MIB(1023), 4096, true},
		{PLAT_MIB(1023) + 4096, 4096, false},
		{PLAT_MIB(1023) - 4096, 8192, true},
		{PLAT_MIB(1022), PLAT_MIB(2), true},
		{PLAT_MIB(1020), PLAT_MIB(2), false},
		{0, PLAT_GIB(1), true},
		{PLAT_GIB(1), PLAT_GIB(1), false},
		{PLAT_GIB(1), PLAT_GIB(1) + 4096, true},
		{PLAT_GIB(2), PLAT_GIB(1), true},
		{PLAT_GIB(3) - 4096, 4096, true},
		{PLAT_GIB(3), 4096, false},
		{PLAT_GIB(3), PLAT_GIB(2), false},
		{PLAT_GIB(1), PLAT_GIB(4), true},
		{PLAT_GIB(4), 4096, false},
		{PLAT_MIB(1), 4096, false},
		{0, 4096, false},
	};
	const unsigned int nr = sizeof(tries) / sizeof(*tries);
	uint64_t va = PLAT_GIB(512);

	(void)state;
	plat_boot_info.mrds = (struct plat_mrd_list){.mrds = mrds,
						     .nr_mrds = 5,
						     .capacity = 5};
	begin_x86();
	for (unsigned int i = 0; i < nr * nr * 2; i++) {
		__typeof__(*tries) *t = &tries[i % 2 ? i / 2 % nr : i / 2 / nr];
		int status = map(va, t->pa, t->size,
				 i & 4 ? PLAT_ATTR_RW | PLAT_ATTR_WT
				       : PLAT_ATTR_RW);

		assert_int_equal(status, t->has_device ? -PLAT_EINVAL : 0);
		assert_int_equal(plat_unmap(&space, plat_va(va), PLAT_GIB(8),
					    PLAT_PT_KEEP), 0);
		/* Nor by what is known of another type. */
		assert_int_equal(map(va, t->pa, t->size,
				     PLAT_ATTR_RW | PLAT_ATTR_DEVICE), 0);
		assert_int_equal(map(va, t->pa, t->size,
				     PLAT_ATTR_RW | PLAT_ATTR_WC), 0);
		assert_int_equal(plat_protect(&space, plat_va(va), t->size,
					      PLAT_ATTR_R | PLAT_ATTR_DEVICE,
					      0), 0);
		assert_int_equal(plat_protect(&space, plat_va(va), t->size,
					      PLAT_ATTR_R, 0),
				 t->has_device ? -PLAT_EINVAL : 0);
		assert_int_equal(plat_unmap(&space, plat_va(va), PLAT_GIB(8),
					    PLAT_PT_KEEP), 0);
	}
	end_space();
	plat_boot_info.mrds.nr_mrds = 0;
}

static bool was_cleaned(uint64_t pa, uint64_t size)
{
	for (unsigned int i = 0; i < nr_clean_before; i++)
		if (cleaned[i].start.v == pa && cleaned[i].size == size)
			return true;
	return false;
}

/* Instructions are fetched as they were written, by whatever way and of
 * whatever size pages become executable; nothing is done for others. */
static void code_is_fetched_anew(void **state)
{
	uint64_t va = PLAT_GIB(1), pa = PLAT_MIB(3);

	(void)state;
	begin_x86();
	for (unsigned int round = 1; round < 4; round++) {
		nr_fetches = 0;
		assert_int_equal(map(va, pa, 4096, PLAT_ATTR_RW), 0);
		assert_int_equal(map(va + 4096, pa, 8192, PLAT_ATTR_RW), 0);
		assert_int_equal(nr_fetches, 0);
		assert_int_equal(plat_protect(&space, plat_va(va), 4096,
					      PLAT_ATTR_RX, 0), 0);
		assert_int_equal(nr_fetches, 1);
		assert_true(was_cleaned(pa, 4096));
		assert_int_equal(plat_protect(&space, plat_va(va), 12288,
					      PLAT_ATTR_RX, 0), 0);
		assert_int_equal(nr_fetches, 2);
		assert_true(was_cleaned(pa, 4096) && was_cleaned(pa, 8192));
		assert_int_equal(plat_protect(&space, plat_va(va), 12288,
					      PLAT_ATTR_RW, 0), 0);
		assert_int_equal(nr_fetches, 2);
		assert_int_equal(map(va, pa + 4096, 4096, PLAT_ATTR_RX), 0);
		assert_int_equal(nr_fetches, 3);
		assert_true(was_cleaned(pa + 4096, 4096));
		assert_int_equal(map(PLAT_GIB(2), PLAT_MIB(4), PLAT_MIB(2),
				     PLAT_ATTR_RX), 0);
		assert_true(was_cleaned(PLAT_MIB(4), PLAT_MIB(2)));
		assert_int_equal(nr_fetches, 4);
		/* A call that fails has not changed anything. */
		assert_int_equal(plat_protect(&space, plat_va(PLAT_GIB(3)),
					      4096, PLAT_ATTR_RX, 0),
				 -PLAT_ENOENT);
		assert_int_equal(nr_fetches, 4);
		assert_int_equal(plat_unmap(&space, plat_va(va), PLAT_GIB(2),
					    PLAT_PT_KEEP), 0);
	}
	end_space();
}

/* What was never there costs no look at tables that are not there, and no
 * invalidation. */
static void nothing_is_unmapped(void **state)
{
	(void)state;
	begin_x86();
	assert_int_equal(map(PLAT_GIB(1), 0, 4096, PLAT_ATTR_RW), 0);
	world->nr_flushes = 0;
	assert_int_equal(plat_unmap(&space, plat_va(PLAT_GIB(1) + 4096),
				    PLAT_GIB(1024) * 100, PLAT_PT_KEEP), 0);
	assert_int_equal(plat_unmap(&space, plat_va(0), PLAT_GIB(1),
				    PLAT_PT_KEEP), 0);
	assert_int_equal(plat_unmap(&space, plat_va(4096), 4096,
				    PLAT_PT_KEEP), 0);
	assert_int_equal(plat_unmap(&space, plat_va(4096), 4096,
				    PLAT_PT_FAIL), -PLAT_ENOENT);
	assert_int_equal(world->nr_flushes, 0);
	assert_int_equal(plat_unmap(&space, plat_va(0), PLAT_GIB(1) + 4096,
				    PLAT_PT_KEEP), 0);
	assert_int_equal(world->nr_flushes, 1);
	end_space();
}

#define NR_SPACES  20
#define NR_PENDING 4

/* An lcpu, whose spaces others change: a model of its TLB. */
struct pcid_model {
	struct plat_x86_pcids pcids;
	uint64_t changes[NR_SPACES];
	struct {
		uint64_t space; /* 0: none */
		uint64_t number;
		bool is_told;
	} pending[NR_PENDING];
	uint64_t owner[X86_NR_PCIDS + 1];
	uint64_t stale[X86_NR_PCIDS + 1]; /* a bit for each change, modulo 64 */
	uint64_t current;
	bool is_entering; /* interrupts off */
	unsigned int nr_valid;
};

static void mark(struct pcid_model *m, uint64_t s, uint64_t number,
		 bool is_stale)
{
	uint64_t bit = (uint64_t)1 << number % 64;

	for (unsigned int n = 1; n <= X86_NR_PCIDS; n++)
		if (m->owner[n] == s)
			m->stale[n] = is_stale ? m->stale[n] | bit
					       : m->stale[n] & ~bit;
}

/* The steps of a change: it is counted; who is in the space is told; that lcpu
 * flushes it, if it still is there. */
static void go_on_with_change(struct pcid_model *m, struct world *w)
{
	unsigned int i = (unsigned int)world_random(w, NR_PENDING);
	uint64_t s = m->pending[i].space;
	uint64_t number = m->pending[i].number;

	if (!s) {
		s = 1 + world_random(w, NR_SPACES - 1);
		m->pending[i].space = s;
		m->pending[i].number = ++m->changes[s];
		m->pending[i].is_told = false;
		mark(m, s, m->changes[s], true);
	} else if (!m->pending[i].is_told) {
		m->pending[i].is_told = true;
		if (m->current != s)
			m->pending[i].space = 0;
	} else if (!m->is_entering) {
		m->pending[i].space = 0;
		if (m->current != s)
			return;
		mark(m, s, number, false);
		plat_x86_pcid_flushed(&m->pcids, s, number);
	}
}

static void enter(struct pcid_model *m)
{
	uint64_t s = m->current;
	bool is_valid;
	unsigned int pcid = plat_x86_pcid_enter(&m->pcids, s,
						m->changes[s], &is_valid);

	assert_in_range(pcid, 1, X86_NR_PCIDS);
	if (is_valid) {
		assert_int_equal(m->owner[pcid], s);
		assert_int_equal(m->stale[pcid], 0);
		m->nr_valid++;
	}
	m->owner[pcid] = s;
	m->stale[pcid] = 0;
}

/* An lcpu that enters spaces at random, others change them meanwhile: where a
 * PCID is said to be valid, its TLB has all changes that were counted. */
static void pcids(void **state)
{
	struct pcid_model m = {.is_entering = false};
	struct world w = {.rng = 5};

	(void)state;
	for (unsigned int i = 0; i < 200000; i++) {
		if (world_random(&w, 3) == 0) {
			go_on_with_change(&m, &w);
		} else if (m.is_entering) {
			enter(&m);
			m.is_entering = false;
		} else {
			m.current = 1 + world_random(&w, world_random(&w, 2)
							     ? 4
							     : NR_SPACES - 1);
			m.is_entering = true;
		}
	}
	assert_true(m.nr_valid > 20000);
}

/* No two spaces have one ASID in a round, those in use keep theirs. */
static void asids(void **state)
{
	static struct plat_arm64_asids a;
	uint64_t contexts[300] = {0};
	bool is_taken[256] = {false};
	unsigned int nr_rounds = 0;
	struct world w = {.rng = 6};
	uint64_t used = 0;

	(void)state;
	plat_arm64_asid_init(&a, 8);
	for (unsigned int i = 0; i < 100000; i++) {
		uint64_t s = world_random(&w, 300);

		if (!plat_arm64_asid_is_valid(&a, contexts[s]) &&
		    !plat_arm64_asid_take(&a, &contexts[s])) {
			plat_arm64_asid_renew(&a);
			memset(is_taken, 0, sizeof(is_taken));
			plat_arm64_asid_keep(&a, &contexts[used]);
			is_taken[plat_arm64_asid(contexts[used])] = true;
			nr_rounds++;
			if (s != used)
				assert_true(plat_arm64_asid_take(
					&a, &contexts[s]));
			assert_false(s != used &&
				     is_taken[plat_arm64_asid(contexts[s])]);
		}
		assert_in_range(plat_arm64_asid(contexts[s]), 1, 255);
		for (unsigned int o = 0; i % 64 == 0 && o < 300; o++)
			assert_false(o != s &&
				     plat_arm64_asid_is_valid(&a, contexts[o]) &&
				     contexts[o] == contexts[s]);
		used = s;
	}
	assert_true(nr_rounds > 10);
}

/* Who is about to enter its space, and counts as its user, waits for an ASID
 * while a round ends: the one of long ago is another's by now. */
static void an_asid_of_an_older_round_is_not_kept(void **state)
{
	static struct plat_arm64_asids a;
	uint64_t first = 0, second = 0, none = 0;

	(void)state;
	plat_arm64_asid_init(&a, 8);
	assert_true(plat_arm64_asid_take(&a, &first));
	plat_arm64_asid_renew(&a);
	assert_true(plat_arm64_asid_take(&a, &second));
	assert_int_equal(plat_arm64_asid(first), plat_arm64_asid(second));
	plat_arm64_asid_renew(&a);
	plat_arm64_asid_keep(&a, &first);
	plat_arm64_asid_keep(&a, &second);
	plat_arm64_asid_keep(&a, &none);
	assert_false(plat_arm64_asid_is_valid(&a, first));
	assert_true(plat_arm64_asid_is_valid(&a, second));
	assert_false(plat_arm64_asid_is_valid(&a, none));
	assert_true(plat_arm64_asid_take(&a, &first));
	assert_int_not_equal(plat_arm64_asid(first), plat_arm64_asid(second));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x86),
		cmocka_unit_test(arm64),
		cmocka_unit_test(guarded),
		cmocka_unit_test(writable_and_executable),
		cmocka_unit_test(devices_are_not_cached),
		cmocka_unit_test(code_is_fetched_anew),
		cmocka_unit_test(nothing_is_unmapped),
		cmocka_unit_test(pcids),
		cmocka_unit_test(asids),
		cmocka_unit_test(an_asid_of_an_older_round_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
