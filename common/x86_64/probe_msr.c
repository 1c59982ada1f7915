/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/arch/msr.h>
#include <plat/arch/privileged.h>

#include "common/fault/fixup.h"

int plat_probe_msr_read(uint32_t msr, uint64_t *value)
{
	uint32_t low = 0, high = 0;
	int err;

	/* rax is what was read, or why not: the flag of which is in edi. */
	__asm__ volatile("mov $1, %%edi\n"
			 "1:\t"
			 PLAT_PRIVILEGED(PLAT_PRIV_PROBE_RDMSR,
					 PLAT_PRIV_PAD3 "rdmsr")
			 "xor %%edi, %%edi\n"
			 "2:\n\t"
			 PLAT_FIXUP("1b", "2b")
			 : "=a"(low), "=d"(high), "=D"(err)
			 : "c"(msr) : "memory");
	if (err)
		return (int)low;
	*value = (uint64_t)high << 32 | low;
	return 0;
}

int plat_probe_msr_write(uint32_t msr, uint64_t value)
{
	int err = (int)value;

	__asm__ volatile("1:\t"
			 PLAT_PRIVILEGED(PLAT_PRIV_PROBE_WRMSR,
					 PLAT_PRIV_PAD3 "wrmsr")
			 "xor %%eax, %%eax\n"
			 "2:\n\t"
			 PLAT_FIXUP("1b", "2b")
			 : "+a"(err)
			 : "c"(msr), "d"((uint32_t)(value >> 32)) : "memory");
	return err;
}
