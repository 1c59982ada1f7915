/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where a function goes that finds its stack overrun. In a member of its own,
 * since a guest's libc may have one.
 */
#include <plat/power.h>

PLAT_NORETURN void __stack_chk_fail(void);

void __stack_chk_fail(void)
{
	plat_panic("stack protector: a function's stack was overrun");
}
