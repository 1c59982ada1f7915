/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_CONSOLE_CONSOLE_H
#define COMMON_CONSOLE_CONSOLE_H

#include <plat/console.h>

/**
 * The guest is dying: print without waiting for the consoles' lock, and
 * through @emergency where no console is there yet.
 *
 * Context: any.
 */
void plat_console_crash(struct plat_console *emergency);

#endif /* COMMON_CONSOLE_CONSOLE_H */
