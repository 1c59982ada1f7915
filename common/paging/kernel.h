/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The kernel's page tables: built from the MRDs in the memory stage, switched
 * to once, changed through the functions here from then on.
 */
#ifndef COMMON_PAGING_KERNEL_H
#define COMMON_PAGING_KERNEL_H

#include <plat/mrd.h>
#include <plat/paging.h>
#include <plat/pt.h>

/**
 * Build the kernel's tables, and switch to them. The first ones lie in the
 * image. Where they are not enough, those for the image and for a piece of free
 * memory are built first, and the rest in that memory, through the direct map,
 * after the switch: so no amount of memory is too large.
 *
 * Context: the memory stage, interrupts off.
 * Returns: 0; a negative status: the boot tables are still in use, or the
 *          direct map lacks something.
 */
PLAT_MUST_CHECK
int plat_kernel_pt_build(const struct plat_mrd_list *list);

/**
 * What of free memory was taken for the tables when they were built: for the
 * allocator of frames, which all later ones come from.
 *
 * Returns: 0; -PLAT_ENOSYS: they are not built yet.
 */
PLAT_MUST_CHECK
int plat_kernel_pt_used(struct plat_pa_range *memory);

/**
 * Map in the kernel's tables a range where nothing was mapped. As
 * plat_pt_map() with PLAT_PT_BUILD: a call that fails may leave a part mapped.
 * @attr is to have PLAT_ATTR_GLOBAL, as all of the kernel's half does.
 *
 * Context: from the memory stage on; any but interrupt handlers.
 */
PLAT_MUST_CHECK
int plat_kernel_add(plat_va_t va, plat_pa_t pa, uint64_t size,
		    plat_attr_t attr);

/**
 * Unmap in the kernel's tables; as plat_pt_unmap().
 *
 * Context: as plat_kernel_add().
 */
PLAT_MUST_CHECK
int plat_kernel_unmap(plat_va_t va, uint64_t size, unsigned int how);

/* Frames of the kernel's tables: for operations of a frontend's (struct plat_pt_ops). */
int plat_kernel_table_alloc(void *ctx, plat_pa_t *table);
void plat_kernel_table_free(void *ctx, plat_pa_t table);

/* The kernel's address space. */
extern struct plat_space plat_kernel;

/** Its set of tables, for whoever reads it (tests, dumps). */
const struct plat_pt *plat_kernel_pt(void);

#endif /* COMMON_PAGING_KERNEL_H */
