/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_BOOT_FRONTEND_H
#define COMMON_BOOT_FRONTEND_H

#include <plat/frontend.h>

/**
 * The first member that @frontend must have and has not: its name, a constant
 * string. NULL: all are there.
 */
const char *plat_frontend_lacks(const struct plat_frontend *frontend);

/**
 * The first of [begin, end) whose emergency console can be used; @begin where
 * none can.
 */
const struct plat_frontend *
plat_frontend_that_speaks(const struct plat_frontend *begin,
			  const struct plat_frontend *end);

#endif /* COMMON_BOOT_FRONTEND_H */
