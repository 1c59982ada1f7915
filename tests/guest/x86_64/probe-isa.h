/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64: registers that may not be there.
 */
#ifndef TESTS_GUEST_PROBE_ISA_H
#define TESTS_GUEST_PROBE_ISA_H

#include <plat/arch/msr.h>

#define MSR_PAT     0x277u
#define MSR_GS_BASE 0xc0000101u

/* SDM 4, table 2-2: its upper half is reserved, and an emulator that lets
 * unknown MSRs pass knows this one. */
#define MSR_PKRS 0x6e1u

/* Between two registers of a local APIC: there never is one. SDM 3A, table
 * 11-6. */
#define MSR_X2APIC_NONE 0x804u

static void test_probe_isa(void)
{
	uint64_t pat = 0, base = 1, value = 7;

	tap_ok(plat_probe_msr_read(MSR_PAT, &pat) == 0 &&
		       (pat & 0xff) == 6 &&
		       plat_probe_msr_read(MSR_GS_BASE, &base) == 0 &&
		       base == 0,
	       "MSRs that are there are read");
	tap_ok(plat_probe_msr_write(MSR_PAT, pat) == 0, "and written");
	tap_ok(plat_probe_msr_write(MSR_PKRS, (uint64_t)1 << 32) ==
		       -PLAT_EFAULT,
	       "a value that an MSR does not take, or an MSR that is not "
	       "there, is refused");
	if (plat_probe_msr_read(MSR_X2APIC_NONE, &value) == 0)
		tap_note("this emulator reads any MSR");
	else
		tap_ok(value == 7, "what cannot be read leaves the value");
}

#endif /* TESTS_GUEST_PROBE_ISA_H */
