/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: a call of firmware that loses a register, or a result, starts no
 * lcpu and ends no machine. Booted with two CPUs.
 */
#include "tests/guest/tap.h"

#include <plat/errno.h>
#include <plat/lcpu.h>
#include <plat/smccc.h>

#include "common/arm64/psci.h"

#define PSCI_VERSION    0x84000000u
#define PSCI_SYSTEM_OFF 0x84000008u
#define NO_FUNCTION     0x8400ffffu

/* QEMU changes no register but x0, as SMCCC 1.1 demands for all but x0 to x3;
 * so what comes back of the others is what went in. */
static bool registers_go_there_and_back(void)
{
	struct plat_smccc_regs regs = {{PSCI_VERSION}};

	for (unsigned int i = 1; i < PLAT_ARRAY_SIZE(regs.x); i++)
		regs.x[i] = 0x1111000000000000u * (i % 15) + i;
	if (plat_smccc_call(&regs))
		return false;
	for (unsigned int i = 1; i < PLAT_ARRAY_SIZE(regs.x); i++) {
		if (regs.x[i] != 0x1111000000000000u * (i % 15) + i)
			return false;
	}
	return regs.x[0] == plat_psci_version();
}

int main(void)
{
	struct plat_smccc_regs regs = {{NO_FUNCTION}};
	uint32_t version = plat_psci_version();
	uint64_t random[PLAT_SMCCC_RANDOM_WORDS];
	int err;

	tap_ok(version >= PSCI_0_2 && version < 0x20000, "PSCI %u.%u",
	       version >> 16, version & 0xffff);
	tap_ok(plat_smccc_version() >= PLAT_SMCCC_1_0, "SMCCC %u.%u",
	       plat_smccc_version() >> 16, plat_smccc_version() & 0xffff);
	tap_ok(registers_go_there_and_back(), "x0 to x17 go there and back");
	tap_ok(!plat_smccc_call(&regs) &&
		   (int32_t)regs.x[0] == PLAT_SMCCC_NOT_SUPPORTED,
	       "a function that is not there says so");
	if (version >= PSCI_1_0)
		tap_ok(!plat_psci_features(PSCI_SYSTEM_OFF) &&
			   plat_psci_features(NO_FUNCTION) == -PLAT_ENOTSUP,
		       "features are told apart");
	tap_ok(plat_lcpu_count() == 2, "%u CPUs", plat_lcpu_count());
	tap_ok(plat_psci_cpu_on(0, plat_pa(0), 0) == -PLAT_EEXIST,
	       "CPU 0 is on");
	tap_ok(plat_psci_cpu_on(0x77, plat_pa(0), 0) == -PLAT_EINVAL,
	       "CPU 0x77 is not there");
	err = plat_smccc_random(random);
	tap_ok(err == 0 || err == -PLAT_ENOTSUP, "entropy: %s",
	       plat_errno_name(err));
	return tap_done();
}
