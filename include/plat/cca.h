/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Arm CCA: what a guest can ask when it runs in a realm: who it is, as the
 * realm management monitor has measured it, and proof of that for others. An
 * arm64 library with the arm-cca frontend has this; where that image runs
 * outside of a realm, each call returns -PLAT_ENOTSUP.
 */
#ifndef PLAT_CCA_H
#define PLAT_CCA_H

#include <plat/types.h>

/** Whether this is a realm. Context: any, from the vectors stage on. */
bool plat_cca_in_realm(void);

/* 0: what the realm was made of (RIM); 1 to 4: what the guest has extended
 * (REM). */
#define PLAT_CCA_NR_MEASUREMENTS 5u

struct plat_cca_measurement {
	uint8_t bytes[64];
	uint32_t size; /* of them: 32 (SHA-256) or 64 (SHA-512) */
};

/**
 * Read measurement @index.
 *
 * Context: any.
 * Returns: 0; -PLAT_EINVAL: there is no such measurement; -PLAT_ENOTSUP;
 *          -PLAT_EPROTO.
 * Source:  Arm DEN 0137, RSI_MEASUREMENT_READ.
 */
PLAT_MUST_CHECK
int plat_cca_measurement_read(unsigned int index,
			      struct plat_cca_measurement *measurement);

/**
 * Extend measurement @index, 1 to 4: it becomes the hash of what it was, with
 * the @size bytes at @value behind it.
 *
 * @size:   64 at most.
 * Context: any.
 * Returns: 0; -PLAT_EINVAL: there is no such measurement, or too many bytes;
 *          -PLAT_ENOTSUP; -PLAT_EPROTO.
 * Source:  Arm DEN 0137, RSI_MEASUREMENT_EXTEND.
 */
PLAT_MUST_CHECK
int plat_cca_measurement_extend(unsigned int index, const void *value,
				size_t size);

#define PLAT_CCA_CHALLENGE_BYTES 64u

/**
 * The attestation token: realm and platform, measured and signed, with
 * @challenge in it, so that it is known to be new. CBOR; tools/plat-token
 * reads it.
 *
 * @size:   in: the room at @token; out: the token's bytes.
 * Context: a thread or main, interrupts on, the frames are there. It takes
 *          its time, and does not sleep: a token is made by calls of one lcpu.
 * Returns: 0; -PLAT_ERANGE: the room may be too small, @size says what is
 *          enough; -PLAT_ENOMEM; -PLAT_ETIMEDOUT: the monitor does not finish
 *          it; -PLAT_ENOTSUP; -PLAT_EPROTO.
 * Source:  Arm DEN 0137, RSI_ATTESTATION_TOKEN_INIT and _CONTINUE.
 */
PLAT_MUST_CHECK
int plat_cca_token(const uint8_t challenge[PLAT_CCA_CHALLENGE_BYTES],
		   uint8_t *token, size_t *size);

#define PLAT_CCA_PERSONALISATION_BYTES 64u

/**
 * The realm personalisation value: what whoever made the realm gave it, a part
 * of what is measured.
 *
 * Context: any.
 * Returns: 0; -PLAT_ENOTSUP.
 */
PLAT_MUST_CHECK
int plat_cca_personalisation(uint8_t value[PLAT_CCA_PERSONALISATION_BYTES]);

/* What the host gets, and gives back: never to be trusted. */
struct plat_cca_host_call {
	uint32_t number;
	uint64_t values[31];
};

/**
 * Call the host: it sees nothing of the realm but @call, and changes its
 * values.
 *
 * Context: as plat_cca_token(); interrupts may be off.
 * Returns: 0; -PLAT_ENOMEM; -PLAT_ENOTSUP; -PLAT_EPROTO.
 * Source:  Arm DEN 0137, RSI_HOST_CALL.
 */
PLAT_MUST_CHECK int plat_cca_host_call(struct plat_cca_host_call *call);

/* Whose memory is. */
enum plat_cca_memory {
	PLAT_CCA_EMPTY,     /* the host's, if it is anybody's */
	PLAT_CCA_RAM,       /* the realm's own */
	PLAT_CCA_DESTROYED, /* the realm's; the host took it away */
	PLAT_CCA_DEV,       /* a device that the realm trusts */
};

/**
 * What [@range.start, + *@size) is, which is a part of @range that begins
 * where it does: the monitor's own word, not our books.
 *
 * Requires: whole pages, not none.
 * Context:  any.
 * Returns:  0; -PLAT_EINVAL: not whole pages, or not below the addresses that
 *           the host sees; -PLAT_ENOTSUP; -PLAT_EPROTO.
 * Source:   Arm DEN 0137, RSI_IPA_STATE_GET.
 */
PLAT_MUST_CHECK
int plat_cca_memory_state(struct plat_pa_range range,
			  enum plat_cca_memory *state, uint64_t *size);

#endif /* PLAT_CCA_H */
