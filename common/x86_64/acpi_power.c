/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: power off and reboot through ACPI: fixed hardware, or the sleep
 * registers of hardware-reduced machines. ACPI 6.5, 4.8.3.2, 4.8.3.6,
 * 4.8.3.7.
 */
#include "common/x86_64/acpi_power.h"

#include <plat/arch/cpu.h>
#include <plat/arch/io.h>
#include <plat/early_map.h>
#include <plat/mmio.h>
#include <plat/power.h>

#define PM1_SCI_EN          (1u << 0)
#define PM1_SLP_TYP_SHIFT   10u
#define PM1_SLP_TYP_MASK    (7u << PM1_SLP_TYP_SHIFT)
#define PM1_SLP_EN          (1u << 13)
#define SLEEP_SLP_TYP_SHIFT 2u
#define SLEEP_SLP_EN        (1u << 5)

/* How often to look whether firmware has enabled ACPI. */
#define MAX_POLLS 1000000u

static bool is_port(const struct plat_acpi_register *reg)
{
	return reg->space == PLAT_ACPI_IO && reg->address &&
	       reg->address <= UINT16_MAX;
}

/* A register of one byte, wherever it is. */
static void write_byte(const struct plat_acpi_register *reg, uint8_t value)
{
	volatile uint8_t *p;

	if (is_port(reg)) {
		plat_out8((uint16_t)reg->address, value);
		return;
	}
	if (reg->space != PLAT_ACPI_MEMORY || !reg->address)
		return;
	p = plat_early_map(plat_pa(reg->address), 1, PLAT_MT_DEVICE);
	if (!p)
		return;
	plat_mmio_write8(p, value);
	plat_early_unmap((const void *)(uintptr_t)p, 1);
}

void plat_x86_acpi_enable(const struct plat_acpi_fadt *fadt)
{
	uint16_t pm1a = (uint16_t)fadt->pm1a_control.address;

	if (plat_in16(pm1a) & PM1_SCI_EN || !fadt->smi_command ||
	    fadt->smi_command > UINT16_MAX || !fadt->acpi_enable)
		return;
	plat_out8((uint16_t)fadt->smi_command, fadt->acpi_enable);
	for (uint32_t i = 0; i < MAX_POLLS; i++) {
		if (plat_in16(pm1a) & PM1_SCI_EN)
			return;
		plat_cpu_relax();
	}
}

static void write_pm1(const struct plat_acpi_register *reg, uint8_t type)
{
	uint16_t port = (uint16_t)reg->address;
	uint32_t value;

	if (!is_port(reg))
		return;
	value = plat_in16(port) & ~PM1_SLP_TYP_MASK;
	value |= (type & 7u) << PM1_SLP_TYP_SHIFT;
	plat_out16(port, (uint16_t)(value | PM1_SLP_EN));
}

PLAT_COLD static void off(uint8_t status)
{
	struct plat_acpi_sleep sleep;
	struct plat_acpi_fadt fadt;

	(void)status;
	if (plat_acpi_fadt(&fadt) || plat_acpi_s5(&sleep))
		return;
	if (fadt.flags & PLAT_FADT_HW_REDUCED_ACPI) {
		write_byte(&fadt.sleep_control,
			   (uint8_t)((sleep.type_a & 7u)
					 << SLEEP_SLP_TYP_SHIFT |
				     SLEEP_SLP_EN));
		return;
	}
	if (!is_port(&fadt.pm1a_control))
		return;
	plat_x86_acpi_enable(&fadt);
	write_pm1(&fadt.pm1b_control, sleep.type_b);
	write_pm1(&fadt.pm1a_control, sleep.type_a);
}

PLAT_COLD static void reboot(void)
{
	struct plat_acpi_fadt fadt;

	if (!plat_acpi_fadt(&fadt) && fadt.flags & PLAT_FADT_RESET_REG_SUP)
		write_byte(&fadt.reset, fadt.reset_value);
}

PLAT_POWER(acpi) = {.name = "acpi", .off = off, .reboot = reboot};
