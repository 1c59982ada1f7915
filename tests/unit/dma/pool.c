/* SPDX-License-Identifier: BSD-3-Clause */
/* Two transfers that have the same bytes overwrite each other's data; and the
 * host gets what was meant for nobody. */
#include "tests/unit/unit.h"

#include <plat/errno.h>

#include "common/dma/pool.h"

#define NR_TAKEN 4000u
#define NR_STEPS 200000u

static struct plat_dma_pool pool;

static int setup(void **state)
{
	(void)state;
	memset(&pool, 0, sizeof(pool));
	return 0;
}

/* Far from each other, not in order. */
static uint64_t chunk_at(unsigned int i)
{
	return 0x40000000ull + (i * 7 % DMA_NR_CHUNKS) * 3 * DMA_CHUNK_BYTES;
}

static void add(unsigned int nr)
{
	for (unsigned int i = pool.nr_chunks, end = i + nr; i < end; i++)
		assert_int_equal(plat_dma_pool_add(&pool,
						   plat_pa(chunk_at(i))), 0);
}

static void an_empty_pool_has_nothing(void **state)
{
	plat_pa_t pa;

	(void)state;
	assert_int_equal(plat_dma_pool_take(&pool, 1, &pa), -PLAT_ENOMEM);
	assert_int_equal(pool.nr_used, 0);
}

static void it_is_bounded(void **state)
{
	(void)state;
	add(DMA_NR_CHUNKS);
	assert_int_equal(plat_dma_pool_add(&pool, plat_pa(0)), -PLAT_ENOMEM);
	assert_int_equal(pool.nr_chunks, DMA_NR_CHUNKS);
}

static void a_chunk_holds_the_largest(void **state)
{
	plat_pa_t pa, other;

	(void)state;
	add(1);
	assert_int_equal(plat_dma_pool_take(&pool, DMA_CHUNK_BYTES, &pa), 0);
	assert_int_equal(pa.v, chunk_at(0));
	assert_int_equal(plat_dma_pool_take(&pool, 1, &other), -PLAT_ENOMEM);
	plat_dma_pool_give(&pool, pa, DMA_CHUNK_BYTES);
	assert_int_equal(pool.nr_used, 0);
	assert_int_equal(plat_dma_pool_take(&pool, 1, &other), 0);
	assert_int_equal(plat_dma_pool_take(&pool, DMA_CHUNK_BYTES, &pa),
			 -PLAT_ENOMEM);
}

static void sizes_are_rounded_to_slots(void **state)
{
	plat_pa_t a, b, c;

	(void)state;
	add(1);
	assert_int_equal(plat_dma_pool_take(&pool, DMA_SLOT_BYTES, &a), 0);
	assert_int_equal(plat_dma_pool_take(&pool, DMA_SLOT_BYTES + 1, &b), 0);
	assert_int_equal(plat_dma_pool_take(&pool, 1, &c), 0);
	assert_int_equal(b.v - a.v, DMA_SLOT_BYTES);
	assert_int_equal(c.v - b.v, 2 * DMA_SLOT_BYTES);
	assert_int_equal(pool.nr_used, 4);
}

/* The model: each slot of each chunk, and who has it. */
static struct taken {
	uint64_t pa, size;
} taken[NR_TAKEN];
static unsigned int nr_taken;
static bool slots[DMA_NR_CHUNKS][DMA_NR_SLOTS];
static uint64_t rng = 88172645463325252ull;

static uint64_t rnd(uint64_t n)
{
	rng ^= rng << 13;
	rng ^= rng >> 7;
	rng ^= rng << 17;
	return (rng >> 11) % n;
}

static bool *slots_at(uint64_t pa)
{
	for (unsigned int i = 0; i < pool.nr_chunks; i++) {
		if (pa - chunk_at(i) < DMA_CHUNK_BYTES)
			return &slots[i][(pa - chunk_at(i)) / DMA_SLOT_BYTES];
	}
	fail_msg("%#llx is in no chunk", (unsigned long long)pa);
	return NULL;
}

static unsigned int nr_of(uint64_t size)
{
	return (unsigned int)((size + DMA_SLOT_BYTES - 1) / DMA_SLOT_BYTES);
}

/* Whether any chunk has so many in a row. */
static bool has_room(unsigned int nr)
{
	for (unsigned int i = 0; i < pool.nr_chunks; i++) {
		unsigned int run = 0;

		for (unsigned int k = 0; k < DMA_NR_SLOTS; k++) {
			run = slots[i][k] ? 0 : run + 1;
			if (run == nr)
				return true;
		}
	}
	return false;
}

static void take(uint64_t size)
{
	unsigned int nr = nr_of(size);
	plat_pa_t pa;
	int err = plat_dma_pool_take(&pool, size, &pa);
	bool *at;

	assert_int_equal(err, has_room(nr) ? 0 : -PLAT_ENOMEM);
	if (err)
		return;
	at = slots_at(pa.v);
	assert_int_equal(pa.v % DMA_SLOT_BYTES, 0);
	assert_ptr_equal(slots_at(pa.v + size - 1), at + nr - 1);
	for (unsigned int i = 0; i < nr; i++) {
		assert_false(at[i]);
		at[i] = true;
	}
	taken[nr_taken++] = (struct taken){pa.v, size};
}

static void give(unsigned int i)
{
	bool *at = slots_at(taken[i].pa);

	plat_dma_pool_give(&pool, plat_pa(taken[i].pa), taken[i].size);
	memset(at, 0, nr_of(taken[i].size));
	taken[i] = taken[--nr_taken];
}

static uint64_t some_size(void)
{
	return rnd(64) ? 1 + rnd(rnd(4) ? 4096 : 65536)
		       : 1 + rnd(DMA_CHUNK_BYTES);
}

static void nobody_gets_what_another_has(void **state)
{
	(void)state;
	for (unsigned int i = 0; i < NR_STEPS; i++) {
		bool gives = rnd(4096) < nr_taken;

		if (pool.nr_chunks < 5 && rnd(10000) == 0)
			add(1);
		if (nr_taken == NR_TAKEN || (nr_taken && (gives || !rnd(3))))
			give((unsigned int)rnd(nr_taken));
		else
			take(some_size());
	}
	while (nr_taken)
		give(nr_taken - 1);
	assert_int_equal(pool.nr_used, 0);
	assert_true(pool.nr_chunks > 3);
}

#define TEST(name) cmocka_unit_test_setup(name, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_empty_pool_has_nothing),
		TEST(it_is_bounded),
		TEST(a_chunk_holds_the_largest),
		TEST(sizes_are_rounded_to_slots),
		TEST(nobody_gets_what_another_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
