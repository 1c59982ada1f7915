/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/machine.h"

#include <plat/acpi.h>
#include <plat/lcpu.h>
#include <plat/log.h>

struct plat_arm64_machine plat_arm64_machine;

static void add_lcpu(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	struct plat_arm64_machine *m = ctx;

	if (lcpu->flags & PLAT_LCPU_ENABLED)
		m->nr_lcpus++;
}

/* A machine has one distributor: the first that is told. A version 2's CPU
 * interface is told by each CPU, at the same address. */
static void add_gic_part(void *ctx, const struct plat_topology_gic *part)
{
	struct plat_arm64_gic *gic = &((struct plat_arm64_machine *)ctx)->gic;
	unsigned int slot = part->part, end = slot + 1;

	if (part->part == PLAT_GIC_ITS)
		return;
	if (part->part == PLAT_GIC_REDISTRIBUTORS)
		end = PLAT_ARRAY_SIZE(gic->ranges);
	while (slot < end && gic->ranges[slot].size)
		slot++;
	if (slot < end) {
		gic->ranges[slot] = part->range;
		if (slot == PLAT_GIC_DISTRIBUTOR)
			gic->version = part->version;
		if (slot >= PLAT_GIC_REDISTRIBUTORS)
			gic->stride = part->stride;
	} else if (part->part != PLAT_GIC_CPU_INTERFACE) {
		plat_warn("GIC: what is at %#lx is one too many: ignored",
			  part->range.start.v);
	}
}

static const struct plat_topology_sink sink = {
	.lcpu = add_lcpu,
	.gic = add_gic_part,
};

static plat_arm64_conduit_t conduit_of(const struct plat_fdt *fdt)
{
	if (fdt->psci == PLAT_FDT_NO_PSCI)
		return NULL;
	if (!fdt->psci_is_0_2) {
		plat_warn("PSCI 0.1, whose function ids are the machine's "
			  "own, is not used");
		return NULL;
	}
	return fdt->psci == PLAT_FDT_HVC ? plat_smccc_hvc : plat_smccc_smc;
}

int plat_arm64_take_fdt(struct plat_bootinfo *bi, plat_pa_t tree)
{
	struct plat_arm64_machine *m = &plat_arm64_machine;
	int err = plat_fdt_parse(bi, tree, &sink, m, &m->fdt);

	if (!err)
		m->conduit = conduit_of(&m->fdt);
	return err;
}

PLAT_COLD int plat_arm64_take_acpi(plat_pa_t rsdp)
{
	struct plat_arm64_machine *m = &plat_arm64_machine;
	int err = plat_acpi_init(rsdp);
	uint16_t arch;

	if (err)
		return err;
	arch = plat_acpi_arm_boot_arch();
	if (arch & PLAT_FADT_PSCI_COMPLIANT)
		m->conduit = arch & PLAT_FADT_PSCI_USE_HVC ? plat_smccc_hvc
							   : plat_smccc_smc;
	return plat_acpi_madt(&sink, m);
}

static int add_device(struct plat_bootinfo *bi, struct plat_pa_range range,
		      const char *owner)
{
	if (range.size == 0)
		return 0;
	return plat_bootinfo_add_region(bi, range, PLAT_MRD_DEVICE, owner);
}

int plat_arm64_add_devices(struct plat_bootinfo *bi)
{
	const struct plat_arm64_machine *m = &plat_arm64_machine;
	int err = add_device(bi, m->fdt.rtc, "pl031");

	for (unsigned int i = 0; !err && i < PLAT_ARRAY_SIZE(m->gic.ranges);
	     i++)
		err = add_device(bi, m->gic.ranges[i], "gic");
	return err;
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
	static const struct plat_topology_sink giccs = {.gicc = look_at_gicc};
	struct search s = {.affinity = affinity};

	if (plat_acpi_madt(&giccs, &s))
		return plat_pa(0);
	return s.redistributor;
}

uint32_t plat_lcpu_count(void)
{
	uint32_t nr = plat_arm64_machine.nr_lcpus;

	return nr ? nr : 1;
}
