/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The steps of a crash, for plat_panic() and for the fault handlers.
 */
#ifndef COMMON_POWER_CRASH_H
#define COMMON_POWER_CRASH_H

#include <plat/compiler.h>

/**
 * Interrupts off; consoles print without their lock, and where there is none
 * yet the frontend's emergency console does, after the log that nobody has
 * seen. A crash during a crash ends the machine here, silently.
 *
 * Context: any.
 */
void plat_crash_begin(void);

/** Tell the host, and end the machine with failure. */
PLAT_NORETURN void plat_crash_end(void);

#endif /* COMMON_POWER_CRASH_H */
