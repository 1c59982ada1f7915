/* SPDX-License-Identifier: BSD-3-Clause */
/* On the build machine nobody answers to HVC or SMC, unless a test does. */
#include <plat/smccc.h>

void plat_smccc_hvc(struct plat_smccc_regs *regs)
{
	regs->x[0] = (uint64_t)PLAT_SMCCC_NOT_SUPPORTED;
}

void plat_smccc_smc(struct plat_smccc_regs *regs)
{
	regs->x[0] = (uint64_t)PLAT_SMCCC_NOT_SUPPORTED;
}
