/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory is not ordered as its users believe: what one lcpu has written, and
 * what it read before, is seen by others in an order that <plat/atomic.h>
 * rules out. The shapes are those of Alglave et al., "Herding cats" (TOPLAS
 * 36(2), 2014), 4. Store buffering is seen to be possible where nothing
 * forbids it. QEMU's translator on an x86 host shows no other one, ordered or
 * not: of MP, LB and IRIW this can find what is grossly wrong, and proves
 * nothing. Nor does it order an arm64 guest's STLR before a later LDAR, which
 * the architecture does (Arm DDI 0487 B2.3): there sequential consistency
 * is looked at and not asked for.
 */
#include <plat/atomic.h>
#include <plat/lcpu.h>
#include <plat/string.h>
#include <plat/time.h>

#include "tests/guest/tap.h"

#include "machine.h"

#define NR_THREADS 4u
#define NR_ROUNDS  100u
#define NR_PLACES  1024u /* of a round */
#define NR_DELAYS  16u
#define NR_SPINS   2000u
#define BOUND_NS   500000000u /* of a shape, where lcpus are slow */
#define OVER       UINT32_MAX

/* Each in a line of its own. */
static struct {
	PLAT_ALIGNED(64) uint32_t value; /* atomic */
} x[NR_PLACES], y[NR_PLACES], arrived[NR_PLACES], gates[NR_THREADS];

static uint32_t results[NR_PLACES][NR_THREADS][2];

struct shape {
	const char *name;
	unsigned int nr_threads;
	void (*run[NR_THREADS])(unsigned int i); /* at a place */
	bool (*is_odd)(unsigned int i);
	bool is_allowed; /* the odd result */
};

static const struct shape *shape;

#define LOAD(which, order)     plat_atomic_load_##order(&(which).value)
#define STORE(which, v, order) plat_atomic_store_##order(&(which).value, v)

/* SB: each writes, and reads what the other writes. */
static void sb_relaxed_0(unsigned int i)
{
	STORE(x[i], 1u, relaxed);
	results[i][0][0] = LOAD(y[i], relaxed);
}

static void sb_relaxed_1(unsigned int i)
{
	STORE(y[i], 1u, relaxed);
	results[i][1][0] = LOAD(x[i], relaxed);
}

static void sb_fence_0(unsigned int i)
{
	STORE(x[i], 1u, relaxed);
	plat_atomic_fence_seq_cst();
	results[i][0][0] = LOAD(y[i], relaxed);
}

static void sb_fence_1(unsigned int i)
{
	STORE(y[i], 1u, relaxed);
	plat_atomic_fence_seq_cst();
	results[i][1][0] = LOAD(x[i], relaxed);
}

static void sb_seq_cst_0(unsigned int i)
{
	STORE(x[i], 1u, seq_cst);
	results[i][0][0] = LOAD(y[i], seq_cst);
}

static void sb_seq_cst_1(unsigned int i)
{
	STORE(y[i], 1u, seq_cst);
	results[i][1][0] = LOAD(x[i], seq_cst);
}

static bool sb_is_odd(unsigned int i)
{
	return !results[i][0][0] && !results[i][1][0];
}

/* MP: one writes what it has to say, then that it has; the other reads. */
static void mp_write(unsigned int i)
{
	STORE(x[i], 1u, relaxed);
	STORE(y[i], 1u, release);
}

static void mp_read(unsigned int i)
{
	results[i][1][0] = LOAD(y[i], acquire);
	results[i][1][1] = LOAD(x[i], relaxed);
}

static bool mp_is_odd(unsigned int i)
{
	return results[i][1][0] && !results[i][1][1];
}

/* LB: each reads what the other writes afterwards. */
static void lb_0(unsigned int i)
{
	results[i][0][0] = LOAD(x[i], acquire);
	STORE(y[i], 1u, release);
}

static void lb_1(unsigned int i)
{
	results[i][1][0] = LOAD(y[i], acquire);
	STORE(x[i], 1u, release);
}

static bool lb_is_odd(unsigned int i)
{
	return results[i][0][0] && results[i][1][0];
}

/* IRIW: two write, and two others see it in different orders. */
static void iriw_write_x(unsigned int i)
{
	STORE(x[i], 1u, seq_cst);
}

static void iriw_write_y(unsigned int i)
{
	STORE(y[i], 1u, seq_cst);
}

static void iriw_read_xy(unsigned int i)
{
	results[i][2][0] = LOAD(x[i], seq_cst);
	results[i][2][1] = LOAD(y[i], seq_cst);
}

static void iriw_read_yx(unsigned int i)
{
	results[i][3][0] = LOAD(y[i], seq_cst);
	results[i][3][1] = LOAD(x[i], seq_cst);
}

static bool iriw_is_odd(unsigned int i)
{
	return results[i][2][0] && !results[i][2][1] && results[i][3][0] &&
	       !results[i][3][1];
}

static const struct shape shapes[] = {
	{"SB", 2, {sb_relaxed_0, sb_relaxed_1}, sb_is_odd, true},
	{"SB, fences", 2, {sb_fence_0, sb_fence_1}, sb_is_odd, false},
	{"SB, seq_cst", 2, {sb_seq_cst_0, sb_seq_cst_1}, sb_is_odd,
	 MACHINE_MAY_REORDER_SEQ_CST},
	{"MP", 2, {mp_write, mp_read}, mp_is_odd, false},
	{"LB", 2, {lb_0, lb_1}, lb_is_odd, false},
	{"IRIW",
	 4,
	 {iriw_write_x, iriw_write_y, iriw_read_xy, iriw_read_yx},
	 iriw_is_odd,
	 false},
};

/* A gate's number is that of the round which its lcpu has done; lcpu 0's, that
 * of the one which has begun. */
static bool all_are_at(uint32_t round)
{
	for (unsigned int i = 1; i < shape->nr_threads; i++) {
		if (plat_atomic_load_acquire(&gates[i].value) != round)
			return false;
	}
	return true;
}

static uint32_t next_round(uint32_t round)
{
	uint32_t now;

	do {
		plat_cpu_relax();
		now = plat_atomic_load_acquire(&gates[0].value);
	} while (now != round && now != OVER);
	return now;
}

/* All go on at about the same time, unless one has no CPU to run on. It takes
 * the others some time to see the last one: it waits, each time another one. */
static void meet(unsigned int i)
{
	uint32_t nr = plat_atomic_add_acq_rel(&arrived[i].value, 1u) + 1;
	unsigned int nr_spins = nr == shape->nr_threads
				    ? NR_SPINS - i % NR_DELAYS
				    : 0;

	while (nr_spins++ < NR_SPINS &&
	       (nr == shape->nr_threads ||
		plat_atomic_load_acquire(&arrived[i].value) !=
		    shape->nr_threads))
		plat_atomic_fence_compiler();
}

static void run_at_all_places(unsigned int self)
{
	for (unsigned int i = 0; i < NR_PLACES; i++) {
		meet(i);
		shape->run[self](i);
	}
}

static uint32_t nr_odd_places(void)
{
	uint32_t nr = 0;

	for (unsigned int i = 0; i < NR_PLACES; i++)
		nr += shape->is_odd(i);
	return nr;
}

static void play_along(void *arg)
{
	unsigned int self = plat_lcpu_self();

	(void)arg;
	for (uint32_t round = 1; next_round(round) != OVER; round++) {
		run_at_all_places(self);
		plat_atomic_store_release(&gates[self].value, round);
	}
	plat_atomic_store_release(&gates[self].value, OVER);
}

static void play(uint32_t round)
{
	for (unsigned int i = 0; i < NR_PLACES; i++)
		x[i].value = y[i].value = arrived[i].value = 0;
	memset(results, 0, sizeof(results));
	plat_atomic_store_release(&gates[0].value, round);
	run_at_all_places(0);
	while (!all_are_at(round))
		plat_cpu_relax();
}

static bool have_others_play(void)
{
	static struct plat_lcpu_call calls[NR_THREADS];
	bool right = true;

	for (unsigned int i = 0; i < NR_THREADS; i++)
		plat_atomic_store_relaxed(&gates[i].value, 0u);
	for (unsigned int i = 1; i < shape->nr_threads; i++)
		right = !plat_lcpu_post(i, &calls[i], play_along, NULL) &&
			right;
	return right;
}

static void end_play(void)
{
	plat_atomic_store_release(&gates[0].value, OVER);
	while (!all_are_at(OVER))
		plat_cpu_relax();
}

static void nothing(void *arg)
{
	(void)arg;
}

static void test(const struct shape *s)
{
	uint64_t end = plat_time_ns() + BOUND_NS;
	uint32_t nr_odd = 0, round = 0;
	bool right;

	shape = s;
	right = have_others_play();
	while (right && round < NR_ROUNDS && plat_time_ns() < end) {
		play(++round);
		nr_odd += nr_odd_places();
	}
	end_play();
	tap_ok(right && (!nr_odd || s->is_allowed), "%s: %s: %u times in %u",
	       s->name, s->is_allowed ? "may be" : "never", nr_odd,
	       round * NR_PLACES);
	/* Those calls have ended, and can be posted again. */
	(void)plat_lcpu_run(PLAT_LCPUS_OTHERS, nothing, NULL);
}

int main(void)
{
	if (plat_lcpu_start(PLAT_LCPUS_OTHERS) != (int)NR_THREADS - 1)
		return 1;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(shapes); i++)
		test(&shapes[i]);
	return tap_done();
}
