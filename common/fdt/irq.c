/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupts. Where the GIC is in the tree is known at the end of the walk;
 * until then the lists are kept as they are. Nothing goes from one controller
 * to the next one, so that it does not matter whether they form a circle.
 */
#include "common/fdt/node.h"

#include <plat/log.h>
#include <plat/string.h>

/* Kind, number, flags (devicetree: interrupt-controller/arm,gic.yaml). */
#define GIC_CELLS_MIN 3u
#define CELLS_MAX     8u

/* What a timer calls its interrupts, as in enum plat_fdt_timer, and in which
 * order they are where it does not (devicetree: timer/arm,arch_timer.yaml,
 * which knows of five). */
#define TIMERS(X)             \
	X(VIRTUAL, "virt")    \
	X(SECURE, "sec-phys") \
	X(PHYSICAL, "phys")   \
	X(HYP, "hyp-phys")
#define USUAL_TIMERS "sec-phys\0phys\0virt\0hyp-phys"
#define TIMERS_MAX   8u

FDT_WORD_TABLE(timers, TIMERS);

void plat_fdt_keep_irqs(struct fdt_walk *w, uint32_t of)
{
	struct fdt_irqs *irqs = &w->irqs[of];

	irqs->list = w->props[PROP_INTERRUPTS];
	irqs->extended = w->props[PROP_INTERRUPTS_EXTENDED];
	irqs->names = w->props[PROP_INTERRUPT_NAMES];
	irqs->parent = (uint32_t)plat_fdt_number(w, PROP_INTERRUPT_PARENT,
						 fdt_parent(w)->irq_parent);
}

void plat_fdt_set_controller(struct fdt_walk *w, uint32_t i)
{
	w->controllers[i].phandle =
	    (uint32_t)plat_fdt_number(w, PROP_PHANDLE, FDT_PHANDLE_NONE);
	w->controllers[i].cells =
	    (uint32_t)plat_fdt_number(w, PROP_INTERRUPT_CELLS, 3);
}

/* Whose the interrupt is that @w->cells is at. A tree that names no parent
 * has one controller, it seems. */
static uint32_t next_parent(struct fdt_walk *w, const struct fdt_irqs *irqs)
{
	uint32_t phandle = irqs->parent;
	uint32_t i = FDT_GIC;

	if (irqs->extended) {
		phandle = (uint32_t)plat_fdt_take(&w->cells, 1);
		if (phandle == FDT_PHANDLE_NONE)
			return FDT_NOBODY;
	} else if (phandle == FDT_PHANDLE_NONE) {
		return FDT_GIC;
	}
	while (i < w->nr_controllers && w->controllers[i].phandle != phandle)
		i++;
	return i;
}

/* Go to interrupt number @index; false: the GIC has none such. */
static bool find_irq(struct fdt_walk *w, const struct fdt_irqs *irqs,
		     uint32_t index)
{
	w->cells = plat_fdt_list(irqs->extended ? irqs->extended : irqs->list);
	while (w->cells.left) {
		uint32_t i = next_parent(w, irqs), bytes;

		if (!w->cells.at || i == w->nr_controllers ||
		    w->controllers[i].cells > CELLS_MAX)
			break;
		if (index-- == 0)
			return i == FDT_GIC &&
			       w->controllers[i].cells >= GIC_CELLS_MIN;
		bytes = w->controllers[i].cells * FDT_CELL_BYTES;
		if (w->cells.left < bytes)
			break;
		w->cells.at += bytes;
		w->cells.left -= bytes;
	}
	return false;
}

static struct plat_fdt_irq irq_at(struct fdt_walk *w,
				  const struct fdt_irqs *irqs, uint32_t index)
{
	const struct plat_fdt_irq none = {0, false, false};
	uint32_t kind, number, flags;

	if (!find_irq(w, irqs, index))
		return none;
	kind = (uint32_t)plat_fdt_take(&w->cells, 1);
	number = (uint32_t)plat_fdt_take(&w->cells, 1);
	flags = (uint32_t)plat_fdt_take(&w->cells, 1);
	if (!w->cells.at)
		return none;
	if (kind > 1 || number >= (kind ? 16 : 988)) {
		plat_warn("fdt: interrupt %u of kind %u is none", number,
			  kind);
		return none;
	}
	return (struct plat_fdt_irq){number + (kind ? 16 : 32),
				     (flags & 0xc) != 0, (flags & 0xa) != 0};
}

/* By their names, or where they have none in the usual order. */
static void take_timers(struct fdt_walk *w, const struct fdt_irqs *irqs)
{
	struct fdt_list names = plat_fdt_strings(irqs->names);
	const char *name = (const char *)names.at;
	const char *end = name + names.left;

	if (names.left == 1) {
		name = USUAL_TIMERS;
		end = name + sizeof(USUAL_TIMERS);
	}
	for (uint32_t i = 0; i < TIMERS_MAX && name < end; i++) {
		unsigned int timer = plat_fdt_word(&timers, name);

		if (timer)
			w->out->timers[timer - 1] = irq_at(w, irqs, i);
		name += strlen(name) + 1;
	}
}

void plat_fdt_take_irqs(struct fdt_walk *w)
{
	const struct fdt_irqs *irqs = w->irqs;
	struct plat_fdt *out = w->out;

	take_timers(w, &irqs[FDT_IRQS_TIMER]);
	out->hypervisor_irq = irq_at(w, &irqs[FDT_IRQS_HYPERVISOR], 0);
	for (uint32_t i = 0; i < out->nr_uarts; i++)
		out->uarts[i].irq = irq_at(w, &irqs[FDT_IRQS_UART + i], 0);
}
