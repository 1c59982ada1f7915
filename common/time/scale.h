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
 * Requires: both are not 0, and to_hz / from_hz < 2^32.
 */
struct plat_scale plat_scale(uint64_t from_hz, uint64_t to_hz);

/* The product is shifted in two halves: a 128-bit shift would need a library
 * that a freestanding image does not have. */
static inline uint64_t plat_scale_apply(const struct plat_scale *scale,
					uint64_t value)
{
	unsigned __int128 product =
	    (unsigned __int128)value * scale->multiplier;
	uint64_t low = (uint64_t)product, high = (uint64_t)(product >> 64);

	if (scale->shift == 0)
		return low;
	return low >> scale->shift | high << (64 - scale->shift);
}

#endif /* COMMON_TIME_SCALE_H */
