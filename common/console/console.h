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

/**
 * Have @console print from now on what @old would, if that is registered; else
 * as plat_console_register().
 *
 * Context: as plat_console_register().
 */
void plat_console_replace(struct plat_console *old,
			  struct plat_console *console);

#endif /* COMMON_CONSOLE_CONSOLE_H */
