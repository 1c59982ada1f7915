/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The smallest guest: says where it runs, and returns.
 */
#include <plat/bootinfo.h>
#include <plat/config.h>
#include <plat/lcpu.h>
#include <plat/log.h>
#include <plat/mrd.h>

int main(void)
{
	const struct plat_bootinfo *bi = plat_bootinfo();
	uint32_t nr_lcpus = plat_lcpu_count();

	plat_printf("Hello from Plinth on %s (%s), %u lcpu%s, %lu KiB of RAM\n",
		    bi->frontend, PLAT_ISA_NAME, nr_lcpus,
		    nr_lcpus == 1 ? "" : "s",
		    plat_bootinfo_ram_bytes(bi) >> 10);
	return 0;
}
