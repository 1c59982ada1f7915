/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The log. A ring records what the kit says from the first C instruction on;
 * when a console appears it is replayed there. A message is recorded as its
 * format and its arguments and becomes text when it is shown, so that saying
 * something costs some twenty instructions.
 *
 * Therefore: a message's format is a string literal, its arguments are
 * integers and pointers (five at most), and what a %s points to is a constant.
 */
#ifndef PLAT_LOG_H
#define PLAT_LOG_H

#include <stdarg.h>

#include <plat/types.h>

enum plat_log_level {
	PLAT_LOG_ERR,   /* something does not work */
	PLAT_LOG_WARN,  /* bad input was refused or mended */
	PLAT_LOG_INFO,  /* what was found, what was chosen */
	PLAT_LOG_DEBUG, /* for whoever develops Plinth */
	PLAT_NR_LOG_LEVELS,
};

#define PLAT_LOG_MAX_ARGS 5u

/* Consoles show messages up to this level: plat.log= on the command line,
 * PLAT_LOG_WARN where it says nothing. The ring keeps up to PLAT_LOG_INFO, or
 * all when this is PLAT_LOG_DEBUG. */
extern enum plat_log_level plat_log_console_level;

#define plat_err(...)   PLAT_LOG("0", __VA_ARGS__)
#define plat_warn(...)  PLAT_LOG("1", __VA_ARGS__)
#define plat_info(...)  PLAT_LOG("2", __VA_ARGS__)
#define plat_debug(...) PLAT_LOG("3", __VA_ARGS__)

/* The formats of plat_printf() and of the log: %d %i %u %x %X %o %c %s %p %%
 * with the flags - 0 # + space, width and precision (also *), and the lengths
 * hh h l ll z j t. There is no floating point. */

/**
 * Print to the consoles, as it is: the guest's own output.
 *
 * Context: any.
 * Returns: the number of characters printed.
 */
PLAT_PRINTF(1, 2) int plat_printf(const char *format, ...);
PLAT_PRINTF(1, 0) int plat_vprintf(const char *format, va_list args);

/**
 * Format into @buf, which is always terminated where size > 0.
 *
 * Returns: the length that the whole text has; >= size means it was cut.
 */
PLAT_PRINTF(3, 4)
int plat_snprintf(char *buf, size_t size, const char *format, ...);
PLAT_PRINTF(3, 0)
int plat_vsnprintf(char *buf, size_t size, const char *format, va_list args);

/**
 * Record a message; shown at once where a console is there. Called through
 * plat_err() and its like.
 *
 * @message: the level, a digit, and the format.
 * @a ... e: arguments, each widened to 64 bits; anything where the format has
 *           no more of them.
 * Context:  any, interrupt and fault handlers too.
 */
void plat_log_record(const char *message, uint64_t a, uint64_t b, uint64_t c,
		     uint64_t d, uint64_t e);

/* An argument that is not there: whatever its register holds. */
static inline uint64_t plat_log_nothing(void)
{
	uint64_t nothing;

	__asm__ volatile("" : "=r"(nothing));
	return nothing;
}

/* Never called: lets the compiler check a message's arguments. */
PLAT_PRINTF(1, 2) void plat_log_check(const char *format, ...);

#define PLAT_LOG(level, ...)                                              \
	do {                                                              \
		if (0)                                                    \
			plat_log_check(__VA_ARGS__);                      \
		PLAT_LOG_CALL(PLAT_LOG_COUNT(__VA_ARGS__), level          \
			      __VA_ARGS__);                               \
	} while (0)

#define PLAT_LOG_COUNT(...) PLAT_LOG_COUNT_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define PLAT_LOG_COUNT_(f, a, b, c, d, e, n, ...) n
#define PLAT_LOG_CALL(n, ...)  PLAT_LOG_CALL_(n, __VA_ARGS__)
#define PLAT_LOG_CALL_(n, ...) PLAT_LOG_##n(__VA_ARGS__)
#define PLAT_LOG_0(m) PLAT_LOG_1(m, plat_log_nothing())
#define PLAT_LOG_1(m, a) PLAT_LOG_2(m, a, plat_log_nothing())
#define PLAT_LOG_2(m, a, b) PLAT_LOG_3(m, a, b, plat_log_nothing())
#define PLAT_LOG_3(m, a, b, c) PLAT_LOG_4(m, a, b, c, plat_log_nothing())
#define PLAT_LOG_4(m, a, b, c, d) PLAT_LOG_5(m, a, b, c, d, plat_log_nothing())
#define PLAT_LOG_5(m, a, b, c, d, e)                                      \
	plat_log_record(m, (uint64_t)(a), (uint64_t)(b), (uint64_t)(c),   \
			(uint64_t)(d), (uint64_t)(e))

#endif /* PLAT_LOG_H */
