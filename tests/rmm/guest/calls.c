/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Each call that the monitor answers, and what it refuses.
 */
#include "tests/rmm/guest/guest.h"

#define ARCH_FEATURES 0x80000001u
#define TRNG_VERSION  0x84000050u
#define PSCI_VERSION  0x84000000u
#define PSCI_FEATURES 0x8400000au
#define SYSTEM_RESET2 0x84000012u

static uint64_t call(uint64_t function, uint64_t a, uint64_t b, uint64_t c,
		     uint64_t d)
{
	struct smc regs = {{0}};

	return guest_call(&regs, function, a, b, c, d);
}

static void version(void)
{
	struct smc regs = {{0}};
	uint64_t x0 = guest_call(&regs, RSI_VERSION, 0x10000, 0, 0, 0);

	guest_ok(x0 == SUCCESS && regs.x[1] == 0x10000, "RSI 1.0 is there");
	x0 = guest_call(&regs, RSI_VERSION, 0x20000, 0, 0, 0);
	guest_ok(x0 == ERROR_INPUT && regs.x[1] == 0x10000 &&
		     regs.x[2] == 0x10000, "RSI 2.0 is not");
	x0 = guest_call(&regs, RSI_FEATURES, 0, 0, 0, 0);
	guest_ok(x0 == SUCCESS && regs.x[1] == 0, "it has no features");
}

static void registers(void)
{
	struct smc regs = {{0}};
	bool same = true;

	for (uint64_t i = 5; i < 18; i++)
		regs.x[i] = 0x1111000000000000 + i;
	guest_call(&regs, RSI_VERSION, 0x10000, 0, 0, 0);
	for (uint64_t i = 5; i < 18; i++)
		same &= regs.x[i] == 0x1111000000000000 + i;
	guest_ok(same, "x5 to x17 are kept");
	guest_ok(call(RSI_VERSION | 1u << 16, 0x10000, 0, 0, 0) == SUCCESS,
		 "the SVE hint is ignored");
}

static void config(void)
{
	uint64_t page = (uintptr_t)guest_pages;
	const char *rpv = (const char *)guest_pages + 0x200;
	uint64_t width;

	memset(guest_pages, 0, PLAT_PAGE_SIZE);
	guest_ok(call(RSI_REALM_CONFIG, page, 0, 0, 0) == SUCCESS,
		 "the realm's configuration");
	memcpy(&width, guest_pages, sizeof(width));
	guest_ok(guest_alias == 1ul << (width - 1), "%lu bits of IPA", width);
	guest_ok(guest_pages[8] == (*guest_word("hash") == '5'), "the hash");
	guest_ok(strcmp(rpv, *guest_word("rpv") ? "mine"
						: "Plinth test realm") == 0,
		 "the personalisation value is \"%s\"", rpv);
	guest_ok(call(RSI_REALM_CONFIG, page + 8, 0, 0, 0) == ERROR_INPUT,
		 "not to an address within a page");
	guest_ok(call(RSI_REALM_CONFIG, page | guest_alias, 0, 0, 0) ==
		     ERROR_INPUT, "nor to an unprotected one");
	guest_ok(call(RSI_REALM_CONFIG, 0x1000, 0, 0, 0) == ERROR_INPUT,
		 "nor to where there is no RAM");
}

static void unknown(void)
{
	static const uint64_t none[] = {ARCH_FEATURES, TRNG_VERSION,
					SYSTEM_RESET2, 0xc400019a, 0x86000000};

	for (size_t i = 0; i < PLAT_ARRAY_SIZE(none); i++)
		guest_ok(call(none[i], 0, 0, 0, 0) == NOT_SUPPORTED,
			 "%#lx is not supported", none[i]);
	guest_ok(call(SMCCC_VERSION, 0, 0, 0, 0) == 0x10002, "SMCCC 1.2");
	guest_ok(call(PSCI_VERSION, 0, 0, 0, 0) == 0x10001, "PSCI 1.1");
	guest_ok(call(PSCI_FEATURES, PSCI_CPU_ON, 0, 0, 0) == 0 &&
		     call(PSCI_FEATURES, SMCCC_VERSION, 0, 0, 0) == 0 &&
		     call(PSCI_FEATURES, SYSTEM_RESET2, 0, 0, 0) ==
			 NOT_SUPPORTED, "PSCI's features");
}

static void state_arguments(void)
{
	uint64_t page = (uintptr_t)guest_pages, end = page + PLAT_PAGE_SIZE;
	const uint64_t bad[][4] = {
		{end, page, RAM, 0},
		{page, page, RAM, 0},
		{page + 1, end, RAM, 0},
		{page, end + 1, RAM, 0},
		{page, end | guest_alias, RAM, 0},
		{page | guest_alias, end | guest_alias, RAM, 0},
		{page, end, DESTROYED, 0},
		{page, end, RAM, 2},
	};

	for (size_t i = 0; i < PLAT_ARRAY_SIZE(bad); i++)
		guest_ok(call(RSI_IPA_STATE_SET, bad[i][0], bad[i][1],
			      bad[i][2], bad[i][3]) == ERROR_INPUT,
			 "IPA_STATE_SET with bad arguments %zu", i);
	for (size_t i = 0; i < PLAT_ARRAY_SIZE(bad) - 2; i++)
		guest_ok(call(RSI_IPA_STATE_GET, bad[i][0], bad[i][1], 0, 0) ==
			     ERROR_INPUT,
			 "IPA_STATE_GET with bad arguments %zu", i);
}

static void host(void)
{
	uint64_t page = (uintptr_t)guest_pages;

	guest_ok(guest_host(HOST_SMCCC, SMCCC_VERSION, 0) == 0x10001,
		 "a host call");
	guest_ok(guest_host(HOST_SMCCC, 0x84000000, 0) == NOT_SUPPORTED,
		 "a host call that is not there");
	guest_ok(call(RSI_HOST_CALL, page + 8, 0, 0, 0) == ERROR_INPUT &&
		     call(RSI_HOST_CALL, page | guest_alias, 0, 0, 0) ==
			 ERROR_INPUT, "a host call where it must not be");
	guest_ok(guest_host(HOST_COUNT, SMCCC_VERSION, 0) == 1 &&
		     guest_host(HOST_COUNT, PSCI_CPU_OFF, 0) == 0,
		 "calls are counted");
}

static void instructions(void)
{
	guest_ok(plat_arm64_read(id_aa64pfr0_el1) >> 12 & 15,
		 "ID_AA64PFR0.EL3 is not 0");
	guest_ok(plat_arm64_id_field(plat_arm64_read(id_aa64mmfr0_el1), 0),
		 "other ID registers are as they are");
	guest_probe_hvc();
	guest_ok(guest_probe_result() == UNDEFINED, "HVC is undefined");
	guest_ok(guest_fault[1] == (uintptr_t)guest_hvc + 4,
		 "ELR is behind it, as on RMM 0.8");
	guest_ok(guest_violated(1), "and it is counted");
}

void guest_calls(void)
{
	version();
	registers();
	config();
	unknown();
	state_arguments();
	host();
	instructions();
}

void guest_no_rsi(void)
{
	guest_ok(call(RSI_VERSION, 0x10000, 0, 0, 0) == NOT_SUPPORTED,
		 "without RSI it is not a realm");
}
