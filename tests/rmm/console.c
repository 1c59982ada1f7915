/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The monitor's lines, on the UART (PL011) that the realm has, too.
 */
#include "tests/rmm/rmm.h"

#include <plat/log.h>

#include "common/log/format.h"

#define UART_DATA  0x09000000ull
#define UART_FLAGS 0x09000018ull
#define UART_FULL  (1u << 5) /* Arm DDI 0183, 3.3.3 */

static bool in_line; /* the realm's, which has not ended */

static void put(char c)
{
	uint64_t flags;

	do {
		rmm_load(UART_FLAGS, 2, &flags);
	} while (flags & UART_FULL);
	rmm_store(UART_DATA, 2, (uint8_t)c);
}

static void put_text(const char *text, size_t length)
{
	for (; length; length--, text++) {
		if (*text == '\n')
			put('\r');
		put(*text);
	}
}

void rmm_console_seen(char c)
{
	in_line = c != '\n' && (in_line || c != '\r');
}

static void say(const char *format, va_list args)
{
	char buf[128];
	struct plat_format_sink sink = {.buf = buf, .size = sizeof(buf),
					.flush = put_text};

	if (in_line || rmm_options.direct) /* then it is not seen */
		put_text("\n", 1);
	in_line = false;
	put_text("rmm: ", 5);
	plat_format(&sink, format, args);
	put_text(buf, sink.length);
	put_text("\n", 1);
}

void rmm_say(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
}

#define TOLD_MAX 20   /* violations, each in a line */
#define TOO_MANY 1000 /* a realm that faults for ever is to end */

uint64_t rmm_nr_violations;

void rmm_violation(const char *format, ...)
{
	va_list args;

	rmm_nr_violations++;
	if (rmm_nr_violations <= TOLD_MAX) {
		va_start(args, format);
		say(format, args);
		va_end(args);
	}
	if (rmm_nr_violations == TOO_MANY) {
		rmm_say("too many violations");
		rmm_end(RMM_OFF);
	}
}

void rmm_fatal(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(format, args);
	va_end(args);
	rmm_nr_violations++;
	rmm_end(RMM_OFF);
}
