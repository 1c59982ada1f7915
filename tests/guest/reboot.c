/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A guest that cannot restart its machine stays as broken as it is.
 */
#include <plat/power.h>

int main(void)
{
	plat_reboot();
}
