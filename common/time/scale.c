/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/time/scale.h"

static unsigned int nr_leading_zeroes(uint64_t value)
{
	return (unsigned int)__builtin_clzll(value | 1);
}

/* How many bits the quotient gets with the next division: the rest, which is
 * less than @from_hz, has room for so many. */
static unsigned int nr_next(const struct plat_scale *scale, uint64_t from_hz)
{
	uint64_t nr = nr_leading_zeroes(from_hz);

	nr = plat_min_u64(nr, nr_leading_zeroes(scale->multiplier) - 1);
	return (unsigned int)plat_min_u64(nr, 63u - scale->shift);
}

/* Some bits of the quotient at a time: a 128-bit division would need a library
 * that a freestanding image does not have. */
struct plat_scale plat_scale(uint64_t from_hz, uint64_t to_hz)
{
	struct plat_scale scale = {.multiplier = to_hz / from_hz};
	uint64_t rest = to_hz % from_hz;

	for (unsigned int nr; (nr = nr_next(&scale, from_hz)) > 0;) {
		scale.multiplier = scale.multiplier << nr |
				   (rest << nr) / from_hz;
		rest = (rest << nr) % from_hz;
		scale.shift = (uint8_t)(scale.shift + nr);
	}
	return scale;
}
