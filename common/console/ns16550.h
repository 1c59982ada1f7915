/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A 16550 UART as a console, polled. TI PC16550D data sheet, chapter 8.
 */
#ifndef COMMON_CONSOLE_NS16550_H
#define COMMON_CONSOLE_NS16550_H

#include <plat/console.h>

struct plat_ns16550 {
	struct plat_console console; /* first: a console is its UART */

	/** Read and write register @reg, 0 to 7. */
	uint8_t (*read)(const struct plat_ns16550 *self, unsigned int reg);
	void (*write)(const struct plat_ns16550 *self, unsigned int reg,
		      uint8_t value);
	uint64_t base;         /* for these two: a port, an address */
	bool keeps_speed;      /* as it is: its clock is not a PC's */
	bool ready;            /* set up; happens at the first output */
	bool stuck;            /* did not take a byte in time */
	uint8_t room;          /* bytes that the FIFO takes unasked */
};

/** Whether there is a UART at @uart: something answers. */
bool plat_ns16550_present(const struct plat_ns16550 *uart);

/** The console's write. */
void plat_ns16550_write(const struct plat_console *self, const char *text,
			size_t length);

#endif /* COMMON_CONSOLE_NS16550_H */
