/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where per-lcpu data is in physical memory.
 */
#ifndef COMMON_LCPU_DATA_H
#define COMMON_LCPU_DATA_H

#include <plat/layout.h>
#include <plat/lcpu_data.h>

/* From there to its address, on other lcpus than 0. */
extern PLAT_LCPU_DATA uint64_t plat_lcpu_data_offset;

/** The physical address of @object, which plat_lcpu_ptr() has found. Context:
 * one that the caller's lcpu cannot leave. */
static inline plat_pa_t plat_lcpu_data_pa(const void *object)
{
	uint64_t offset = plat_lcpu_get(plat_lcpu_data_offset);

	return offset ? plat_pa((uintptr_t)object - offset)
		      : plat_image_pa(object);
}

#endif /* COMMON_LCPU_DATA_H */
