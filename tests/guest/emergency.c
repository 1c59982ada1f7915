/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that dies before it has a console would be silent. The hook runs in
 * the first stage that a hook can be in; the boot's match rules check what
 * came out.
 */
#include <plat/console.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/stage.h>

static int die(void)
{
	if (plat_console_present())
		return 0;
	plat_info("said when nobody listened: %d", 1);
	plat_panic("dead before there is a console: %d", 2);
}

PLAT_STAGE(cpu, vectors, test_die, .init = die);

int main(void)
{
	plat_printf("still alive\n");
	return 0;
}
