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

/** A region that the boot loader tells of. */
PLAT_MUST_CHECK
int plat_multiboot_add_region(struct plat_bootinfo *bi, uint64_t pa,
			      uint64_t size, enum plat_mrd_type type);

/** Lower and upper memory are all that is told: less than there may be. */
PLAT_MUST_CHECK
int plat_multiboot_take_sizes(struct plat_bootinfo *bi, uint32_t lower_kib,
			      uint32_t upper_kib);

/* The module [start, end); one that ends before it starts is empty. */
static inline struct plat_pa_range multiboot_module(uint32_t start,
						    uint32_t end)
{
	return (struct plat_pa_range){plat_pa(start),
				      end < start ? 0 : end - start};
}

#endif /* COMMON_MULTIBOOT_MULTIBOOT_H */
