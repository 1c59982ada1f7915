/* SPDX-License-Identifier: BSD-3-Clause */
/* What both versions of the multiboot parser need. */
#ifndef COMMON_MULTIBOOT_MULTIBOOT_H
#define COMMON_MULTIBOOT_MULTIBOOT_H

#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/log.h>

/* A bound on the work that a lying count or size can cause. */
#define MULTIBOOT_MODULES_MAX 2048u
#define MULTIBOOT_INFO_BYTES  ((uint32_t)PLAT_MIB(4))

static inline int multiboot_add_region(struct plat_bootinfo *bi, uint64_t pa,
				       uint64_t size, enum plat_mrd_type type)
{
	return plat_bootinfo_add_region(
	    bi, (struct plat_pa_range){plat_pa(pa), size}, type, "multiboot");
}

/* Lower and upper memory are all that is told: less than there may be. */
static inline int multiboot_take_sizes(struct plat_bootinfo *bi,
				       uint32_t lower_kib, uint32_t upper_kib)
{
	int status;

	plat_info("multiboot: no memory map, %u + %u KiB\n", lower_kib,
		  upper_kib);
	status = multiboot_add_region(
	    bi, 0, plat_min_u64(PLAT_KIB(lower_kib), PLAT_KIB(640)),
	    PLAT_MRD_FREE);
	if (status)
		return status;
	return multiboot_add_region(bi, PLAT_MIB(1), PLAT_KIB(upper_kib),
				    PLAT_MRD_FREE);
}

/* The module [start, end); one that ends before it starts is empty. */
static inline struct plat_pa_range multiboot_module(uint32_t start,
						    uint32_t end)
{
	return (struct plat_pa_range){plat_pa(start),
				      end < start ? 0 : end - start};
}

#endif /* COMMON_MULTIBOOT_MULTIBOOT_H */
