/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waits for a debugger to let it go on: for tests of what a debugger sees.
 */
#include <plat/log.h>
#include <plat/types.h>

#include <plat/arch/cpu.h>

static volatile int go_on;

PLAT_NOINLINE static void wait_for_debugger(void)
{
	while (!go_on)
		plat_cpu_relax();
}

int main(void)
{
	plat_warn("a number %#x, another %d, a word %s", 0xbeefu, -7, "here");
	plat_printf("waiting\n");
	wait_for_debugger();
	plat_printf("went on\n");
	return 0;
}
