/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory for devices that read and write it by themselves (DMA), the same on
 * all hosts. There are two kinds of it:
 *
 *   buffers    are shared with the host as long as they are there: rings,
 *              descriptors, whatever both sides use all the time
 *   transfers  are of data that is anywhere, and the device's from
 *              plat_dma_map() to plat_dma_unmap()
 *
 * Where the host sees all memory a transfer uses the data itself. Where it
 * does not (a realm), the data is copied, once, to or from a pool of shared
 * pages: nothing else of the guest's is seen. The pool grows when it has to,
 * to PLAT_DMA_POOL_MOST at most. What the device has written is the host's
 * word: copy it out, or unmap it, before it is checked and used. Lengths and
 * addresses are kept in struct plat_dma_mapping, which the host never sees.
 *
 * Devices have to be coherent with the CPUs' caches, as those of hypervisors
 * are.
 */
#ifndef PLAT_DMA_H
#define PLAT_DMA_H

#include <plat/types.h>

struct plat_dma_buffer {
	void *cpu;       /* where the guest has it */
	uint64_t device; /* where the device has it */
	uint64_t size;   /* bytes, whole pages */
};

/**
 * Allocate @size bytes for the guest and a device, zeroed, in one piece.
 *
 * @size:   bytes; rounded up to pages, and 2^n of them are taken.
 * @limit:  the device's addresses end there: say UINT64_MAX, or 1 << 32 for
 *          one with 32 bits, which in a realm reaches nothing.
 * Context: any with interrupts on, from the memory stage on; not under a
 *          spinlock of PLAT_RANK_SHARE or above.
 * Returns: 0; -PLAT_EINVAL: nothing, or more than any block of frames;
 *          -PLAT_ENOMEM; -PLAT_ERANGE: the device cannot reach what the host
 *          can; or as plat_mem_share().
 */
PLAT_MUST_CHECK
int plat_dma_alloc(uint64_t size, uint64_t limit,
		   struct plat_dma_buffer *buffer);

/**
 * Give it back: the host sees it no more.
 *
 * Requires: no device uses it.
 * Context:  as plat_dma_alloc().
 * Returns:  0; as plat_mem_unshare(): the memory is lost then, since the host
 *           has it.
 */
PLAT_MUST_CHECK int plat_dma_free(struct plat_dma_buffer *buffer);

enum plat_dma_direction {
	PLAT_DMA_TO_DEVICE,
	PLAT_DMA_FROM_DEVICE,
	PLAT_DMA_BOTH,
};

struct plat_dma_mapping {
	uint64_t device; /* where the device has the data */
	uint64_t size;   /* bytes */
	void *data;      /* the rest is private */
	plat_pa_t bounce;
	uint8_t direction;
	bool is_copied;
};

/* The largest piece of data that may have to be copied. */
#define PLAT_DMA_COPY_MOST PLAT_KIB(256)

/* What the pool may grow to. */
#define PLAT_DMA_POOL_MOST PLAT_MIB(16)

/**
 * Hand @size bytes at @data to a device, until plat_dma_unmap().
 *
 * PLAT_DMA_FROM_DEVICE: what the device does not write is undefined
 * afterwards: what it was, or 0.
 *
 * @data:    anywhere, but not the lower half. Memory that may be paged in by a
 *           fault is touched here.
 * Requires: nobody uses the data meanwhile.
 * Context:  any with interrupts on; with interrupts off, or in an interrupt
 *           handler, too, but then the pool does not grow.
 * Returns:  0; -PLAT_EINVAL: nothing, or @data cannot be handed over;
 *           -PLAT_ERANGE: more than PLAT_DMA_COPY_MOST, to be copied;
 *           -PLAT_ENOMEM: the pool has no such room, and does not grow;
 *           or as plat_mem_share().
 * Cost:     in dma.map and dma.unmap of "make bench", where nothing is copied.
 */
PLAT_MUST_CHECK
int plat_dma_map(void *data, uint64_t size, enum plat_dma_direction direction,
		 struct plat_dma_mapping *mapping);

/**
 * Take it back: the data is what the device has written, where it may write.
 *
 * Requires: the device does not use it any more; if it does, it has what was
 *           this mapping's, and nothing else.
 * Context:  as plat_dma_map(), interrupts on or off.
 */
void plat_dma_unmap(struct plat_dma_mapping *mapping);

/** How large the pool is, and how much of that is in use. Context: any. */
void plat_dma_pool_bytes(uint64_t *all, uint64_t *used);

#endif /* PLAT_DMA_H */
