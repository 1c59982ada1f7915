/* SPDX-License-Identifier: BSD-3-Clause */
#include <plat/smccc.h>

#include <plat/errno.h>
#include <plat/string.h>

#include "common/arm64/machine.h"
#include "common/arm64/psci.h"

/* DEN 0028, 7: Arm architecture calls. */
#define SMCCC_VERSION       0x80000000u
#define SMCCC_ARCH_FEATURES 0x80000001u

/* DEN 0098, 2: where it is not known the answer is the same as where it is not
 * implemented, so that nobody has to ask before. */
#define TRNG_RND64      0xc4000053u
#define TRNG_NO_ENTROPY (-3)
#define TRNG_BITS       (PLAT_SMCCC_RANDOM_WORDS * 64) /* x1 to x3 */

/* Attempts, where the source says that it needs a moment. */
#define TRNG_TRIES 100

int plat_smccc_call(struct plat_smccc_regs *regs)
{
	plat_arm64_conduit_t conduit = plat_arm64_machine.conduit;

	if (!conduit)
		return -PLAT_ENOTSUP;
	conduit(regs);
	return 0;
}

uint64_t plat_smccc_value(uint32_t function, uint64_t a, uint64_t b,
			  uint64_t c)
{
	plat_arm64_conduit_t conduit = plat_arm64_machine.conduit;

	if (!conduit)
		return (uint64_t)PLAT_SMCCC_NOT_SUPPORTED;
	if (conduit == plat_smccc_smc)
		return plat_smccc_smc_value(function, a, b, c);
	return plat_smccc_hvc_value(function, a, b, c);
}

/* A function of one argument whose result is a 32-bit number. */
static int32_t call(uint32_t function, uint32_t argument)
{
	return (int32_t)plat_smccc_value(function, argument, 0, 0);
}

/* Version 1.0 has no call for its version: to try one is only allowed where
 * PSCI knows it. Appendix C. */
uint32_t plat_smccc_version(void)
{
	int32_t told;

	if (!plat_arm64_machine.conduit)
		return 0;
	if (plat_psci_features(SMCCC_VERSION))
		return PLAT_SMCCC_1_0;
	told = call(SMCCC_VERSION, 0);
	return told > (int32_t)PLAT_SMCCC_1_0 ? (uint32_t)told
					      : PLAT_SMCCC_1_0;
}

int plat_smccc_arch_features(uint32_t function)
{
	int32_t told;

	if (plat_smccc_version() < PLAT_SMCCC_1_1)
		return -PLAT_ENOTSUP;
	told = call(SMCCC_ARCH_FEATURES, function);
	return told < 0 ? -PLAT_ENOTSUP : told;
}

int plat_smccc_random(uint64_t words[PLAT_SMCCC_RANDOM_WORDS])
{
	if (plat_smccc_version() < PLAT_SMCCC_1_1)
		return -PLAT_ENOTSUP;
	for (int i = 0; i < TRNG_TRIES; i++) {
		struct plat_smccc_regs regs = {{TRNG_RND64, TRNG_BITS}};

		if (plat_smccc_call(&regs))
			break;
		if ((int32_t)regs.x[0] == TRNG_NO_ENTROPY)
			continue;
		if (regs.x[0] != 0)
			return -PLAT_ENOTSUP;
		memcpy(words, &regs.x[1], TRNG_BITS / 8);
		return 0;
	}
	return -PLAT_EAGAIN;
}
