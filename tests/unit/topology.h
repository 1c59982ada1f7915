/* SPDX-License-Identifier: BSD-3-Clause */
/* A topology sink that keeps what it is told. */
#ifndef TESTS_UNIT_TOPOLOGY_H
#define TESTS_UNIT_TOPOLOGY_H

#include "tests/unit/unit.h"

#include <plat/topology.h>

#define MANY 64

static struct {
	struct plat_topology_lcpu lcpus[MANY];
	struct plat_topology_ioapic ioapics[MANY];
	struct plat_topology_isa_irq isa_irqs[MANY];
	struct plat_topology_nmi nmis[MANY];
	struct plat_topology_gicc giccs[MANY];
	struct plat_topology_gic gics[MANY];
	unsigned int nr_lcpus, nr_ioapics, nr_isa_irqs, nr_nmis, nr_giccs;
	unsigned int nr_gics, nr_local_apics;
	uint64_t local_apic;
} told;

static void keep_lcpu(void *ctx, const struct plat_topology_lcpu *lcpu)
{
	assert_ptr_equal(ctx, &told);
	told.lcpus[told.nr_lcpus++ % MANY] = *lcpu;
}

static void keep_local_apic(void *ctx, plat_pa_t pa)
{
	assert_ptr_equal(ctx, &told);
	told.local_apic = pa.v;
	told.nr_local_apics++;
}

static void keep_ioapic(void *ctx, const struct plat_topology_ioapic *ioapic)
{
	assert_ptr_equal(ctx, &told);
	told.ioapics[told.nr_ioapics++ % MANY] = *ioapic;
}

static void keep_isa_irq(void *ctx, const struct plat_topology_isa_irq *irq)
{
	assert_ptr_equal(ctx, &told);
	told.isa_irqs[told.nr_isa_irqs++ % MANY] = *irq;
}

static void keep_nmi(void *ctx, const struct plat_topology_nmi *nmi)
{
	assert_ptr_equal(ctx, &told);
	told.nmis[told.nr_nmis++ % MANY] = *nmi;
}

static inline void keep_gicc(void *ctx, const struct plat_topology_gicc *gicc)
{
	assert_ptr_equal(ctx, &told);
	told.giccs[told.nr_giccs++ % MANY] = *gicc;
}

static inline void keep_gic(void *ctx, const struct plat_topology_gic *gic)
{
	assert_ptr_equal(ctx, &told);
	told.gics[told.nr_gics++ % MANY] = *gic;
}

static const struct plat_topology_sink keep = {
	keep_lcpu, keep_local_apic, keep_ioapic, keep_isa_irq,
	keep_nmi,  keep_gicc,       keep_gic,
};

static const struct plat_topology_sink deaf;

#endif /* TESTS_UNIT_TOPOLOGY_H */
