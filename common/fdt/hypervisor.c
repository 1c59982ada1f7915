/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Whose guest this is, before anything of the devicetree is taken.
 */
#include <libfdt.h>

#include <plat/early_map.h>
#include <plat/fdt.h>
#include <plat/snapshot.h>
#include <plat/string.h>

#include "common/fdt/look.h"

#define ROOT 0

/* A property's value begins at a multiple of 4: most trees have no cell that
 * is like the beginning of @text, and need no look at their nodes. */
static bool has_cell(const uint32_t *at, uint32_t size, const char *text)
{
	uint32_t wanted;

	memcpy(&wanted, text, sizeof(wanted));
	for (uint32_t i = 0; i < size / sizeof(*at); i++) {
		if (at[i] == wanted)
			return true;
	}
	return false;
}

static bool is_named(const void *tree, int node, const char *name)
{
	const struct fdt_node_header *header = (const void *)(
	    (const char *)tree + fdt_off_dt_struct(tree) + (uint32_t)node);

	/* libfdt has seen the end of the name. */
	return !strcmp(header->name, name);
}

static bool find(const void *tree, const char *compatible)
{
	int depth = 0;

	for (int node = plat_fdt_next_node(tree, ROOT, &depth); node >= 0;
	     node = plat_fdt_next_node(tree, node, &depth)) {
		if (depth == 1 && is_named(tree, node, "hypervisor"))
			return plat_fdt_is_compatible(tree, node, compatible);
	}
	return false;
}

/* What is used of the tree, as its header at @pa says; 0: there is none. */
static uint32_t size_at(plat_pa_t pa)
{
	const void *at = plat_is_aligned(pa.v, 8)
			     ? plat_early_map(pa, sizeof(struct fdt_header),
					      PLAT_MT_WB)
			     : NULL;
	PLAT_ALIGNED(8) struct fdt_header h;
	uint64_t end;

	if (!at)
		return 0;
	plat_snapshot(&h, at, sizeof(h));
	plat_early_unmap(at, sizeof(h));
	if (fdt_check_header(&h) ||
	    !plat_is_aligned(fdt_off_dt_struct(&h), 4))
		return 0;
	end = plat_max_u64(
	    (uint64_t)fdt_off_dt_struct(&h) + fdt_size_dt_struct(&h),
	    (uint64_t)fdt_off_dt_strings(&h) + fdt_size_dt_strings(&h));
	return end > PLAT_FDT_BYTES_MAX ? 0 : (uint32_t)end;
}

bool plat_fdt_is_guest_of(plat_pa_t pa, const char *compatible)
{
	uint32_t size = size_at(pa);
	const char *tree;
	bool is_it;

	tree = size ? plat_early_map(pa, size, PLAT_MT_WB) : NULL;
	if (!tree)
		return false;
	is_it = plat_fdt_is_sound(tree, size) &&
		plat_is_aligned(fdt_off_dt_struct(tree), 4) &&
		has_cell((const void *)(tree + fdt_off_dt_struct(tree)),
			 fdt_size_dt_struct(tree), compatible) &&
		find(tree, compatible);
	plat_early_unmap(tree, size);
	return is_it;
}
