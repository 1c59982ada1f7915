/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_LOG_LOG_H
#define COMMON_LOG_LOG_H

#include <plat/log.h>

/**
 * Show the ring's last @most records, those up to @level, on the consoles.
 *
 * @most:   PLAT_LOG_RECORDS: all that it holds.
 * Context: any.
 */
void plat_log_replay(enum plat_log_level level, uint32_t most);

#endif /* COMMON_LOG_LOG_H */
