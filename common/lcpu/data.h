/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where per-lcpu data is in physical memory.
 */
#ifndef COMMON_LCPU_DATA_H
#define COMMON_LCPU_DATA_H

#include <plat/layout.h>
#include <plat/lcpu_data.h>

/* memory.c: on other lcpus than 0; NULL: there are none. */
extern plat_pa_t (*plat_lcpu_others_pa)(const void *object);

/** The physical address of @object, which plat_lcpu_ptr() has found. Context:
 * one that the caller's lcpu cannot leave. */
static inline plat_pa_t plat_lcpu_data_pa(const void *object)
{
	return plat_lcpu_base() ? plat_lcpu_others_pa(object)
				: plat_image_pa(object);
}

#endif /* COMMON_LCPU_DATA_H */
