/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_MEMORY_FOREIGN_H
#define COMMON_MEMORY_FOREIGN_H

#include <plat/types.h>

/**
 * Whether one of @nr frames from @first on is memory of the guest's own, by
 * the memory map: who has been told that it is another's must not write there.
 *
 * Requires: the range does not wrap.
 * Context:  from the memory stage on.
 */
bool plat_foreign_is_own(size_t nr, plat_pa_t first);

#endif /* COMMON_MEMORY_FOREIGN_H */
