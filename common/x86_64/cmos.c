/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the wall clock of a PC. Motorola MC146818A data sheet; register 0x32
 * is the century by convention.
 */
#include <plat/arch/io.h>
#include <plat/errno.h>
#include <plat/log.h>
#include <plat/time.h>

#include "common/time/date.h"
#include "common/time/event.h"
#include "common/time/wall.h"

#define PORT_INDEX 0x70
#define PORT_DATA  0x71

#define REG_SECOND  0x00
#define REG_MINUTE  0x02
#define REG_HOUR    0x04
#define REG_DAY     0x07
#define REG_MONTH   0x08
#define REG_YEAR    0x09
#define REG_A       0x0a
#define REG_B       0x0b
#define REG_CENTURY 0x32

#define A_UPDATING 0x80u
#define B_BINARY   0x04u
#define B_24_HOURS 0x02u
#define HOUR_PM    0x80u

/* An update takes 2 ms at most; a look takes a microsecond or less only where
 * nothing is emulated. */
#define MAX_TRIES 100000u

static uint8_t read(uint8_t reg)
{
	plat_out8(PORT_INDEX, reg);
	return plat_in8(PORT_DATA);
}

struct raw {
	uint8_t second, minute, hour, day, month, year, century;
};

static struct raw read_all(void)
{
	return (struct raw){read(REG_SECOND), read(REG_MINUTE),
			    read(REG_HOUR),   read(REG_DAY),
			    read(REG_MONTH),  read(REG_YEAR),
			    read(REG_CENTURY)};
}

static bool same(const struct raw *a, const struct raw *b)
{
	return a->second == b->second && a->minute == b->minute &&
	       a->hour == b->hour && a->day == b->day &&
	       a->month == b->month && a->year == b->year;
}

/* Two readings outside an update that agree. */
static int read_stable(struct raw *raw)
{
	for (uint32_t i = 0; i < MAX_TRIES; i++) {
		struct raw again;

		if (read(REG_A) & A_UPDATING)
			continue;
		*raw = read_all();
		again = read_all();
		if (same(raw, &again))
			return 0;
	}
	return -PLAT_ENOTSUP;
}

static uint32_t number(uint8_t value, bool binary)
{
	return binary ? value : (uint32_t)(value >> 4) * 10 + (value & 15u);
}

static struct plat_date decode(const struct raw *raw, uint8_t b)
{
	bool binary = (b & B_BINARY) != 0;
	uint32_t century = number(raw->century, binary);
	struct plat_date date = {
		.month = number(raw->month, binary),
		.day = number(raw->day, binary),
		.hour = number(raw->hour & (uint8_t)~HOUR_PM, binary),
		.minute = number(raw->minute, binary),
		.second = number(raw->second, binary),
	};

	if (century < 19 || century > 21)
		century = 20;
	date.year = century * 100 + number(raw->year, binary);
	if (!(b & B_24_HOURS))
		date.hour = date.hour % 12 + (raw->hour & HOUR_PM ? 12 : 0);
	return date;
}

int plat_arch_wall_ns(uint64_t *ns)
{
	struct plat_date date;
	struct raw raw;
	uint64_t seconds;

	if (read(REG_B) == 0xff || read_stable(&raw))
		return -PLAT_ENOTSUP;
	date = decode(&raw, read(REG_B));
	if (plat_date_to_seconds(&date, &seconds)) {
		plat_warn("the CMOS clock shows no date: %u-%u-%u", date.year,
			  date.month, date.day);
		return -PLAT_ENOTSUP;
	}
	*ns = seconds * PLAT_NS_PER_S;
	return 0;
}
