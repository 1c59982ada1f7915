/* SPDX-License-Identifier: BSD-3-Clause */
#include "common/arm64/psci.h"

#include <plat/errno.h>
#include <plat/log.h>
#include <plat/power.h>
#include <plat/smccc.h>

#include "common/arm64/machine.h"
#include "common/libplat/names.h"

/* DEN 0022, 5.1. */
#define PSCI_CPU_OFF       0x84000002u
#define PSCI_SYSTEM_OFF    0x84000008u
#define PSCI_SYSTEM_RESET  0x84000009u
#define PSCI_FEATURES      0x8400000au
#define PSCI_SYSTEM_RESET2 0xc4000012u

#define RESET2_WARM 0u

/* DEN 0022, 5.2.2: the codes, negated. */
static const char names[] =
	"\0" "SUCCESS\0"
	"\1" "NOT_SUPPORTED\0"
	"\2" "INVALID_PARAMETERS\0"
	"\3" "DENIED\0"
	"\4" "ALREADY_ON\0"
	"\5" "ON_PENDING\0"
	"\6" "INTERNAL_FAILURE\0"
	"\7" "NOT_PRESENT\0"
	"\10" "DISABLED\0"
	"\11" "INVALID_ADDRESS\0"
	PLAT_NAME_ELSE "?";

static const int8_t statuses[] = {
	0, -PLAT_ENOTSUP, -PLAT_EINVAL, -PLAT_ENOTSUP, -PLAT_EEXIST,
	-PLAT_EBUSY, -PLAT_EPROTO, -PLAT_ENOENT, -PLAT_ENOENT, -PLAT_ERANGE,
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

	return i < PLAT_ARRAY_SIZE(statuses) ? statuses[i] : -PLAT_EPROTO;
}

const char *plat_psci_error_name(uint64_t x0)
{
	return plat_name_of(names, index_of(x0));
}

uint32_t plat_psci_version(void)
{
	int32_t told = (int32_t)plat_smccc_value(PSCI_VERSION, 0, 0, 0);

	return told < (int32_t)PSCI_0_2 ? 0 : (uint32_t)told;
}

int plat_psci_features(uint32_t function)
{
	int32_t told = PLAT_SMCCC_NOT_SUPPORTED;

	if (plat_psci_version() >= PSCI_1_0)
		told = (int32_t)plat_smccc_value(PSCI_FEATURES, function, 0, 0);
	return told < 0 ? -PLAT_ENOTSUP : 0;
}

int plat_psci_cpu_on(uint64_t affinity, plat_pa_t entry, uint64_t context)
{
	return plat_psci_status(plat_smccc_value(PSCI_CPU_ON, affinity, entry.v,
						 context));
}

void plat_psci_cpu_off(void)
{
	(void)plat_smccc_value(PSCI_CPU_OFF, 0, 0, 0);
}

/* What was called returned @x0: the machine is still on. */
static void complain(const char *what, uint64_t x0)
{
	plat_err("this machine has no way to %s: PSCI says %s (%d)", what,
		 plat_psci_error_name(x0), (int32_t)x0);
}

PLAT_COLD static void off(uint8_t status)
{
	uint64_t x0;

	(void)status;
	x0 = plat_smccc_value(PSCI_SYSTEM_OFF, 0, 0, 0);
	if (plat_arm64_machine.conduit)
		complain("power off", x0);
	else
		plat_err("this machine has no way to power off: firmware "
			 "describes no PSCI that is 0.2 or newer");
}

PLAT_COLD static void reboot(void)
{
	uint64_t x0 = plat_smccc_value(PSCI_SYSTEM_RESET, 0, 0, 0);

	if (!plat_psci_features(PSCI_SYSTEM_RESET2))
		x0 = plat_smccc_value(PSCI_SYSTEM_RESET2, RESET2_WARM, 0, 0);
	if (plat_arm64_machine.conduit)
		complain("reboot", x0);
}

PLAT_POWER(psci) = {.name = "psci", .off = off, .reboot = reboot};
