/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/x86_64/cpu.h"

#include <plat/arch/mmu.h>
#include <plat/frontend.h>
#include <plat/lcpu_data.h>
#include <plat/log.h>
#include <plat/stage.h>

#define LEAF_FEATURES     0x1u
#define LEAF_EXT_MAX      0x80000000u
#define LEAF_EXT_FEATURES 0x80000001u
#define LEAF_EXT_POWER    0x80000007u
#define LEAF_EXT_WIDTHS   0x80000008u

#define EXT_EDX_1G_PAGES      (1u << 26)
#define POWER_EDX_INVARIANT   (1u << 8)
#define PA_BITS_WITHOUT_LEAF  36u
#define PA_BITS_MOST          52u

/* PAT entry 4: PAT, not PCD, not PWT. SDM 3A 12.12.3. */
#define PTE_PAT4 (1u << 7)

struct plat_x86_cpu plat_x86_cpu;

PLAT_LCPU_DATA uintptr_t plat_lcpu_own_base;
static struct plat_pt_geometry geometry;

const struct plat_pt_geometry *plat_mmu_geometry(void)
{
	return &geometry;
}

static void read_extended(struct plat_x86_cpu *cpu)
{
	uint32_t max = plat_x86_cpuid(LEAF_EXT_MAX, 0).eax;
	uint32_t bits = PA_BITS_WITHOUT_LEAF;

	cpu->has_1g_pages =
	    (plat_x86_cpuid(LEAF_EXT_FEATURES, 0).edx & EXT_EDX_1G_PAGES) != 0;
	if (max >= LEAF_EXT_POWER)
		cpu->has_invariant_tsc = (plat_x86_cpuid(LEAF_EXT_POWER, 0).edx &
					  POWER_EDX_INVARIANT) != 0;
	if (max >= LEAF_EXT_WIDTHS)
		bits = plat_x86_cpuid(LEAF_EXT_WIDTHS, 0).eax & 0xff;
	if (bits < PA_BITS_WITHOUT_LEAF || bits > PA_BITS_MOST) {
		plat_warn("CPUID says %u physical address bits: 36 are used",
			  bits);
		bits = PA_BITS_WITHOUT_LEAF;
	}
	cpu->pa_bits = (uint8_t)bits;
}

static int cpu_init(void)
{
	struct plat_x86_cpu *cpu = &plat_x86_cpu;
	struct plat_x86_regs4 features = plat_x86_cpuid(LEAF_FEATURES, 0);

	cpu->max_leaf = plat_x86_cpuid(0, 0).eax;
	cpu->features_ecx = features.ecx;
	cpu->features_edx = features.edx;
	cpu->levels = plat_x86_read_cr4() & X86_CR4_LA57 ? 5 : 4;
	read_extended(cpu);
	/* Without it a machine check resets the machine. SDM 3A 2.5. */
	if (features.edx & X86_EDX_MCE)
		plat_x86_write_cr4(plat_x86_read_cr4() | X86_CR4_MCE);

	plat_x86_wrmsr_any(X86_MSR_PAT, X86_PAT);
	plat_x86_wrmsr_any(X86_MSR_GS_BASE, 0);
	plat_pt_geometry_x86_64(&geometry, cpu->levels, cpu->pa_bits,
				cpu->has_1g_pages);
	geometry.memtype_bits[PLAT_MT_WC] = PTE_PAT4;
	if (plat_frontend()->geometry)
		plat_frontend()->geometry(&geometry);
	plat_info("x86_64: %u-bit virtual, %u-bit physical addresses",
		  geometry.va_bits, cpu->pa_bits);
	return 0;
}

PLAT_STAGE(cpu, vectors, cpu, .init = cpu_init);
