/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The host that a realm's host call reaches, and what it has counted. With
 * immediate 0 it is as KVM's; the others are for tests, docs/realm-monitor.md
 * lists them.
 */
#include "tests/rmm/rmm.h"

#define SMCCC_VERSION 0x80000000u
#define SMCCC_1_1     0x10001u

enum host_call {
	HOST_SMCCC = 0,
	HOST_COUNT = 0x7001,
	HOST_VIOLATIONS,
	HOST_DESTROY,
	HOST_INTERRUPT,
	HOST_READ,
	HOST_WRITE,
};

/* The functions that are told apart; the last one is all others. */
struct counter {
	const char *name;
	uint32_t function;
	uint64_t count;
};

static struct counter counters[] = {
	{"RSI_VERSION", 0xc4000190, 0},
	{"RSI_FEATURES", 0xc4000191, 0},
	{"RSI_MEASUREMENT_READ", 0xc4000192, 0},
	{"RSI_MEASUREMENT_EXTEND", 0xc4000193, 0},
	{"RSI_ATTESTATION_TOKEN_INIT", 0xc4000194, 0},
	{"RSI_ATTESTATION_TOKEN_CONTINUE", 0xc4000195, 0},
	{"RSI_REALM_CONFIG", 0xc4000196, 0},
	{"RSI_IPA_STATE_SET", 0xc4000197, 0},
	{"RSI_IPA_STATE_GET", 0xc4000198, 0},
	{"RSI_HOST_CALL", 0xc4000199, 0},
	{"SMCCC_VERSION", SMCCC_VERSION, 0},
	{"PSCI_VERSION", 0x84000000, 0},
	{"PSCI_CPU_SUSPEND", 0xc4000001, 0},
	{"PSCI_CPU_OFF", 0x84000002, 0},
	{"PSCI_CPU_ON", 0xc4000003, 0},
	{"PSCI_AFFINITY_INFO", 0xc4000004, 0},
	{"PSCI_SYSTEM_OFF", 0x84000008, 0},
	{"PSCI_SYSTEM_RESET", 0x84000009, 0},
	{"PSCI_FEATURES", 0x8400000a, 0},
	{"others", 0, 0},
};

static struct counter *counter_of(uint32_t function)
{
	size_t i = 0;

	while (i < PLAT_ARRAY_SIZE(counters) - 1 &&
	       counters[i].function != function)
		i++;
	return &counters[i];
}

void rmm_count(uint32_t function)
{
	counter_of(function)->count++;
}

uint64_t rmm_count_of(uint32_t function)
{
	return counter_of(function)->count;
}

void rmm_counts_say(void)
{
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(counters); i++) {
		if (counters[i].count)
			rmm_say("count %s=%lu", counters[i].name,
				counters[i].count);
	}
}

/* A page at a time, @nr of them; a guest that still has one hangs. */
static void destroy(uint64_t ipa, uint64_t nr)
{
	for (; nr; nr--, ipa += PLAT_PAGE_SIZE) {
		if (rmm_is_ram(ipa))
			rmm_ripas_set(ipa, RMM_DESTROYED);
	}
	rmm_memory_flush();
}

/* What the host sees and what it changes is shared memory alone. */
static uint64_t *host_view(uint64_t ipa)
{
	ipa &= ~rmm_alias;
	if (!rmm_is_ram(ipa) || ipa % 8)
		return NULL;
	return rmm_shared(ipa);
}

static uint64_t host_read(uint64_t ipa)
{
	const uint64_t *word = host_view(ipa);

	return word ? *word : 0;
}

static void host_write(uint64_t ipa, uint64_t value)
{
	uint64_t *word = host_view(ipa);

	if (word)
		*word = value;
}

void rmm_host_call(uint32_t imm, uint64_t gprs[31])
{
	switch (imm) {
	case HOST_SMCCC:
		gprs[0] = gprs[0] == SMCCC_VERSION ? SMCCC_1_1
						   : RMM_NOT_SUPPORTED;
		break;
	case HOST_COUNT:
		gprs[0] = rmm_count_of((uint32_t)gprs[1]);
		break;
	case HOST_VIOLATIONS:
		gprs[0] = rmm_nr_violations;
		rmm_nr_violations -= gprs[1] <= rmm_nr_violations ? gprs[1] : 0;
		break;
	case HOST_DESTROY:
		destroy(gprs[1], gprs[2]);
		break;
	case HOST_INTERRUPT:
		rmm_irq_inject((uint32_t)gprs[1]);
		break;
	case HOST_READ:
		gprs[0] = host_read(gprs[1]);
		break;
	case HOST_WRITE:
		host_write(gprs[1], gprs[2]);
		break;
	default:
		gprs[0] = RMM_NOT_SUPPORTED;
		break;
	}
}
