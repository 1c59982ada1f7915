/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The realm's CPUs, and what EL2 sets up on each. Arm DDI 0487 D19.2.
 */
#include "tests/rmm/rmm.h"

struct rmm_cpu rmm_cpus[RMM_CPUS_MAX];
unsigned int rmm_nr_cpus;

#define MPIDR_AFFINITY 0xff00ffffffull

/* HCR_EL2. */
#define HCR_VM   ((uint64_t)1 << 0)
#define HCR_SWIO ((uint64_t)1 << 1)
#define HCR_PTW  ((uint64_t)1 << 2)
#define HCR_FMO  ((uint64_t)1 << 3)
#define HCR_IMO  ((uint64_t)1 << 4)
#define HCR_TID3 ((uint64_t)1 << 18)
#define HCR_TSC  ((uint64_t)1 << 19) /* or QEMU itself answers SMCs */
#define HCR_RW   ((uint64_t)1 << 31)
#define HCR_APK  ((uint64_t)1 << 40)
#define HCR_API  ((uint64_t)1 << 41)

#define CPTR_FP   0x33ffull /* FP is the realm's; SVE and SME trap */
#define CNTHCTL_EL1 3ull    /* EL1PCTEN, EL1PCEN */

/* EL1, with interrupts masked. */
#define PSTATE_EL1H_MASKED 0x3c5ull

/* What the RMM begins with: M, C and I are 0, and not all else is as after a
 * reset. */
#define SCTLR_AT_ENTRY 0xc50878ull

struct rmm_cpu *rmm_cpu_find(uint64_t mpidr)
{
	for (unsigned int i = 0; i < rmm_nr_cpus; i++) {
		if (rmm_cpus[i].mpidr == mpidr)
			return &rmm_cpus[i];
	}
	return NULL;
}

static void set_up_el1(void)
{
	plat_arm64_write(vpidr_el2, plat_arm64_read(midr_el1));
	plat_arm64_write(vmpidr_el2, plat_arm64_read(mpidr_el1));
	plat_arm64_write(sctlr_el1, SCTLR_AT_ENTRY);
	plat_arm64_write(cpacr_el1, 0);
	plat_arm64_write(tcr_el1, 0);
	plat_arm64_write(cntkctl_el1, 0);
	plat_arm64_write(cntv_ctl_el0, 0);
	plat_arm64_write(cntp_ctl_el0, 0);
}

void rmm_cpu_setup(struct rmm_cpu *cpu)
{
	uint64_t nr_counters = (plat_arm64_read(pmcr_el0) >> 11) & 31;

	plat_arm64_write(tpidr_el2, (uintptr_t)cpu);
	plat_arm64_write(hcr_el2, HCR_VM | HCR_SWIO | HCR_PTW | HCR_FMO |
				      HCR_IMO | HCR_TID3 | HCR_TSC | HCR_RW |
				      HCR_APK | HCR_API);
	plat_arm64_write(cptr_el2, CPTR_FP);
	plat_arm64_write(hstr_el2, 0);
	plat_arm64_write(mdcr_el2, nr_counters);
	plat_arm64_write(cnthctl_el2, CNTHCTL_EL1);
	plat_arm64_write(cntvoff_el2, 0);
	set_up_el1();
	rmm_irq_setup();
	rmm_memory_use();
}

void rmm_cpu_enter(struct rmm_cpu *cpu)
{
	plat_arm64_write(elr_el2, cpu->entry);
	plat_arm64_write(spsr_el2, PSTATE_EL1H_MASKED);
	plat_arm64_isb();
	rmm_irq_refill();
	rmm_enter(cpu->context,
		  rmm_stacks + (size_t)RMM_STACK_SIZE * (cpu->number + 1));
}
