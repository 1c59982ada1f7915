/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: the power button: ACPI's generic event device, or a key that a
 * devicetree describes, at a PL061 (Arm DDI 0190, 3.2).
 */
#include <plat/bootinfo.h>
#include <plat/errno.h>
#include <plat/events.h>
#include <plat/fdt.h>
#include <plat/irq.h>
#include <plat/layout.h>
#include <plat/mmio.h>
#include <plat/stage.h>

#include "common/events/ged.h"

#define GPIODIR 0x400u /* 1: output */
#define GPIOIS  0x404u /* 1: level */
#define GPIOIBE 0x408u /* 1: both edges */
#define GPIOIEV 0x40cu /* 1: rising edge */
#define GPIOIE  0x410u
#define GPIOMIS 0x418u
#define GPIOIC  0x41cu
#define PL061_BYTES 0x1000u

static struct plat_fdt_key key;
static volatile char *registers; /* NULL: there is no such key */

static void set(uint32_t reg, bool is_set)
{
	uint32_t value = plat_mmio_read32(registers + reg);
	uint32_t pin = 1u << key.pin;

	plat_mmio_write32(registers + reg, is_set ? value | pin : value & ~pin);
}

static void look(void *arg)
{
	uint32_t seen = plat_mmio_read32(registers + GPIOMIS);

	(void)arg;
	plat_mmio_write32(registers + GPIOIC, seen);
	if (seen & 1u << key.pin)
		plat_event_raise(PLAT_EVENT_POWER_OFF);
}

/* The edge on which the key is pressed; nobody serves the other pins. */
static void program(void)
{
	plat_mmio_write32(registers + GPIOIE, 0);
	set(GPIODIR, false);
	set(GPIOIS, false);
	set(GPIOIBE, false);
	set(GPIOIEV, !key.active_low);
	plat_mmio_write32(registers + GPIOIC, 1u << key.pin);
	set(GPIOIE, true);
}

static int listen(void)
{
	volatile void *mapped;
	int err = plat_mmio_map(key.regs.start, PL061_BYTES, PLAT_MT_DEVICE,
				&mapped);

	if (err)
		return err;
	registers = mapped;
	program();
	err = plat_irq_request(key.irq.intid,
			       key.irq.level ? PLAT_IRQ_LEVEL : PLAT_IRQ_EDGE,
			       look, NULL);
	if (err) {
		registers = NULL;
		(void)!plat_mmio_unmap(mapped);
	}
	return err;
}

static int open_key(void)
{
	struct plat_pa_range tree = plat_bootinfo()->devicetree;
	int err;

	if (tree.size == 0)
		return -PLAT_ENOENT;
	err = plat_fdt_power_key(plat_direct_map(tree.start), tree.size, &key);
	if (!err && key.regs.size < PL061_BYTES)
		err = -PLAT_EPROTO;
	return err ? err : listen();
}

static int init(void)
{
	int err = plat_ged_open();

	return err == -PLAT_ENOENT ? open_key() : err;
}

static void term(void)
{
	plat_ged_close();
	if (!registers)
		return;
	(void)!plat_irq_release(key.irq.intid);
	(void)!plat_mmio_unmap(registers);
	registers = NULL;
}

const struct plat_hooks plat_event_source_button = {
	.name = "power button", .init = init, .term = term};
