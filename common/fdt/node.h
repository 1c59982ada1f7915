/* SPDX-License-Identifier: BSD-3-Clause */
/* A node of the devicetree while the walk is at it, and those above it. */
#ifndef COMMON_FDT_NODE_H
#define COMMON_FDT_NODE_H

#include <libfdt.h>

#include <plat/fdt.h>

/* Levels below the root that are looked at. */
#define FDT_DEPTH_MAX 12

/* The properties that matter, in any node. */
enum fdt_prop {
	PROP_NONE,
	PROP_ADDRESS_CELLS,
	PROP_SIZE_CELLS,
	PROP_RANGES,
	PROP_REG,
	PROP_COMPATIBLE,
	PROP_STATUS,
	PROP_DEVICE_TYPE,
	PROP_INTERRUPTS,
	PROP_INTERRUPT_CELLS,
	PROP_METHOD,
	PROP_ENABLE_METHOD,
	PROP_BOOTARGS,
	PROP_INITRD_START,
	PROP_INITRD_END,
	PROP_STDOUT_PATH,
	PROP_RNG_SEED,
	PROP_KASLR_SEED,
	PROP_REDISTRIBUTOR_REGIONS,
	PROP_REG_SHIFT,
	PROP_REG_IO_WIDTH,
	PROP_CLOCK_FREQUENCY,
	NR_PROPS,
};

struct fdt_value {
	const void *data;
	uint32_t size;
};

/* What a node above the current one passes down. */
struct fdt_frame {
	const char *name;
	uint32_t address_cells;
	uint32_t size_cells;
	struct fdt_value ranges; /* data NULL: there is no such property */
	bool is_cpus;
	bool is_reserved_memory;
};

/* A list of cells, from which numbers are taken. */
struct fdt_cells {
	const uint8_t *at;
	uint32_t left; /* bytes */
};

/**
 * Take the next number of @nr cells off the list.
 *
 * Returns: true; false: fewer are left, or there are more than two and the
 *          upper ones are not 0: no such number fits.
 */
bool plat_fdt_take(struct fdt_cells *cells, uint32_t nr, uint64_t *value);

/**
 * Take the next address range off @reg of a node whose parents are
 * @frames[0 .. nr_frames), the root first, and translate it to what the CPU
 * sees.
 *
 * Returns: 1; 0: the list is at its end; -PLAT_EPROTO: it is malformed;
 *          -PLAT_ENOENT: the CPU cannot reach it. After the latter the next
 *          range can be taken.
 */
PLAT_MUST_CHECK
int plat_fdt_take_range(struct fdt_cells *reg, const struct fdt_frame *frames,
			uint32_t nr_frames, struct plat_pa_range *range);

/** Whether @value is a list of strings that has @text. */
bool plat_fdt_has_string(const struct fdt_value *value, const char *text);

/** The number that a property of one or two cells has, else @absent. */
uint64_t plat_fdt_number(const struct fdt_value *value, uint64_t absent);

#endif /* COMMON_FDT_NODE_H */
