/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arm's PL011 UART, and the SBSA's generic UART, which has no more than its
 * data, flag and interrupt registers, as a console, polled. Arm DDI 0183; Arm
 * DEN 0094, appendix B.
 */
#ifndef COMMON_CONSOLE_PL011_H
#define COMMON_CONSOLE_PL011_H

#include <plat/console.h>

struct plat_pl011 {
	struct plat_console console; /* first: a console is its UART */
	volatile uint8_t *registers;
	bool is_sbsa;          /* cannot be set up, is ready */
	bool ready;            /* set up; happens at the first output */
	bool stuck;            /* did not take a byte in time */
};

/** The console's write. */
void plat_pl011_write(const struct plat_console *self, const char *text,
		      size_t length);

#endif /* COMMON_CONSOLE_PL011_H */
