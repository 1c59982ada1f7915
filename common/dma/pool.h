/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which parts of the pool's memory are in use. Nothing of this is in that
 * memory, which the host can write.
 */
#ifndef COMMON_DMA_POOL_H
#define COMMON_DMA_POOL_H

#include <plat/dma.h>

/* A chunk is one block of frames, cut into slots: a transfer takes some in a
 * row, of one chunk. */
#define DMA_CHUNK_ORDER 6u
#define DMA_CHUNK_BYTES (PLAT_PAGE_SIZE << DMA_CHUNK_ORDER)
#define DMA_SLOT_BYTES  2048u
#define DMA_NR_SLOTS    (DMA_CHUNK_BYTES / DMA_SLOT_BYTES)
#define DMA_NR_CHUNKS   (PLAT_DMA_POOL_MOST / DMA_CHUNK_BYTES)

_Static_assert(DMA_CHUNK_BYTES == PLAT_DMA_COPY_MOST, "<plat/dma.h> says so");
_Static_assert(DMA_NR_SLOTS % 64 == 0, "whole words");

struct plat_dma_chunk {
	plat_pa_t pa;
	uint64_t used[DMA_NR_SLOTS / 64]; /* a bit a slot */
};

struct plat_dma_pool {
	struct plat_dma_chunk chunks[DMA_NR_CHUNKS];
	uint32_t nr_chunks;
	uint32_t recent;    /* where there was room last */
	uint64_t nr_used;   /* slots */
};

/**
 * Take room for @size bytes, aligned to a slot.
 *
 * Requires: @size is not 0, and not above DMA_CHUNK_BYTES.
 * Context:  any; the caller serialises.
 * Returns:  0; -PLAT_ENOMEM.
 */
PLAT_MUST_CHECK
int plat_dma_pool_take(struct plat_dma_pool *pool, uint64_t size,
		       plat_pa_t *pa);

/** Give back what was taken, as it was. Context: as plat_dma_pool_take(). */
void plat_dma_pool_give(struct plat_dma_pool *pool, plat_pa_t pa,
			uint64_t size);

/**
 * The chunk at @pa is the pool's.
 *
 * Context: as plat_dma_pool_take().
 * Returns: 0; -PLAT_ENOMEM: it has as many as it may.
 */
PLAT_MUST_CHECK
int plat_dma_pool_add(struct plat_dma_pool *pool, plat_pa_t pa);

#endif /* COMMON_DMA_POOL_H */
