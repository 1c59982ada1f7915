/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One walk over the tree, tag by tag; nothing is looked up by path. A node's
 * properties come before its children, so it is looked at as a whole when the
 * first child begins, or when it ends.
 */
#include "common/fdt/node.h"

#include <plat/log.h>
#include <plat/string.h>

/* The longest alias (specification 3.3). */
#define ALIAS_MAX 31u

FDT_WORD_TABLE(props, FDT_PROPS);

/* Whose interrupts those of the current node's children are, unless they say
 * otherwise (specification 2.4.1). */
static uint32_t irq_parent_below(const struct fdt_walk *w)
{
	if (w->props[PROP_INTERRUPT_CELLS])
		return (uint32_t)plat_fdt_number(w, PROP_PHANDLE,
						 FDT_PHANDLE_MUTE);
	return (uint32_t)plat_fdt_number(w, PROP_INTERRUPT_PARENT,
					 fdt_parent(w)->irq_parent);
}

/* What children of the current node need to know of it. */
static void enter_frame(struct fdt_walk *w)
{
	struct fdt_frame *frame = &w->frames[w->depth];

	frame->ranges = w->props[PROP_RANGES];
	frame->address_cells =
	    (uint32_t)plat_fdt_number(w, PROP_ADDRESS_CELLS, 2);
	frame->size_cells = (uint32_t)plat_fdt_number(w, PROP_SIZE_CELLS, 1);
	frame->irq_parent = irq_parent_below(w);
}

static void add_controller(struct fdt_walk *w)
{
	if (w->props[PROP_PHANDLE] && w->nr_controllers < FDT_NR_CONTROLLERS)
		plat_fdt_set_controller(w, w->nr_controllers++);
}

/* All of the current node's properties are known. */
static void finish_node(struct fdt_walk *w)
{
	if (w->props[PROP_INTERRUPT_CELLS])
		add_controller(w);
	plat_fdt_close_node(w);
}

static void begin_node(struct fdt_walk *w, const char *name)
{
	if (w->is_open) {
		finish_node(w);
		/* Only now: most nodes have no children. */
		enter_frame(w);
	}
	w->depth++;
	w->first = w->next;
	w->is_open = w->depth <= FDT_DEPTH_MAX + 1;
	if (w->is_open)
		w->frames[w->depth].name = name;
	else if (w->depth == FDT_DEPTH_MAX + 2)
		plat_warn("fdt: nodes more than %d levels deep are ignored",
			  FDT_DEPTH_MAX);
	for (; w->present; w->present &= w->present - 1)
		w->props[__builtin_ctz(w->present)] = NULL;
}

static void end_node(struct fdt_walk *w)
{
	if (w->is_open)
		finish_node(w);
	if (w->depth)
		w->depth--;
}

/* A property's name; "": it is not in the strings block, or has no end
 * there. */
static const char *name_of(const struct fdt_walk *w,
			   const struct fdt_property *p)
{
	uint32_t offset = fdt_u32(p->nameoff);

	return offset < w->strings_size ? w->strings + offset : "";
}

PLAT_COLD static unsigned int look_up(const struct fdt_walk *w,
			    const struct fdt_property *p)
{
	return plat_fdt_word(&props, name_of(w, p)) + PROP_NONE;
}

/* One that comes after the node's children, where the specification (5.4.2)
 * does not have it, is nobody's: the node has been looked at. */
static void take_prop(struct fdt_walk *w, const struct fdt_property *p)
{
	uint32_t offset = fdt_u32(p->nameoff);
	unsigned int prop;

	if (plat_unlikely(offset >= FDT_NAMES_BYTES)) {
		prop = look_up(w, p);
	} else {
		prop = w->names[offset];
		if (plat_unlikely(prop == PROP_UNKNOWN))
			w->names[offset] = (uint8_t)(prop = look_up(w, p));
	}
	fdt_set(w, prop, p);
}

void plat_fdt_walk(struct fdt_walk *w)
{
	const char *structure = w->structure;
	const struct fdt_property *p;
	uint32_t tag;
	int offset;

	do {
		offset = w->next;
		tag = plat_fdt_step(w->tree, structure, offset, &w->next);
		p = (const void *)(structure + offset);
		if (plat_unlikely(w->next < 0)) {
			plat_warn("fdt: the structure is broken at +%#x",
				  offset);
			return;
		}
		if (tag == FDT_PROP)
			take_prop(w, p);
		else if (tag == FDT_BEGIN_NODE)
			begin_node(w, (const char *)p + FDT_TAGSIZE);
		else if (tag == FDT_END_NODE)
			end_node(w);
	} while (tag != FDT_END && (tag != FDT_END_NODE || w->depth));
}

static bool is_name(const char *name, const char *wanted, size_t length)
{
	return strncmp(name, wanted, length) == 0 && name[length] == '\0';
}

const struct fdt_property *plat_fdt_alias(struct fdt_walk *w,
					  const char *name, size_t length)
{
	const struct fdt_property *p;
	uint32_t tag;

	if (!w->aliases || length == 0 || length > ALIAS_MAX)
		return NULL;
	w->next = w->aliases;
	do {
		p = (const void *)(w->structure + w->next);
		tag = plat_fdt_step(w->tree, w->structure, w->next, &w->next);
		if (tag == FDT_PROP && is_name(name_of(w, p), name, length))
			return p;
	} while (tag == FDT_PROP || tag == FDT_NOP);
	return NULL;
}
