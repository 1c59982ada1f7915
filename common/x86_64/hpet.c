/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the HPET's main counter. IA-PC HPET specification 1.0a, 2.3.
 */
#include <plat/acpi.h>
#include <plat/errno.h>
#include <plat/mmio.h>

#include "common/x86_64/clocks.h"

#define REG_CAPABILITIES  0x000
#define REG_CONFIGURATION 0x010
#define REG_COUNTER       0x0f0
#define REGISTERS_BYTES   0x400

#define CAPABILITIES_64BIT    (1u << 13)
#define CONFIGURATION_ENABLE  1u
#define FEMTOSECONDS          1000000000000000ull
#define PERIOD_MAX            100000000u /* fs: the specification's limit */

static volatile char *registers;

/* One 32-bit access, or one of 64 bits where the counter has as many. */
static uint64_t read(const struct plat_clock *self)
{
	if (self->mask == UINT32_MAX)
		return plat_mmio_read32(registers + REG_COUNTER);
	return plat_mmio_read64(registers + REG_COUNTER);
}

static int init(struct plat_clock *self)
{
	struct plat_acpi_hpet hpet;
	volatile void *mapped;
	uint32_t period, low;
	int err = plat_acpi_hpet(&hpet);

	if (!err)
		err = plat_mmio_map(hpet.pa, REGISTERS_BYTES,
				    PLAT_MT_DEVICE, &mapped);
	if (err)
		return -PLAT_ENOTSUP;
	registers = mapped;
	low = plat_mmio_read32(registers + REG_CAPABILITIES);
	period = plat_mmio_read32(registers + REG_CAPABILITIES + 4);
	if (period == 0 || period > PERIOD_MAX)
		return -PLAT_ENOTSUP;
	self->hz = FEMTOSECONDS / period;
	self->mask = low & CAPABILITIES_64BIT ? UINT64_MAX : UINT32_MAX;
	plat_mmio_write32(registers + REG_CONFIGURATION,
			  plat_mmio_read32(registers + REG_CONFIGURATION) |
			      CONFIGURATION_ENABLE);
	return 0;
}

struct plat_clock plat_x86_hpet = {
	.name = "hpet", .init = init, .read = read};
