/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One node, one property of it. Of libfdt only what goes from tag to tag is
 * used.
 */
#include "common/fdt/look.h"

#include <plat/string.h>

static bool is_named(const void *tree, const struct fdt_property *prop,
		     const char *name)
{
	uint32_t offset = fdt_u32(prop->nameoff);
	size_t size = strlen(name) + 1;

	return plat_range_below(offset, size, fdt_size_dt_strings(tree)) &&
	       memcmp((const char *)tree + fdt_off_dt_strings(tree) + offset,
		      name, size) == 0;
}

static const char *structure_of(const void *tree)
{
	return (const char *)tree + fdt_off_dt_struct(tree);
}

int plat_fdt_next_node(const void *tree, int node, int *depth)
{
	const char *structure = structure_of(tree);
	uint32_t tag;
	int at, next;

	(void)plat_fdt_step(tree, structure, node, &next);
	do {
		at = next;
		tag = plat_fdt_step(tree, structure, at, &next);
		if (tag == FDT_BEGIN_NODE) {
			++*depth;
			return at;
		}
		if (tag == FDT_END_NODE)
			--*depth;
	} while (tag != FDT_END && *depth >= 0);
	return -1;
}

struct plat_fdt_value plat_fdt_get(const void *tree, int node,
				   const char *name)
{
	const char *structure = structure_of(tree);
	uint32_t tag;
	int at, next;

	(void)plat_fdt_step(tree, structure, node, &next);
	do {
		const struct fdt_property *p;

		at = next;
		tag = plat_fdt_step(tree, structure, at, &next);
		p = (const void *)(structure + at);
		if (tag == FDT_PROP && is_named(tree, p, name))
			return (struct plat_fdt_value){p->data,
						       fdt_u32(p->len)};
	} while (tag == FDT_NOP || tag == FDT_PROP);
	return (struct plat_fdt_value){NULL, 0};
}

bool plat_fdt_is_compatible(const void *tree, int node, const char *with)
{
	struct plat_fdt_value list = plat_fdt_get(tree, node, "compatible");
	size_t size = strlen(with) + 1;

	while (list.size >= size) {
		size_t length = strnlen(list.at, list.size);

		if (memcmp(list.at, with, size) == 0)
			return true;
		if (length == list.size)
			return false;
		list.at += length + 1;
		list.size -= (uint32_t)length + 1;
	}
	return false;
}

bool plat_fdt_is_sound(const void *tree, size_t size)
{
	return size >= sizeof(struct fdt_header) &&
	       fdt_check_header(tree) == 0 && fdt_version(tree) >= 17 &&
	       plat_is_aligned(fdt_off_dt_struct(tree), 4) &&
	       plat_range_below(fdt_off_dt_struct(tree),
				fdt_size_dt_struct(tree), size) &&
	       plat_range_below(fdt_off_dt_strings(tree),
				fdt_size_dt_strings(tree), size);
}
