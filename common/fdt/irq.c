/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts. Where the GIC is in the tree is known at the end of the walk;
 * until then the lists are kept as they are. Nothing goes from one controller
 * to the next one, so that it does not matter whether they form a circle.
 */
#include "common/fdt/node.h"

#include <plat/log.h>


/* Kind, number, flags (devicetree: interrupt-controller/arm,gic.yaml). */
#define GIC_CELLS_MIN 3u
#define CELLS_MAX     8u

void plat_fdt_keep_irqs(const struct fdt_walk *w, struct fdt_irqs *irqs)
{
	irqs->is_extended = fdt_has(w, PROP_INTERRUPTS_EXTENDED);
	irqs->list = fdt_value_of(w, irqs->is_extended
					 ? PROP_INTERRUPTS_EXTENDED
					 : PROP_INTERRUPTS);
	irqs->names = fdt_value_of(w, PROP_INTERRUPT_NAMES);
	irqs->parent = (uint32_t)plat_fdt_number_of(w, PROP_INTERRUPT_PARENT,
						    fdt_parent(w)->irq_parent);
}

void plat_fdt_add_controller(struct fdt_walk *w)
{
	struct fdt_controller *c = &w->controllers[w->nr_controllers];

	if (w->nr_controllers == FDT_CONTROLLERS_MAX ||
	    !fdt_has(w, PROP_PHANDLE))
		return;
	c->phandle = (uint32_t)plat_fdt_number_of(w, PROP_PHANDLE, 0);
	c->cells = (uint32_t)plat_fdt_number_of(w, PROP_INTERRUPT_CELLS, 0);
	w->nr_controllers++;
}

/* Phandle 0 stands for an interrupt that is not there: it has no cells. */
static bool find_cells(const struct fdt_walk *w, uint32_t phandle,
		       uint32_t *cells)
{
	*cells = 0;
	if (phandle == FDT_PHANDLE_NONE)
		return true;
	for (uint32_t i = 0; i < w->nr_controllers; i++) {
		if (w->controllers[i].phandle == phandle) {
			*cells = w->controllers[i].cells;
			return *cells <= CELLS_MAX;
		}
	}
	return false;
}

static bool skip(struct fdt_cells *cells, uint64_t nr)
{
	if (cells->left / FDT_CELL_BYTES < nr)
		return false;
	cells->at += nr * FDT_CELL_BYTES;
	cells->left -= (uint32_t)nr * FDT_CELL_BYTES;
	return true;
}

/* A list in which each interrupt begins with its parent. */
static bool find_extended(const struct fdt_walk *w, struct fdt_cells *cells,
			  uint32_t index)
{
	uint64_t parent;
	uint32_t nr;

	while (plat_fdt_take(cells, 1, &parent)) {
		if (index-- == 0)
			return parent == w->gic.phandle &&
			       parent != FDT_PHANDLE_NONE;
		if (!find_cells(w, (uint32_t)parent, &nr) || !skip(cells, nr))
			return false;
	}
	return false;
}

/* A tree that names no parent has one controller, it seems. */
static bool is_gic(const struct fdt_walk *w, uint32_t parent)
{
	return parent == FDT_PHANDLE_NONE || parent == w->gic.phandle;
}

/* Go to interrupt number @index; false: the GIC has none such. */
static bool find_irq(const struct fdt_walk *w, const struct fdt_irqs *irqs,
		     uint32_t index, struct fdt_cells *cells)
{
	*cells = (struct fdt_cells){irqs->list.data, irqs->list.size};
	if (!cells->at || w->gic.cells < GIC_CELLS_MIN ||
	    w->gic.cells > CELLS_MAX)
		return false;
	if (irqs->is_extended)
		return find_extended(w, cells, index);
	return is_gic(w, irqs->parent) &&
	       skip(cells, (uint64_t)index * w->gic.cells);
}

static struct plat_fdt_irq irq_at(const struct fdt_walk *w,
				  const struct fdt_irqs *irqs, uint32_t index)
{
	const struct plat_fdt_irq none = {0, false, false};
	struct fdt_cells cells;
	uint64_t kind, number, flags;

	if (!find_irq(w, irqs, index, &cells) ||
	    !plat_fdt_take(&cells, 1, &kind) ||
	    !plat_fdt_take(&cells, 1, &number) ||
	    !plat_fdt_take(&cells, 1, &flags))
		return none;
	if (kind > 1 || number >= (kind ? 16 : 988)) {
		plat_warn("fdt: interrupt %ju of kind %ju is none", number,
			  kind);
		return none;
	}
	return (struct plat_fdt_irq){(uint32_t)number + (kind ? 16 : 32),
				     (flags & 0xc) != 0, (flags & 0xa) != 0};
}

/* The one that is called @name, or where none has a name number @index
 * (devicetree: timer/arm,arch_timer.yaml). */
static struct plat_fdt_irq timer_irq(const struct fdt_walk *w,
				     const char *name, uint32_t index)
{
	const struct fdt_irqs *irqs = &w->timer_irqs;

	if (irqs->names.size &&
	    !plat_fdt_find_string(&irqs->names, name, &index))
		return (struct plat_fdt_irq){0, false, false};
	return irq_at(w, irqs, index);
}

void plat_fdt_take_irqs(struct fdt_walk *w)
{
	struct plat_fdt *out = w->out;

	out->secure_timer = timer_irq(w, "sec-phys", 0);
	out->timer = timer_irq(w, "phys", 1);
	out->virtual_timer = timer_irq(w, "virt", 2);
	out->hyp_timer = timer_irq(w, "hyp-phys", 3);
	out->hypervisor_irq = irq_at(w, &w->hypervisor_irqs, 0);
	for (uint32_t i = 0; i < out->nr_uarts; i++)
		out->uarts[i].irq = irq_at(w, &w->uart_irqs[i], 0);
}
