/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The realm services interface, RSI 1.0: what a realm asks of its monitor.
 * Arm DEN 0137, chapter B5. What the monitor answers is checked all the same:
 * an answer that cannot be is -PLAT_EPROTO, and nothing loops on one.
 */
#ifndef ARM_CCA_RSI_H
#define ARM_CCA_RSI_H

#include <plat/smccc.h>
#include <plat/types.h>

#include "arm-cca/arm64/rsi_abi.h"

/* What the monitor works on is of this size, and aligned so. */
#define RSI_GRANULE 4096u

/* Of a granule's memory, as the realm sees it. */
enum rsi_ripas {
	RSI_EMPTY,     /* the host's, or nobody's: an access is an abort */
	RSI_RAM,       /* the realm's own */
	RSI_DESTROYED, /* was the realm's: the host took it away */
	RSI_DEV,       /* a device that the realm trusts; RSI 1.1 */
	RSI_NR_RIPAS,
};

/* Hash algorithms of measurements. */
enum rsi_hash {
	RSI_SHA_256,
	RSI_SHA_512,
};

/* RSI_REALM_CONFIG's structure, B5.4. */
struct rsi_realm_config {
	uint64_t ipa_width; /* bits: the topmost chooses who sees it */
	uint8_t hash;       /* enum rsi_hash */
	uint8_t reserved[0x1f7];
	uint8_t personalisation[64];
	uint8_t reserved_2[RSI_GRANULE - 0x240];
};

_Static_assert(sizeof(struct rsi_realm_config) == RSI_GRANULE, "B5.4");

#define RSI_NR_MEASUREMENTS  5u /* the initial one, and four that grow */
#define RSI_MEASUREMENT_BYTES 64u
#define RSI_CHALLENGE_BYTES   64u

/* RSI_HOST_CALL's structure, B5.4: aligned to its size. */
struct rsi_host_call {
	uint32_t imm;
	uint32_t reserved;
	uint64_t gprs[31];
};

_Static_assert(sizeof(struct rsi_host_call) == 256, "B5.4");

/**
 * An HVC, or SMC, that may be an undefined instruction here.
 *
 * @regs:   x0 to x3 go in and, if it is defined, come out.
 * Context: any, exception vectors are there.
 * Returns: whether it is defined.
 */
PLAT_MUST_CHECK bool plat_cca_try_hvc(struct plat_smccc_regs *regs);
PLAT_MUST_CHECK bool plat_cca_try_smc(struct plat_smccc_regs *regs);

/**
 * Ask for RSI 1.0.
 *
 * Context: as plat_cca_try_smc().
 * Returns: 0; -PLAT_ENOTSUP: nobody knows RSI; -PLAT_ERANGE: a monitor is
 *          there, but does not have 1.0.
 */
PLAT_MUST_CHECK int plat_rsi_version(void);

/**
 * Have @config, of physical address @pa, filled.
 *
 * Requires: @pa is aligned to RSI_GRANULE, and the realm's memory.
 * Context:  any.
 * Returns:  0; -PLAT_EINVAL: the monitor does not take the address;
 *           -PLAT_EPROTO: what it says cannot be.
 */
PLAT_MUST_CHECK
int plat_rsi_realm_config(struct rsi_realm_config *config, plat_pa_t pa);

/**
 * Make all of @range @state, EMPTY or RAM, in as many calls as the monitor
 * needs.
 *
 * @destroyed_too: change granules that the host has destroyed, as well.
 * @done:          how many bytes were changed, also where it fails. May be
 *                 NULL.
 * Requires: @range is aligned to granules, not empty.
 * Context:  any.
 * Returns:  0; -PLAT_EPERM: the host refuses; -PLAT_EFAULT: the host has
 *           destroyed some of it; -PLAT_EINVAL: the monitor does not take the
 *           range; -PLAT_EPROTO.
 */
PLAT_MUST_CHECK
int plat_rsi_set_ripas(struct plat_pa_range range, enum rsi_ripas state,
		       bool destroyed_too, uint64_t *done);

/**
 * What @range begins with, and how much of it is the same: the monitor may
 * say less than there is.
 *
 * Requires, Context: as plat_rsi_set_ripas().
 * Returns: 0, *@size is not 0 and not more than @range; -PLAT_EINVAL;
 *          -PLAT_EPROTO.
 */
PLAT_MUST_CHECK
int plat_rsi_get_ripas(struct plat_pa_range range, enum rsi_ripas *state,
		       uint64_t *size);

/**
 * Read measurement @index.
 *
 * Context: any.
 * Returns: 0; -PLAT_EINVAL: there is no such measurement; -PLAT_EPROTO.
 */
PLAT_MUST_CHECK
int plat_rsi_measurement_read(unsigned int index,
			      uint8_t value[RSI_MEASUREMENT_BYTES]);

/**
 * Extend measurement @index, not 0, by @size bytes, 64 at most.
 *
 * Context, Returns: as plat_rsi_measurement_read(), also for a wrong size.
 */
PLAT_MUST_CHECK
int plat_rsi_measurement_extend(unsigned int index, const void *value,
				size_t size);

/**
 * Begin a token, on this lcpu; one that was begun there before is given up.
 *
 * @bound: no token is longer.
 * Context: any.
 * Returns: 0; -PLAT_EPROTO.
 */
PLAT_MUST_CHECK
int plat_rsi_token_begin(const uint8_t challenge[RSI_CHALLENGE_BYTES],
			 uint64_t *bound);

/**
 * Go on with it, on the same lcpu: some more bytes of it into [@pa + @offset,
 * @pa + RSI_GRANULE).
 *
 * @size:    how many were written, also for -PLAT_EAGAIN.
 * Requires: @pa is aligned to RSI_GRANULE, and the realm's memory.
 * Context:  any; the longer interrupts are off, the more often it is
 *           -PLAT_EAGAIN.
 * Returns:  0: that was all; -PLAT_EAGAIN: there is more; -PLAT_ENOENT: none
 *           was begun on this lcpu; -PLAT_EINVAL; -PLAT_EPROTO.
 */
PLAT_MUST_CHECK
int plat_rsi_token_continue(plat_pa_t pa, uint32_t offset, uint64_t *size);

/**
 * Call the host, with the structure at @pa, which it changes.
 *
 * Requires: @pa is aligned to 256 bytes, and the realm's memory.
 * Context:  any.
 * Returns:  0; -PLAT_EINVAL: the monitor does not take the address;
 *           -PLAT_EPROTO.
 */
PLAT_MUST_CHECK int plat_rsi_host_call(plat_pa_t pa);

#endif /* ARM_CCA_RSI_H */
