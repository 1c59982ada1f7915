/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/cpu.h"

#include <plat/arch/mmu.h>
#include <plat/log.h>
#include <plat/stage.h>

#include "common/arm64/sysreg.h"

#define VA_BITS 48u /* what the layout needs: entry.S */

struct plat_arm64_cpu plat_arm64_cpu;

static struct plat_pt_geometry geometry;

/* TCR_EL1.IPS -> bits. DDI 0487 D19.2.139. */
static uint8_t pa_bits_of(unsigned int ips)
{
	static const uint8_t bits[] = {32, 36, 40, 42, 44, 48, 52};

	return bits[ips < PLAT_ARRAY_SIZE(bits) ? ips : PARANGE_48];
}

/* The entry code has looked at the ID register. */
static bool has_bti(void)
{
	return (plat_arm64_read(sctlr_el1) >> SCTLR_BT1_BIT) & 1;
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
	geometry.guarded = has_bti();
	return &geometry;
}

static int cpu_init(void)
{
	struct plat_arm64_cpu *cpu = &plat_arm64_cpu;
	uint64_t sctlr = plat_arm64_read(sctlr_el1);

	cpu->pa_bits = plat_mmu_geometry()->pa_bits;
	cpu->has_lpa2 = plat_mmu_geometry()->lpa2;
	cpu->user_va_bits = cpu->has_lpa2 ? 52 : VA_BITS;
	cpu->has_pauth = (sctlr >> SCTLR_EnIA_BIT) & 1;
	cpu->has_bti = has_bti();
	cpu->has_pan = !((sctlr >> SCTLR_SPAN_BIT) & 1);
	cpu->has_rndr = plat_arm64_id_field(plat_arm64_read(id_aa64isar0_el1),
					    ID_AA64ISAR0_RNDR) != 0;
	__aarch64_have_lse_atomics =
		plat_arm64_id_field(plat_arm64_read(id_aa64isar0_el1),
				    ID_AA64ISAR0_ATOMIC) >= 2;
	plat_info("arm64: %u-bit virtual, %u-bit physical addresses%s%s%s",
		  VA_BITS, cpu->pa_bits, cpu->has_pan ? ", PAN" : "",
		  cpu->has_pauth ? ", pointer authentication" : "",
		  cpu->has_bti ? ", BTI" : "");
	return 0;
}

PLAT_STAGE(cpu, vectors, cpu, .init = cpu_init);
