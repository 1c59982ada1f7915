/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the power button: ACPI's fixed hardware, whose registers the system
 * control interrupt tells of (ACPI 6.5, 4.8.2.2.1.1 and 4.8.4.1), or its
 * generic event device.
 */
#include <plat/acpi.h>
#include <plat/arch/io.h>
#include <plat/errno.h>
#include <plat/events.h>
#include <plat/irq.h>
#include <plat/stage.h>

#include "common/events/ged.h"
#include "common/x86_64/acpi_power.h"

#define PWRBTN (1u << 8) /* in status and enable registers */

static uint16_t status_ports[2]; /* 0: there is no such register */
static uint32_t gsi;

static void look(void *arg)
{
	(void)arg;
	for (unsigned int i = 0; i < PLAT_ARRAY_SIZE(status_ports); i++) {
		uint16_t port = status_ports[i];

		if (!port || !(plat_in16(port) & PWRBTN))
			continue;
		plat_out16(port, PWRBTN);
		plat_event_raise(PLAT_EVENT_POWER_OFF);
	}
}

/* The first port of a block of @size bytes; 0: it is not in I/O space. */
static uint16_t port_of(const struct plat_acpi_register *reg, uint8_t size)
{
	if (reg->space != PLAT_ACPI_IO || size < 2 ||
	    reg->address > (uint64_t)UINT16_MAX - size)
		return 0;
	return (uint16_t)reg->address;
}

/* Nobody serves general-purpose events, which would hold the interrupt's line
 * for ever. */
static void disable_gpes(const struct plat_acpi_register *reg, uint8_t size)
{
	uint16_t port = port_of(reg, size);

	for (unsigned int i = size / 2; port && i < size; i++)
		plat_out8((uint16_t)(port + i), 0);
}

static void enable(uint16_t status_port, uint8_t size)
{
	if (!status_port)
		return;
	plat_out16((uint16_t)(status_port + size / 2), PWRBTN);
	plat_out16(status_port, PWRBTN);
}

/* Level and active low unless firmware says something else: ACPI 6.5, 5.2.9. */
static unsigned int find_line(const struct plat_acpi_fadt *fadt)
{
	unsigned int flags;

	gsi = fadt->sci;
	if (plat_irq_isa(gsi, &gsi, &flags) || !(flags & PLAT_IRQ_LEVEL))
		flags = PLAT_IRQ_LEVEL | PLAT_IRQ_LOW;
	return flags;
}

static int open_fixed(const struct plat_acpi_fadt *fadt)
{
	struct plat_acpi_event_blocks blocks;
	unsigned int flags;
	uint8_t size;
	int err = plat_acpi_event_blocks(&blocks);

	if (err)
		return err;
	size = blocks.pm1_bytes;
	status_ports[0] = port_of(&blocks.pm1a, size);
	status_ports[1] = port_of(&blocks.pm1b, size);
	if (!status_ports[0] || size < 4 || fadt->flags & PLAT_FADT_PWR_BUTTON)
		return -PLAT_ENOTSUP;
	plat_x86_acpi_enable(fadt);
	disable_gpes(&blocks.gpe0, blocks.gpe0_bytes);
	disable_gpes(&blocks.gpe1, blocks.gpe1_bytes);
	flags = find_line(fadt);
	err = plat_irq_request(gsi, flags, look, NULL);
	for (unsigned int i = 0; !err && i < PLAT_ARRAY_SIZE(status_ports); i++)
		enable(status_ports[i], size);
	return err;
}

static int init(void)
{
	struct plat_acpi_fadt fadt;
	int err = plat_acpi_fadt(&fadt);

	if (err)
		return err;
	if (fadt.flags & PLAT_FADT_HW_REDUCED_ACPI)
		return plat_ged_open();
	return open_fixed(&fadt);
}

static void term(void)
{
	if (status_ports[0])
		(void)!plat_irq_release(gsi);
	plat_ged_close();
}

const struct plat_hooks plat_event_source_button = {
	.name = "power button", .init = init, .term = term};
