/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/xen/ring.h"

#include <plat/atomic.h>
#include <plat/errno.h>
#include <plat/snapshot.h>
#include <plat/string.h>

/* How many bytes from @at on lie in one piece. */
static uint32_t piece(const struct plat_xen_ring *ring, uint32_t nr)
{
	uint32_t offset = ring->at & (ring->size - 1);

	return (uint32_t)plat_min_u64(nr, ring->size - offset);
}

static char *place(const struct plat_xen_ring *ring)
{
	return ring->bytes + (ring->at & (ring->size - 1));
}

/* The bytes were read, or written, before the other end learns of it. */
static void tell(struct plat_xen_ring *ring)
{
	plat_atomic_store_release(ring->ours, ring->at);
}

int plat_xen_ring_put(struct plat_xen_ring *ring, const void *src,
		      uint32_t size)
{
	uint32_t used = ring->at - plat_atomic_load_acquire(ring->theirs);
	const char *from = src;
	uint32_t nr;

	if (used > ring->size)
		return -PLAT_EPROTO;
	size = (uint32_t)plat_min_u64(size, ring->size - used);
	for (uint32_t left = size; left; left -= nr, from += nr) {
		nr = piece(ring, left);
		memcpy(place(ring), from, nr);
		ring->at += nr;
	}
	if (size)
		tell(ring);
	return (int)size;
}

int plat_xen_ring_get(struct plat_xen_ring *ring, void *dst, uint32_t size)
{
	uint32_t there = plat_atomic_load_acquire(ring->theirs) - ring->at;
	char *to = dst;
	uint32_t nr;

	if (there > ring->size)
		return -PLAT_EPROTO;
	size = (uint32_t)plat_min_u64(size, there);
	for (uint32_t left = size; left; left -= nr, to += nr) {
		nr = piece(ring, left);
		plat_snapshot(to, place(ring), nr);
		ring->at += nr;
	}
	if (size)
		tell(ring);
	return (int)size;
}
