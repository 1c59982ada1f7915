/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * arm64: calls to firmware and to the hypervisor by the SMC calling
 * convention, SMCCC 1.0 to 1.2 (Arm DEN 0028).
 */
#ifndef PLAT_SMCCC_H
#define PLAT_SMCCC_H

#include <plat/types.h>

/* A function's id: fast call, 64-bit arguments, its owner, its number. DEN
 * 0028, 2.5. */
#define PLAT_SMCCC_FAST    0x80000000u
#define PLAT_SMCCC_64      0x40000000u
#define PLAT_SMCCC_OWNER(n) ((uint32_t)(n) << 24)

/* What x0 to x17 are at the call, and after it. */
struct plat_smccc_regs {
	uint64_t x[18];
};

/* What x0 says where nobody serves the function. */
#define PLAT_SMCCC_NOT_SUPPORTED (-1)

#define PLAT_SMCCC_1_0 0x10000u
#define PLAT_SMCCC_1_1 0x10001u
#define PLAT_SMCCC_1_2 0x10002u

/**
 * Call, in the way that firmware describes: with HVC or with SMC. Before
 * version 1.2 only x0 to x3 come back with a meaning; version 1.0 may change
 * the others.
 *
 * @regs:   x0 holds the function's id. Changed by the call.
 * Context: any, from the protocol stage on.
 * Returns: 0: the call was made, whatever it returned; -PLAT_ENOTSUP:
 *          firmware describes no way. @regs is as it was.
 * Source:  DEN 0028, 2.6 and 2.7.
 */
PLAT_MUST_CHECK int plat_smccc_call(struct plat_smccc_regs *regs);

/**
 * Call a function of up to three arguments that returns one value.
 *
 * Context: as plat_smccc_call().
 * Returns: x0; PLAT_SMCCC_NOT_SUPPORTED: nobody is there to be called.
 */
uint64_t plat_smccc_value(uint32_t function, uint64_t a, uint64_t b,
			  uint64_t c);

/**
 * The two ways, for whoever knows that the other side is there: without it
 * the instruction is undefined.
 *
 * Context: any.
 */
void plat_smccc_hvc(struct plat_smccc_regs *regs);
void plat_smccc_smc(struct plat_smccc_regs *regs);

/** The same, as plat_smccc_value(): x4 to x17 are whatever they are. */
uint64_t plat_smccc_hvc_value(uint64_t function, uint64_t a, uint64_t b,
			      uint64_t c);
uint64_t plat_smccc_smc_value(uint64_t function, uint64_t a, uint64_t b,
			      uint64_t c);

/**
 * Which version the other side has, PLAT_SMCCC_1_x; 1.0 where it does not
 * say. 0: there is nobody to call.
 *
 * Context: as plat_smccc_call().
 * Source:  DEN 0028, 7.2 and appendix C.
 */
uint32_t plat_smccc_version(void);

/**
 * What the other side says of the Arm architecture service @function.
 *
 * Context: as plat_smccc_call().
 * Returns: 0 or above: it is there; -PLAT_ENOTSUP: it is not.
 * Source:  DEN 0028, 7.3.
 */
PLAT_MUST_CHECK int plat_smccc_arch_features(uint32_t function);

/* As many as one call gives. */
#define PLAT_SMCCC_RANDOM_WORDS 3u

/**
 * Random numbers of the other side's entropy source.
 *
 * Context: as plat_smccc_call().
 * Returns: 0; -PLAT_ENOTSUP: it has none; -PLAT_EAGAIN: not now.
 * Source:  Arm DEN 0098, chapter 2.
 */
PLAT_MUST_CHECK
int plat_smccc_random(uint64_t words[PLAT_SMCCC_RANDOM_WORDS]);

#endif /* PLAT_SMCCC_H */
