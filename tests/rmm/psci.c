/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PSCI 1.1 as the RMM gives it to a realm: Arm DEN 0022, DEN 0137 B6. QEMU's
 * own PSCI starts and stops the CPUs.
 */
#include "tests/rmm/rmm.h"

#define CPU_SUSPEND_32 0x84000001u
#define CPU_OFF        0x84000002u
#define CPU_ON_32      0x84000003u
#define AFFINITY_32    0x84000004u
#define SYSTEM_OFF     0x84000008u
#define SYSTEM_RESET   0x84000009u
#define FEATURES       0x8400000au
#define CPU_SUSPEND    0xc4000001u
#define CPU_ON         0xc4000003u
#define AFFINITY_INFO  0xc4000004u
#define SMCCC_VERSION  0x80000000u
#define SMC_64         0x40000000u

#define SUCCESS         0ull
#define INVALID_PARAMS  (~0ull - 1) /* -2 */
#define DENIED          (~0ull - 2) /* -3 */
#define ALREADY_ON      (~0ull - 3) /* -4 */
#define INVALID_ADDRESS (~0ull - 8) /* -9 */

#define PSCI_1_1  0x10001ull
#define SMCCC_1_2 0x10002ull

PLAT_NORETURN void rmm_cpu_main(unsigned int number);

/* A CPU that has been started, from start.S. */
void rmm_cpu_main(unsigned int number)
{
	rmm_cpu_setup(&rmm_cpus[number]);
	rmm_cpu_enter(&rmm_cpus[number]);
}

static uint64_t cpu_on(uint64_t mpidr, uint64_t entry, uint64_t context)
{
	struct rmm_cpu *cpu = rmm_cpu_find(mpidr);

	if (entry >= rmm_alias)
		return INVALID_ADDRESS;
	if (!cpu)
		return INVALID_PARAMS;
	if (cpu->state == RMM_CPU_ON)
		return ALREADY_ON;
	if (rmm_options.deny >> cpu->number & 1)
		return DENIED;
	cpu->state = RMM_CPU_ON;
	cpu->entry = entry;
	cpu->context = context;
	if (rmm_options.stall >> cpu->number & 1)
		return SUCCESS;
	while (rmm_firmware(CPU_ON, mpidr, (uintptr_t)rmm_secondary,
			    cpu->number) != SUCCESS)
		; /* it is on its way off */
	return SUCCESS;
}

static uint64_t affinity_info(uint64_t mpidr, uint64_t lowest_level)
{
	const struct rmm_cpu *cpu = rmm_cpu_find(mpidr);

	if (lowest_level || !cpu)
		return INVALID_PARAMS;
	return cpu->state == RMM_CPU_ON ? 0 : 1;
}

static uint64_t features(uint64_t function)
{
	switch (function) {
	case RMM_PSCI_VERSION:
	case CPU_SUSPEND_32:
	case CPU_SUSPEND:
	case CPU_OFF:
	case CPU_ON_32:
	case CPU_ON:
	case AFFINITY_32:
	case AFFINITY_INFO:
	case SYSTEM_OFF:
	case SYSTEM_RESET:
	case FEATURES:
	case SMCCC_VERSION:
		return SUCCESS;
	default:
		return RMM_NOT_SUPPORTED;
	}
}

bool rmm_psci(struct rmm_regs *regs)
{
	uint64_t *x = regs->x;
	uint64_t mask = x[0] & SMC_64 ? ~0ull : UINT32_MAX;

	switch (x[0]) {
	case SMCCC_VERSION:
		x[0] = SMCCC_1_2;
		return true;
	case RMM_PSCI_VERSION:
		x[0] = PSCI_1_1;
		return true;
	case FEATURES:
		x[0] = features(x[1] & UINT32_MAX);
		return true;
	case CPU_ON:
	case CPU_ON_32:
		x[0] = cpu_on(x[1] & mask, x[2] & mask, x[3] & mask);
		return true;
	case AFFINITY_INFO:
	case AFFINITY_32:
		x[0] = affinity_info(x[1] & mask, x[2] & mask);
		return true;
	case CPU_SUSPEND:
	case CPU_SUSPEND_32:
		x[0] = SUCCESS; /* as if woken at once */
		return true;
	case CPU_OFF:
		rmm_cpu_off();
	case SYSTEM_OFF:
		rmm_end(RMM_OFF);
	case SYSTEM_RESET:
		rmm_end(RMM_RESET);
	default:
		return false;
	}
}
