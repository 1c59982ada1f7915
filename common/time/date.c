/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/time/date.h"

#include <plat/errno.h>

#define YEAR_LAST 9999u

static bool is_leap(uint32_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static uint32_t days_in_month(uint32_t year, uint32_t month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year) ? 1u : 0u);
}

static bool is_date(const struct plat_date *d)
{
	return d->year >= 1970 && d->year <= YEAR_LAST && d->month >= 1 &&
	       d->month <= 12 && d->day >= 1 &&
	       d->day <= days_in_month(d->year, d->month) && d->hour < 24 &&
	       d->minute < 60 && d->second <= 60;
}

/* Leap days from year 1 to the end of @year. */
static uint64_t leap_days(uint32_t year)
{
	return year / 4 - year / 100 + year / 400;
}

int plat_date_to_seconds(const struct plat_date *date, uint64_t *seconds)
{
	uint64_t days;

	if (!is_date(date))
		return -PLAT_EINVAL;
	days = (uint64_t)(date->year - 1970) * 365 +
	       leap_days(date->year - 1) - leap_days(1969) + date->day - 1;
	for (uint32_t month = 1; month < date->month; month++)
		days += days_in_month(date->year, month);
	*seconds = ((days * 24 + date->hour) * 60 + date->minute) * 60 +
		   date->second;
	return 0;
}
