/* SPDX-License-Identifier: BSD-3-Clause */
#ifndef COMMON_TIME_DATE_H
#define COMMON_TIME_DATE_H

#include <plat/types.h>

/* A date and time of day, UTC, as clocks of machines keep it. */
struct plat_date {
	uint32_t year;   /* 1970 or later */
	uint32_t month;  /* 1 to 12 */
	uint32_t day;    /* 1 to 31 */
	uint32_t hour;   /* 0 to 23 */
	uint32_t minute; /* 0 to 59 */
	uint32_t second; /* 0 to 60 */
};

/**
 * Seconds since 1970-01-01 00:00 UTC (proleptic Gregorian calendar).
 *
 * Returns: 0; -PLAT_EINVAL: no such date.
 */
PLAT_MUST_CHECK
int plat_date_to_seconds(const struct plat_date *date, uint64_t *seconds);

#endif /* COMMON_TIME_DATE_H */
