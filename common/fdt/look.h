/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From tag to tag in a devicetree; and looks for one thing, besides the walk
 * that a boot makes.
 */
#ifndef COMMON_FDT_LOOK_H
#define COMMON_FDT_LOOK_H

#include <libfdt.h>

#include <plat/types.h>

/* Not fdt32_to_cpu(), which takes byte by byte. */
static inline uint32_t fdt_u32(fdt32_t cell)
{
	return __builtin_bswap32(cell);
}

/* A property's value; size 0: the node does not have it. */
struct plat_fdt_value {
	const char *at;
	uint32_t size;
};

/** Whether there is a devicetree at @tree of which what is used ends before
 * @size, which may be less than its total. */
bool plat_fdt_is_sound(const void *tree, size_t size);

/**
 * The tag at @at in the block @structure of @tree, and where the @next is.
 *
 * libfdt 1.6 lets a property's length wrap around: what it takes for the next
 * tag may be before the property's value, or this tag once more, for ever.
 *
 * Returns: FDT_END, and @next is negative, where the structure is broken.
 */
PLAT_ALWAYS_INLINE
static inline uint32_t plat_fdt_step(const void *tree, const char *structure,
				     int at, int *next)
{
	uint32_t tag = fdt_next_tag(tree, at, next);
	const struct fdt_property *p = (const void *)(structure + at);

	if (plat_likely(*next > at) &&
	    (tag != FDT_PROP || plat_likely(sizeof(*p) + fdt_u32(p->len) <=
					    (size_t)(*next - at))))
		return tag;
	*next = -FDT_ERR_BADSTRUCTURE;
	return FDT_END;
}

/** The node that begins next after @node, not the root's own; @depth, 0 at the
 * root, is kept up. Returns: its offset, or negative: there is none. Requires:
 * plat_fdt_is_sound(). */
int plat_fdt_next_node(const void *tree, int node, int *depth);

/** Property @name of @node. Requires: plat_fdt_is_sound(). */
struct plat_fdt_value plat_fdt_get(const void *tree, int node,
				   const char *name);

/** Whether one of the compatible strings of @node is @with. Requires:
 * plat_fdt_is_sound(). */
bool plat_fdt_is_compatible(const void *tree, int node, const char *with);

#endif /* COMMON_FDT_LOOK_H */
