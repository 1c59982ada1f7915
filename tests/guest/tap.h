/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What every guest test includes: results as TAP on the console.
 */
#ifndef TESTS_GUEST_TAP_H
#define TESTS_GUEST_TAP_H

#include <plat/log.h>
#include <plat/types.h>

static unsigned int tap_nr_done, tap_nr_failed;

/** One result; @name tells what is right when it is ok. */
#define tap_ok(condition, ...)                                             \
	do {                                                               \
		bool tap_is_ok = (condition);                              \
		tap_nr_failed += !tap_is_ok;                               \
		plat_printf("%sok %u - ", tap_is_ok ? "" : "not ",         \
			    ++tap_nr_done);                                \
		plat_printf(__VA_ARGS__);                                  \
		plat_printf("\n");                                         \
		if (!tap_is_ok)                                            \
			plat_printf("# %s:%d: %s\n", __FILE__, __LINE__,   \
				    #condition);                           \
	} while (0)

/** A line that explains. */
#define tap_note(...)                                                      \
	do {                                                               \
		plat_printf("# ");                                         \
		plat_printf(__VA_ARGS__);                                  \
		plat_printf("\n");                                         \
	} while (0)

/** The plan, at the end; what main returns. */
static inline int tap_done(void)
{
	plat_printf("1..%u\n", tap_nr_done);
	return tap_nr_failed != 0;
}

#endif /* TESTS_GUEST_TAP_H */
