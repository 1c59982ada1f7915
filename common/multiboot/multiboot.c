/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/multiboot/multiboot.h"

PLAT_COLD int plat_multiboot_add_region(struct plat_bootinfo *bi, uint64_t pa,
					uint64_t size, enum plat_mrd_type type)
{
	return plat_bootinfo_add_region(
	    bi, (struct plat_pa_range){plat_pa(pa), size}, type, "multiboot");
}

PLAT_COLD int plat_multiboot_take_sizes(struct plat_bootinfo *bi,
					uint32_t lower_kib, uint32_t upper_kib)
{
	int status;

	plat_info("multiboot: no memory map, %u + %u KiB\n", lower_kib,
		  upper_kib);
	status = plat_multiboot_add_region(
	    bi, 0, plat_min_u64(PLAT_KIB(lower_kib), PLAT_KIB(640)),
	    PLAT_MRD_FREE);
	if (status)
		return status;
	return plat_multiboot_add_region(bi, PLAT_MIB(1), PLAT_KIB(upper_kib),
					 PLAT_MRD_FREE);
}
