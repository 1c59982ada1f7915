/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Accesses that may fault: to memory that may not be there, to registers that
 * this CPU may not have (x86_64: <plat/arch/msr.h>). A fault in one is its
 * result, not the end. The table of the instructions that may is made by the
 * linker, and looked at only when a fault has no other server.
 */
#ifndef PLAT_PROBE_H
#define PLAT_PROBE_H

#include <plat/types.h>

/**
 * Read or write @size bytes (1, 2, 4, 8: naturally aligned, in one access) of
 * normal memory at @from or @to.
 *
 * Context: any, exception handlers too.
 * Returns: 0; -PLAT_EFAULT: there is nothing, or it does not allow it: @value
 *          is as it was; -PLAT_EINVAL: no such @size, or not aligned.
 */
PLAT_MUST_CHECK int plat_probe_read(const void *from, size_t size,
				    uint64_t *value);
PLAT_MUST_CHECK int plat_probe_write(void *to, size_t size, uint64_t value);

/**
 * Copy @size bytes, of which either side may not be there, from the lowest on:
 * what is before the first that cannot be copied, is.
 *
 * Context: any, exception handlers too.
 * Returns: how many bytes were not copied: 0 is success.
 */
PLAT_MUST_CHECK
size_t plat_probe_copy(void *to, const void *from, size_t size);

#endif /* PLAT_PROBE_H */
