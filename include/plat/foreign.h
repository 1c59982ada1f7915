/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Guest-physical frames that hold no memory of the guest's own, where a
 * hypervisor may put pages of others: Xen's shared info and grant tables, what
 * another domain has granted. They come out of the frontend's hole
 * (struct plat_frontend.foreign_hole), which an MRD names.
 */
#ifndef PLAT_FOREIGN_H
#define PLAT_FOREIGN_H

#include <plat/types.h>

/**
 * Take @nr frames in a row that nothing is mapped at.
 *
 * Context: from the memory stage on; any lcpu, not in a handler.
 * Returns: 0; -PLAT_ENOMEM: the hole has no such run left; -PLAT_ENOTSUP:
 *          there is no hole on this host, or the memory map has something
 *          else where it is said to be; -PLAT_EINVAL: @nr is 0.
 * Cost:    O(frames that were ever taken).
 */
PLAT_MUST_CHECK int plat_foreign_alloc(size_t nr, plat_pa_t *first);

/**
 * Give them back: whatever was mapped there is gone.
 *
 * Context: as plat_foreign_alloc().
 * Returns: 0; -PLAT_EINVAL: they were not taken; nothing changed.
 */
PLAT_MUST_CHECK int plat_foreign_free(size_t nr, plat_pa_t first);

/**
 * Map @nr frames from @first on, read/write and cached: what was put into
 * frames of plat_foreign_alloc()'s, or what the host has in frames of its own
 * that are no memory of the guest's (an MRD says RESERVED, or nothing).
 *
 * Context: as plat_foreign_alloc().
 * Returns: 0, and in @out where the first one is; -PLAT_EINVAL: @nr is 0, or
 *          @first is not page-aligned; -PLAT_EPERM: one of them is memory of
 *          the guest's; -PLAT_EEXIST: one of them is mapped; -PLAT_ENOMEM.
 *          Nothing is mapped then.
 */
PLAT_MUST_CHECK
int plat_foreign_map(size_t nr, plat_pa_t first, void **out);

/**
 * Take the mapping back.
 *
 * Context: as plat_foreign_alloc().
 * Returns: 0; -PLAT_EINVAL, -PLAT_ENOENT: they are not mapped.
 */
PLAT_MUST_CHECK int plat_foreign_unmap(size_t nr, plat_pa_t first);

#endif /* PLAT_FOREIGN_H */
