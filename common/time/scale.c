/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/time/scale.h"

/* One bit of the quotient at a time: a 128-bit division would need a library
 * that a freestanding image does not have. */
struct plat_scale plat_scale(uint64_t from_hz, uint64_t to_hz)
{
	struct plat_scale scale = {.multiplier = to_hz / from_hz};
	uint64_t rest = to_hz % from_hz;

	while (scale.shift < 63 && scale.multiplier < (uint64_t)1 << 62) {
		bool one = rest >= from_hz - rest;

		scale.multiplier = scale.multiplier << 1 | one;
		rest = one ? rest - (from_hz - rest) : rest << 1;
		scale.shift++;
	}
	return scale;
}
