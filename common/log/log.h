/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_LOG_LOG_H
#define COMMON_LOG_LOG_H

#include <plat/log.h>

/**
 * Show what the ring holds, up to @level, on the consoles.
 *
 * Context: any.
 */
void plat_log_replay(enum plat_log_level level);

#endif /* COMMON_LOG_LOG_H */
