/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A frontend from outside the tree that forgot a member would make the guest
 * jump to address 0. The core refuses its table before it uses it, by name,
 * and prints that with what another frontend brings: what is missing here is
 * the emergency console itself. Whoever would run does not matter.
 */
#include <plat/frontend.h>
#include <plat/log.h>
#include <plat/pvh.h>

static enum plat_match detect(void)
{
	return PLAT_MATCH_NONE;
}

PLAT_FRONTEND(forgetful) = {
	.name = "forgetful",
	.protocols = 1u << PLAT_PROTOCOL_XEN_PV,
	.detect = detect,
	.bootinfo = plat_pvh_parse,
};

int main(void)
{
	plat_printf("still alive\n");
	return 0;
}
