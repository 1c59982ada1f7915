/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory that the host may read and write. Where the host can reach all of the
 * guest's memory anyway these calls only keep accounts; where it cannot, they
 * are what lets it. A guest that keeps the rules runs on both.
 */
#ifndef PLAT_SHARE_H
#define PLAT_SHARE_H

#include <plat/types.h>

/**
 * Let the host read and write [start, start + size).
 *
 * The contents are undefined afterwards: the caller zeroes what it uses. The
 * direct map reaches it as before.
 *
 * Requires: whole pages of memory that the guest has (an MRD says so), that
 *           nobody uses, and that nobody has mapped: frames that were
 *           allocated. Where the host has to be told no page of the image.
 * Context:  any with interrupts on.
 * Returns:  0; -PLAT_EINVAL: not whole pages, or not such memory;
 *           -PLAT_EEXIST: a part of it is shared already; -PLAT_ENOMEM; or what
 *           the host's interface returned. Nothing is shared then.
 */
PLAT_MUST_CHECK int plat_mem_share(struct plat_pa_range range);

/**
 * Take it back. The contents are undefined afterwards, too.
 *
 * Requires, Context: as plat_mem_share().
 * Returns: 0; -PLAT_ENOENT: a part of it is not shared; -PLAT_ENOMEM; or what
 *          the host's interface returned: it stays shared.
 */
PLAT_MUST_CHECK int plat_mem_unshare(struct plat_pa_range range);

/** How many bytes are shared. Context: any. */
uint64_t plat_mem_shared_bytes(void);

/**
 * The address that shared memory at @pa has for devices, and in plat_map(): in
 * a realm it is another than that of the memory.
 *
 * Context: any.
 */
plat_pa_t plat_mem_shared_address(plat_pa_t pa);

/** Whether any page of the range is shared. Context: any. */
bool plat_mem_is_shared(struct plat_pa_range range);

#endif /* PLAT_SHARE_H */
