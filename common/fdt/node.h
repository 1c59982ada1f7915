/* SPDX-License-Identifier: BSD-3-Clause */
/* The walk over a devicetree: the node that it is at, and those above it. */
#ifndef COMMON_FDT_NODE_H
#define COMMON_FDT_NODE_H

#include <libfdt.h>

#include <plat/fdt.h>

#include "common/fdt/look.h"
#include "common/fdt/words.h"

/* Levels below the root that are looked at. */
#define FDT_DEPTH_MAX 12

/* The properties that matter, in any node. */
#define FDT_PROPS(X)                                        \
	X(STATUS, "status")                                 \
	X(STDOUT_PATH, "stdout-path")                       \
	X(REG, "reg")                                       \
	X(RANGES, "ranges")                                 \
	X(RNG_SEED, "rng-seed")                             \
	X(REG_SHIFT, "reg-shift")                           \
	X(REG_IO_WIDTH, "reg-io-width")                     \
	X(REDISTRIBUTOR_STRIDE, "redistributor-stride")     \
	X(PHANDLE, "phandle")                               \
	X(METHOD, "method")                                 \
	X(INITRD_START, "linux,initrd-start")               \
	X(INITRD_END, "linux,initrd-end")                   \
	X(USABLE_MEMORY_RANGE, "linux,usable-memory-range") \
	X(KASLR_SEED, "kaslr-seed")                         \
	X(INTERRUPTS, "interrupts")                         \
	X(INTERRUPT_NAMES, "interrupt-names")               \
	X(INTERRUPT_PARENT, "interrupt-parent")             \
	X(INTERRUPTS_EXTENDED, "interrupts-extended")       \
	X(ENABLE_METHOD, "enable-method")                   \
	X(DEVICE_TYPE, "device_type")                       \
	X(COMPATIBLE, "compatible")                         \
	X(CLOCK_FREQUENCY, "clock-frequency")               \
	X(CPU_OFF, "cpu_off")                               \
	X(CPU_ON, "cpu_on")                                 \
	X(BOOTARGS, "bootargs")                             \
	X(ALWAYS_ON, "always-on")                           \
	X(ADDRESS_CELLS, "#address-cells")                  \
	X(INTERRUPT_CELLS, "#interrupt-cells")              \
	X(REDISTRIBUTOR_REGIONS, "#redistributor-regions")  \
	X(SIZE_CELLS, "#size-cells")

enum fdt_prop {
	PROP_UNKNOWN, /* its name has not been looked up */
	PROP_NONE,
#define FDT_PROP_ENUM(name, text) PROP_##name,
	FDT_PROPS(FDT_PROP_ENUM)
#undef FDT_PROP_ENUM
	NR_PROPS,
};

#define FDT_CELL_BYTES 4u

/* What is left of a property's value: cells, or strings. */
struct fdt_list {
	const uint8_t *at;
	uint32_t left; /* bytes */
};

/* No controller, and one that has no phandle. */
#define FDT_PHANDLE_NONE 0u
#define FDT_PHANDLE_MUTE UINT32_MAX

/* Interrupt controllers that a list of interrupts may name. */
enum fdt_controllers {
	FDT_GIC,    /* cells 0: there is none */
	FDT_NOBODY, /* whose interrupts are not there, and have no cells */
	FDT_OTHERS, /* the GIC once more is one of them */
	FDT_NR_CONTROLLERS = FDT_OTHERS + 8,
};

/* What a node above the current one passes down. */
struct fdt_frame {
	const char *name;
	const struct fdt_property *ranges;
	uint32_t address_cells;
	uint32_t size_cells;
	uint32_t irq_parent; /* phandle */
};

/* The interrupts of a node. */
struct fdt_irqs {
	const struct fdt_property *list;
	const struct fdt_property *extended; /* each has its parent before it */
	const struct fdt_property *names;
	uint32_t parent;                     /* phandle; of those in list */
};

/* Of which nodes interrupts are kept; the UARTs follow each other. */
enum fdt_irqs_of {
	FDT_IRQS_TIMER,
	FDT_IRQS_HYPERVISOR,
	FDT_IRQS_UART,
	FDT_NR_IRQS = FDT_IRQS_UART + PLAT_FDT_UARTS_MAX,
};

struct fdt_controller {
	uint32_t phandle;
	uint32_t cells; /* of an interrupt */
};

/* How far into the strings block names are compared once, not in each node:
 * nodes share them. */
#define FDT_NAMES_BYTES 1024u

struct fdt_walk {
	/* The current node's; NULL: it has none. */
	const struct fdt_property *props[NR_PROPS];
	uint32_t present;      /* a bit for each that is not NULL */

	struct plat_bootinfo *bi;
	const struct plat_topology_sink *sink;
	void *ctx;
	struct plat_fdt *out;
	const uint8_t *tree;
	plat_pa_t pa;
	PLAT_ALIGNED(8) struct fdt_header header; /* a copy */
	const char *structure;
	const char *strings;
	uint32_t strings_size; /* up to the last terminator */
	int status;            /* of the list of MRDs */
	bool has_memory;

	bool is_enabled;       /* the current node, by its status */
	bool is_open;          /* all of its properties so far are known */
	int next;              /* offset of the next tag */
	int first;             /* of the tag that the last node began with */
	uint32_t depth;        /* of the current node, 1: the root; 0: none */
	unsigned int section;  /* what the node below the root is called */

	/* A list that is being read; at first the reg of the current node.
	 * What was taken off it, and the ranges that translate that. */
	struct fdt_list cells;
	struct plat_pa_range range;
	struct fdt_list ranges;
	uint32_t nr_ranges;    /* that may still be looked at */

	/* What the current node is told as: not on the stack, so that the
	 * functions that do so need no canary. */
	struct plat_topology_lcpu lcpu;
	struct plat_topology_gic gic;

	const struct fdt_property *stdout_path;
	int aliases;           /* as first, of that node; 0: none */
	uint32_t nr_controllers;
	struct fdt_controller controllers[FDT_NR_CONTROLLERS];
	struct fdt_irqs irqs[FDT_NR_IRQS];

	struct fdt_frame frames[FDT_DEPTH_MAX + 2]; /* 0: above the root */
	uint8_t names[FDT_NAMES_BYTES]; /* enum fdt_prop, by offset */
};

_Static_assert(NR_PROPS <= 32, "struct fdt_walk: present has 32 bits");

/* The current node has @prop. */
static inline void fdt_set(struct fdt_walk *w, unsigned int prop,
			   const struct fdt_property *value)
{
	w->props[prop] = value;
	w->present |= 1u << prop;
}

/* What the current node's parent passes down. */
static inline const struct fdt_frame *fdt_parent(const struct fdt_walk *w)
{
	return &w->frames[w->depth - 1];
}

/* walk.c */

/**
 * Go from tag to tag; plat_fdt_close_node() gets each node but what lies too
 * deep. Ends early, with a message, where the structure is broken.
 */
void plat_fdt_walk(struct fdt_walk *w);

/**
 * What the alias of @length characters at @name stands for; NULL: it is none.
 */
const struct fdt_property *plat_fdt_alias(struct fdt_walk *w,
					  const char *name, size_t length);

/* fdt.c */

/**
 * All of the current node's properties are known, its children are not: take
 * what it tells.
 */
void plat_fdt_close_node(struct fdt_walk *w);

/* irq.c */

/** Keep the interrupts of the current node, for when the GIC is known. */
void plat_fdt_keep_irqs(struct fdt_walk *w, uint32_t of);

/** The current node is interrupt controller number @i. */
void plat_fdt_set_controller(struct fdt_walk *w, uint32_t i);

/** Say what the interrupts that were kept are at the GIC. */
void plat_fdt_take_irqs(struct fdt_walk *w);

/* node.c */

/** A property without a value. */
extern const struct fdt_property plat_fdt_empty;

/** All of @prop, of which nothing is left if it is NULL. */
struct fdt_list plat_fdt_list(const struct fdt_property *prop);

/** The number that the current node's property is, else @absent. */
uint64_t plat_fdt_number(const struct fdt_walk *w, enum fdt_prop prop,
			 uint64_t absent);

/**
 * Take the next number of @nr cells off the list.
 *
 * Returns: 0 and at NULL, for good: fewer are left, or more than two, which
 *          is no number of ours.
 */
uint64_t plat_fdt_take(struct fdt_list *cells, uint32_t nr);

/**
 * Take the next address range off @w->cells, the current node's reg, and
 * translate it to what the CPU sees: @w->range.
 *
 * Returns: false: there is none, it is malformed (which is logged), or the
 *          CPU cannot reach it.
 * Source:  Devicetree Specification 0.4, 2.3.6 and 2.3.8.
 */
bool plat_fdt_take_range(struct fdt_walk *w);

/* words.c */

/**
 * @prop as a list of strings, all of them terminated; one that is empty where
 * it is NULL, empty, or not terminated.
 */
struct fdt_list plat_fdt_strings(const struct fdt_property *prop);

/** Which word of @words the first is that @prop has; 0: it has none. */
unsigned int plat_fdt_find(const void *words, const struct fdt_property *prop);

#endif /* COMMON_FDT_NODE_H */
