/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/fdt/node.h"

#include <plat/errno.h>
#include <plat/string.h>

/* More is not an address (devicetree specification 2.3.5: PCI has 3, and is
 * not looked into). */
#define CELLS_MAX 2u

static uint32_t load(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	       (uint32_t)at[2] << 8 | at[3];
}

bool plat_fdt_take(struct fdt_cells *cells, uint32_t nr, uint64_t *value)
{
	*value = 0;
	if (nr > CELLS_MAX || cells->left < nr * FDT_CELL_BYTES)
		return false;
	for (; nr; nr--) {
		*value = *value << 32 | load(cells->at);
		cells->at += FDT_CELL_BYTES;
		cells->left -= FDT_CELL_BYTES;
	}
	return true;
}

/* Translate @range from the address space below @frame to the one above it,
 * which has @parent_cells for an address. */
static bool translate(struct fdt_walk *w, const struct fdt_frame *frame,
		      uint32_t parent_cells, struct plat_pa_range *range)
{
	struct fdt_cells cells = {frame->ranges.data, frame->ranges.size};
	uint64_t child, parent, size;

	if (!cells.at)
		return false;
	if (cells.left == 0)
		return true;
	while (w->nr_ranges &&
	       plat_fdt_take(&cells, frame->address_cells, &child) &&
	       plat_fdt_take(&cells, parent_cells, &parent) &&
	       plat_fdt_take(&cells, frame->size_cells, &size)) {
		w->nr_ranges--;
		if (range->start.v >= child &&
		    plat_range_below(range->start.v - child, range->size,
				     size)) {
			range->start.v += parent - child;
			return true;
		}
	}
	return false;
}

int plat_fdt_take_range(struct fdt_walk *w, struct fdt_cells *reg,
			struct plat_pa_range *range)
{
	const struct fdt_frame *frame = &w->frames[w->depth - 1];

	if (reg->left == 0)
		return 0;
	if (frame->address_cells == 0 ||
	    !plat_fdt_take(reg, frame->address_cells, &range->start.v) ||
	    !plat_fdt_take(reg, frame->size_cells, &range->size))
		return -PLAT_EPROTO;
	for (; frame > w->frames; frame--) {
		if (!translate(w, frame, frame[-1].address_cells, range))
			return -PLAT_ENOENT;
	}
	return 1;
}

bool plat_fdt_find_string(const struct fdt_value *value, const char *text,
			  uint32_t *index)
{
	const char *at = value->data;
	uint32_t left = value->size;
	size_t length = strlen(text) + 1;

	for (*index = 0; left; ++*index) {
		size_t here = strnlen(at, left) + 1;

		/* The last one may lack its terminator: no match. */
		if (here > left)
			return false;
		if (here == length && memcmp(at, text, length) == 0)
			return true;
		at += here;
		left -= (uint32_t)here;
	}
	return false;
}

uint64_t plat_fdt_number(const struct fdt_value *value, uint64_t absent)
{
	struct fdt_cells cells = {value->data, value->size};
	uint64_t number;

	if (value->size != FDT_CELL_BYTES && value->size != 2 * FDT_CELL_BYTES)
		return absent;
	return plat_fdt_take(&cells, value->size / FDT_CELL_BYTES, &number)
		   ? number : absent;
}

bool plat_fdt_is_path(const char *path, size_t length, const char *node)
{
	for (size_t i = 0; i < length; i++) {
		if (*node == '@' && path[i] == '/')
			node = strchr(node, '/');
		if (!node || *node == '\0' || *node++ != path[i])
			return false;
	}
	return length &&
	       (*node == '\0' || (*node == '@' && !strchr(node, '/')));
}
