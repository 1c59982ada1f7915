/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_POWER_BACKTRACE_H
#define COMMON_POWER_BACKTRACE_H

#include <plat/types.h>

/**
 * Print where @address is: "main+0x12", or the number alone.
 *
 * Context: any.
 */
void plat_print_symbol(uint64_t address);

/**
 * Print the callers along the chain of frames that begins at @frame. Follows
 * it only within the stack that @frame is on, upwards, and no further than 32
 * frames: a corrupt chain ends the trace and nothing else.
 *
 * Context: any.
 */
void plat_backtrace(uint64_t frame);

#endif /* COMMON_POWER_BACKTRACE_H */
