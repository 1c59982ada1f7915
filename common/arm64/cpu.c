/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: what the ID registers say, and the entry code has switched on. Arm DDI
 * 0487 D19.2.
 */
#include <plat/arch/mmu.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/arm64/lse.h"
#include "common/arm64/sysreg.h"

#define VA_BITS 48u /* what the layout needs: entry.S */

static struct plat_pt_geometry geometry;

/* TCR_EL1.IPS -> bits. DDI 0487 D19.2.139. */
static uint8_t pa_bits_of(unsigned int ips)
{
	static const uint8_t bits[] = {32, 36, 40, 42, 44, 48, 52};

	return bits[ips < PLAT_ARRAY_SIZE(bits) ? ips : PARANGE_48];
}

static bool has(unsigned int sctlr_bit)
{
	return (plat_arm64_read(sctlr_el1) >> sctlr_bit) & 1;
}

/* Also for who dies before the cpu stage. */
const struct plat_pt_geometry *plat_mmu_geometry(void)
{
	uint64_t tcr;

	if (plat_likely(geometry.pa_bits))
		return &geometry;
	tcr = plat_arm64_read(tcr_el1);
	plat_pt_geometry_arm64(&geometry, PLAT_PT_HALF_UPPER, VA_BITS,
			       pa_bits_of((tcr >> TCR_IPS_SHIFT) & 7));
	geometry.guarded = has(SCTLR_BT1_BIT);
	return &geometry;
}

static int cpu_init(void)
{
	__aarch64_have_lse_atomics =
		plat_arm64_id_field(plat_arm64_read(id_aa64isar0_el1),
				    ID_AA64ISAR0_ATOMIC) >= 2;
	plat_info("arm64: %u-bit virtual, %u-bit physical addresses%s%s%s",
		  VA_BITS, plat_mmu_geometry()->pa_bits,
		  has(SCTLR_SPAN_BIT) ? "" : ", PAN",
		  has(SCTLR_EnIA_BIT) ? ", pointer authentication" : "",
		  has(SCTLR_BT1_BIT) ? ", BTI" : "");
	return 0;
}

PLAT_STAGE(cpu, vectors, cpu, .init = cpu_init);
