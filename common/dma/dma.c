/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/dma.h>

#include <plat/arch/cpu.h>
#include <plat/errno.h>
#include <plat/frame.h>
#include <plat/frontend.h>
#include <plat/layout.h>
#include <plat/lock.h>
#include <plat/share.h>
#include <plat/string.h>

#include "common/dma/pool.h"

static struct plat_spinlock lock = PLAT_SPINLOCK(PLAT_RANK_SHARE);
static struct plat_dma_pool pool; /* lock */

static unsigned int order_of(uint64_t size)
{
	uint64_t last = (size - 1) >> PLAT_PAGE_SHIFT;

	return last ? 64 - (unsigned int)__builtin_clzll(last) : 0;
}

/* A block that the host sees, zeroed. */
static int alloc_shared(unsigned int order, uint64_t limit,
			struct plat_pa_range *range)
{
	int err = plat_frame_alloc(order, limit, &range->start);

	if (err)
		return err;
	range->size = PLAT_PAGE_SIZE << order;
	err = plat_mem_share(*range);
	if (err)
		(void)!plat_frame_free(range->start, order);
	else
		memset(plat_direct_map(range->start), 0, range->size);
	return err;
}

static int free_shared(struct plat_pa_range range, unsigned int order)
{
	int err = plat_mem_unshare(range);

	return err ? err : plat_frame_free(range.start, order);
}

int plat_dma_alloc(uint64_t size, uint64_t limit,
		   struct plat_dma_buffer *buffer)
{
	struct plat_pa_range range;
	unsigned int order;
	int err;

	if (size == 0 || size > PLAT_PAGE_SIZE << PLAT_FRAME_MAX_ORDER)
		return -PLAT_EINVAL;
	order = order_of(size);
	err = alloc_shared(order, limit, &range);
	if (err)
		return err;
	buffer->cpu = plat_direct_map(range.start);
	buffer->device = plat_mem_shared_address(range.start).v;
	buffer->size = range.size;
	if (plat_range_below(buffer->device, range.size, limit))
		return 0;
	err = free_shared(range, order);
	return err ? err : -PLAT_ERANGE;
}

int plat_dma_free(struct plat_dma_buffer *buffer)
{
	struct plat_pa_range range = {plat_direct_map_pa(buffer->cpu),
				      buffer->size};

	return free_shared(range, order_of(range.size));
}

/* Whether the device may have the data itself: the host sees it, and it is in
 * one piece. */
static bool is_plain(const void *data, uint64_t size, plat_pa_t *pa)
{
	uint64_t va = (uintptr_t)data;

	if (plat_frontend()->share)
		return false;
	if (plat_range_below(va - PLAT_DIRECT_MAP_BASE, size,
			     PLAT_DIRECT_MAP_SIZE)) {
		*pa = plat_direct_map_pa(data);
		return true;
	}
	if (!plat_range_below(va - PLAT_IMAGE_BASE, size,
			      PLAT_IMAGE_WINDOW_SIZE))
		return false;
	*pa = plat_image_pa(data);
	return true;
}

/* One more chunk, made with nothing locked. Somebody else may have been
 * faster: then there is one more than it needed. */
static int grow(void)
{
	struct plat_pa_range range;
	plat_irq_state_t state;
	int err;

	if (!plat_irq_enabled())
		return -PLAT_ENOMEM;
	err = alloc_shared(DMA_CHUNK_ORDER, PLAT_FRAME_ANY, &range);
	if (err)
		return err;
	state = plat_spin_lock_irqsave(&lock);
	err = plat_dma_pool_add(&pool, range.start);
	plat_spin_unlock_irqrestore(&lock, state);
	if (err)
		(void)!free_shared(range, DMA_CHUNK_ORDER);
	return err;
}

static int take(uint64_t size, plat_pa_t *pa)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);
	bool is_full = pool.nr_chunks == DMA_NR_CHUNKS;
	int err = plat_dma_pool_take(&pool, size, pa);

	plat_spin_unlock_irqrestore(&lock, state);
	return err && !is_full ? -PLAT_EAGAIN : err;
}

static int take_or_grow(uint64_t size, plat_pa_t *pa)
{
	int err = take(size, pa);

	while (err == -PLAT_EAGAIN) {
		err = grow();
		if (!err)
			err = take(size, pa);
	}
	return err;
}

static int bounce(struct plat_dma_mapping *m)
{
	void *bytes;
	int err;

	if (m->size > PLAT_DMA_COPY_MOST)
		return -PLAT_ERANGE;
	err = take_or_grow(m->size, &m->bounce);
	if (err)
		return err;
	/* What another transfer has left there is not this one's. */
	bytes = plat_direct_map(m->bounce);
	if (m->direction == PLAT_DMA_FROM_DEVICE)
		memset(bytes, 0, m->size);
	else
		memcpy(bytes, m->data, m->size);
	m->is_copied = true;
	m->device = plat_mem_shared_address(m->bounce).v;
	return 0;
}

int plat_dma_map(void *data, uint64_t size, enum plat_dma_direction direction,
		 struct plat_dma_mapping *mapping)
{
	plat_pa_t pa;

	if (size == 0 || direction > PLAT_DMA_BOTH ||
	    (uintptr_t)data < PLAT_DIRECT_MAP_LOWEST ||
	    size - 1 > UINTPTR_MAX - (uintptr_t)data)
		return -PLAT_EINVAL;
	*mapping = (struct plat_dma_mapping){
		.size = size,
		.data = data,
		.direction = (uint8_t)direction,
	};
	if (!is_plain(data, size, &pa))
		return bounce(mapping);
	mapping->device = pa.v;
	return 0;
}

static void copy_back(struct plat_dma_mapping *m)
{
	plat_irq_state_t state;

	if (m->direction != PLAT_DMA_TO_DEVICE)
		memcpy(m->data, plat_direct_map(m->bounce), m->size);
	state = plat_spin_lock_irqsave(&lock);
	plat_dma_pool_give(&pool, m->bounce, m->size);
	plat_spin_unlock_irqrestore(&lock, state);
	m->is_copied = false;
}

void plat_dma_unmap(struct plat_dma_mapping *mapping)
{
	if (mapping->is_copied)
		copy_back(mapping);
}

void plat_dma_pool_bytes(uint64_t *all, uint64_t *used)
{
	plat_irq_state_t state = plat_spin_lock_irqsave(&lock);

	*all = pool.nr_chunks * DMA_CHUNK_BYTES;
	*used = pool.nr_used * DMA_SLOT_BYTES;
	plat_spin_unlock_irqrestore(&lock, state);
}
