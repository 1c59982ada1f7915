/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/machine.h"

#include <plat/acpi.h>
#include <plat/lcpu.h>
#include <plat/log.h>

/* The devicetree's size of a GICv2's CPU interface, which ACPI does not
 * tell; IHI 0048 4.1. */
#define GICC_BYTES PLAT_KIB(8)

struct plat_arm64_machine plat_arm64_told;
static bool acpi_was_asked;

static void add_lcpu(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	struct plat_arm64_machine *m = ctx;

	if (lcpu->flags & PLAT_LCPU_ENABLED)
		m->nr_lcpus++;
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

/* A machine has one distributor: the first that is told. */
static void set_distributor(struct plat_arm64_gic *gic,
			    const struct plat_topology_gic *part)
{
	if (gic->distributor.size) {
		plat_warn("GIC: a second distributor at %#lx is ignored",
			  part->range.start.v);
		return;
	}
	gic->distributor = part->range;
	gic->version = part->version;
}

static void add_gic_part(void *ctx, const struct plat_topology_gic *part)
{
	struct plat_arm64_machine *m = ctx;
	struct plat_arm64_gic *gic = &m->gic;

	if (part->part == PLAT_GIC_DISTRIBUTOR)
		set_distributor(gic, part);
	else if (part->part == PLAT_GIC_CPU_INTERFACE)
		gic->cpu_interface = part->range;
	else if (part->part == PLAT_GIC_REDISTRIBUTORS)
		add_redistributors(gic, part->range);
}

const struct plat_topology_sink plat_arm64_fdt_sink = {
	.lcpu = add_lcpu,
	.gic = add_gic_part,
};

static struct plat_arm64_irq irq_of_fdt(const struct plat_fdt_irq *irq)
{
	return (struct plat_arm64_irq){.intid = irq->intid,
				       .level = irq->level,
				       .active_low = irq->active_low};
}

static enum plat_arm64_conduit conduit_of(const struct plat_fdt *fdt)
{
	if (fdt->psci == PLAT_FDT_NO_PSCI)
		return PLAT_ARM64_NO_CONDUIT;
	if (!fdt->psci_is_0_2) {
		plat_warn("PSCI 0.1, whose function ids are the machine's "
			  "own, is not used");
		return PLAT_ARM64_NO_CONDUIT;
	}
	return fdt->psci == PLAT_FDT_HVC ? PLAT_ARM64_HVC : PLAT_ARM64_SMC;
}

void plat_arm64_take_fdt(struct plat_arm64_machine *m,
			 const struct plat_fdt *fdt)
{
	m->conduit = conduit_of(fdt);
	m->virtual_timer = irq_of_fdt(&fdt->timers[PLAT_FDT_TIMER_VIRTUAL]);
	m->timer = irq_of_fdt(&fdt->timers[PLAT_FDT_TIMER_PHYSICAL]);
	m->rtc = fdt->rtc;
	m->rng_seed = fdt->rng_seed;
	m->kaslr_seed = fdt->kaslr_seed;
}

static int add_device(struct plat_bootinfo *bi, struct plat_pa_range range,
		      const char *owner)
{
	if (range.size == 0)
		return 0;
	return plat_bootinfo_add_region(bi, range, PLAT_MRD_DEVICE, owner);
}

int plat_arm64_add_devices(const struct plat_arm64_machine *m,
			   struct plat_bootinfo *bi)
{
	const struct plat_arm64_gic *gic = &m->gic;
	int err = add_device(bi, gic->distributor, "gic");

	if (!err)
		err = add_device(bi, gic->cpu_interface, "gic");
	for (uint32_t i = 0; !err && i < gic->nr_redistributors; i++)
		err = add_device(bi, gic->redistributors[i], "gic");
	return err ? err : add_device(bi, m->rtc, "pl031");
}

/* Of a GICv2 all CPUs see their own interface at the same address. */
static void take_gicc(void *ctx, const struct plat_topology_gicc *gicc)
{
	struct plat_arm64_machine *m = ctx;

	if (gicc->pa.v && !m->gic.cpu_interface.size)
		m->gic.cpu_interface =
		    (struct plat_pa_range){gicc->pa, GICC_BYTES};
}

static struct plat_arm64_irq irq_of_acpi(const struct plat_acpi_timer *timer)
{
	return (struct plat_arm64_irq){.intid = timer->gsi,
				       .level = timer->level,
				       .active_low = timer->active_low};
}

static void take_timers(struct plat_arm64_machine *m)
{
	struct plat_acpi_gtdt gtdt;

	if (plat_acpi_gtdt(&gtdt))
		return;
	m->virtual_timer = irq_of_acpi(&gtdt.virtual);
	m->timer = irq_of_acpi(&gtdt.el1);
}

static void take_psci(struct plat_arm64_machine *m)
{
	struct plat_acpi_fadt fadt;

	if (plat_acpi_fadt(&fadt) ||
	    !(fadt.arm_boot_arch & PLAT_FADT_PSCI_COMPLIANT))
		return;
	m->conduit = fadt.arm_boot_arch & PLAT_FADT_PSCI_USE_HVC
			 ? PLAT_ARM64_HVC
			 : PLAT_ARM64_SMC;
}

PLAT_COLD int plat_arm64_take_acpi(struct plat_arm64_machine *m)
{
	static const struct plat_topology_sink sink = {
		.lcpu = add_lcpu,
		.gicc = take_gicc,
		.gic = add_gic_part,
	};

	take_psci(m);
	take_timers(m);
	return plat_acpi_madt(&sink, m);
}

const struct plat_arm64_machine *plat_arm64_machine(void)
{
	if (plat_unlikely(plat_arm64_told.nr_lcpus == 0 && !acpi_was_asked)) {
		acpi_was_asked = true;
		if (plat_arm64_take_acpi(&plat_arm64_told))
			plat_info("neither devicetree nor MADT tells of CPUs");
	}
	return &plat_arm64_told;
}

struct search {
	uint64_t affinity;
	plat_pa_t redistributor;
};

static void look_at_gicc(void *ctx, const struct plat_topology_gicc *gicc)
{
	struct search *s = ctx;

	if (gicc->hw_id == s->affinity)
		s->redistributor = gicc->redistributor;
}

PLAT_COLD plat_pa_t plat_arm64_redistributor_told(uint64_t affinity)
{
	static const struct plat_topology_sink sink = {.gicc = look_at_gicc};
	struct search s = {.affinity = affinity};

	if (plat_acpi_madt(&sink, &s))
		return plat_pa(0);
	return s.redistributor;
}

uint32_t plat_lcpu_count(void)
{
	uint32_t nr = plat_arm64_machine()->nr_lcpus;

	return nr ? nr : 1;
}
