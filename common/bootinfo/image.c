/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The bootinfo stage: the image's own regions join those of the protocol and
 * of the early devices, and the list is normalised.
 */
#include <plat/arch/mmu.h>
#include <plat/bootinfo.h>
#include <plat/layout.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/bootinfo/image.h"
#include "common/bootinfo/bootinfo.h"

static int add(const char *begin, const char *end, enum plat_mrd_type type)
{
	struct plat_pa_range range = {plat_image_pa(begin),
				      (uint64_t)(end - begin)};

	if (range.size == 0)
		return 0;
	return plat_bootinfo_add_region(&plat_boot_info, range, type, "image");
}

static int bootinfo_init(void)
{
	int err = add(plat_image_start, plat_image_text_end,
		      PLAT_MRD_IMAGE_TEXT);

	if (!err)
		err = add(plat_image_text_end, plat_image_rodata_end,
			  PLAT_MRD_IMAGE_RODATA);
	if (!err)
		err = add(plat_image_rodata_end, plat_image_end,
			  PLAT_MRD_IMAGE_DATA);
	if (!err)
		plat_bootinfo_finish(
		    &plat_boot_info,
		    plat_min_u64((uint64_t)1 << plat_mmu_geometry()->pa_bits,
				 PLAT_DIRECT_MAP_SIZE));
	return err;
}

PLAT_STAGE(bootinfo, early, bootinfo, .init = bootinfo_init);
