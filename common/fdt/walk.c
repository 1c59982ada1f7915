/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One walk over the tree, tag by tag. libfdt keeps each step inside the
 * tree; nothing is looked up by path. A node's properties come before its
 * children, so it is looked at as a whole when the first child begins, or
 * when it ends.
 */
#include "common/fdt/node.h"

#include <plat/log.h>
#include <plat/string.h>

/* The longest alias (specification 3.3). */
#define ALIAS_MAX 31u

static const struct {
	const char *text;
	uint32_t size; /* with the terminator */
} prop_names[NR_PROPS] = {
#define FDT_PROP_NAME(name, text) [PROP_##name] = {text, sizeof(text)},
	FDT_PROPS(FDT_PROP_NAME)
#undef FDT_PROP_NAME
};

/* The first of those that begin with a character. */
static const uint8_t first_with[] = {
	['#'] = PROP_ADDRESS_CELLS, ['a'] = PROP_ALWAYS_ON,
	['b'] = PROP_BOOTARGS,	    ['c'] = PROP_COMPATIBLE,
	['d'] = PROP_DEVICE_TYPE,   ['e'] = PROP_ENABLE_METHOD,
	['i'] = PROP_INTERRUPTS,    ['k'] = PROP_KASLR_SEED,
	['l'] = PROP_INITRD_START,  ['m'] = PROP_METHOD,
	['p'] = PROP_PHANDLE,	    ['r'] = PROP_REG,
	['s'] = PROP_STATUS,
};

uint64_t plat_fdt_number_of(const struct fdt_walk *w, enum fdt_prop prop,
			    uint64_t absent)
{
	struct fdt_value value = fdt_value_of(w, prop);

	return plat_fdt_number(&value, absent);
}

/* Whose interrupts those of the current node's children are, unless they say
 * otherwise (specification 2.4.1). */
static uint32_t irq_parent_below(const struct fdt_walk *w)
{
	if (fdt_has(w, PROP_INTERRUPT_CELLS))
		return (uint32_t)plat_fdt_number_of(w, PROP_PHANDLE,
						    FDT_PHANDLE_MUTE);
	return (uint32_t)plat_fdt_number_of(
	    w, PROP_INTERRUPT_PARENT,
	    w->depth ? fdt_parent(w)->irq_parent : FDT_PHANDLE_NONE);
}

/* What children of the current node need to know of it. */
static void enter_frame(struct fdt_walk *w)
{
	struct fdt_frame *frame = &w->frames[w->depth];

	*frame = (struct fdt_frame){
		.name = w->name,
		.address_cells = (uint32_t)plat_fdt_number_of(
		    w, PROP_ADDRESS_CELLS, 2),
		.size_cells =
		    (uint32_t)plat_fdt_number_of(w, PROP_SIZE_CELLS, 1),
		.ranges = fdt_value_of(w, PROP_RANGES),
		.irq_parent = irq_parent_below(w),
	};
	if (w->depth != 1)
		return;
	frame->is_cpus = strcmp(w->name, "cpus") == 0;
	frame->is_reserved_memory = strcmp(w->name, "reserved-memory") == 0;
	/* Required, and empty, there (specification 3.5.1): a reservation is
	 * not lost for the lack of it. */
	if (frame->is_reserved_memory)
		frame->ranges = (struct fdt_value){"", 0};
}

/* All of the current node's properties are known. */
static void finish_node(struct fdt_walk *w)
{
	if (!w->is_open || w->depth > FDT_DEPTH_MAX)
		return;
	if (w->present & 1u << PROP_INTERRUPT_CELLS)
		plat_fdt_add_controller(w);
	if (w->depth > 0)
		plat_fdt_take_node(w);
}

static void begin_node(struct fdt_walk *w, int offset, const char *name)
{
	finish_node(w);
	/* Only now: most nodes have no children. */
	if (w->is_open && w->depth <= FDT_DEPTH_MAX)
		enter_frame(w);
	w->depth++;
	if (w->depth == FDT_DEPTH_MAX + 1)
		plat_warn("fdt: nodes more than %d levels deep are ignored",
			  FDT_DEPTH_MAX);
	w->name = name;
	w->present = 0;
	w->is_open = true;
	if (w->depth == 1 && name[0] == 'a' && strcmp(name, "aliases") == 0)
		w->aliases = offset;
}

static void end_node(struct fdt_walk *w)
{
	finish_node(w);
	w->depth--;
	w->is_open = false;
}

/* Whether the name at @offset is that of @prop; the terminators tell most
 * names apart. */
static bool is_prop(const struct fdt_walk *w, uint32_t offset,
		    unsigned int prop)
{
	const char *name = w->strings + offset;
	uint32_t size = prop_names[prop].size;

	return size <= w->strings_size - offset && name[size - 1] == '\0' &&
	       memcmp(prop_names[prop].text, name, size) == 0;
}

static enum fdt_prop look_up_name(const struct fdt_walk *w, uint32_t offset)
{
	unsigned char first = (unsigned char)w->strings[offset];
	unsigned int i;

	if (first >= sizeof(first_with) || !first_with[first])
		return PROP_NONE;
	for (i = first_with[first];
	     i < NR_PROPS && prop_names[i].text[0] == first; i++) {
		if (is_prop(w, offset, i))
			return (enum fdt_prop)i;
	}
	return PROP_NONE;
}

/* Names lie below PLAT_FDT_BYTES_MAX, so that an offset that is none is in no
 * slot, or, UINT32_MAX, in one that is empty. */
static enum fdt_prop prop_of(struct fdt_walk *w, uint32_t offset)
{
	uint32_t *slot = &w->names[(offset ^ offset >> 8) % FDT_NAME_SLOTS];

	if (plat_unlikely(*slot >> 8 != offset + 1)) {
		if (offset >= w->strings_size)
			return PROP_NONE;
		*slot = (offset + 1) << 8 | look_up_name(w, offset);
	}
	return (enum fdt_prop)(*slot & 0xff);
}

/* One that comes after the node's children, where the specification (5.4.2)
 * does not have it, is nobody's: the node has been looked at. */
static void take_prop(struct fdt_walk *w, const struct fdt_property *p,
		      uint32_t size)
{
	enum fdt_prop prop = prop_of(w, fdt32_to_cpu(p->nameoff));

	w->present |= 1u << prop;
	w->props[prop] = (struct fdt_value){p->data, size};
}

/* Whether the tag at @p, which has @bytes, is whole. libfdt 1.6 lets a
 * property's length wrap around: its end may even be before its value. */
static bool is_whole(const struct fdt_property *p, uint32_t tag, int bytes)
{
	if (tag != FDT_PROP)
		return bytes > 0;
	return bytes >= (int)sizeof(*p) &&
	       fdt32_to_cpu(p->len) <= (uint32_t)bytes - sizeof(*p);
}

void plat_fdt_walk(struct fdt_walk *w)
{
	const uint8_t *tree = w->tree, *structure = w->structure;
	int offset = 0, next;
	uint32_t tag;

	w->depth = -1;
	do {
		const struct fdt_property *p =
		    (const void *)(structure + offset);

		tag = fdt_next_tag(tree, offset, &next);
		if (plat_unlikely(!is_whole(p, tag, next - offset))) {
			plat_warn("fdt: the structure is broken at +%#x",
				  offset);
			return;
		}
		if (tag == FDT_PROP)
			take_prop(w, p, fdt32_to_cpu(p->len));
		else if (tag == FDT_BEGIN_NODE)
			begin_node(w, next, (const char *)p + FDT_TAGSIZE);
		else if (tag == FDT_END_NODE)
			end_node(w);
		offset = next;
	} while (tag != FDT_END && (tag != FDT_END_NODE || w->depth >= 0));
}

static bool is_name(const struct fdt_walk *w, uint32_t offset,
		    const char *name, size_t length)
{
	return offset < w->strings_size &&
	       length < w->strings_size - offset &&
	       memcmp(w->strings + offset, name, length) == 0 &&
	       w->strings[offset + length] == '\0';
}

struct fdt_value plat_fdt_alias(const struct fdt_walk *w, const char *name,
				size_t length)
{
	int offset = w->aliases, next;

	while (offset && length <= ALIAS_MAX) {
		uint32_t tag = fdt_next_tag(w->tree, offset, &next);
		const struct fdt_property *p =
		    (const void *)(w->structure + offset);

		if ((tag != FDT_PROP && tag != FDT_NOP) ||
		    !is_whole(p, tag, next - offset))
			break;
		if (tag == FDT_PROP &&
		    is_name(w, fdt32_to_cpu(p->nameoff), name, length))
			return (struct fdt_value){p->data,
						  fdt32_to_cpu(p->len)};
		offset = next;
	}
	return (struct fdt_value){NULL, 0};
}
