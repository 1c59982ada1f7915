/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/arch/msr.h>

#include "common/fault/fixup.h"

int plat_probe_msr_read(uint32_t msr, uint64_t *value)
{
	uint32_t low = 0, high = 0;
	int err;

	/* rax is what was read, or why not: the flag of which is in edi. */
	__asm__ volatile("mov $1, %%edi\n"
			 "1:\trdmsr\n\t"
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

	__asm__ volatile("1:\twrmsr\n\t"
			 "xor %%eax, %%eax\n"
			 "2:\n\t"
			 PLAT_FIXUP("1b", "2b")
			 : "+a"(err)
			 : "c"(msr), "d"((uint32_t)(value >> 32)) : "memory");
	return err;
}
