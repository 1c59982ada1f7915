/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xen: a ring of bytes in a page that the other end writes, too: xenstore's and
 * the console's. The indices count on and wrap at 2^32; the one that is ours is
 * kept here and only told to the other end, the other one is not believed.
 */
#ifndef COMMON_XEN_RING_H
#define COMMON_XEN_RING_H

#include <plat/types.h>

struct plat_xen_ring {
	char *bytes;
	uint32_t size;          /* a power of two */
	uint32_t *ours;         /* there: how far we are */
	const uint32_t *theirs; /* there: how far the other end is */
	uint32_t at;            /* what is in *ours */
};

/** Begin where *@ours says that we are. */
static inline void plat_xen_ring_begin(struct plat_xen_ring *ring)
{
	ring->at = *(const volatile uint32_t *)ring->ours;
}

/**
 * Put as many of @size bytes at @src as there is room for.
 *
 * Context: any; the caller serialises.
 * Returns: how many; -PLAT_EPROTO: the other end has taken more than there was.
 */
PLAT_MUST_CHECK
int plat_xen_ring_put(struct plat_xen_ring *ring, const void *src,
		      uint32_t size);

/**
 * Take as many of @size bytes as there are to @dst.
 *
 * Context: any; the caller serialises.
 * Returns: how many; -PLAT_EPROTO: the other end has put more than there is
 *          room for.
 */
PLAT_MUST_CHECK
int plat_xen_ring_get(struct plat_xen_ring *ring, void *dst, uint32_t size);

#endif /* COMMON_XEN_RING_H */
