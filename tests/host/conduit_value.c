/* SPDX-License-Identifier: BSD-3-Clause */
/* On the build machine: by the other form, which is a test's. */
#include <plat/smccc.h>

uint64_t plat_smccc_hvc_value(uint64_t function, uint64_t a, uint64_t b,
			      uint64_t c)
{
	struct plat_smccc_regs regs = {{function, a, b, c}};

	plat_smccc_hvc(&regs);
	return regs.x[0];
}

uint64_t plat_smccc_smc_value(uint64_t function, uint64_t a, uint64_t b,
			      uint64_t c)
{
	struct plat_smccc_regs regs = {{function, a, b, c}};

	plat_smccc_smc(&regs);
	return regs.x[0];
}
