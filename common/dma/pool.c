/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/dma/pool.h"

#include <plat/errno.h>

static unsigned int slots_of(uint64_t size)
{
	return (unsigned int)((size + DMA_SLOT_BYTES - 1) / DMA_SLOT_BYTES);
}

static bool is_used(const struct plat_dma_chunk *chunk, unsigned int slot)
{
	return chunk->used[slot / 64] >> slot % 64 & 1;
}

static void flip(struct plat_dma_chunk *chunk, unsigned int slot,
		 unsigned int nr)
{
	for (; nr; nr--, slot++)
		chunk->used[slot / 64] ^= (uint64_t)1 << slot % 64;
}

/* The first of @nr free slots in a row; DMA_NR_SLOTS: there are not so many. */
static unsigned int find(const struct plat_dma_chunk *chunk, unsigned int nr)
{
	unsigned int free = 0;

	for (unsigned int slot = 0; slot < DMA_NR_SLOTS; slot++) {
		if (slot % 64 == 0 && chunk->used[slot / 64] == ~(uint64_t)0) {
			free = 0;
			slot += 63;
			continue;
		}
		free = is_used(chunk, slot) ? 0 : free + 1;
		if (free == nr)
			return slot + 1 - nr;
	}
	return DMA_NR_SLOTS;
}

int plat_dma_pool_take(struct plat_dma_pool *pool, uint64_t size,
		       plat_pa_t *pa)
{
	unsigned int nr = slots_of(size);

	for (uint32_t i = 0; i < pool->nr_chunks; i++) {
		uint32_t at = (pool->recent + i) % pool->nr_chunks;
		struct plat_dma_chunk *chunk = &pool->chunks[at];
		unsigned int slot = find(chunk, nr);

		if (slot == DMA_NR_SLOTS)
			continue;
		flip(chunk, slot, nr);
		pool->recent = at;
		pool->nr_used += nr;
		pa->v = chunk->pa.v + slot * DMA_SLOT_BYTES;
		return 0;
	}
	return -PLAT_ENOMEM;
}

void plat_dma_pool_give(struct plat_dma_pool *pool, plat_pa_t pa,
			uint64_t size)
{
	struct plat_dma_chunk *chunk = pool->chunks;
	unsigned int nr = slots_of(size);

	while (pa.v - chunk->pa.v >= DMA_CHUNK_BYTES)
		chunk++;
	flip(chunk, (unsigned int)((pa.v - chunk->pa.v) / DMA_SLOT_BYTES), nr);
	pool->nr_used -= nr;
}

int plat_dma_pool_add(struct plat_dma_pool *pool, plat_pa_t pa)
{
	if (pool->nr_chunks == DMA_NR_CHUNKS)
		return -PLAT_ENOMEM;
	pool->recent = pool->nr_chunks;
	pool->chunks[pool->nr_chunks++] = (struct plat_dma_chunk){.pa = pa};
	return 0;
}
