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

/* The parts of the image, each up to where the next begins. */
static const struct {
	const char *end;
	enum plat_mrd_type type;
} parts[] = {
	{plat_image_text_end, PLAT_MRD_IMAGE_TEXT},
	{plat_image_rodata_end, PLAT_MRD_IMAGE_RODATA},
	{plat_image_end, PLAT_MRD_IMAGE_DATA},
};

static int bootinfo_init(void)
{
	uint64_t top = (uint64_t)1 << plat_mmu_geometry()->pa_bits;
	const char *start = plat_image_start;

	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(parts); i++) {
		struct plat_pa_range range = {
			plat_image_pa(start), (uint64_t)(parts[i].end - start)};
		int err = plat_bootinfo_add_region(&plat_boot_info, range,
						   parts[i].type, "image");

		if (err)
			return err;
		start = parts[i].end;
	}
	plat_bootinfo_finish(&plat_boot_info,
			     plat_min_u64(top, PLAT_DIRECT_MAP_SIZE));
	return 0;
}

PLAT_STAGE(bootinfo, early, bootinfo, .init = bootinfo_init);
