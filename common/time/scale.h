/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Turning counts of one frequency into counts of another by a multiplication:
 * value * multiplier / 2^shift, in 128 bits.
 */
#ifndef COMMON_TIME_SCALE_H
#define COMMON_TIME_SCALE_H

#include <plat/types.h>

struct plat_scale {
	uint64_t multiplier;
	uint8_t shift;
};

/**
 * The scale from @from_hz to @to_hz, exact to 2^-32 of a count or better.
 *
 * Requires: neither is 0, from_hz < 2^63, and to_hz / from_hz < 2^32.
 */
struct plat_scale plat_scale(uint64_t from_hz, uint64_t to_hz);

static inline uint64_t plat_scale_apply(const struct plat_scale *scale,
					uint64_t value)
{
	unsigned __int128 product =
	    (unsigned __int128)value * scale->multiplier;

	/* By halves: 128 bits are shifted by a function of the compiler's
	 * library in clang -Oz. The shift is 63 at most. */
	return (uint64_t)(product >> 64) << 1 << (63 - scale->shift) |
	       (uint64_t)product >> scale->shift;
}

#endif /* COMMON_TIME_SCALE_H */
