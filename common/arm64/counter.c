/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/timer.h"

#include <plat/acpi.h>
#include <plat/log.h>

#include "common/arm64/machine.h"

uint64_t plat_arm64_counter_hz(uint64_t cntfrq, uint64_t told)
{
	uint64_t hz = cntfrq & UINT32_MAX;

	if (hz == 0 && told == 0)
		plat_err("generic timer: its frequency is not told: CNTFRQ_EL0 "
			 "is 0");
	else if (hz == 0)
		plat_warn("generic timer: CNTFRQ_EL0 is 0: %lu Hz, as firmware "
			  "says", told);
	else if (told && told != hz)
		plat_warn("generic timer: %lu Hz, as CNTFRQ_EL0 says; firmware's "
			  "%lu Hz are ignored", hz, told);
	return hz ? hz : told;
}

struct plat_arm64_timer plat_arm64_timer_told(void)
{
	const struct plat_fdt *fdt = &plat_arm64_machine.fdt;
	const struct plat_fdt_irq *v = &fdt->timers[PLAT_FDT_TIMER_VIRTUAL];
	const struct plat_fdt_irq *p = &fdt->timers[PLAT_FDT_TIMER_PHYSICAL];
	struct plat_acpi_gtdt gtdt;

	if (v->intid)
		return (struct plat_arm64_timer){false, v->level, v->intid};
	if (p->intid)
		return (struct plat_arm64_timer){true, p->level, p->intid};
	if (plat_acpi_gtdt(&gtdt))
		return (struct plat_arm64_timer){.physical = false};
	if (gtdt.virtual.gsi || !gtdt.el1.gsi)
		return (struct plat_arm64_timer){false, gtdt.virtual.level,
						 gtdt.virtual.gsi};
	return (struct plat_arm64_timer){true, gtdt.el1.level, gtdt.el1.gsi};
}
