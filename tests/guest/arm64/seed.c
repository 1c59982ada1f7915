/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the host's seed is used twice, or lost: what the keys are made from
 * stays in memory for all to read, or is gone though nobody needed it. In a
 * realm: what a hostile host knows becomes the keys.
 */
#include "tests/guest/tap.h"

#include <plat/frontend.h>
#include <plat/layout.h>

#include "common/arm64/machine.h"
#include "common/arm64/sysreg.h"

int main(void)
{
	struct plat_pa_range seed = plat_arm64_machine.fdt.rng_seed;
	bool has_rndr = plat_arm64_id_field(plat_arm64_read(id_aa64isar0_el1),
					    ID_AA64ISAR0_RNDR);
	bool is_left = has_rndr || plat_frontend()->is_confidential;
	const uint8_t *bytes = plat_direct_map(seed.start);
	uint8_t all = 0;

	for (uint64_t i = 0; i < seed.size; i++)
		all |= bytes[i];
	tap_ok(seed.size >= 32, "%lu bytes", seed.size);
	tap_ok((all != 0) == is_left, "%s",
	       is_left ? "kept for the guest" : "used up for our keys");
	return tap_done();
}
