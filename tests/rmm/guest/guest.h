/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The monitor's own test: what its files share.
 */
#ifndef TESTS_RMM_GUEST_GUEST_H
#define TESTS_RMM_GUEST_GUEST_H

#define GUEST_STACK_SIZE 0x4000

#ifndef __ASSEMBLER__

#include <plat/compiler.h>
#include <plat/string.h>
#include <plat/types.h>

#include "common/arm64/sysreg.h"

#define RAM_IPA 0x40000000ul

/* DEN 0137 B5; SMCCC; PSCI. */
#define RSI_VERSION            0xc4000190u
#define RSI_FEATURES           0xc4000191u
#define RSI_MEASUREMENT_READ   0xc4000192u
#define RSI_MEASUREMENT_EXTEND 0xc4000193u
#define RSI_TOKEN_INIT         0xc4000194u
#define RSI_TOKEN_CONTINUE     0xc4000195u
#define RSI_REALM_CONFIG       0xc4000196u
#define RSI_IPA_STATE_SET      0xc4000197u
#define RSI_IPA_STATE_GET      0xc4000198u
#define RSI_HOST_CALL          0xc4000199u
#define SMCCC_VERSION          0x80000000u
#define PSCI_CPU_OFF           0x84000002u
#define PSCI_SYSTEM_OFF        0x84000008u
#define PSCI_CPU_ON            0xc4000003u
#define PSCI_AFFINITY_INFO     0xc4000004u

enum { SUCCESS, ERROR_INPUT, ERROR_STATE, INCOMPLETE };
enum { EMPTY, RAM, DESTROYED };
enum { CHANGE_DESTROYED = 1 };
enum { ACCEPT, REJECT };
#define NOT_SUPPORTED (~0ul)

/* The double's host calls: docs/realm-monitor.md. */
enum {
	HOST_SMCCC = 0,
	HOST_COUNT = 0x7001,
	HOST_VIOLATIONS,
	HOST_DESTROY,
	HOST_INTERRUPT,
	HOST_READ,
	HOST_WRITE,
};

struct smc {
	uint64_t x[18];
};

/* start.S */
void guest_smc(struct smc *regs);
uint64_t guest_probe_load(uint64_t address);
uint64_t guest_probe_store(uint64_t address);
uint64_t guest_probe_byte(uint64_t address);
uint64_t guest_probe_pair(uint64_t address);
uint64_t guest_probe_run(uint64_t address);
void guest_probe_hvc(void);
void guest_hvc(void);
void guest_secondary(void);
extern uint64_t guest_fault[2];

/* guest.c */
extern uint64_t guest_alias;
PLAT_PRINTF(1, 2) void guest_print(const char *format, ...);
PLAT_PRINTF(2, 3) void guest_ok(bool ok, const char *format, ...);
/* Returns x0. */
uint64_t guest_call(struct smc *regs, uint64_t function, uint64_t a, uint64_t b,
		    uint64_t c, uint64_t d);
/* Of the double's host: what gprs[0] is then. */
uint64_t guest_host(uint32_t imm, uint64_t a, uint64_t b);
/* Whether @nr violations were counted; they are forgiven. */
bool guest_violated(uint64_t nr);
/* What the last probe's exception was: ESR without what describes the
 * instruction; 0: there was none. */
uint64_t guest_probe_result(void);
#define SEA_DATA  0x96000210ul /* EC 0x25, IL, EA, DFSC 0x10 */
#define SEA_FETCH 0x86000210ul
#define UNDEFINED 0x02000000ul
/* RIPAS of the page at @ipa, and where its run ends. */
uint64_t guest_ripas(uint64_t ipa, uint64_t end, uint64_t *top);
/* Sets it; returns the response, in @top how far it went. */
uint64_t guest_set(uint64_t base, uint64_t end, uint64_t ripas, uint64_t flags,
		   uint64_t *top);
/* Two pages in a row, at a multiple of 8 KiB, that nothing else uses. */
extern uint8_t guest_pages[2 * PLAT_PAGE_SIZE];
/* The value of the word NAME= of the command line, or "". */
const char *guest_word(const char *name);

/* The suites. */
void guest_calls(void);
void guest_memory(void);
void guest_measure(void);
void guest_token(void);
void guest_cpus(void);
void guest_interrupts(void);
void guest_hostile(void);
void guest_reject(void);
void guest_destroyed(void);
void guest_partial(void);
void guest_stuck(void);
void guest_short(void);
void guest_empty(void);
void guest_deny(void);
void guest_stall(void);
void guest_flip(void);
void guest_no_rsi(void);
void guest_hang(void);

#endif /* __ASSEMBLER__ */

#endif /* TESTS_RMM_GUEST_GUEST_H */
