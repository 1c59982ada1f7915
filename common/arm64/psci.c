/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/psci.h"

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/smccc.h>

#include "common/arm64/machine.h"

/* DEN 0022, 5.1. */
#define PSCI_VERSION       0x84000000u
#define PSCI_CPU_ON        0xc4000003u
#define PSCI_SYSTEM_OFF    0x84000008u
#define PSCI_SYSTEM_RESET  0x84000009u
#define PSCI_FEATURES      0x8400000au
#define PSCI_SYSTEM_RESET2 0xc4000012u

#define RESET2_WARM 0u

/* DEN 0022, 5.2.2: the codes, negated. */
static const struct {
	const char *name;
	int status;
} codes[] = {
	{"SUCCESS", 0},
	{"NOT_SUPPORTED", -PLAT_ENOTSUP},
	{"INVALID_PARAMETERS", -PLAT_EINVAL},
	{"DENIED", -PLAT_ENOTSUP},
	{"ALREADY_ON", -PLAT_EEXIST},
	{"ON_PENDING", -PLAT_EBUSY},
	{"INTERNAL_FAILURE", -PLAT_EPROTO},
	{"NOT_PRESENT", -PLAT_ENOENT},
	{"DISABLED", -PLAT_ENOENT},
	{"INVALID_ADDRESS", -PLAT_ERANGE},
};

/* A code is a number of 32 bits, which its caller may get extended by its
 * sign or by zeros. */
static uint32_t index_of(uint64_t x0)
{
	return 0u - (uint32_t)x0;
}

int plat_psci_status(uint64_t x0)
{
	uint32_t i = index_of(x0);

	return i < PLAT_ARRAY_SIZE(codes) ? codes[i].status : -PLAT_EPROTO;
}

const char *plat_psci_error_name(uint64_t x0)
{
	uint32_t i = index_of(x0);

	return i < PLAT_ARRAY_SIZE(codes) ? codes[i].name : "?";
}

/* Returns x0. */
static uint64_t call(uint32_t function, uint64_t a, uint64_t b, uint64_t c)
{
	struct plat_smccc_regs regs = {{function, a, b, c}};

	if (plat_smccc_call(&regs))
		return (uint64_t)PLAT_SMCCC_NOT_SUPPORTED;
	return regs.x[0];
}

uint32_t plat_psci_version(void)
{
	int32_t told = (int32_t)call(PSCI_VERSION, 0, 0, 0);

	return told < (int32_t)PSCI_0_2 ? 0 : (uint32_t)told;
}

int plat_psci_features(uint32_t function)
{
	if (plat_psci_version() < PSCI_1_0)
		return -PLAT_ENOTSUP;
	return (int32_t)call(PSCI_FEATURES, function, 0, 0) < 0 ? -PLAT_ENOTSUP
								: 0;
}

int plat_psci_cpu_on(uint64_t affinity, plat_pa_t entry, uint64_t context)
{
	return plat_psci_status(call(PSCI_CPU_ON, affinity, entry.v, context));
}

PLAT_COLD static void off(uint8_t status)
{
	uint64_t x0;

	(void)status;
	x0 = call(PSCI_SYSTEM_OFF, 0, 0, 0);
	if (plat_arm64_machine()->conduit == PLAT_ARM64_NO_CONDUIT)
		plat_err("this machine has no way to power off: firmware "
			 "describes no PSCI that is 0.2 or newer");
	else
		plat_err("this machine has no way to power off: PSCI says %s "
			 "(%d)", plat_psci_error_name(x0), (int32_t)x0);
}

PLAT_COLD static void reboot(void)
{
	uint64_t x0 = call(PSCI_SYSTEM_RESET, 0, 0, 0);

	if (!plat_psci_features(PSCI_SYSTEM_RESET2))
		x0 = call(PSCI_SYSTEM_RESET2, RESET2_WARM, 0, 0);
	if (plat_arm64_machine()->conduit != PLAT_ARM64_NO_CONDUIT)
		plat_err("PSCI does not reboot: %s (%d)",
			 plat_psci_error_name(x0), (int32_t)x0);
}

PLAT_POWER(psci) = {.name = "psci", .off = off, .reboot = reboot};
