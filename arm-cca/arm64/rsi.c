/* SPDX-License-Identifier: BSD-3-Clause */
#include "arm-cca/arm64/rsi.h"

#include <plat/errno.h>
#include <plat/smccc.h>
#include <plat/string.h>

/* B5.4.1: what x0 says. */
#define RSI_SUCCESS     0u
#define RSI_ERROR_INPUT 1u
#define RSI_ERROR_STATE 2u
#define RSI_INCOMPLETE  3u

#define RSI_CHANGE_DESTROYED 1u
#define RSI_REJECT           1u

/* What the architecture can have. B2.1: */
#define IPA_WIDTH_MIN 32u
#define IPA_WIDTH_MAX 52u

static int status_of(uint64_t x0)
{
	static const int8_t statuses[] = {0, -PLAT_EINVAL, -PLAT_ENOENT,
					  -PLAT_EAGAIN};

	return x0 < PLAT_ARRAY_SIZE(statuses) ? statuses[x0] : -PLAT_EPROTO;
}

/* Of a call that is done in one go, in any state of the realm. */
static int simple_status_of(uint64_t x0)
{
	return x0 <= RSI_ERROR_INPUT ? status_of(x0) : -PLAT_EPROTO;
}

int plat_rsi_version(void)
{
	struct plat_smccc_regs regs = {{RSI_VERSION, RSI_VERSION_1_0}};

	if (!plat_cca_try_smc(&regs))
		return -PLAT_ENOTSUP;
	if (regs.x[0] == RSI_ERROR_INPUT)
		return -PLAT_ERANGE;
	if (regs.x[0] != RSI_SUCCESS)
		return -PLAT_ENOTSUP;
	return regs.x[1] == RSI_VERSION_1_0 ? 0 : -PLAT_ERANGE;
}

static bool is_sound(const struct rsi_realm_config *config)
{
	return config->ipa_width >= IPA_WIDTH_MIN &&
	       config->ipa_width <= IPA_WIDTH_MAX &&
	       config->hash <= RSI_SHA_512;
}

int plat_rsi_realm_config(struct rsi_realm_config *config, plat_pa_t pa)
{
	struct plat_smccc_regs regs = {{RSI_REALM_CONFIG, pa.v}};
	int err;

	memset(config, 0, sizeof(*config));
	plat_smccc_smc(&regs);
	err = simple_status_of(regs.x[0]);
	if (err)
		return err;
	return is_sound(config) ? 0 : -PLAT_EPROTO;
}

/* Whether the monitor's @address is one that [from, to) can be done up to. */
static bool is_between(uint64_t address, uint64_t from, uint64_t to)
{
	return address >= from && address <= to &&
	       plat_is_aligned(address, RSI_GRANULE);
}

/* One call; *@at moves on. */
static int set_some(uint64_t *at, uint64_t end, enum rsi_ripas state,
		    uint64_t flags)
{
	struct plat_smccc_regs regs = {
		{RSI_IPA_STATE_SET, *at, end, state, flags}};
	int err;

	plat_smccc_smc(&regs);
	err = simple_status_of(regs.x[0]);
	if (err)
		return err;
	if (!is_between(regs.x[1], *at, end) || regs.x[2] > RSI_REJECT)
		return -PLAT_EPROTO;
	err = regs.x[2] == RSI_REJECT ? -PLAT_EPERM
	      : regs.x[1] == *at      ? -PLAT_EFAULT
				      : 0;
	*at = regs.x[1];
	return err;
}

int plat_rsi_set_ripas(struct plat_pa_range range, enum rsi_ripas state,
		       bool destroyed_too, uint64_t *done)
{
	uint64_t flags = destroyed_too ? RSI_CHANGE_DESTROYED : 0;
	uint64_t at = range.start.v, end = at + range.size;
	int err = 0;

	while (at != end && !err)
		err = set_some(&at, end, state, flags);
	if (done)
		*done = at - range.start.v;
	return err;
}

int plat_rsi_get_ripas(struct plat_pa_range range, enum rsi_ripas *state,
		       uint64_t *size)
{
	uint64_t end = range.start.v + range.size;
	struct plat_smccc_regs regs = {
		{RSI_IPA_STATE_GET, range.start.v, end}};
	int err;

	plat_smccc_smc(&regs);
	err = simple_status_of(regs.x[0]);
	if (err)
		return err;
	if (!is_between(regs.x[1], range.start.v + RSI_GRANULE, end) ||
	    regs.x[2] >= RSI_NR_RIPAS)
		return -PLAT_EPROTO;
	*state = (enum rsi_ripas)regs.x[2];
	*size = regs.x[1] - range.start.v;
	return 0;
}

int plat_rsi_measurement_read(unsigned int index,
			      uint8_t value[RSI_MEASUREMENT_BYTES])
{
	struct plat_smccc_regs regs = {{RSI_MEASUREMENT_READ, index}};
	int err;

	plat_smccc_smc(&regs);
	err = simple_status_of(regs.x[0]);
	if (!err)
		memcpy(value, &regs.x[1], RSI_MEASUREMENT_BYTES);
	return err;
}

int plat_rsi_measurement_extend(unsigned int index, const void *value,
				size_t size)
{
	struct plat_smccc_regs regs = {{RSI_MEASUREMENT_EXTEND, index, size}};

	if (size > RSI_MEASUREMENT_BYTES)
		return -PLAT_EINVAL;
	memcpy(&regs.x[3], value, size);
	plat_smccc_smc(&regs);
	return simple_status_of(regs.x[0]);
}

int plat_rsi_token_begin(const uint8_t challenge[RSI_CHALLENGE_BYTES],
			 uint64_t *bound)
{
	struct plat_smccc_regs regs = {{RSI_TOKEN_INIT}};

	memcpy(&regs.x[1], challenge, RSI_CHALLENGE_BYTES);
	plat_smccc_smc(&regs);
	*bound = regs.x[1];
	return regs.x[0] == RSI_SUCCESS ? 0 : -PLAT_EPROTO;
}

int plat_rsi_token_continue(plat_pa_t pa, uint32_t offset, uint64_t *size)
{
	uint64_t room = RSI_GRANULE - offset;
	struct plat_smccc_regs regs = {
		{RSI_TOKEN_CONTINUE, pa.v, offset, room}};
	int err;

	*size = 0;
	plat_smccc_smc(&regs);
	err = status_of(regs.x[0]);
	if (err && err != -PLAT_EAGAIN)
		return err;
	if (regs.x[1] > room)
		return -PLAT_EPROTO;
	*size = regs.x[1];
	return err;
}

int plat_rsi_host_call(plat_pa_t pa)
{
	struct plat_smccc_regs regs = {{RSI_HOST_CALL, pa.v}};

	plat_smccc_smc(&regs);
	return simple_status_of(regs.x[0]);
}
