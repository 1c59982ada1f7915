/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whether a frontend's table can be used. It may come from outside the tree:
 * a member that was forgotten is found here, not by a jump to address 0.
 */
#include "common/boot/frontend.h"

static bool speaks(const struct plat_frontend *frontend)
{
	return frontend->emergency_console &&
	       frontend->emergency_console->write;
}

const char *plat_frontend_lacks(const struct plat_frontend *frontend)
{
	if (plat_unlikely(!frontend->name))
		return "name";
	if (plat_unlikely(!frontend->protocols))
		return "protocols";
	if (plat_unlikely(!frontend->detect))
		return "detect";
	if (plat_unlikely(!speaks(frontend)))
		return frontend->emergency_console ? "emergency_console->write"
						   : "emergency_console";
	return plat_likely(frontend->bootinfo) ? NULL : "bootinfo";
}

PLAT_COLD const struct plat_frontend *
plat_frontend_that_speaks(const struct plat_frontend *begin,
			  const struct plat_frontend *end)
{
	for (const struct plat_frontend *f = begin; f < end; f++) {
		if (speaks(f))
			return f;
	}
	return begin;
}
