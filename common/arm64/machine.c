/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/machine.h"

#include <plat/lcpu.h>
#include <plat/log.h>

static struct plat_arm64_machine machine;

static void add_lcpu(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	(void)ctx;
	if (lcpu->flags & PLAT_LCPU_ENABLED)
		machine.nr_lcpus++;
}

static void add_redistributors(struct plat_arm64_gic *gic,
			       struct plat_pa_range range)
{
	if (gic->nr_redistributors == ARM64_MAX_REDISTRIBUTORS) {
		plat_warn("GIC: redistributors at %#lx are one range too "
			  "many: ignored",
			  range.start.v);
		return;
	}
	gic->redistributors[gic->nr_redistributors++] = range;
}

static void add_gic_part(void *ctx, const struct plat_topology_gic *part)
{
	struct plat_arm64_gic *gic = &machine.gic;

	(void)ctx;
	if (part->version)
		gic->version = part->version;
	if (part->part == PLAT_GIC_DISTRIBUTOR)
		gic->distributor = part->range;
	else if (part->part == PLAT_GIC_CPU_INTERFACE)
		gic->cpu_interface = part->range;
	else if (part->part == PLAT_GIC_REDISTRIBUTORS)
		add_redistributors(gic, part->range);
}

const struct plat_topology_sink plat_arm64_fdt_sink = {
	.lcpu = add_lcpu,
	.gic = add_gic_part,
};

static struct plat_arm64_irq irq_of(const struct plat_fdt_irq *irq)
{
	return (struct plat_arm64_irq){.intid = irq->intid,
				       .level = irq->level,
				       .active_low = irq->active_low};
}

void plat_arm64_take_fdt(const struct plat_fdt *fdt)
{
	if (fdt->psci == PLAT_FDT_HVC)
		machine.conduit = PLAT_ARM64_HVC;
	else if (fdt->psci == PLAT_FDT_SMC)
		machine.conduit = PLAT_ARM64_SMC;
	machine.virtual_timer = irq_of(&fdt->virtual_timer);
	machine.timer = irq_of(&fdt->timer);
	machine.rtc = fdt->rtc;
	machine.rng_seed = fdt->rng_seed;
	machine.kaslr_seed = fdt->kaslr_seed;
}

const struct plat_arm64_machine *plat_arm64_machine(void)
{
	return &machine;
}

uint32_t plat_lcpu_count(void)
{
	uint32_t nr = plat_arm64_machine()->nr_lcpus;

	return nr ? nr : 1;
}
