/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: the ACPI power management timer. ACPI 6.4, 4.8.3.3.
 */
#include <plat/acpi.h>
#include <plat/arch/io.h>
#include <plat/errno.h>

#include "common/x86_64/clocks.h"

#define PM_TIMER_HZ 3579545u

static uint16_t port;

static uint64_t read(const struct plat_clock *self)
{
	return plat_in32(port) & self->mask;
}

static int init(struct plat_clock *self)
{
	struct plat_acpi_fadt fadt;

	if (plat_acpi_fadt(&fadt) || !fadt.pm_timer.address ||
	    fadt.pm_timer.space != PLAT_ACPI_IO ||
	    fadt.pm_timer.address > UINT16_MAX)
		return -PLAT_ENOTSUP;
	port = (uint16_t)fadt.pm_timer.address;
	self->hz = PM_TIMER_HZ;
	self->mask = fadt.flags & PLAT_FADT_TMR_VAL_EXT ? UINT32_MAX : 0xffffff;
	return 0;
}

struct plat_clock plat_x86_pm_timer = {
	.name = "acpi pm timer", .init = init, .read = read};
