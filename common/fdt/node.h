/* SPDX-License-Identifier: BSD-3-Clause */
/* The walk over a devicetree: the node that it is at, and those above it. */
#ifndef COMMON_FDT_NODE_H
#define COMMON_FDT_NODE_H

#include <libfdt.h>

#include <plat/fdt.h>

/* Levels below the root that are looked at. */
#define FDT_DEPTH_MAX 12

/* Interrupt controllers that a list of interrupts may name. */
#define FDT_CONTROLLERS_MAX 8u

/* The properties that matter, in any node; those with the same first
 * character follow each other (walk.c has the first of them). */
#define FDT_PROPS(X)                                          \
	X(ADDRESS_CELLS, "#address-cells")                    \
	X(INTERRUPT_CELLS, "#interrupt-cells")                \
	X(REDISTRIBUTOR_REGIONS, "#redistributor-regions")    \
	X(SIZE_CELLS, "#size-cells")                          \
	X(ALWAYS_ON, "always-on")                             \
	X(BOOTARGS, "bootargs")                               \
	X(COMPATIBLE, "compatible")                           \
	X(CLOCK_FREQUENCY, "clock-frequency")                 \
	X(CPU_OFF, "cpu_off")                                 \
	X(CPU_ON, "cpu_on")                                   \
	X(DEVICE_TYPE, "device_type")                         \
	X(ENABLE_METHOD, "enable-method")                     \
	X(INTERRUPTS, "interrupts")                           \
	X(INTERRUPT_NAMES, "interrupt-names")                 \
	X(INTERRUPT_PARENT, "interrupt-parent")               \
	X(INTERRUPTS_EXTENDED, "interrupts-extended")         \
	X(KASLR_SEED, "kaslr-seed")                           \
	X(INITRD_START, "linux,initrd-start")                 \
	X(INITRD_END, "linux,initrd-end")                     \
	X(USABLE_MEMORY_RANGE, "linux,usable-memory-range")   \
	X(METHOD, "method")                                   \
	X(PHANDLE, "phandle")                                 \
	X(REG, "reg")                                         \
	X(RANGES, "ranges")                                   \
	X(RNG_SEED, "rng-seed")                               \
	X(REG_SHIFT, "reg-shift")                             \
	X(REG_IO_WIDTH, "reg-io-width")                       \
	X(REDISTRIBUTOR_STRIDE, "redistributor-stride")       \
	X(STATUS, "status")                                   \
	X(STDOUT_PATH, "stdout-path")

enum fdt_prop {
	PROP_NONE,
#define FDT_PROP_ENUM(name, text) PROP_##name,
	FDT_PROPS(FDT_PROP_ENUM)
#undef FDT_PROP_ENUM
	NR_PROPS,
};

struct fdt_value {
	const void *data;
	uint32_t size;
};

/* No controller, and one that has no phandle. */
#define FDT_PHANDLE_NONE 0u
#define FDT_PHANDLE_MUTE UINT32_MAX

/* What a node above the current one passes down. */
struct fdt_frame {
	const char *name;
	uint32_t address_cells;
	uint32_t size_cells;
	struct fdt_value ranges; /* data NULL: there is no such property */
	uint32_t irq_parent;     /* phandle */
	bool is_cpus;
	bool is_reserved_memory;
};

/* The interrupts of a node. */
struct fdt_irqs {
	struct fdt_value list;
	struct fdt_value names;
	uint32_t parent;  /* phandle; of a list that is not extended */
	bool is_extended; /* each interrupt begins with its parent */
};

struct fdt_controller {
	uint32_t phandle;
	uint32_t cells;   /* of an interrupt */
};

/* Where a property's name is in the strings block -> which one it is. Names
 * are shared, so that each is compared once, not once in each node. */
#define FDT_NAME_SLOTS 256u

struct fdt_walk {
	struct plat_bootinfo *bi;
	const struct plat_topology_sink *sink;
	void *ctx;
	struct plat_fdt *out;
	const uint8_t *tree;
	plat_pa_t pa;
	const uint8_t *structure;
	const char *strings;
	uint32_t strings_size;
	int status;            /* of the list of MRDs */
	bool has_memory;

	struct fdt_frame frames[FDT_DEPTH_MAX + 1];
	int depth;             /* of the node that is open; -1: none yet */
	const char *name;      /* the current node's */
	bool is_open;          /* all of its properties so far are known */
	uint32_t present;      /* a bit for each of them */
	struct fdt_value props[NR_PROPS];
	uint32_t nr_ranges;    /* that may still be looked at */

	struct fdt_controller gic; /* cells 0: there is none */
	struct fdt_controller controllers[FDT_CONTROLLERS_MAX];
	uint32_t nr_controllers;
	struct fdt_irqs timer_irqs, hypervisor_irqs;
	struct fdt_irqs uart_irqs[PLAT_FDT_UARTS_MAX];
	struct fdt_value stdout_path;
	int aliases;           /* offset of the node's first tag; 0: none */

	uint32_t names[FDT_NAME_SLOTS]; /* offset + 1, enum fdt_prop: 8 bits */
};

_Static_assert(NR_PROPS <= 32, "struct fdt_walk: present has 32 bits");

static inline bool fdt_has(const struct fdt_walk *w, enum fdt_prop prop)
{
	return (w->present & 1u << prop) != 0;
}

/* The current node's property; data NULL and size 0 where it has none. */
static inline struct fdt_value fdt_value_of(const struct fdt_walk *w,
					    enum fdt_prop prop)
{
	return fdt_has(w, prop) ? w->props[prop]
				: (struct fdt_value){NULL, 0};
}

/* What the current node's parent passes down; not of the root. */
static inline const struct fdt_frame *fdt_parent(const struct fdt_walk *w)
{
	return &w->frames[w->depth - 1];
}

/* walk.c */

/**
 * Go from tag to tag; plat_fdt_take_node() gets each node but the root and
 * what lies too deep. Ends early, with a message, where the structure is
 * broken.
 */
void plat_fdt_walk(struct fdt_walk *w);

/** The number that the current node's property is, else @absent. */
uint64_t plat_fdt_number_of(const struct fdt_walk *w, enum fdt_prop prop,
			    uint64_t absent);

/**
 * What the alias of @length characters at @name stands for; data NULL: it is
 * none.
 */
struct fdt_value plat_fdt_alias(const struct fdt_walk *w, const char *name,
				size_t length);

/* fdt.c */

/** All of the current node's properties are known, its children are not. */
void plat_fdt_take_node(struct fdt_walk *w);

/* irq.c */

/** Keep the interrupts of the current node, for when the GIC is known. */
void plat_fdt_keep_irqs(const struct fdt_walk *w, struct fdt_irqs *irqs);

/** The current node has #interrupt-cells; remember how many. */
void plat_fdt_add_controller(struct fdt_walk *w);

/** Say what the interrupts that were kept are at the GIC. */
void plat_fdt_take_irqs(struct fdt_walk *w);

/* node.c */

#define FDT_CELL_BYTES 4u

/* A list of cells, from which numbers are taken. */
struct fdt_cells {
	const uint8_t *at;
	uint32_t left; /* bytes */
};

/**
 * Take the next number of @nr cells off the list.
 *
 * Returns: true; false: fewer are left, or more than two, which is no number
 *          of ours.
 */
bool plat_fdt_take(struct fdt_cells *cells, uint32_t nr, uint64_t *value);

/**
 * Take the next address range off @reg, a list of the current node, and
 * translate it to what the CPU sees.
 *
 * Returns: 1; 0: the list is at its end; -PLAT_EPROTO: it is malformed;
 *          -PLAT_ENOENT: the CPU cannot reach it. After the latter the next
 *          range can be taken.
 * Source:  Devicetree Specification 0.4, 2.3.6 and 2.3.8.
 */
PLAT_MUST_CHECK
int plat_fdt_take_range(struct fdt_walk *w, struct fdt_cells *reg,
			struct plat_pa_range *range);

/** Whether @value is a list of strings that has @text; at which @index. */
bool plat_fdt_find_string(const struct fdt_value *value, const char *text,
			  uint32_t *index);

/** The number that a property of one or two cells has, else @absent. */
uint64_t plat_fdt_number(const struct fdt_value *value, uint64_t absent);

/**
 * Whether @path, of @length characters, is the node at @node: names may lack
 * their unit addresses.
 *
 * Source: Devicetree Specification 0.4, 2.2.3.
 */
bool plat_fdt_is_path(const char *path, size_t length, const char *node);

#endif /* COMMON_FDT_NODE_H */
