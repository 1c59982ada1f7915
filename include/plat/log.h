/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The log. A ring records what the kit says from the first C instruction on;
 * when a console appears it is replayed there. A message is recorded as its
 * format and its arguments and becomes text when it is shown, so that saying
 * something costs some twenty instructions.
 *
 * Therefore: a message's format is a string literal, its arguments are
 * integers and pointers (six at most), and what a %s points to is a constant.
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

#define PLAT_LOG_MAX_ARGS 6u

/* Consoles show messages up to this level: plat.log= on the command line,
 * PLAT_LOG_WARN where it says nothing. The ring keeps up to PLAT_LOG_INFO, or
 * all when this is PLAT_LOG_DEBUG. */
extern enum plat_log_level plat_log_console_level;

#define plat_err(...)   PLAT_LOG(PLAT_LOG_ERR, __VA_ARGS__)
#define plat_warn(...)  PLAT_LOG(PLAT_LOG_WARN, __VA_ARGS__)
#define plat_info(...)  PLAT_LOG(PLAT_LOG_INFO, __VA_ARGS__)
#define plat_debug(...) PLAT_LOG(PLAT_LOG_DEBUG, __VA_ARGS__)

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
 * @args:   @nr_args values, each widened to 64 bits.
 * Context: any, interrupt and fault handlers too.
 */
void plat_log_record(enum plat_log_level level, const char *format,
		     unsigned int nr_args, const uint64_t *args);

/* Never called: lets the compiler check a message's arguments. */
PLAT_PRINTF(1, 2) void plat_log_check(const char *format, ...);

#define PLAT_LOG(level, ...)                                              \
	do {                                                              \
		if (0)                                                    \
			plat_log_check(__VA_ARGS__);                      \
		PLAT_LOG_CALL(level, PLAT_LOG_COUNT(__VA_ARGS__),         \
			      __VA_ARGS__);                               \
	} while (0)

#define PLAT_LOG_COUNT(...) PLAT_LOG_COUNT_(__VA_ARGS__, 6, 5, 4, 3, 2, 1, 0)
#define PLAT_LOG_COUNT_(f, a, b, c, d, e, g, n, ...) n
#define PLAT_LOG_CALL(level, n, ...)  PLAT_LOG_CALL_(level, n, __VA_ARGS__)
#define PLAT_LOG_CALL_(level, n, ...) PLAT_LOG_##n(level, __VA_ARGS__)
#define PLAT_LOG_U(x) ((uint64_t)(x))
#define PLAT_LOG_0(l, f) plat_log_record(l, "" f, 0, 0)
#define PLAT_LOG_1(l, f, a)                                               \
	plat_log_record(l, "" f, 1, (const uint64_t[]){PLAT_LOG_U(a)})
#define PLAT_LOG_2(l, f, a, b)                                            \
	plat_log_record(l, "" f, 2,                                       \
			(const uint64_t[]){PLAT_LOG_U(a), PLAT_LOG_U(b)})
#define PLAT_LOG_3(l, f, a, b, c)                                         \
	plat_log_record(l, "" f, 3,                                       \
			(const uint64_t[]){PLAT_LOG_U(a), PLAT_LOG_U(b),  \
					   PLAT_LOG_U(c)})
#define PLAT_LOG_4(l, f, a, b, c, d)                                      \
	plat_log_record(l, "" f, 4,                                       \
			(const uint64_t[]){PLAT_LOG_U(a), PLAT_LOG_U(b),  \
					   PLAT_LOG_U(c), PLAT_LOG_U(d)})
#define PLAT_LOG_5(l, f, a, b, c, d, e)                                   \
	plat_log_record(l, "" f, 5,                                       \
			(const uint64_t[]){PLAT_LOG_U(a), PLAT_LOG_U(b),  \
					   PLAT_LOG_U(c), PLAT_LOG_U(d),  \
					   PLAT_LOG_U(e)})
#define PLAT_LOG_6(l, f, a, b, c, d, e, g)                                \
	plat_log_record(l, "" f, 6,                                       \
			(const uint64_t[]){PLAT_LOG_U(a), PLAT_LOG_U(b),  \
					   PLAT_LOG_U(c), PLAT_LOG_U(d),  \
					   PLAT_LOG_U(e), PLAT_LOG_U(g)})

#endif /* PLAT_LOG_H */
