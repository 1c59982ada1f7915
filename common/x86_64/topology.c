/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/topology.h"

#include <plat/acpi.h>
#include <plat/frontend.h>
#include <plat/lcpu.h>
#include <plat/log.h>
#include <plat/mptable.h>
#include <plat/stage.h>

#include "common/lcpu/lcpu.h"

typedef void (*told_t)(const struct plat_topology_lcpu *lcpu);

static struct plat_x86_topology topology;
static bool known;

static void add_lcpu(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	struct plat_x86_topology *t = ctx;

	if (lcpu->flags & PLAT_LCPU_ENABLED)
		t->nr_lcpus++;
}

static void set_local_apic(void *ctx, plat_pa_t pa)
{
	struct plat_x86_topology *t = ctx;

	t->local_apic = pa;
}

static void add_ioapic(void *ctx, const struct plat_topology_ioapic *ioapic)
{
	struct plat_x86_topology *t = ctx;

	if (t->nr_ioapics == X86_MAX_IOAPICS) {
		plat_warn("I/O APIC %u is one too many: ignored", ioapic->id);
		return;
	}
	t->ioapics[t->nr_ioapics++] = *ioapic;
}

static void add_isa_irq(void *ctx, const struct plat_topology_isa_irq *irq)
{
	struct plat_x86_topology *t = ctx;

	if (irq->irq < X86_NR_ISA_IRQS)
		t->isa[irq->irq] = *irq;
}

static const struct plat_topology_sink sink = {
	.lcpu = add_lcpu,
	.local_apic = set_local_apic,
	.ioapic = add_ioapic,
	.isa_irq = add_isa_irq,
};

static void reset(struct plat_x86_topology *t)
{
	t->nr_lcpus = 0;
	t->nr_ioapics = 0;
	t->local_apic = plat_pa(0);
	for (uint32_t i = 0; i < X86_NR_ISA_IRQS; i++) {
		t->isa[i] = (struct plat_topology_isa_irq){
		    .irq = i, .ioapic_id = PLAT_IOAPIC_BY_GSI, .line = i};
	}
}

static void count_lcpu(const struct plat_topology_lcpu *lcpu)
{
	add_lcpu(&topology, lcpu);
}

const struct plat_x86_topology *plat_x86_topology(void)
{
	if (known)
		return &topology;
	reset(&topology);
	if (plat_frontend()->lcpus)
		plat_frontend()->lcpus(count_lcpu);
	else if (plat_acpi_madt(&sink, &topology) &&
	    plat_mptable_parse(&sink, &topology))
		plat_info("neither MADT nor MP table: one lcpu, no I/O APIC");
	if (topology.nr_lcpus == 0)
		topology.nr_lcpus = 1;
	known = true;
	return &topology;
}

uint32_t plat_lcpu_count(void)
{
	return plat_x86_topology()->nr_lcpus;
}

void plat_arch_lcpu_counted(uint32_t nr)
{
	(void)plat_x86_topology();
	topology.nr_lcpus = nr;
}

static void tell(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	(*(const told_t *)ctx)(lcpu);
}

void plat_arch_lcpus(told_t add)
{
	static const struct plat_topology_sink lcpus = {.lcpu = tell};

	if (plat_frontend()->lcpus)
		plat_frontend()->lcpus(add);
	else if (plat_acpi_madt(&lcpus, &add) &&
	    plat_mptable_parse(&lcpus, &add))
		plat_info("no table tells of CPUs");
}
