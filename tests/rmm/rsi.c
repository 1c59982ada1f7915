/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The Realm Services Interface, 1.0: DEN 0137 B5, as TF-RMM 0.8 answers.
 */
#include "tests/rmm/rmm.h"

#define RSI_1_0      0x10000ull
#define RAM          1u
#define CHANGE_DESTROYED 1u
#define ACCEPT       0u
#define REJECT       1u

/* struct rsi_realm_config. */
#define CONFIG_IPA_WIDTH 0x000
#define CONFIG_HASH      0x008
#define CONFIG_RPV       0x200
#define HASH_SHA_512     1

/* struct rsi_host_call. */
#define HOST_CALL_SIZE  256u
#define HOST_CALL_GPRS  8u

static bool are_pages(uint64_t base, uint64_t end)
{
	return base < end && end <= rmm_alias &&
	       ((base | end) & PLAT_PAGE_MASK) == 0;
}

/* x1: the version that is wanted; x1, x2: the lowest and highest there is. */
static uint64_t version(uint64_t *x)
{
	enum rmm_status status = x[1] == rmm_options.version ? RMM_SUCCESS
							     : RMM_ERROR_INPUT;

	x[1] = x[2] = rmm_options.version;
	return status;
}

static uint64_t features(uint64_t *x)
{
	x[1] = 0;
	return RMM_SUCCESS;
}

static uint64_t measurement_read(uint64_t *x)
{
	if (x[1] >= RMM_NR_MEASUREMENTS)
		return RMM_ERROR_INPUT;
	memcpy(&x[1], rmm_measurements[x[1]], RMM_HASH_MAX);
	return RMM_SUCCESS;
}

static uint64_t measurement_extend(uint64_t *x)
{
	if (x[1] < 1 || x[1] >= RMM_NR_MEASUREMENTS || x[2] > RMM_HASH_MAX)
		return RMM_ERROR_INPUT;
	rmm_measure_extend((unsigned int)x[1], &x[3], x[2]);
	return RMM_SUCCESS;
}

static uint64_t token_init(uint64_t *x)
{
	return rmm_token_init(rmm_this_cpu(), &x[1], &x[1]);
}

static uint64_t token_continue(uint64_t *x)
{
	return rmm_token_continue(rmm_this_cpu(), &x[1], &x[1]);
}

static uint64_t realm_config(uint64_t *x)
{
	uint8_t *config = rmm_argument(x[1], PLAT_PAGE_SIZE);

	if (!config)
		return RMM_ERROR_INPUT;
	memcpy(config + CONFIG_IPA_WIDTH, &rmm_options.ipa_width, 8);
	config[CONFIG_HASH] = rmm_options.hash_bits == 512 ? HASH_SHA_512 : 0;
	memcpy(config + CONFIG_RPV, rmm_options.rpv, sizeof(rmm_options.rpv));
	return RMM_SUCCESS;
}

/* Whether the page may change, as the host and the realm want it. */
static bool may_change(uint64_t ipa, uint64_t flags)
{
	return rmm_ripas(ipa) != RMM_DESTROYED || flags & CHANGE_DESTROYED;
}

/* A host has no memory for it, or does not want to. */
static bool is_rejected(uint64_t ipa, uint64_t ripas)
{
	return rmm_ranges_have(&rmm_options.reject, ipa) ||
	       (ripas == RAM && !rmm_is_ram(ipa));
}

/* x1: base, x2: end, x3: RIPAS, x4: flags; x1: where it ended, x2: response. */
static uint64_t ipa_state_set(uint64_t *x)
{
	uint64_t base = x[1], end = x[2], ripas = x[3], flags = x[4];
	uint64_t at = base, left = rmm_options.set_pages;

	if (!are_pages(base, end) || ripas > RAM || flags > CHANGE_DESTROYED)
		return RMM_ERROR_INPUT;
	for (; at < end && left && may_change(at, flags) &&
	       !is_rejected(at, ripas); at += PLAT_PAGE_SIZE, left--) {
		if (rmm_is_ram(at))
			rmm_ripas_set(at, ripas == RAM ? RMM_RAM : RMM_EMPTY);
	}
	rmm_memory_flush();
	x[1] = at;
	x[2] = at == base && is_rejected(at, ripas) ? REJECT : ACCEPT;
	return RMM_SUCCESS;
}

/* x1: base, x2: end; x1: up to where RIPAS is x2. A run ends where a table of
 * stage 2 does. */
static uint64_t ipa_state_get(uint64_t *x)
{
	uint64_t at = x[1], end = x[2], left = rmm_options.get_pages;
	enum rmm_ripas ripas = rmm_ripas(at);

	if (!are_pages(at, end))
		return RMM_ERROR_INPUT;
	do {
		at += PLAT_PAGE_SIZE;
		left--;
	} while (at < end && left && at % PLAT_MIB(2) &&
		 rmm_ripas(at) == ripas);
	x[1] = at;
	x[2] = ripas;
	return RMM_SUCCESS;
}

static uint64_t host_call(uint64_t *x)
{
	uint8_t *call = rmm_argument(x[1], HOST_CALL_SIZE);
	uint64_t gprs[31];
	uint32_t imm;

	if (!call || x[1] % HOST_CALL_SIZE)
		return RMM_ERROR_INPUT;
	memcpy(&imm, call, sizeof(imm));
	memcpy(gprs, call + HOST_CALL_GPRS, sizeof(gprs));
	rmm_host_call(imm, gprs);
	memcpy(call + HOST_CALL_GPRS, gprs, sizeof(gprs));
	return RMM_SUCCESS;
}

/* From RMM_RSI_FIRST on: each takes x1.. and gives x0. */
static uint64_t (*const functions[RMM_RSI_NR])(uint64_t *x) = {
	version,
	features,
	measurement_read,
	measurement_extend,
	token_init,
	token_continue,
	realm_config,
	ipa_state_set,
	ipa_state_get,
	host_call,
};

bool rmm_rsi(struct rmm_regs *regs)
{
	uint64_t number = regs->x[0] - RMM_RSI_FIRST;

	if (number >= RMM_RSI_NR || !rmm_options.version)
		return false;
	regs->x[0] = functions[number](regs->x);
	return true;
}
