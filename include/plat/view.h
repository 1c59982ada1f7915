/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A sliding view of physical memory for parsers: one mapping of the early
 * window that moves when something outside it is asked for. Structures that
 * lie close together, as a boot loader's and firmware's do, cost one mapping.
 */
#ifndef PLAT_VIEW_H
#define PLAT_VIEW_H

#include <plat/early_map.h>
#include <plat/snapshot.h>
#include <plat/types.h>

/* All zero: nothing is mapped. */
struct plat_view {
	const uint8_t *bytes;
	plat_pa_t start;
	uint64_t size;
};

#define PLAT_VIEW_INIT {NULL, {0}, 0}

/**
 * Let @view show [pa, pa + size).
 *
 * Context: as plat_early_map().
 * Returns: a pointer to the byte at @pa, good for @size bytes and until the
 *          next call with the same view; NULL where it cannot be mapped.
 */
PLAT_MUST_CHECK
const void *plat_view_at(struct plat_view *view, plat_pa_t pa, uint64_t size);

/**
 * Copy [pa, pa + size) to @dst, each byte read once.
 *
 * Returns: true; false where it cannot be mapped: @dst is as it was.
 */
PLAT_MUST_CHECK
bool plat_view_read(struct plat_view *view, plat_pa_t pa, void *dst,
		    uint64_t size);

struct plat_view_text {
	const char *bytes; /* NULL: none can be read */
	size_t room;       /* bytes that can */
};

/**
 * Let @view show text at @pa whose length is not known, @max bytes of it.
 *
 * Returns: as plat_view_at(); of @max bytes, or fewer: up to the end of the
 *          page where the next one cannot be mapped.
 */
PLAT_MUST_CHECK
struct plat_view_text plat_view_text(struct plat_view *view, plat_pa_t pa,
				     size_t max);

/**
 * Take the mapping back. The view can be used again.
 */
void plat_view_close(struct plat_view *view);

#endif /* PLAT_VIEW_H */
