/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Consoles: where text goes. Each registered console gets everything that is
 * printed; the log's ring is replayed to the first one.
 */
#ifndef PLAT_CONSOLE_H
#define PLAT_CONSOLE_H

#include <plat/types.h>

struct plat_console {
	const char *name;

	/**
	 * Write @length bytes; waits, for a bounded time, while the device
	 * takes none, and drops what it does not take. "\n" is one line end:
	 * a device that needs "\r\n" makes it so.
	 *
	 * Context: any lcpu, any context, interrupts off; serialised.
	 */
	void (*write)(const struct plat_console *self, const char *text,
		      size_t length);

	struct plat_console *next; /* the core's own */
};

/**
 * Add a console: it gets what is printed from now on; the first one also gets
 * what the log's ring holds, as far as plat_log_console_level says.
 *
 * Requires: @console lasts for ever and is not registered.
 * Context:  the early stage or later, not in an interrupt handler.
 */
void plat_console_register(struct plat_console *console);

/**
 * Write to all consoles.
 *
 * Context: any, fault handlers included.
 */
void plat_console_write(const char *text, size_t length);

/** Whether any console is registered. */
bool plat_console_present(void);

#endif /* PLAT_CONSOLE_H */
