/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The key that is the power button (devicetree: input/gpio-keys.yaml,
 * gpio/pl061-gpio.yaml). Not a part of the walk that a boot makes: who wants
 * the key looks once more.
 */
#include <plat/errno.h>
#include <plat/fdt.h>
#include <plat/log.h>
#include <plat/string.h>

#include "common/fdt/look.h"

#define KEY_POWER 116u /* linux,code: input-event-codes.h */

#define GPIO_ACTIVE_LOW 1u
#define PL061_PINS      8u
#define ROOT            0

/* The cell number @i of @name; false: there is none. */
static bool get_cell(const void *tree, int node, const char *name, uint32_t i,
		     uint32_t *cell)
{
	struct plat_fdt_value value = plat_fdt_get(tree, node, name);

	if (value.size / sizeof(*cell) <= i)
		return false;
	memcpy(cell, value.at + i * sizeof(*cell), sizeof(*cell));
	*cell = __builtin_bswap32(*cell);
	return true;
}

/* The first node that is that key, below one that is for keys. */
static int find_key(const void *tree)
{
	int depth = 0, depth_of_keys = -1;
	uint32_t code;

	for (int node = plat_fdt_next_node(tree, ROOT, &depth); node >= 0;
	     node = plat_fdt_next_node(tree, node, &depth)) {
		if (depth <= depth_of_keys)
			depth_of_keys = -1;
		if (plat_fdt_is_compatible(tree, node, "gpio-keys"))
			depth_of_keys = depth;
		else if (depth_of_keys >= 0 &&
			 get_cell(tree, node, "linux,code", 0, &code) &&
			 code == KEY_POWER)
			return node;
	}
	return -1;
}

/* The PL061 with @phandle, below the root. */
static int find_chip(const void *tree, uint32_t phandle)
{
	int depth = 0;
	uint32_t own;

	for (int node = plat_fdt_next_node(tree, ROOT, &depth); node >= 0;
	     node = plat_fdt_next_node(tree, node, &depth)) {
		if (depth == 1 && get_cell(tree, node, "phandle", 0, &own) &&
		    own == phandle)
			return plat_fdt_is_compatible(tree, node, "arm,pl061")
				       ? node
				       : -1;
	}
	return -1;
}

/* Where addresses have two cells. */
static bool get_registers(const void *tree, int node,
			  struct plat_pa_range *range)
{
	uint32_t cells[4], address = 0, size = 0;

	if (!get_cell(tree, ROOT, "#address-cells", 0, &address) ||
	    !get_cell(tree, ROOT, "#size-cells", 0, &size) || address != 2 ||
	    size != 2)
		return false;
	for (uint32_t i = 0; i < PLAT_ARRAY_SIZE(cells); i++) {
		if (!get_cell(tree, node, "reg", i, &cells[i]))
			return false;
	}
	range->start = plat_pa((uint64_t)cells[0] << 32 | cells[1]);
	range->size = (uint64_t)cells[2] << 32 | cells[3];
	return true;
}

/* A shared interrupt of the GIC, the controller of what is below the root. */
static bool get_irq(const void *tree, int node, struct plat_fdt_irq *irq)
{
	static const char name[] = "interrupts";
	uint32_t kind, number, flags;

	if (!get_cell(tree, node, name, 0, &kind) ||
	    !get_cell(tree, node, name, 1, &number) ||
	    !get_cell(tree, node, name, 2, &flags) || kind != 0 ||
	    number >= 988)
		return false;
	*irq = (struct plat_fdt_irq){number + 32, (flags & 0xc) != 0,
				     (flags & 0xa) != 0};
	return true;
}

static bool take_key(const void *tree, int node, struct plat_fdt_key *key)
{
	static const char name[] = "gpios";
	uint32_t phandle, pin, flags;
	int chip;

	if (!get_cell(tree, node, name, 0, &phandle) ||
	    !get_cell(tree, node, name, 1, &pin) ||
	    !get_cell(tree, node, name, 2, &flags) || pin >= PL061_PINS)
		return false;
	chip = find_chip(tree, phandle);
	key->pin = (uint8_t)pin;
	key->active_low = (flags & GPIO_ACTIVE_LOW) != 0;
	return chip >= 0 && get_registers(tree, chip, &key->regs) &&
	       get_irq(tree, chip, &key->irq);
}

PLAT_COLD int plat_fdt_power_key(const void *tree, size_t size,
				 struct plat_fdt_key *key)
{
	int node;

	if (!plat_fdt_is_sound(tree, size))
		return -PLAT_EPROTO;
	node = find_key(tree);
	if (node < 0)
		return -PLAT_ENOENT;
	if (take_key(tree, node, key))
		return 0;
	plat_warn("fdt: the power key is not one of a PL061 that is sound");
	return -PLAT_EPROTO;
}
