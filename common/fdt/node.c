/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/fdt/node.h"

#include <plat/log.h>

/* More is not an address (devicetree specification 2.3.5: PCI has 3, and is
 * not looked into). */
#define CELLS_MAX 2u

const struct fdt_property plat_fdt_empty;

struct fdt_list plat_fdt_list(const struct fdt_property *prop)
{
	if (!prop)
		prop = &plat_fdt_empty;
	return (struct fdt_list){(const uint8_t *)prop->data,
				 fdt_u32(prop->len)};
}

static uint64_t load(const uint8_t *at, uint32_t nr)
{
	const fdt32_t *cells = (const void *)at;
	uint64_t value = 0;

	for (; nr; nr--)
		value = value << 32 | fdt_u32(*cells++);
	return value;
}

uint64_t plat_fdt_number(const struct fdt_walk *w, enum fdt_prop prop,
			 uint64_t absent)
{
	struct fdt_list cells = plat_fdt_list(w->props[prop]);

	if (cells.left != FDT_CELL_BYTES && cells.left != 2 * FDT_CELL_BYTES)
		return absent;
	return load(cells.at, cells.left / FDT_CELL_BYTES);
}

uint64_t plat_fdt_take(struct fdt_list *cells, uint32_t nr)
{
	const uint8_t *at = cells->at;

	if (!at || nr > CELLS_MAX || cells->left < nr * FDT_CELL_BYTES) {
		*cells = (struct fdt_list){NULL, 0};
		return 0;
	}
	cells->at += nr * FDT_CELL_BYTES;
	cells->left -= nr * FDT_CELL_BYTES;
	return load(at, nr);
}

/* Translate @w->range from the address space below @frame to the one above
 * it. */
static bool translate(struct fdt_walk *w, const struct fdt_frame *frame)
{
	struct fdt_list *cells = &w->ranges;

	*cells = plat_fdt_list(frame->ranges);
	if (!frame->ranges || cells->left == 0)
		return frame->ranges;
	while (w->nr_ranges) {
		uint64_t child = plat_fdt_take(cells, frame->address_cells);
		uint64_t parent = plat_fdt_take(cells, frame[-1].address_cells);
		uint64_t size = plat_fdt_take(cells, frame->size_cells);

		if (!cells->at)
			break;
		w->nr_ranges--;
		if (w->range.start.v >= child &&
		    plat_range_below(w->range.start.v - child, w->range.size,
				     size)) {
			w->range.start.v += parent - child;
			return true;
		}
	}
	return false;
}

bool plat_fdt_take_range(struct fdt_walk *w)
{
	const struct fdt_frame *frame = fdt_parent(w);

	w->range = (struct plat_pa_range){plat_pa(0), 0};
	if (w->cells.left == 0)
		return false;
	w->range.start.v = plat_fdt_take(&w->cells, frame->address_cells);
	w->range.size = plat_fdt_take(&w->cells, frame->size_cells);
	if (!w->cells.at || frame->address_cells == 0) {
		plat_warn("fdt: a reg property at +%#x is malformed",
			  (uint32_t)(w->props[PROP_REG]->data -
				     (const char *)w->tree));
		return false;
	}
	for (; frame > &w->frames[1]; frame--) {
		if (!translate(w, frame))
			return false;
	}
	return true;
}
